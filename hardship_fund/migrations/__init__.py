"""Migrations of hardship_fund."""
