"""Part of the fellowship core: rules."""
