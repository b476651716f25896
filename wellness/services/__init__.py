"""Part of wellness: services."""
