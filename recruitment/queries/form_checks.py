"""What the check of forms found in a draft, with the reason and the law, and what an officer has allowed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fellowship.access import can, visible
from fellowship.models import Person
from fellowship.queries.next_steps import NextStep, Urgency
from recruitment.models import FormVersion, Question, QuestionException
from recruitment.models.form_wording import TOPIC_LABELS, TOPIC_REASONS, TOPIC_SOURCES
from recruitment.models.wording import Words
from recruitment.rules.forbidden_questions import TEXTS, Finding, findings_in, still_forbidden

ROW = ("key", "kind", *(name for name in TEXTS if hasattr(Question, name)))


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One finding in words."""

    key: str
    topic: str
    digest: str
    question: str
    words: str
    label: Words
    why: Words
    source: str
    can_be_allowed: bool
    is_allowed: bool = False


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft with what was found in it."""

    id: UUID
    name: str
    number: int
    lines: tuple[FoundLine, ...]


def rows_of(version_id: UUID) -> list[dict[str, Any]]:
    """The questions of a version as the check reads them; one query."""
    return list(Question.objects.filter(version_id=version_id).order_by("sort_order", "pk").values(*ROW))


def allowed_in(form_id: int) -> list[tuple[str, str, str]]:
    """What officers allowed in a form: key, topic and digest; one query."""
    return list(QuestionException.objects.filter(form_id=form_id).values_list("key", "topic", "digest"))


def forbidden_in(version: FormVersion) -> tuple[Finding, ...]:
    """What keeps a version from being published; two queries."""
    return still_forbidden(findings_in(rows_of(version.pk)), allowed_in(version.form_id))


def line_of(finding: Finding, question: str, *, is_allowed: bool = False) -> FoundLine:
    """A finding in words."""
    topic = finding.topic
    return FoundLine(
        finding.key, topic.value, finding.digest, question, finding.words, TOPIC_LABELS[topic], TOPIC_REASONS[topic],
        TOPIC_SOURCES[topic], finding.can_be_allowed, is_allowed,
    )  # fmt: skip


def lines_of(version: FormVersion) -> tuple[FoundLine, ...]:
    """Every finding of a version, those still forbidden first; two queries."""
    rows = rows_of(version.pk)
    findings = findings_in(rows)
    return _lines(rows, findings, allowed_in(version.form_id))


def _lines(
    rows: Sequence[dict[str, Any]], findings: Sequence[Finding], allowed: Sequence[tuple[str, str, str]]
) -> tuple[FoundLine, ...]:
    open_ones = set(still_forbidden(findings, allowed))
    labels = {row["key"]: row["label"] for row in rows}
    lines = [line_of(found, labels[found.key], is_allowed=found not in open_ones) for found in findings]
    return tuple(sorted(lines, key=lambda line: line.is_allowed))


def checked_drafts(person: Person) -> tuple[CheckedDraft, ...]:
    """Every draft in which something was found, for an officer; three queries, whatever their number."""
    versions = list(visible(person, "recruitment.allow_question").select_related("form").order_by("form__name"))
    rows: dict[UUID, list[dict[str, Any]]] = {version.pk: [] for version in versions}
    questions = Question.objects.filter(version__in=versions).order_by("version", "sort_order", "pk")
    for row in questions.values("version_id", *ROW):
        rows[row["version_id"]].append(row)
    allowed: dict[int, list[tuple[str, str, str]]] = {version.form_id: [] for version in versions}
    known = QuestionException.objects.filter(form__in=list(allowed))
    for form_id, *exception in known.values_list("form_id", "key", "topic", "digest"):
        allowed[form_id].append((exception[0], exception[1], exception[2]))
    drafts = (
        CheckedDraft(
            each.pk, each.form.name, each.number,
            _lines(rows[each.pk], findings_in(rows[each.pk]), allowed[each.form_id]),
        )
        for each in versions
    )  # fmt: skip
    return tuple(draft for draft in drafts if draft.lines)


def found_line(person: Person, version_id: UUID, key: str, topic: str) -> FoundLine:
    """One finding of a draft the officer may allow questions in; not found for any other."""
    version = get_object_or_404(visible(person, "recruitment.allow_question"), pk=version_id)
    line = next((line for line in lines_of(version) if (line.key, line.topic) == (key, topic)), None)
    if line is None or not line.can_be_allowed:
        raise Http404
    return line


def for_officer(person: Person, _at: datetime) -> Iterator[NextStep]:
    """Decide about questions that wait for an exception; three queries for officers, none for others."""
    if not can(person, "recruitment.allow_question"):
        return
    drafts = checked_drafts(person)
    count = sum(1 for draft in drafts for line in draft.lines if line.can_be_allowed and not line.is_allowed)
    if count:
        yield NextStep(
            title=ngettext(
                "Look at %(count)d question that a form may not ask",
                "Look at %(count)d questions that a form may not ask",
                count,
            )
            % {"count": count},
            url=reverse("recruitment_form_checks"),
            urgency=Urgency.WHEN_YOU_CAN,
            why=_("The form can’t be published until they are reworded or you allow them."),
            area="recruitment",
        )
