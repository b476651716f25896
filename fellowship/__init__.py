"""The fellowship program: core and project package."""
