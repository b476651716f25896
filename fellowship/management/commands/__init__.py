"""Part of the fellowship core: commands."""
