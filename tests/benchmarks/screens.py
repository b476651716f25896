"""What ``make bench`` measures: one row per screen. To add a screen, add a row.

``person`` is a key of the demo people (or None for a stranger). ``url`` is called once, with the
database loaded, and returns the address; it may look up an id. A row whose ``url`` returns None
has nothing to show in this scenario and is reported as such. A row with ``fields`` is posted; ``before``
puts the database back before each time and is not counted.

``most_ms`` is the CPU a request may cost with ten thousand applications, web and database, ``most_queries`` how many
queries it may ask; ``peer_ms`` is what the same work cost in Hypha 6.7 on the same machine with as many.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from tests.benchmarks import placing, recruiting

Fields = dict[str, str]


@dataclass(frozen=True, slots=True)
class Screen:
    """One row of the benchmark."""

    name: str
    person: str | None
    url: Callable[[], str | None]
    fields: Callable[[], Fields] | None = None
    before: Callable[[], None] | None = None
    most_ms: float = 0.0
    most_queries: int = 0
    peer_ms: float = 0.0


def listed(name: str, query: str, *, peer_ms: float = 702.0) -> Screen:
    """The manager's list as the address narrows it."""
    url = named("recruitment_pipeline", query)
    return Screen(f"Applications: {name}", "ines", url, most_ms=40, most_queries=15, peer_ms=peer_ms)


def searched(name: str, query: str) -> Screen:
    """The same list, searched."""
    return Screen(f"Applications: {name}", "ines", named("recruitment_pipeline", query), most_ms=50, peer_ms=716)


def named(name: str, query: str = "") -> Callable[[], str]:
    """The address of a view without arguments."""
    return lambda: reverse(name) + query


SCREENS: tuple[Screen, ...] = (
    Screen("Public home page", None, lambda: "/", peer_ms=33),
    Screen("Sign-in page", None, named("account_login")),
    Screen("Applicant: home", "maya", named("home"), most_ms=20, peer_ms=82),
    Screen("Applicant: check answers", "maya", recruiting.own_answers, before=recruiting.not_sent_yet, peer_ms=84),
    Screen(
        "Applicant: submit",
        "maya",
        recruiting.own_answers,
        recruiting.agreed,
        recruiting.not_sent_yet,
        most_ms=25,
        peer_ms=61,
    ),
    Screen("Advocate: home", "keisha", named("home")),
    Screen("Host supervisor: home", "evelyn", named("home")),
    Screen("Program manager: today", "dana", named("staff_today"), peer_ms=170),
    Screen("Recruitment manager: today", "ines", named("staff_today"), peer_ms=170),
    listed("list", "", peer_ms=405),
    listed("by language", "?stage=in_review&language=es"),
    listed("by waiting, reading", "?waiting=5&reads=open"),
    listed("by score", "?score_from=2&score_to=3.5"),
    searched("by name", "?q=mar"),
    searched("words, rare", "?words=arrested"),
    searched("words, common", "?words=people"),
    Screen("Applications: board", "ines", named("recruitment_board")),
    Screen("Applications: numbers", "ines", named("recruitment_numbers")),
    Screen("Calibration", "ines", named("recruitment_calibration")),
    Screen("One application", "ines", recruiting.one_application, most_ms=25, most_queries=12, peer_ms=127),
    Screen("Reviewer: today", "rosa", named("staff_today")),
    Screen("Reviewer: packets", "rosa", named("recruitment_reading")),
    Screen("Reviewer: one packet", "rosa", recruiting.open_packet, most_ms=25, peer_ms=76),
    Screen(
        "Reviewer: save marks",
        "rosa",
        recruiting.open_packet,
        recruiting.marks,
        recruiting.not_scored_yet,
        most_ms=20,
        peer_ms=37,
    ),
    Screen("Placement: what if, at 100 × 30", "dana", placing.what_if, most_ms=50, most_queries=14),
    Screen("Treasurer: today", "tomas", named("staff_today")),
    Screen("Administrator: roles", "ada", named("roles")),
)
