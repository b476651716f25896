"""Part of recruitment: services."""
