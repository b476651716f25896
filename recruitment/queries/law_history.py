"""The story of a law's texts: which there are, who did what with each, when and why, and how many cases keep it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, F, Prefetch, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fellowship.access import can, require
from fellowship.models import Person
from recruitment.models import LawExemption, LawStep, LawText
from recruitment.queries.case_laws import said
from recruitment.queries.law import waiting_texts
from recruitment.queries.law_exemptions import KEEP, law_on
from recruitment.queries.law_list import SEE, overtaken
from recruitment.rules.fair_chance import CLOSED_CASES
from recruitment.rules.fair_chance_law import LawBook
from recruitment.rules.fair_chance_reading import law_from, words
from recruitment.rules.fair_chance_stack import exceptions_of

Label = str | Promise


class State(StrEnum):
    """Where a text stands on a day."""

    IN_USE = "in_use"
    COMING = "coming"
    WAITING = "waiting"
    PAST = "past"


STATES: dict[State, tuple[str, Label]] = {
    State.IN_USE: ("good", _("In use")),
    State.COMING: ("yours", _("To come")),
    State.WAITING: ("act", _("Waits beside our amendment")),
    State.PAST: ("quiet", _("For older cases")),
}


@dataclass(frozen=True, slots=True)
class StepLine:
    """What somebody did with a text."""

    what: Label
    at: datetime
    by: str
    reason: str
    counsel: str
    counsel_on: date | None


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One text of a law. ``cases`` are the open cases that keep it."""

    version: str
    in_force_from: date
    added_at: datetime
    is_ours: bool
    tag: str
    state: Label
    approved_by: str
    cases: int
    steps: tuple[StepLine, ...]
    may_be_amended: bool
    may_be_used: bool


@dataclass(frozen=True, slots=True)
class PastException:
    """An exception that was switched off."""

    text: str
    office: str
    since: datetime
    until: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Every text of a law, the newest first, and the exceptions that are off again."""

    code: str
    name: str
    versions: tuple[VersionLine, ...]
    past: tuple[PastException, ...]
    may_keep: bool


@dataclass(frozen=True, slots=True)
class TextSubject:
    """The text that somebody is about to do something with."""

    id: UUID
    code: str
    version: str
    name: str
    in_force_from: date
    is_approved: bool
    is_in_use: bool


def text_subject(person: Person, code: str, version: str) -> TextSubject:
    """One text by its code and version; not found where there is none. Raises ``Refused``."""
    require(person, KEEP)
    row = get_object_or_404(LawText, code=code, version=version)
    return TextSubject(
        row.pk, row.code, row.version, said(words(row.data["name"])), row.effective_from, row.approved_at is not None,
        row.retired_at is None,
    )  # fmt: skip


def history(person: Person, code: str, day: date) -> HistoryPage:
    """The texts of a law and what was done with them; five queries. Not found: no such law. Raises ``Refused``."""
    require(person, SEE)
    steps = LawStep.objects.select_related("actor").order_by("at", "pk")
    rows = list(
        LawText.objects.filter(code=code)
        .annotate(open_cases=Count("cases", filter=~Q(cases__stage__in=CLOSED_CASES)))
        .prefetch_related(Prefetch("steps", steps))
        .order_by("-effective_from", F("retired_at").desc(nulls_first=True), "-added_at")
    )
    if not rows:
        raise Http404
    old, waiting = overtaken([row for row in rows if row.retired_at is None], day), {t.pk for t in waiting_texts()}
    versions = []
    for row in rows:
        state = State.WAITING if row.pk in waiting else _state(row, old, day)
        versions.append(_version(row, state))
    return HistoryPage(
        code, said(words(rows[0].data["name"])), tuple(versions), _past(code, rows, day), can(person, KEEP)
    )


def _state(row: LawText, old: frozenset[UUID], day: date) -> State:
    if row.retired_at is not None or row.pk in old:
        return State.PAST
    return State.COMING if row.effective_from > day else State.IN_USE


def _version(row: LawText, state: State) -> VersionLine:
    tag, label = STATES[state]
    return VersionLine(
        version=row.version, in_force_from=row.effective_from, added_at=row.added_at, is_ours=not row.is_shipped,
        tag=tag, state=label, approved_by=row.approved_by, cases=row.open_cases,  # type: ignore[attr-defined]
        steps=tuple(_step(step) for step in row.steps.all()),
        may_be_amended=state in {State.IN_USE, State.COMING}, may_be_used=row.retired_at is not None,
    )  # fmt: skip


def _step(step: LawStep) -> StepLine:
    return StepLine(
        step.get_action_display(), step.at, step.actor.get_full_name() if step.actor else "", step.reason,
        step.counsel, step.counsel_on,
    )  # fmt: skip


def _past(code: str, rows: Sequence[LawText], day: date) -> tuple[PastException, ...]:
    law = law_on(LawBook(law_from(row.data) for row in rows if row.retired_at is None), code, day)
    names = {one.code: said(one.text) for one in exceptions_of(law)} if law else {}
    ended = LawExemption.objects.filter(law=code, ended_at__isnull=False).select_related("office", "ended_by")
    return tuple(
        PastException(
            names.get(row.code, row.code), row.office.name, row.switched_on_at, row.ended_at,
            row.ended_by.get_full_name() if row.ended_by else "", row.end_reason,
        )
        for row in ended.order_by("-ended_at", "pk")
        if row.ended_at is not None
    )  # fmt: skip
