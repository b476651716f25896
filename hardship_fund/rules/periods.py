"""Whole quarters of a calendar year, the only periods a report may cover.

Two reports whose periods overlap can be taken from one another, day by day, until one person's amount is left.
Quarters that never overlap leave nothing to take away (differencing; Dwork, "Differential Privacy", 2006, section 1).
"""

from dataclasses import dataclass
from datetime import date

MONTHS = 3


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter, 1 to 4, of a year. Raises ``ValueError`` for any other number."""

    year: int
    number: int

    def __post_init__(self) -> None:
        """Refuse a fifth quarter."""
        if not 1 <= self.number <= 12 // MONTHS or not 1 <= self.year < date.max.year:
            message = f"{self.year} has no quarter {self.number}"
            raise ValueError(message)

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.year, MONTHS * (self.number - 1) + 1, 1)

    @property
    def next(self) -> "Quarter":
        """The one after it."""
        last = self.number == 12 // MONTHS
        return Quarter(self.year + last, 1 if last else self.number + 1)

    @property
    def key(self) -> str:
        """As an address carries it, ``2027-1``."""
        return f"{self.year}-{self.number}"


def quarter_of(day: date) -> Quarter:
    """The quarter a day belongs to."""
    return Quarter(day.year, (day.month - 1) // MONTHS + 1)


def quarters_between(first: date, last: date) -> tuple[Quarter, ...]:
    """The quarters from the one of ``first`` to the one of ``last``, the newest first."""
    found, quarter = [], quarter_of(first)
    while quarter <= quarter_of(last):
        found.append(quarter)
        quarter = quarter.next
    return tuple(reversed(found))


def quarter_from(key: str) -> Quarter | None:
    """The quarter an address names, or ``None`` where it names none."""
    year, _dash, number = key.partition("-")
    if not (year.isascii() and year.isdigit() and number.isascii() and number.isdigit()):
        return None
    try:
        return Quarter(int(year), int(number))
    except ValueError:
        return None
