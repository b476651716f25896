"""What may be considered of a report: nothing excluded, nothing too old, open charges as the strictest law says."""

from datetime import date, timedelta

import pytest

from recruitment.queries.law import shipped_book
from recruitment.rules.fair_chance_records import (
    Reason,
    Record,
    Withheld,
    excluded_indexes,
    limits_of,
    oldest_day,
    reasons_against,
    years_since,
)
from recruitment.rules.fair_chance_stack import Stack, stack_of
from tests.factories import law as make
from tests.factories import notices

DAY = date(2026, 11, 2)


def record(*kinds: str, grade: str | None = None, age: float = 1.0, bail: bool = False) -> Record:
    return Record(frozenset(kinds), grade, age, bail)


def stack(**changes) -> Stack:
    return Stack(DAY, (make.law(**changes),))


def years(felony: float | None, misdemeanor: float | None) -> dict[str, object]:
    return {"felony": felony, "misdemeanor": misdemeanor, "measured_from": None, "exceptions": []}


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (record("arrest_only"), "arrest_only"),
        (record("conviction", "sealed"), "clean_slate"),
        (record("nondisclosure"), "sealed"),
        (record("harmless_diversion"), "diversion"),
        (record("violation", grade="non_criminal"), "non_criminal"),
        (record("conviction", grade="summary"), "minor_infraction"),
        (record("closed_accusation"), "arrest_only"),
        (record("dismissed"), "arrest_only"),
        (record("arrest_only", age=7.5), "old_non_conviction"),
        (record("conviction", age=7.5), "old_in_report"),
        (record("conviction", "marijuana", age=2.5), "old_marijuana"),
        (record("conviction", "simple_marijuana"), "simple_marijuana"),
    ],
)
def test_a_record_of_an_excluded_class_is_withheld_with_its_reason(one: Record, code: str):
    assert Reason("us-xx", Withheld.NEVER, code) in reasons_against(one, stack(excluded=[code]))
    assert reasons_against(one, stack(excluded=[])) == ()


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (record("conviction", age=7.0), "old_in_report"),
        (record("conviction", age=30), "old_non_conviction"),
        (record("conviction", "marijuana", age=2.0), "old_marijuana"),
        (record("diversion"), "harmless_diversion"),
        (record("conviction", grade="felony"), "arrest_only"),
    ],
)
def test_a_record_that_is_not_quite_of_the_class_stays(one: Record, code: str):
    assert reasons_against(one, stack(excluded=[code])) == ()


@pytest.mark.parametrize(
    ("one", "is_out"),
    [
        (record("conviction", grade="felony", age=7.0), False),
        (record("conviction", grade="felony", age=7.01), True),
        (record("conviction", grade="misdemeanor", age=4.0), False),
        (record("conviction", grade="misdemeanor", age=4.1), True),
        (record("conviction", age=4.1), True),
        (record("conviction", age=3.9), False),
        (record("arrest_only", grade="felony", age=7.01), False),
    ],
)
def test_an_old_conviction_is_withheld_and_one_of_unknown_grade_by_the_shorter_limit(one: Record, is_out: bool):
    assert bool(reasons_against(one, stack(lookback=years(7, 4)))) is is_out
    assert reasons_against(one, stack(lookback=years(None, None))) == ()


@pytest.mark.parametrize(
    ("rule", "on_bail", "in_custody"),
    [
        ("not_addressed", False, False),
        ("may_consider", False, False),
        ("only_out_on_bail", False, True),
        ("do_not_consider", True, True),
    ],
)
def test_an_open_charge_counts_as_the_law_says(rule: str, on_bail: bool, in_custody: bool):
    laws = stack(pending_charges={"rule": rule, "note": None})
    assert bool(reasons_against(record("pending", bail=True), laws)) is on_bail
    assert bool(reasons_against(record("pending"), laws)) is in_custody
    assert reasons_against(record("conviction"), laws) == ()


def test_each_law_gives_its_own_reason_and_one_is_enough():
    laws = stack_of(shipped_book(), ["us-pa-philadelphia"], DAY)
    summary = record("conviction", grade="summary")
    assert {reason.law for reason in reasons_against(summary, laws)} == {"us-pa", "us-pa-philadelphia"}
    records = [summary, record("conviction", grade="felony", age=6), record("conviction", grade="misdemeanor", age=5)]
    assert excluded_indexes(records, laws) == (0, 2)
    assert excluded_indexes([], laws) == ()


def test_the_shortest_limit_of_the_laws_counts_and_no_law_sets_none() -> None:
    found = limits_of(notices.stack("us-pa-philadelphia", "us-ca-los-angeles-county-uninc"))
    assert [(grade, years, law.id) for grade, years, law in found] == [
        ("felony", 7, "us-pa-philadelphia"), ("misdemeanor", 4, "us-pa-philadelphia"),
    ]  # fmt: skip
    assert limits_of(notices.stack("us-tx")) == ()


@pytest.mark.parametrize(
    ("years", "day", "first"),
    [
        (7, date(2026, 11, 25), date(2019, 11, 25)),
        (7, date(2024, 2, 29), date(2017, 3, 1)),
        (4, date(2024, 2, 29), date(2020, 2, 29)),
        (0.5, date(2026, 11, 25), date(2026, 5, 26)),
    ],
)
def test_the_oldest_day_is_within_the_limit_and_the_day_before_is_not(years: float, day: date, first: date) -> None:
    assert oldest_day(years, day) == first
    assert years_since(first, day) <= years < years_since(first - timedelta(days=2), day)
