"""Part of the fellowship core: queries."""
