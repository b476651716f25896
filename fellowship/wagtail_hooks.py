"""What Wagtail's admin shows of the core, and what it must not show."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from fellowship.access import Refused
from fellowship.viewsets.places import PlacesGroup


@hooks.register("register_admin_viewset")
def register_places() -> PlacesGroup:
    """Offer regions, jurisdictions and host offices."""
    return PlacesGroup()


if find_spec("fellowship.viewsets.letters"):
    hooks.register("register_admin_viewset", import_module("fellowship.viewsets.letters").register)


def closed(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """Refuse Wagtail's own lists of everybody's edits: they name records their reader may not see."""
    raise Refused(_("This list is closed. The audit trail shows who changed what."), _("An auditor"))


@hooks.register("register_admin_urls")
def close_site_history() -> list[object]:
    """Put the closed page before Wagtail's report on all edits."""
    return [
        path("reports/site-history/", closed, name="closed_site_history"),
        path("reports/site-history/results/", closed, name="closed_site_history_results"),
    ]


@hooks.register("construct_reports_menu")
def hide_site_history(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Take the closed report out of the menu."""
    menu_items[:] = [item for item in menu_items if item.name != "site-history"]


@hooks.register("register_admin_menu_item")
def way_back() -> MenuItem:
    """Lead from the content screens back to the program's own."""
    return MenuItem(_("Staff screens"), "/staff/", icon_name="arrow-left", order=1)


@hooks.register("construct_main_menu")
def hide_users(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Keep people and roles on our own audited screens."""
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name != "help"]


Register = Callable[[], object]
