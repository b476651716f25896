"""Part of training: views."""
