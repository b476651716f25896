"""Part of training: queries."""
