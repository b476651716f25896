"""Part of wellness: views."""
