"""Part of the fellowship core: forms."""
