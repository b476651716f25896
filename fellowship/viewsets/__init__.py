"""Reference data in Wagtail's admin."""
