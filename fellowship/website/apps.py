"""The public website."""

from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    """Page models and the set-up of a site."""

    name = "fellowship.website"
    label = "website"
