"""Part of the fellowship core: templatetags."""
