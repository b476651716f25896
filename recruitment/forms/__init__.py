"""Part of recruitment: forms."""
