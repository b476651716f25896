"""The public website."""

from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    """Page models and the set-up of a site."""

    name = "fellowship.website"
    label = "website"

    def ready(self) -> None:
        """Give strangers the site's menu on pages that belong to no page of the site."""
        from fellowship.queries import navigation  # noqa: PLC0415  (models are not loaded before)
        from fellowship.website.queries.pages import menu_in  # noqa: PLC0415

        navigation.public_menu = menu_in
