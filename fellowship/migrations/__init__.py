"""Part of the fellowship core: migrations."""
