"""Part of the fellowship core: management."""
