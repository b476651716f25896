"""The main navigation of each area, as the person may see it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from fellowship.access import can, has_role
from fellowship.models import Person
from fellowship.rules.roles import Role


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry: shown to whoever holds ``permission`` (when named) and one of ``roles`` (when named).

    Entries of one ``group`` stand together under its name, where the lightest of them would stand.
    """

    area: str
    label: object
    url_name: str
    permission: str = ""
    weight: int = 50
    roles: tuple[Role, ...] = ()
    group: object = ""


def _no_menu(_language: str) -> Sequence[Any]:
    return ()


# The menu of the public site in a language; the website puts its own here.
public_menu: Callable[[str], Sequence[Any]] = _no_menu
_items: list[NavItem] = []


def register(*items: NavItem) -> None:
    """Add entries; the same entry twice counts once."""
    for item in items:
        if item not in _items:
            _items.append(item)


def for_person(person: Person, area: str) -> tuple[NavItem, ...]:
    """The entries of an area that the person may open, lightest first; no query beyond the person's roles."""
    shown = (
        item
        for item in _items
        if item.area == area
        and (not item.roles or has_role(person, *item.roles))
        and (not item.permission or can(person, item.permission))
    )
    return tuple(sorted(shown, key=lambda item: item.weight))
