"""Part of recruitment: queries."""
