"""Part of training: rules."""
