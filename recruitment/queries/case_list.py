"""The officers' list of cases: what has to happen by when, escalations first."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from fellowship.access import visible
from fellowship.models import Person
from recruitment.models import FairChanceCase
from recruitment.models.case_wording import Words as Label
from recruitment.models.selection_wording import CASE_LABELS, CASE_TAGS, WITHOUT_OFFICER
from recruitment.queries.fair_chance_path import day_of
from recruitment.rules.fair_chance import CLOSED_CASES, CaseStage
from recruitment.rules.stages import Stage

WARN = timedelta(days=5)
# Whose turn it is where the calendar says nothing.
_TURNS: dict[CaseStage, Label] = {
    CaseStage.OPENED: _("The applicant reads and agrees"),
    CaseStage.DISCLOSED: _("Note what the report holds"),
    CaseStage.NOTHING_TO_REVIEW: _("Clear the case"),
    CaseStage.WITH_OFFICER: _("Enter the records, or clear"),
    CaseStage.SORTED: _("Write the assessment, or clear"),
    CaseStage.ASSESSED: _("Send the preliminary notice, or clear"),
    CaseStage.REASSESSED: _("Decide"),
    CaseStage.DECIDED: _("Send the final notice"),
}


class Rank(IntEnum):
    """The order of the list: what burns, one's own, what waits for others, what nobody has."""

    LATE = 0
    SOON = 1
    MINE = 2
    WAITING = 3
    UNTAKEN = 4


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A case in the list. ``due`` is the day that counts next, ``rank`` its urgency.

    ``has_left`` where somebody has it who is no officer any more: then it says no more than that.
    """

    id: UUID
    reference: str
    office: str
    opened_at: datetime
    label: Label
    tag: str
    is_mine: bool
    has_left: bool
    turn: Label
    due: date | None
    rank: Rank

    @property
    def is_late(self) -> bool:
        """Whether the day has passed."""
        return self.rank == Rank.LATE

    @property
    def is_soon(self) -> bool:
        """Whether the day is near."""
        return self.rank == Rank.SOON


def queue(person: Person, at: datetime) -> tuple[QueueLine, ...]:
    """The open cases that an officer may open: what is late or due soon first, then their own; one query."""
    rows = (
        visible(person, "recruitment.open_case")
        .filter(offer__application__stage=Stage.ACCEPTED)
        .exclude(stage__in=CLOSED_CASES)
        .select_related("offer__application__person", "offer__opening__office")
        .defer("notes")
    )
    lines = [_line(case, person, at) for case in rows.order_by("opened_at", "pk")]
    return tuple(sorted(lines, key=lambda line: (line.rank, line.due or date.max, line.opened_at)))


def _line(case: FairChanceCase, person: Person, at: datetime) -> QueueLine:
    stage, today = CaseStage(case.stage), day_of(case, at)
    is_waiting = stage == CaseStage.NOTIFIED and case.final_from is not None and at < case.final_from
    is_open = case.decided_at is None
    first_day = case.earliest_final if stage == CaseStage.NOTIFIED else None
    due = (case.decide_by if is_open else None) or first_day
    rank = Rank.MINE if case.officer_id == person.pk else Rank.UNTAKEN
    if is_waiting or stage == CaseStage.OPENED:
        rank = max(rank, Rank.WAITING)
    if is_open and case.decide_by is not None:
        rank = Rank.LATE if case.decide_by < today else Rank.SOON if case.decide_by - today <= WARN else rank
    has_left = case.officer_id not in (None, person.pk)
    return QueueLine(
        id=case.pk,
        reference=case.offer.application.reference,
        office=str(case.offer.terms.get("office", "")),
        opened_at=case.opened_at,
        label=WITHOUT_OFFICER if has_left else CASE_LABELS[stage],
        tag="bad" if has_left else CASE_TAGS[stage],
        is_mine=case.officer_id == person.pk,
        has_left=has_left,
        turn=_("Take it over")
        if has_left
        else _turn(stage, is_waiting=is_waiting, is_look_due=case.look_due_at is not None),
        due=due,
        rank=rank,
    )


def _turn(stage: CaseStage, *, is_waiting: bool, is_look_due: bool) -> Label:
    if is_look_due and stage == CaseStage.ASSESSED:
        return _("Write a new assessment, or clear")
    if stage == CaseStage.NOTIFIED or (is_look_due and stage == CaseStage.REASSESSED):
        return _("The applicant may respond") if is_waiting else _("Look again and decide")
    return _TURNS[stage]
