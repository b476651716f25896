"""What people type, read kindly: amounts of money, dates in three parts, times of day. Pure functions."""

import re
import unicodedata
from datetime import date, time
from enum import StrEnum


class Trouble(StrEnum):
    """Why something typed can't be read; the field turns it into a sentence."""

    EMPTY = "required"
    UNREADABLE = "invalid"
    NOT_POSITIVE = "not_positive"
    TOO_MANY_DECIMALS = "decimals"
    ABOVE_CAP = "cap"
    DAY_MISSING = "day_missing"
    MONTH_MISSING = "month_missing"
    YEAR_MISSING = "year_missing"
    YEAR_SHORT = "year_short"
    NO_SUCH_DATE = "no_such_date"


class Unreadable(ValueError):
    """Raised with the one :class:`Trouble` a person should hear about first."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


MONEY = re.compile(r"^\$?\s*(?P<sign>[-\u2212]?)\s*\$?\s*(?P<whole>\d{1,3}(?:,\d{3})+|\d*)(?:\.(?P<cents>\d*))?$")
LONGEST_AMOUNT = 18


def cents_from(text: str, *, cap: int | None = None) -> int:
    """Read dollars as typed ("$1,200.50", "740", "1200.5") and return integer cents.

    Raises :class:`Unreadable` for nothing, words, zero or less, three decimals, or more than ``cap`` cents.
    """
    typed = text.strip().removesuffix("USD").strip()
    if not typed:
        raise Unreadable(Trouble.EMPTY)
    match = MONEY.match(typed) if len(typed) <= LONGEST_AMOUNT and typed.isascii() else None
    if match is None or not (match["whole"] or match["cents"]):
        raise Unreadable(Trouble.UNREADABLE)
    fraction = match["cents"] or ""
    if len(fraction) > 2:  # noqa: PLR2004 - a dollar has two decimals
        raise Unreadable(Trouble.TOO_MANY_DECIMALS)
    cents = int((match["whole"] or "0").replace(",", "")) * 100 + int(fraction.ljust(2, "0"))
    if match["sign"] or cents == 0:
        raise Unreadable(Trouble.NOT_POSITIVE)
    if cap is not None and cents > cap:
        raise Unreadable(Trouble.ABOVE_CAP)
    return cents


MONTH_NAMES = {
    "en": "january february march april may june july august september october november december",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
MONTHS_BY_NAME = {
    name: number for names in MONTH_NAMES.values() for number, name in enumerate(names.split(), start=1)
} | {"setiembre": 9}
SHORTEST_MONTH = 3


def _plain(text: str) -> str:
    """Lower case without accents or a final point."""
    decomposed = unicodedata.normalize("NFKD", text.strip().casefold().removesuffix("."))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def month_from(text: str) -> int | None:
    """A month as a number or a name or its beginning, English or Spanish; ``None`` when it is neither."""
    typed = _plain(text)
    if typed.isascii() and typed.isdigit():
        return _number(typed)
    if len(typed) < SHORTEST_MONTH:
        return None
    found = {number for name, number in MONTHS_BY_NAME.items() if name.startswith(typed)}
    return found.pop() if len(found) == 1 else None


# A later year is a typing error, and days counted from it would run off the calendar.
LAST_YEAR = 2299


def _number(text: str) -> int | None:
    typed = text.strip()
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 4 else None  # noqa: PLR2004


def date_from(*, day: str, month: str, year: str) -> date | None:
    """Three typed parts as a date; ``None`` when all are empty.

    Raises :class:`Unreadable` naming the first part that is missing or wrong; a year needs four figures.
    """
    if not (day.strip() or month.strip() or year.strip()):
        return None
    for part, trouble in (
        (month, Trouble.MONTH_MISSING),
        (day, Trouble.DAY_MISSING),
        (year, Trouble.YEAR_MISSING),
    ):
        if not part.strip():
            raise Unreadable(trouble)
    year_number = _number(year)
    if year_number is not None and year_number < 1000:  # noqa: PLR2004 - four figures
        raise Unreadable(Trouble.YEAR_SHORT)
    day_number, month_number = _number(day), month_from(month)
    if day_number is None or month_number is None or year_number is None or year_number > LAST_YEAR:
        raise Unreadable(Trouble.NO_SUCH_DATE)
    try:
        return date(year_number, month_number, day_number)
    except ValueError:
        raise Unreadable(Trouble.NO_SUCH_DATE) from None


JOINING = frozenset({"de", "del", "of"})
ISO = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")


def date_in(text: str, *, day_first: bool = False, month_is_enough: bool = False) -> date | None:
    """A day typed in one line ("May 14, 2024", "5/14/2024", "14 de mayo de 2024"); ``None`` for anything else.

    Where a month is enough, "5/2024" gives its first day. Figures alone are month, day, year, or day first where
    asked; a year has four figures.
    """
    typed = text.strip()
    pieces = [piece for piece in re.findall(r"[^\W\d_]+|\d+", typed) if _plain(piece) not in JOINING]
    if ISO.fullmatch(typed):
        pieces = [pieces[1], *pieces[2:], pieces[0]]
        day_first = False
    if len(pieces) == 2 and month_is_enough:  # noqa: PLR2004 - a month and its year
        pieces = [pieces[0], "1", pieces[1]]
    elif len(pieces) != 3:  # noqa: PLR2004 - month, day and year
        return None
    elif pieces[1].isalpha() or (day_first and pieces[0].isdigit()):
        pieces = [pieces[1], pieces[0], pieces[2]]
    try:
        return date_from(month=pieces[0], day=pieces[1], year=pieces[2])
    except Unreadable:
        return None


CLOCK = re.compile(r"^(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s*(?P<half>[ap])?\s*\.?\s*m?\.?$")


def time_from(text: str) -> time:
    """A time of day as typed ("3:30 pm", "9am", "15:30", "3:30 p. m."). Raises :class:`Unreadable`.

    A bare hour needs am or pm; an hour with minutes may also be on the 24-hour clock.
    """
    typed = re.sub(r"\s+", " ", text.strip().casefold())
    if not typed:
        raise Unreadable(Trouble.EMPTY)
    if typed in {"noon", "mediodia", "mediodía"}:
        return time(12)
    match = CLOCK.match(typed) if typed.isascii() else None
    if match is None:
        raise Unreadable(Trouble.UNREADABLE)
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), match["half"]
    if half:
        if not 1 <= hour <= 12:  # noqa: PLR2004 - hours of a clock
            raise Unreadable(Trouble.UNREADABLE)
        hour = hour % 12 + (12 if half == "p" else 0)
    elif match["minute"] is None:
        raise Unreadable(Trouble.UNREADABLE)
    try:
        return time(hour, minute)
    except ValueError:
        raise Unreadable(Trouble.UNREADABLE) from None
