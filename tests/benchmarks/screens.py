"""What ``make bench`` measures: one row per screen. To add a screen, add a row.

``person`` is a key of the demo people (or None for a stranger). ``url`` is called once, with the
database loaded, and returns the address; it may look up an id. A row whose ``url`` returns None
has nothing to show in this scenario and is reported as such. A row with ``fields`` is posted; ``before``
puts the database back before each time and is not counted.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from tests.benchmarks import recruiting

Fields = dict[str, str]


@dataclass(frozen=True, slots=True)
class Screen:
    """One row of the benchmark."""

    name: str
    person: str | None
    url: Callable[[], str | None]
    fields: Callable[[], Fields] | None = None
    before: Callable[[], None] | None = None


def named(name: str, query: str = "") -> Callable[[], str]:
    """The address of a view without arguments."""
    return lambda: reverse(name) + query


SCREENS: tuple[Screen, ...] = (
    Screen("Public home page", None, lambda: "/"),
    Screen("Sign-in page", None, named("account_login")),
    Screen("Applicant: home", "maya", named("home")),
    Screen("Applicant: submit", "maya", recruiting.own_answers, recruiting.agreed, recruiting.not_sent_yet),
    Screen("Advocate: home", "keisha", named("home")),
    Screen("Host supervisor: home", "evelyn", named("home")),
    Screen("Program manager: today", "dana", named("staff_today")),
    Screen("Recruitment manager: today", "ines", named("staff_today")),
    Screen("Applications: list", "ines", named("recruitment_pipeline")),
    Screen("Applications: by language", "ines", named("recruitment_pipeline", "?stage=in_review&language=es")),
    Screen("Applications: by waiting, reading", "ines", named("recruitment_pipeline", "?waiting=5&reads=open")),
    Screen("Applications: by score", "ines", named("recruitment_pipeline", "?score_from=2&score_to=3.5")),
    Screen("Applications: by name", "ines", named("recruitment_pipeline", "?q=mar")),
    Screen("Applications: words, rare", "ines", named("recruitment_pipeline", "?words=arrested")),
    Screen("Applications: words, common", "ines", named("recruitment_pipeline", "?words=people")),
    Screen("Applications: board", "ines", named("recruitment_board")),
    Screen("Applications: numbers", "ines", named("recruitment_numbers")),
    Screen("One application", "ines", recruiting.one_application),
    Screen("Reviewer: today", "rosa", named("staff_today")),
    Screen("Reviewer: packets", "rosa", named("recruitment_reading")),
    Screen("Reviewer: one packet", "rosa", recruiting.open_packet),
    Screen("Reviewer: save marks", "rosa", recruiting.open_packet, recruiting.marks, recruiting.not_scored_yet),
    Screen("Treasurer: today", "tomas", named("staff_today")),
    Screen("Administrator: roles", "ada", named("roles")),
)
