"""The pipeline as a board: a column for each open group of stages, each with the first few of its applications."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from fellowship.models import Person
from recruitment.models import Application, Cycle
from recruitment.models.wording import STAFF_LABELS, Words
from recruitment.queries import pipeline
from recruitment.queries.narrowing import GROUPS, Wanted, narrowed, settled
from recruitment.queries.pipeline import PipelineRow, group_count
from recruitment.queries.pipeline_page import GROUP_LABELS, chosen_cycle
from recruitment.queries.saved_views import ViewLink, views_for
from recruitment.rules.stages import MANAGER_ACTIONS, TABLE, Action, Stage

PER_LANE = 10
LANES = tuple(group for group in GROUPS if group not in {"open", "closed"})
# Where a card can be dropped, and what that means. Taking an offer back and opening again are not done by moving.
MOVES = tuple(action for action in Action if action in MANAGER_ACTIONS - {Action.RETRACT, Action.REOPEN})


@dataclass(frozen=True, slots=True)
class Slip:
    """A card with where it can go: pairs of stage and label."""

    row: PipelineRow
    targets: tuple[tuple[Stage, Words], ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """A column. ``shown_from`` counts from one; ``earlier`` and ``later`` are pages, or ``None``."""

    group: str
    label: Words
    count: int
    slips: tuple[Slip, ...]
    page: int
    pages: int

    @property
    def param(self) -> str:
        """What the page of this column is called in the address."""
        return f"{self.group}_page"

    @property
    def earlier(self) -> int | None:
        """The page before."""
        return self.page - 1 if self.page > 1 else None

    @property
    def later(self) -> int | None:
        """The page after."""
        return self.page + 1 if self.page < self.pages else None


@dataclass(frozen=True, slots=True)
class Board:
    """Everything on the page."""

    cycle: Cycle
    cycles: tuple[Cycle, ...]
    lanes: tuple[Lane, ...]
    views: tuple[ViewLink, ...]


def targets_of(stage: Stage) -> tuple[tuple[Stage, Words], ...]:
    """Where a manager can move an application that stands in ``stage``."""
    allowed = [Stage(TABLE.after(stage, action)) for action in MOVES if TABLE.allows(stage, action)]
    return tuple((to, STAFF_LABELS[to]) for to in allowed)


def action_to(stage: Stage, to: str) -> Action | None:
    """The step that leads a manager's application from ``stage`` to ``to``, or ``None``."""
    return next((act for act in MOVES if TABLE.allows(stage, act) and TABLE.after(stage, act) == to), None)


def _counts(person: Person, cycle: Cycle, wanted: Wanted, at: datetime) -> Mapping[Stage, int]:
    if not wanted.is_narrowed:
        return pipeline.stage_counts(person, [cycle.pk])[cycle.pk]
    found = narrowed(person, cycle, wanted, at).order_by().values_list("stage").annotate(number=Count("*"))
    return {**dict.fromkeys(Stage, 0), **{Stage(stage): number for stage, number in found}}


def _number(text: str, pages: int) -> int:
    return min(max(int(text), 1), pages) if text.isdecimal() and len(text) < 7 else 1  # noqa: PLR2004  (pages)


def board(
    person: Person, wanted: Wanted, *, cycle_slug: str, numbers: Mapping[str, str], at: datetime, query: str = ""
) -> Board | None:
    """The board as the address asks for it, or ``None`` before there is a cycle.

    ``numbers`` holds the page of each column by its group. The stage that the address names is no filter here.
    A query for each column that is not empty, however many applications there are.
    """
    cycles = pipeline.cycles_for_staff()
    cycle = chosen_cycle(cycles, cycle_slug)
    if cycle is None:
        return None
    asked = settled(wanted)
    counts = _counts(person, cycle, replace(asked, group="open"), at)
    places: dict[str, tuple[int, int]] = {}
    cards: dict[str, Sequence[Application]] = {}
    for group in LANES:
        pages = max(-(-group_count(counts, group) // PER_LANE), 1)
        number = _number(numbers.get(group, ""), pages)
        found = narrowed(person, cycle, replace(asked, group=group), at)
        shown = found[(number - 1) * PER_LANE : number * PER_LANE]
        places[group] = (number, pages)
        cards[group] = pipeline.for_rows(shown, wanted.words) if group_count(counts, group) else ()
    slips = _slips([card for group in LANES for card in cards[group]], at, wanted.words)
    lanes = tuple(
        Lane(
            group, GROUP_LABELS[group], group_count(counts, group), tuple(slips[card.pk] for card in cards[group]),
            *places[group],
        )
        for group in LANES
    )  # fmt: skip
    return Board(cycle, cycles, lanes, views_for(person, showing=query))


def _slips(applications: Sequence[Application], at: datetime, words: str) -> dict[UUID, Slip]:
    stages = {application.pk: Stage(application.stage) for application in applications}
    rows = pipeline.rows_of(applications, at, words=words)
    return {row.id: Slip(row, targets_of(stages[row.id])) for row in rows}
