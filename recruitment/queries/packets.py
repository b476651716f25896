"""The blind packet of an application: the only door through which its answers reach a reader, and its copy."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language

from fellowship.prepared import prepared
from recruitment.models import Answer, Application, PacketSnapshot, Question
from recruitment.models.wording import LANGUAGE_LABELS, LEVEL_LABELS
from recruitment.rules.blind import FREE, BlindPacket, SourceAnswer, build_blind_packet, is_withheld
from recruitment.rules.questions import QuestionKind, choices_in

# The columns that a packet is made of.
READ = (
    "value", "revision", "cleared__text", "cleared__answer_revision", "question__label", "question__label_es",
    "question__kind", "question__visible_to_reviewers", "question__identifies", "question__choices",
    "question__choices_es",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FrozenPacket:
    """A packet as plain values, with the digest that tells it from another."""

    content: list[dict[str, Any]]
    digest: str


def _spanish() -> bool:
    return (get_language() or "en").startswith("es")


@cache
def _languages(_spoken: str) -> tuple[tuple[str, str], ...]:
    """Every language at every level, in the active language, which is named so that each has its own."""
    return tuple(
        (f"{code}:{level.value}", f"{language} – {label}")
        for code, language in LANGUAGE_LABELS.items()
        for level, label in LEVEL_LABELS.items()
    )


def _choices(question: Question, *, spanish: bool) -> tuple[tuple[str, str], ...]:
    """What may be picked, with its label: the question's own list, or every language at every level."""
    if question.kind == QuestionKind.LANGUAGES:
        return _languages(get_language() or "en")
    return choices_in(question.choices, question.choices_es, spanish=spanish)


def _source(question: Question, answer: Answer, *, spanish: bool) -> SourceAnswer:
    cleared = getattr(answer, "cleared", None)
    return SourceAnswer(
        question=(spanish and question.label_es) or question.label,
        kind=question.kind,
        is_visible=question.visible_to_reviewers,
        identifies=question.identifies,
        value=answer.value,
        revision=answer.revision,
        choices=_choices(question, spanish=spanish),
        cleared_text=cleared.text if cleared else None,
        cleared_revision=cleared.answer_revision if cleared else None,
    )


@prepared
def _seen_by_readers(application: UUID, version: UUID) -> QuerySet[Answer]:
    answers = Answer.objects.filter(
        application_id=application, question__version_id=version, question__visible_to_reviewers=True,
        question__identifies=False, set_aside=False,
    )  # fmt: skip
    answers = answers.select_related("question", "cleared").only(*READ)
    return answers.order_by("question__sort_order", "question_id")


def _sources(application: Application) -> Iterator[tuple[int, SourceAnswer]]:
    """What readers could see of an application, by question; one query.

    Questions without an answer are left out: there is nothing to read and nothing to withhold.
    """
    spanish = _spanish()
    for answer in _seen_by_readers(application.pk, application.form_version_id):
        if answer.value not in (None, "", []):
            yield answer.question_id, _source(answer.question, answer, spanish=spanish)


def packet_of(application: Application, number: int) -> BlindPacket:
    """The blind packet of an application as it is now; one query."""
    return build_blind_packet(number, (source for _pk, source in _sources(application)))


def frozen(application: Application) -> FrozenPacket:
    """The packet as it is now, to be kept: for each question the text cleared or the values picked; one query.

    Of what is withheld only the question is kept.
    """
    content: list[dict[str, Any]] = []
    for question, source in _sources(application):
        row: dict[str, Any] = {"question": question}
        if not is_withheld(source):
            row |= {"text": source.cleared_text} if source.kind in FREE else {"value": source.value}
        content.append(row)
    plain = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return FrozenPacket(content, hashlib.sha256(plain.encode()).hexdigest())


def packet_in(snapshot: PacketSnapshot, number: int) -> BlindPacket:
    """A kept packet as it was, its questions in the active language; one query."""
    spanish = _spanish()
    rows = {row["question"]: row for row in snapshot.content}
    questions = {row.pk: row for row in Question.objects.filter(pk__in=list(rows))}
    sources = (
        SourceAnswer(
            question=(spanish and questions[pk].label_es) or questions[pk].label,
            kind=questions[pk].kind,
            is_visible=True,
            identifies=False,
            value=row.get("value"),
            revision=1,
            choices=_choices(questions[pk], spanish=spanish),
            cleared_text=row.get("text"),
            cleared_revision=1,
        )
        for pk, row in rows.items()
        if pk in questions
    )
    return build_blind_packet(number, sources)
