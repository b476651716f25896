"""The hardship_fund app."""
