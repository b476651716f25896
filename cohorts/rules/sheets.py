"""Reading an office's list from the rows of a sheet: which column is what, and what is wrong with each row."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

BEST_SCORE, LARGEST = 100, 999
LONGEST_REASON = 500
MOST_ROWS = 1_000


class Column(StrEnum):
    """What a column can be."""

    CODE = "code"
    NAME = "name"
    NUMBER = "number"
    SCORE = "score"
    NOT = "not"


HEADS: Mapping[Column, frozenset[str]] = {
    Column.CODE: frozenset({"code", "código", "codigo"}),
    Column.NAME: frozenset({"name", "fellow", "nombre"}),
    Column.NUMBER: frozenset({"number", "rank", "place", "número", "numero", "lugar"}),
    Column.SCORE: frozenset({"score", "puntaje", "puntuación", "puntuacion"}),
    Column.NOT: frozenset(
        {"not this person, because", "not this person", "esta persona no, porque", "esta persona no"}
    ),
}


class Problem(StrEnum):
    """Why a row is left out."""

    NOBODY = "nobody"
    UNKNOWN = "unknown"
    SAME_NAME = "same_name"
    TWICE = "twice"
    NUMBER = "number"
    SCORE = "score"
    BOTH = "both"
    MIXED = "mixed"
    LONG = "long"
    NOT_MET = "not_met"


class NoColumns(ValueError):
    """The sheet has no column for names or codes, or none that says anything about them."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What the rows make: numbers or scores by person, refusals with their reasons, and rows left out.

    ``problems`` are row, what is wrong, and the name as it stands in the row.
    """

    numbers: dict[str, int] = field(default_factory=dict)
    scores: dict[str, int] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    problems: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def groups(self) -> list[list[str]]:
        """People in order, best first; equal numbers or scores together."""
        worth = {who: -score for who, score in self.scores.items()} or self.numbers
        tiers: dict[int, list[str]] = {}
        for who, number in worth.items():
            tiers.setdefault(number, []).append(who)
        return [sorted(tiers[number]) for number in sorted(tiers)]


def find_columns(heads: Sequence[str]) -> dict[Column, int]:
    """Which column is what, by its heading. Raises :class:`NoColumns`."""
    plain = [" ".join(head.casefold().split()).rstrip(":.") for head in heads]
    found: dict[Column, int] = {}
    for column, words in HEADS.items():
        place = next((place for place, head in enumerate(plain) if head in words), None)
        if place is not None:
            found[column] = place
    if not {Column.CODE, Column.NAME} & found.keys() or not {Column.NUMBER, Column.SCORE, Column.NOT} & found.keys():
        raise NoColumns
    return found


def read_rows(
    rows: Sequence[tuple[int, Sequence[str]]],
    columns: Mapping[Column, int],
    people: Mapping[str, str],
    may: Container[str] | None = None,
) -> Listed:
    """The list that the rows make; ``people`` are names by id, ``may`` those of them who can be on it, or all.

    A row without number, score and reason says nothing.
    """
    listed = Listed()
    by_name: dict[str, list[str]] = {}
    for key, name in people.items():
        by_name.setdefault(_plain(name), []).append(key)
    uses_scores = Column.SCORE in columns and any(_cell(row, columns, Column.SCORE) for _number, row in rows)
    seen: set[str] = set()
    for number, row in rows:
        shown = _cell(row, columns, Column.NAME)[:80]
        said = [_cell(row, columns, column) for column in (Column.NUMBER, Column.SCORE, Column.NOT)]
        if not any(said):
            continue
        who, problem = _who(row, columns, people, by_name)
        if who is not None:
            if who in seen:
                problem = Problem.TWICE
            elif may is not None and who not in may:
                problem = Problem.NOT_MET
            else:
                problem = _take(listed, who, said, uses_scores=uses_scores)
            seen.add(who)
        if problem is not None:
            listed.problems.append((number, str(problem), shown))
    return listed


def _who(
    row: Sequence[str], columns: Mapping[Column, int], people: Mapping[str, str], by_name: Mapping[str, list[str]]
) -> tuple[str | None, Problem | None]:
    """The person of a row, by code and otherwise by name."""
    code, name = _cell(row, columns, Column.CODE).casefold(), _plain(_cell(row, columns, Column.NAME))
    if code:
        return (code, None) if code in people else (None, Problem.UNKNOWN)
    if not name:
        return None, Problem.NOBODY
    found = by_name.get(name, [])
    if len(found) == 1:
        return found[0], None
    return None, Problem.SAME_NAME if found else Problem.UNKNOWN


def _take(listed: Listed, who: str, said: Sequence[str], *, uses_scores: bool) -> Problem | None:
    number, score, reason = said
    if reason:
        problem = Problem.BOTH if number or score else Problem.LONG if len(reason) > LONGEST_REASON else None
        if problem is None:
            listed.refused[who] = reason
        return problem
    worth = _whole(score, BEST_SCORE) if uses_scores else _whole(number, LARGEST)
    if worth is None:
        return Problem.NUMBER if not uses_scores else Problem.SCORE if score else Problem.MIXED
    (listed.scores if uses_scores else listed.numbers)[who] = worth
    return None


def _whole(text: str, most: int) -> int | None:
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0  # noqa: PLR2004
    return number if 1 <= number <= most else None


def _cell(row: Sequence[str], columns: Mapping[Column, int], column: Column) -> str:
    place = columns.get(column)
    return row[place].strip() if place is not None and place < len(row) else ""


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
