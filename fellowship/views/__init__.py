"""Part of the fellowship core: views."""
