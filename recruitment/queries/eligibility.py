"""The check before an application: its answers in words, and the questions people asked about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Min
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fellowship.access import can, visible
from fellowship.models import Person
from fellowship.queries.next_steps import NextStep, Urgency
from recruitment.models import EligibilityQuestion
from recruitment.models.eligibility_wording import CHECK_LABELS, OUTCOME_LABELS
from recruitment.models.wording import LANGUAGE_LABELS, Words
from recruitment.rules.eligibility import Check, Outcome

SHOWN = 200


def lines_of(answers: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The answers of the check in words, question by question; empty when none were kept."""
    said = {True: _("Yes"), False: _("No")}
    lines = [(str(CHECK_LABELS[check]), said[answers[check]]) for check in Check if answers.get(check) in said]
    languages = [str(LANGUAGE_LABELS[code]) for code in answers.get("languages") or () if code in LANGUAGE_LABELS]
    if lines and languages:
        lines.append((_("Languages besides English"), ", ".join(languages)))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class AskedLine:
    """A question in the list: what stood in the way, and since when it waits."""

    id: UUID
    reasons: tuple[Words, ...]
    asked_at: datetime
    answered_at: datetime | None
    outcome: Words


@dataclass(frozen=True, slots=True)
class AskedPage:
    """One question with what the person wrote."""

    line: AskedLine
    name: str
    contact: str
    message: str
    language: Words
    note: str
    is_forgotten: bool


def _line(row: EligibilityQuestion) -> AskedLine:
    reasons = tuple(CHECK_LABELS[check] for check in Check if check in row.reasons)
    outcome = OUTCOME_LABELS[Outcome(row.outcome)] if row.outcome else ""
    return AskedLine(row.pk, reasons, row.asked_at, row.answered_at, outcome)


def questions(person: Person) -> tuple[AskedLine, ...]:
    """The questions, those that wait first and of them the oldest; the newest answers after; one query."""
    rows = visible(person, "recruitment.answer_eligibility").order_by(
        F("answered_at").desc(nulls_first=True), "asked_at", "pk"
    )
    return tuple(_line(row) for row in rows[:SHOWN])


def question_page(person: Person, question_id: UUID) -> AskedPage:
    """One question, or not found."""
    row = get_object_or_404(visible(person, "recruitment.answer_eligibility"), pk=question_id)
    return AskedPage(
        _line(row), row.name, row.contact, row.message, LANGUAGE_LABELS.get(row.language, row.language), row.note,
        row.forgotten_at is not None,
    )  # fmt: skip


def for_manager(person: Person, _at: datetime) -> Iterator[NextStep]:
    """Answer the people who ask; one query for managers, none for others."""
    if not can(person, "recruitment.answer_eligibility"):
        return
    waiting = visible(person, "recruitment.answer_eligibility").filter(answered_at__isnull=True)
    facts = waiting.aggregate(count=Count("pk"), oldest=Min("asked_at"))
    count = facts["count"]
    if count:
        yield NextStep(
            title=ngettext(
                "Answer %(count)d person who asks whether they can apply",
                "Answer %(count)d people who ask whether they can apply",
                count,
            )
            % {"count": count},
            url=reverse("recruitment_asked"),
            urgency=Urgency.SOON,
            why=_("We promised an answer within three working days."),
            area="recruitment",
        )
