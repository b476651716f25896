"""Dates, times and money in words."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from fellowship.design import wording

FRIDAY = date(2027, 1, 15)
EVENING = datetime(2027, 1, 15, 16, 12, tzinfo=ZoneInfo("America/Chicago"))


def plain(text: str) -> str:
    return text.replace(wording.NBSP, " ")


@pytest.mark.parametrize(
    ("cents", "written"),
    [(0, "$0.00"), (5, "$0.05"), (120050, "$1,200.50"), (-500, "−$5.00"), (100_000_000, "$1,000,000.00")],
)
def test_money(cents, written):
    assert wording.money_in_words(cents) == written


def test_whole_money_keeps_cents_that_are_there():
    assert (wording.money_in_words(1200_00, whole=True), wording.money_in_words(1200_50, whole=True)) == (
        "$1,200",
        "$1,200.50",
    )


@pytest.mark.parametrize(
    ("options", "english", "spanish"),
    [
        ({}, "15 January 2027", "15 de enero de 2027"),
        ({"year": False}, "15 January", "15 de enero"),
        ({"short": True, "year": False}, "15 Jan", "15 ene"),
        ({"weekday": True}, "Friday 15 January 2027", "viernes, 15 de enero de 2027"),
    ],
)
def test_days(options, english, spanish):
    assert plain(wording.day_in_words(FRIDAY, "en", **options)) == english
    assert plain(wording.day_in_words(FRIDAY, "es-mx", **options)) == spanish


def test_moment_with_its_zone():
    assert plain(wording.moment_in_words(EVENING, "en", zone=True)) == "15 January 2027, 4:12 pm Central time"
    assert (
        plain(wording.moment_in_words(EVENING, "es", zone=True)) == "15 de enero de 2027, 4:12 p. m. hora del Centro"
    )


def test_unknown_zone_keeps_its_abbreviation():
    assert wording.zone_in_words(EVENING.astimezone(UTC), "en") == "UTC"


@pytest.mark.parametrize(("hour", "written"), [(0, "12:00 am"), (11, "11:00 am"), (12, "12:00 pm"), (23, "11:00 pm")])
def test_hours_around_noon_and_midnight(hour, written):
    assert plain(wording.time_in_words(EVENING.replace(hour=hour, minute=0), "en")) == written


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Maya Castellanos", "MC"), ("Ana María Ruiz", "AR"), ("Cher", "C"), ("", ""), ("“Al” Bo", "B")],
)
def test_initials(name, letters):
    assert wording.initials_of(name) == letters


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36", "Chrome, Android"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605 Version/17.5 Safari/604.1",
            "Safari, iPhone",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0", "Edge, Windows"),
        ("curl/8.0", "curl/8.0"),
    ],
)
def test_devices(agent, words):
    assert wording.device_in_words(agent) == words


def test_ordinals_are_written_as_each_language_does():
    english = [wording.ordinal_in_words(number, "en") for number in (1, 2, 3, 4, 11, 12, 13, 21, 111, 112)]
    assert english == ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "111th", "112th"]
    assert wording.ordinal_in_words(2, "es") == "2.ª"
