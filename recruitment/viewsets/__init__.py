"""Reference data of recruitment in Wagtail's admin."""
