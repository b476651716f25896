"""Which records of a report may be considered. Of what is withheld only the reason is kept, never the record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from recruitment.rules.fair_chance_law import Law, Pending
from recruitment.rules.fair_chance_stack import Stack

LEAP_DAY = (2, 29)
CONVICTION, PENDING = "conviction", "pending"
REPORT_YEARS, MARIJUANA_YEARS = 7, 2

# States have different names for a record that is closed to employers: one is treated as all of them.
_CLOSED = frozenset({"sealed", "clean_slate", "limited_access", "impounded", "nondisclosure", "confidential"})
_MEANS: dict[str, frozenset[str]] = {
    **dict.fromkeys(_CLOSED, _CLOSED),
    "harmless_diversion": frozenset({"harmless_diversion", "diversion"}),
    "non_criminal": frozenset({"non_criminal", "minor_infraction"}),
    "violation": frozenset({"non_criminal", "minor_infraction"}),
    "infraction": frozenset({"non_criminal", "minor_infraction"}),
    "summary": frozenset({"minor_infraction"}),
    "closed_accusation": frozenset({"closed_accusation", "arrest_only"}),
    "dismissed": frozenset({"dismissed", "arrest_only"}),
    "simple_marijuana": frozenset({"simple_marijuana", "marijuana"}),
}
GRADES = frozenset({"felony", "misdemeanor", "summary", "infraction", "violation", "non_criminal"})
KINDS = frozenset(
    {
        CONVICTION, PENDING, "marijuana", "arrest_only", "expunged", "juvenile", "diversion", "pardoned",
        "decriminalized", "minor_infraction", "youthful", "adjourned", "exonerated", "first_minor_conviction",
        "first_trespass", "no_jail_misdemeanor", *_MEANS,
    }
)  # fmt: skip


class Withheld(StrEnum):
    """Why a record is out of scope."""

    NEVER = "never"
    TOO_OLD = "too_old"
    STILL_OPEN = "still_open"


@dataclass(frozen=True, slots=True)
class Record:
    """What the sorting needs to know of one record, and nothing else: kinds, grade and age.

    ``kinds`` are of :data:`KINDS`. ``age_years`` counts as the laws measure, from the later of the dates they name.
    """

    kinds: frozenset[str]
    grade: str | None
    age_years: float
    out_on_bail: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason to withhold a record: the law, why, and the class of records (or the grade) that it names."""

    law: str
    why: Withheld
    code: str


def years_since(first: date, day: date) -> float:
    """Whole years by anniversaries, and the part of the year since the last one: over the limit means past the day."""
    whole = day.year - first.year - ((day.month, day.day) < (first.month, first.day))
    year = first.year + whole
    is_leap_day = (first.month, first.day) == LEAP_DAY
    last = date(year, 3, 1) - timedelta(days=1) if is_leap_day else first.replace(year=year)
    return whole + (day - last).days / 366


def classes_of(record: Record) -> frozenset[str]:
    """The classes of excluded records that a record belongs to; where laws have several names, under all of them."""
    named = record.kinds | ({record.grade} if record.grade else set())
    found = {meaning for name in named for meaning in _MEANS.get(name, frozenset({name}))}
    if record.age_years > REPORT_YEARS:
        found.add("old_in_report")
        if CONVICTION not in found:
            found.add("old_non_conviction")
    if "marijuana" in found and record.age_years > MARIJUANA_YEARS:
        found.add("old_marijuana")
    return frozenset(found)


def _against(record: Record, classes: frozenset[str], law: Law) -> Iterable[Reason]:
    for code in sorted(classes & law.excluded):
        yield Reason(law.id, Withheld.NEVER, code)
    if CONVICTION in classes:
        limit = law.lookback.limit(record.grade)
        if limit is not None and record.age_years > limit:
            yield Reason(law.id, Withheld.TOO_OLD, record.grade or CONVICTION)
    if PENDING in classes and (
        law.pending == Pending.DO_NOT_CONSIDER or (law.pending == Pending.ONLY_OUT_ON_BAIL and not record.out_on_bail)
    ):
        yield Reason(law.id, Withheld.STILL_OPEN, PENDING)


def reasons_against(record: Record, stack: Stack) -> tuple[Reason, ...]:
    """Every reason for which a record may not be considered; none where it may."""
    classes = classes_of(record)
    return tuple(reason for law in stack.laws for reason in _against(record, classes, law))


def excluded_indexes(records: Iterable[Record], stack: Stack) -> tuple[int, ...]:
    """The places of the records that must be withheld."""
    return tuple(place for place, record in enumerate(records) if reasons_against(record, stack))


def limits_of(stack: Stack) -> tuple[tuple[str, float, Law], ...]:
    """For each grade the shortest limit in years, with the law that sets it; none where no law sets one."""
    found = []
    for grade in ("felony", "misdemeanor"):
        limits = [(limit, law) for law in stack.laws if (limit := law.lookback.limit(grade)) is not None]
        if limits:
            years, law = min(limits, key=lambda pair: pair[0])
            found.append((grade, years, law))
    return tuple(found)


def oldest_day(years: float, day: date) -> date:
    """The first day of a record that is not older than ``years`` on ``day``; parts of a year are of 366 days."""
    whole = int(years)
    try:
        first = day.replace(year=day.year - whole)
    except ValueError:
        first = date(day.year - whole, 3, 1)
    return first - timedelta(days=round((years - whole) * 366))
