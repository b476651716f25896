"""Part of the fellowship core: services."""
