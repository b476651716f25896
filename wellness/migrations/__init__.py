"""Migrations of wellness."""
