"""The fund's verbs; each is one transaction."""
