"""What the website's pages carry when they are served."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail import hooks
from wagtail.models import Page

from fellowship import clock
from fellowship.website.queries import dates, pages


@hooks.register("before_serve_page")
def lay_out(page: Page, request: HttpRequest, *args: Any) -> None:
    """Hang the menu, the foot, the dates and the other languages on the page, read only when drawn."""
    page.menu = SimpleLazyObject(lambda: pages.menu_of(page))
    page.foot = SimpleLazyObject(lambda: pages.foot_of(page))
    page.dates = SimpleLazyObject(lambda: dates.coming(at=clock.now(), language=page.locale.language_code))
    page.in_other_languages = SimpleLazyObject(lambda: pages.translations_of(page, request))
