"""Part of the fellowship core: settings."""
