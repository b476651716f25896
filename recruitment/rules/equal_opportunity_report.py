"""The report: selection rates by stage, each with its ratio to the highest rate, Fisher's p and an interval.

The four-fifths ratio is a practice for deciding where to look closer (Uniform Guidelines, 29 CFR 1607.4(D)); groups
under 2 % of those who stood at a stage are not compared (1607.4(A)). Neither says why rates differ. A report holds
published numbers only: who reads it, and whoever adds reports up, works with these.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from recruitment.rules.equal_opportunity import ATOMS, NOT_SAID, Part
from recruitment.rules.equal_opportunity_groups import Bundle, Split, bundled, coarsest, rolled_up, wider_of
from recruitment.rules.equal_opportunity_statistics import fisher, interval

SMALLEST_SHARE = 0.02
# People of one part by atom, and how far they came: only sent, interview, offer, accepted or placed.
Counts = Mapping[str, Sequence[int]]


class Step(StrEnum):
    """From where to where a table counts."""

    INTERVIEW = "interview"
    OFFER = "offer"
    ACCEPTED = "accepted"
    OVERALL = "overall"


class View(StrEnum):
    """How the people of a part are told apart."""

    RACE = "race"
    EEO_1 = "eeo_1"
    GENDER = "gender"
    VETERAN = "veteran"
    DISABILITY = "disability"


class Standing(StrEnum):
    """What a row is in the comparison."""

    HIGHEST = "highest"
    COMPARED = "compared"
    TOO_FEW = "too_few"
    APART = "apart"


VIEWS: Mapping[Part, tuple[View, ...]] = {
    Part.RACE: (View.RACE, View.EEO_1),
    Part.GENDER: (View.GENDER,),
    Part.VETERAN: (View.VETERAN,),
    Part.DISABILITY: (View.DISABILITY,),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One bundle at one step. ``ratio``, its interval and ``p`` compare it with the row of the highest rate."""

    atoms: tuple[str, ...]
    pool: int
    passed: int
    standing: Standing = Standing.APART
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None

    @property
    def rate(self) -> float | None:
        """The share that passed."""
        return self.passed / self.pool if self.pool else None


@dataclass(frozen=True, slots=True)
class Table:
    """All bundles of a view at one step."""

    view: View
    step: Step
    rows: tuple[Row, ...]

    @property
    def compares(self) -> bool:
        """Whether at least two groups stand beside each other."""
        return any(row.standing is Standing.COMPARED for row in self.rows)


def _split(counts: Counts, step: Step) -> Split:
    """Who passed a step and who did not, of those who stood at it."""
    cut = {Step.INTERVIEW: (0, 1), Step.OFFER: (1, 2), Step.ACCEPTED: (2, 3), Step.OVERALL: (0, 2)}[step]
    return {atom: (sum(levels[cut[1] :]), sum(levels[cut[0] : cut[1]])) for atom, levels in counts.items()}


def _is_group(row: Row) -> bool:
    return row.pool > 0 and len(wider_of(row.atoms)) == 1 and NOT_SAID not in row.atoms


def _compared(numbers: Iterable[tuple[Bundle, int, int]]) -> tuple[Row, ...]:
    """Rows with their comparison, without those who said nothing and groups put together for being small."""
    rows = [Row(tuple(sorted(bundle)), pool, passed) for bundle, pool, passed in numbers]
    people = sum(row.pool for row in rows)
    groups = [row for row in rows if _is_group(row)]
    large = [row for row in groups if row.pool >= SMALLEST_SHARE * people]
    best = max(large, key=lambda row: (row.passed / row.pool, row.pool, row.atoms), default=None)
    return tuple(_standing(row, best, is_group=row in groups, is_large=row in large) for row in rows)


def _standing(row: Row, best: Row | None, *, is_group: bool, is_large: bool) -> Row:
    if not is_group or best is None or not best.passed:
        return row
    if not is_large:
        return Row(row.atoms, row.pool, row.passed, Standing.TOO_FEW)
    if row is best:
        return Row(row.atoms, row.pool, row.passed, Standing.HIGHEST)
    both = (row.passed, row.pool, best.passed, best.pool)
    low, high = interval(*both)
    ratio = (row.passed / row.pool) / (best.passed / best.pool)
    return Row(row.atoms, row.pool, row.passed, Standing.COMPARED, ratio, low, high, fisher(*both))


def _tables(part: Part, step: Step, bundles: Sequence[Bundle], split: Split) -> list[Table]:
    found = []
    for view in VIEWS[part]:
        shown = rolled_up(bundles) if view is View.EEO_1 else bundles
        passed = {bundle: sum(split[atom][0] for atom in bundle) for bundle in shown}
        left = {bundle: sum(split[atom][1] for atom in bundle) for bundle in shown}
        numbers = [(bundle, passed[bundle] + left[bundle], passed[bundle]) for bundle in shown]
        found.append(Table(view, step, _compared(numbers)))
    return found


def tables_of(part: Part, counts: Counts) -> tuple[Table, ...]:
    """What may be published about one part of whole cycles: nothing where too few people stand behind it."""
    whole = {atom: tuple(counts.get(atom, (0, 0, 0, 0))) for atom in ATOMS[part]}
    bundles: tuple[Bundle, ...] = tuple(frozenset({atom}) for atom in whole)
    found: list[Table] = []
    for step in (Step.INTERVIEW, Step.OFFER, Step.ACCEPTED):
        bundles = bundled(_split(whole, step), bundles)
        if not bundles:
            break
        found += _tables(part, step, bundles, _split(whole, step))
        if step is Step.OFFER:
            found += _tables(part, Step.OVERALL, bundles, _split(whole, Step.OVERALL))
    return tuple(found)


def added_up(reports: Iterable[Iterable[Table]]) -> tuple[Table, ...]:
    """Reports about different cycles added up, from their published numbers alone, so that nothing more is told.

    A table that fewer than two of them hold is left out.
    """
    held: dict[tuple[View, Step], list[Table]] = {}
    for tables in reports:
        for table in tables:
            held.setdefault((table.view, table.step), []).append(table)
    return tuple(_added(view, step, tables) for (view, step), tables in held.items() if len(tables) > 1)


def _added(view: View, step: Step, tables: Sequence[Table]) -> Table:
    rows = [row for table in tables for row in table.rows]
    bundles = coarsest([frozenset(row.atoms) for row in table.rows] for table in tables)
    numbers = []
    for bundle in bundles:
        inside = [row for row in rows if frozenset(row.atoms) <= bundle]
        numbers.append((bundle, sum(row.pool for row in inside), sum(row.passed for row in inside)))
    return Table(view, step, _compared(numbers))


def as_plain(tables: Iterable[Table]) -> list[dict[str, Any]]:
    """Tables as plain values, to be kept."""
    return [
        {
            "view": str(table.view),
            "step": str(table.step),
            "rows": [
                {
                    "atoms": [str(atom) for atom in row.atoms], "pool": row.pool, "passed": row.passed,
                    "standing": str(row.standing), "ratio": row.ratio, "low": row.low, "high": row.high, "p": row.p,
                }
                for row in table.rows
            ],
        }
        for table in tables
    ]  # fmt: skip


def from_plain(kept: Iterable[Mapping[str, Any]]) -> tuple[Table, ...]:
    """What :func:`as_plain` wrote."""
    return tuple(
        Table(
            View(table["view"]),
            Step(table["step"]),
            tuple(
                Row(**{**row, "atoms": tuple(row["atoms"]), "standing": Standing(row["standing"])})
                for row in table["rows"]
            ),
        )
        for table in kept
    )


def tells_of_groups(tables: Iterable[Table]) -> bool:
    """Whether at least two groups stand in one of the tables, so that there is something to compare."""
    return any(sum(1 for row in table.rows if _is_group(row)) > 1 for table in tables)
