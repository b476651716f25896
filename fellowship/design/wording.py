"""Dates, times and money in words, English and Spanish. Standard library only, so letters may use it too."""

from datetime import date, datetime, time

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
MONTHS = {
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "es": (
        "enero", "febrero", "marzo", "abril", "mayo", "junio",
        "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
    ),
}  # fmt: skip
WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}
ZONES = {
    "America/New_York": ("Eastern time", "hora del Este"),
    "America/Detroit": ("Eastern time", "hora del Este"),
    "America/Chicago": ("Central time", "hora del Centro"),
    "America/Denver": ("Mountain time", "hora de la Montaña"),
    "America/Phoenix": ("Arizona time", "hora de Arizona"),
    "America/Los_Angeles": ("Pacific time", "hora del Pacífico"),
    "America/Anchorage": ("Alaska time", "hora de Alaska"),
    "Pacific/Honolulu": ("Hawaii time", "hora de Hawái"),
    "America/Puerto_Rico": ("Atlantic time", "hora del Atlántico"),
}


def _known(language: str) -> str:
    return "es" if language.lower().startswith("es") else "en"


def money_in_words(cents: int, *, whole: bool = False) -> str:
    """Integer cents as dollars: 120050 → "$1,200.50". ``whole`` drops ".00" when there are no cents."""
    dollars, rest = divmod(abs(cents), 100)
    sign = MINUS if cents < 0 else ""
    tail = "" if whole and rest == 0 else f".{rest:02d}"
    return f"{sign}${dollars:,}{tail}"


def day_in_words(day: date, language: str, *, year: bool = True, weekday: bool = False, short: bool = False) -> str:
    """ "15 January 2027" / "15 de enero de 2027"; without the year, with the weekday, or short ("15 Jan")."""
    code = _known(language)
    month = MONTHS[code][day.month - 1]
    if short:
        month = month[:3]
    spanish = code == "es" and not short
    text = f"{day.day} de {month}" if spanish else f"{day.day}{NBSP}{month}"
    if year:
        text += f" de {day.year}" if spanish else f" {day.year}"
    if weekday:
        name = WEEKDAYS[code][day.weekday()]
        text = f"{name} {text}" if code == "en" else f"{name}, {text}"
    return text


def month_in_words(day: date, language: str) -> str:
    """ "January 2027" / "enero de 2027"."""
    code = _known(language)
    month = MONTHS[code][day.month - 1]
    return f"{month} de {day.year}" if code == "es" else f"{month} {day.year}"


def time_in_words(moment: time | datetime, language: str) -> str:
    """ "4:12 pm" / "4:12 p. m.", on the twelve-hour clock, never broken over two lines."""
    late = moment.hour >= 12  # noqa: PLR2004 - noon
    half = f"{'p' if late else 'a'}.{NBSP}m." if _known(language) == "es" else ("pm" if late else "am")
    return f"{moment.hour % 12 or 12}:{moment.minute:02d}{NBSP}{half}"


def zone_in_words(moment: datetime, language: str) -> str:
    """The time zone of an aware moment as people say it ("Pacific time"); the abbreviation where no name is known."""
    key = str(getattr(moment.tzinfo, "key", ""))
    english, spanish = ZONES.get(key, (moment.tzname() or "", moment.tzname() or ""))
    return spanish if _known(language) == "es" else english


def moment_in_words(
    moment: datetime, language: str, *, zone: bool = False, weekday: bool = False, year: bool = True
) -> str:
    """ "15 January 2027, 4:12 pm", with the time zone when asked. The moment is shown in its own zone."""
    text = f"{day_in_words(moment.date(), language, weekday=weekday, year=year)}, {time_in_words(moment, language)}"
    return f"{text} {zone_in_words(moment, language)}" if zone else text


def ordinal_in_words(number: int, language: str) -> str:
    """``1st``, ``11th``, ``22nd``; in Spanish ``1.ª``, as what we count so are choices and positions on a list."""
    if _known(language) == "es":
        return f"{number}.ª"
    last = number % 10 if number % 100 not in {11, 12, 13} else 0
    return str(number) + {1: "st", 2: "nd", 3: "rd"}.get(last, "th")


def initials_of(name: str) -> str:
    """Two letters for a round face: first letters of the first and the last word."""
    words = [word for word in name.split() if word[0].isalnum()]
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [word[0] for word in words]
    return "".join(letters).upper()


BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def device_in_words(user_agent: str) -> str:
    """ "Firefox, Android" from what a browser says of itself; its first words when nothing is known."""
    found = [next((name for mark, name in table if mark in user_agent), "") for table in (BROWSERS, SYSTEMS)]
    return ", ".join(name for name in found if name) or user_agent[:40]
