"""Part of wellness: rules."""
