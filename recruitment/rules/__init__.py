"""Pure rules of recruitment: standard library only."""
