"""Reading applications from the columns of a spreadsheet: guessing columns, and what is wrong with a row."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from fellowship.rules.stages import StageTable, Step
from recruitment.rules.questions import plain

MOST_ROWS = 5000
MOST_COLUMNS = 60
LONGEST_CELL = 8000
UNDO_FOR = timedelta(days=7)
# A sheet that nobody carried out, and a list that somebody had written, is of no use for longer.
FORGET_UNUSED_AFTER = timedelta(days=30)
KEEP_LISTS_FOR = timedelta(days=7)
ANSWER = "answer:"


class ImportStage(StrEnum):
    """How far an import is."""

    UPLOADED = "uploaded"
    CHECKED = "checked"
    APPLYING = "applying"
    APPLIED = "applied"
    UNDONE = "undone"


STEPS = StageTable(
    [
        Step(ImportStage.UPLOADED, "check", ImportStage.CHECKED),
        Step(ImportStage.CHECKED, "check", ImportStage.CHECKED),
        Step(ImportStage.CHECKED, "change", ImportStage.UPLOADED),
        Step(ImportStage.UPLOADED, "change", ImportStage.UPLOADED),
        Step(ImportStage.CHECKED, "apply", ImportStage.APPLYING),
        Step(ImportStage.APPLYING, "finish", ImportStage.APPLIED),
        Step(ImportStage.APPLIED, "undo", ImportStage.UNDONE),
    ]
)


class Column(StrEnum):
    """What a column of the sheet can be, beside the answers of the form."""

    NAME = "name"
    EMAIL = "email"
    CALLED = "called"
    PRONOUNS = "pronouns"
    SENT_ON = "sent_on"
    OFFICES = "offices"
    LANGUAGES = "languages"


class Problem(StrEnum):
    """What keeps a row from becoming an application."""

    NO_NAME = "no_name"
    NAME_TOO_LONG = "name_too_long"
    NO_EMAIL = "no_email"
    NOT_AN_EMAIL = "not_an_email"
    TWICE = "twice"
    APPLIED = "applied"
    HAS_A_ROLE = "has_a_role"
    NOT_A_DATE = "not_a_date"
    IN_THE_FUTURE = "in_the_future"
    UNKNOWN_OFFICE = "unknown_office"
    UNKNOWN_LANGUAGE = "unknown_language"


# What people call these columns, plain, in English and Spanish.
HEADS: Mapping[Column, frozenset[str]] = {
    Column.NAME: frozenset({"name", "full name", "applicant", "applicant name", "nombre", "nombre completo"}),
    Column.EMAIL: frozenset({"email", "e mail", "email address", "e mail address", "mail", "correo",
                             "correo electronico"}),
    Column.CALLED: frozenset({"called", "preferred name", "goes by", "nickname", "como le llaman"}),
    Column.PRONOUNS: frozenset({"pronouns", "pronombres"}),
    Column.SENT_ON: frozenset({"sent", "sent on", "submitted", "submitted on", "date", "date received", "received",
                               "fecha", "enviada", "recibida"}),
    Column.OFFICES: frozenset({"office", "offices", "offices in order", "location", "oficina", "oficinas"}),
    Column.LANGUAGES: frozenset({"language", "languages", "idioma", "idiomas", "lenguas"}),
}  # fmt: skip
EMAIL = re.compile(r"^[^@\s,;<>()\[\]\"]+@[^@\s,;<>()\[\]\".]+(\.[^@\s,;<>()\[\]\".]+)+$")
DATES = (
    (re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$"), (1, 2, 3)),
    (re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})$"), (3, 1, 2)),
)


def head_words(head: str) -> str:
    """A heading as it is compared: plain words with one space between."""
    return " ".join(re.findall(r"[^\W_]+", plain(head)))


def guess_columns(heads: Sequence[str], questions: Iterable[tuple[str, str]] = ()) -> dict[str, int]:
    """Which column each field is likely read from; the first that fits. ``questions`` are keys with their labels."""
    words = [head_words(head) for head in heads]
    found: dict[str, int] = {}
    for column, known in HEADS.items():
        place = next((place for place, said in enumerate(words) if said in known), None)
        if place is not None:
            found[column] = place
    for key, label in questions:
        names = {head_words(key), head_words(label)} - {""}
        place = next((place for place, said in enumerate(words) if said in names), None)
        if place is not None and place not in found.values():
            found[f"{ANSWER}{key}"] = place
    return found


def read_date(text: str) -> date | None:
    """Year-month-day, or month/day/year as it is written in the United States; ``None`` for anything else."""
    for pattern, (year, month, day) in DATES:
        match = pattern.match(text.strip())
        if match:
            try:
                return date(int(match[year]), int(match[month]), int(match[day]))
            except ValueError:
                return None
    return None


def several(text: str) -> tuple[str, ...]:
    """Names written one after another with ; or | or on lines of their own."""
    return tuple(dict.fromkeys(part.strip() for part in re.split(r"[;|\n]", text) if part.strip()))


@dataclass(frozen=True, slots=True)
class Known:
    """What rows are checked against: offices and languages by plain name, and whom the cycle has already."""

    offices: Mapping[str, str] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)
    applied: frozenset[str] = frozenset()
    with_a_role: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Checked:
    """A row as it was understood, and what is wrong with it: pairs of field and problem."""

    values: Mapping[str, object]
    problems: tuple[tuple[str, Problem], ...]


def _cell(cells: Sequence[str], mapping: Mapping[str, int], name: str) -> str:
    place = mapping.get(name)
    return cells[place].strip() if place is not None and place < len(cells) else ""


def _listed(names: Iterable[str], known: Mapping[str, str]) -> tuple[list[str], bool]:
    """The keys of the names that are known, and whether any is not."""
    found = [known.get(head_words(name), "") for name in names]
    return list(dict.fromkeys(key for key in found if key)), "" in found


def check_row(
    cells: Sequence[str], mapping: Mapping[str, int], known: Known, *, seen: set[str], today: date
) -> Checked:
    """Understand one row. ``seen`` holds the addresses of the rows before and gets this one's."""
    problems: list[tuple[str, Problem]] = []
    name, email = _cell(cells, mapping, Column.NAME), _cell(cells, mapping, Column.EMAIL).lower()
    if not name:
        problems.append((Column.NAME, Problem.NO_NAME))
    elif len(name) > 200:  # noqa: PLR2004  (the column of a name)
        problems.append((Column.NAME, Problem.NAME_TOO_LONG))
    problems += _wrong_with(email, known, seen)
    sent, offices = _cell(cells, mapping, Column.SENT_ON), several(_cell(cells, mapping, Column.OFFICES))
    on = read_date(sent) if sent else today
    if on is None:
        problems.append((Column.SENT_ON, Problem.NOT_A_DATE))
    elif on > today:
        problems.append((Column.SENT_ON, Problem.IN_THE_FUTURE))
    office_ids, lost_office = _listed(offices, known.offices)
    codes, lost_language = _listed(several(_cell(cells, mapping, Column.LANGUAGES)), known.languages)
    if lost_office:
        problems.append((Column.OFFICES, Problem.UNKNOWN_OFFICE))
    if lost_language:
        problems.append((Column.LANGUAGES, Problem.UNKNOWN_LANGUAGE))
    answers = {key.removeprefix(ANSWER): _cell(cells, mapping, key) for key in mapping if key.startswith(ANSWER)}
    values = {
        "name": name[:200], "email": email[:254], "called": _cell(cells, mapping, Column.CALLED)[:100],
        "pronouns": _cell(cells, mapping, Column.PRONOUNS)[:60], "sent_on": on.isoformat() if on else "",
        "offices": office_ids, "languages": codes, "answers": {key: text for key, text in answers.items() if text},
    }  # fmt: skip
    return Checked(values, tuple(problems))


def _wrong_with(email: str, known: Known, seen: set[str]) -> list[tuple[str, Problem]]:
    if not email:
        return [(Column.EMAIL, Problem.NO_EMAIL)]
    if len(email) > 254 or not EMAIL.match(email):  # noqa: PLR2004  (the longest address there is)
        return [(Column.EMAIL, Problem.NOT_AN_EMAIL)]
    if email in seen:
        return [(Column.EMAIL, Problem.TWICE)]
    seen.add(email)
    if email in known.applied:
        return [(Column.EMAIL, Problem.APPLIED)]
    return [(Column.EMAIL, Problem.HAS_A_ROLE)] if email in known.with_a_role else []
