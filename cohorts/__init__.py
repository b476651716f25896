"""The cohorts app."""
