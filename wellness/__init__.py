"""The wellness app."""
