"""What every template can count on."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from fellowship.queries import navigation, organization

HOMES = ("/my/", "/staff/")
# Our own pages that somebody may come to from the website.
OPEN_TO_STRANGERS = ("/openings/", "/check/")


def _nav(request: HttpRequest, area: str) -> list[dict[str, Any]]:
    """The main navigation. The entries of one group are the ``items`` of one entry, which leads to the first."""
    entries: list[dict[str, Any]] = []
    groups: dict[str, dict[str, Any]] = {}
    for item in navigation.for_person(request.user, area):
        try:
            url = reverse(item.url_name)
        except NoReverseMatch:
            continue
        inside = url not in HOMES and request.path.startswith(url)
        entry = {"label": item.label, "url": url, "current": inside or request.path == url, "items": []}
        group = groups.get(str(item.group))
        if group is None:
            group = {**entry, "label": item.group or item.label, "items": []}
            entries.append(group)
            if item.group:
                groups[str(item.group)] = group
        group["items"].append(entry)
        group["current"] = group["current"] or entry["current"]
    return [entry if len(entry["items"]) > 1 else entry["items"][0] for entry in entries]


def _beneath(nav: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries of the group in which the reader stands."""
    return next((entry["items"] for entry in nav if entry["current"] and entry["items"]), [])


def shell(request: HttpRequest) -> dict[str, Any]:
    """Give ``shell``: the organization, the navigation, the person and the other language, read only when used."""
    is_staff_area = request.path.startswith("/staff/")
    person = getattr(request, "user", None)
    signed_in = bool(person and person.is_authenticated)
    language = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    other = next((pair for pair in settings.LANGUAGES if pair[0] != language), settings.LANGUAGES[0])
    area = "staff" if is_staff_area else "my"
    for_strangers = request.path.startswith(OPEN_TO_STRANGERS)
    nav = SimpleLazyObject(
        lambda: _nav(request, area) if signed_in else navigation.public_menu(language) if for_strangers else []
    )
    return {
        "shell": {
            "organization": SimpleLazyObject(organization.current),
            "nav": nav,
            "beneath": SimpleLazyObject(lambda: _beneath(nav)),
            "person": person if signed_in else None,
            "is_staff_area": is_staff_area,
            "demo": settings.DEMO_MODE,
            "language": language,
            "other_language": {"code": other[0], "label": other[1]},
            "path": request.get_full_path(),
        }
    }
