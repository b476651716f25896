"""Part of wellness: queries."""
