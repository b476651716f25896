"""The fund's rules: stages, amounts, proof, words. Standard library only."""
