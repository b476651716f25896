"""Migrations of recruitment."""
