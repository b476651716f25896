"""Part of recruitment: views."""
