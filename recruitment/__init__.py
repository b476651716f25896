"""The recruitment app."""
