"""Part of the fellowship core: website."""
