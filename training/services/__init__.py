"""Part of training: services."""
