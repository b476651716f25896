"""What ``make bench`` measures: one row per screen. To add a screen, add a row.

``person`` is a key of the demo people (or None for a stranger). ``url`` is called once, with the
database loaded, and returns the address; it may look up an id. A row whose ``url`` returns None
has nothing to show in this scenario and is reported as such.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Screen:
    """One row of the benchmark."""

    name: str
    person: str | None
    url: Callable[[], str | None]


def named(name: str) -> Callable[[], str]:
    """The address of a view without arguments."""
    return lambda: reverse(name)


SCREENS: tuple[Screen, ...] = (
    Screen("Public home page", None, lambda: "/"),
    Screen("Sign-in page", None, named("account_login")),
    Screen("Applicant: home", "maya", named("home")),
    Screen("Advocate: home", "keisha", named("home")),
    Screen("Host supervisor: home", "evelyn", named("home")),
    Screen("Program manager: today", "dana", named("staff_today")),
    Screen("Recruitment manager: today", "ines", named("staff_today")),
    Screen("Reviewer: today", "rosa", named("staff_today")),
    Screen("Treasurer: today", "tomas", named("staff_today")),
    Screen("Administrator: roles", "ada", named("roles")),
)
