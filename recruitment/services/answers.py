"""Saving answers: each page and each autosave, without ever losing what another tab wrote."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from fellowship.access import require
from fellowship.models import Person
from fellowship.services import audit
from fellowship.services.files import FileRefused, store_file
from recruitment.models import Answer, Application, OfficeChoice, Question, SpokenLanguage
from recruitment.queries import cycles
from recruitment.queries.forms import answers_of, spec_of, specs_of
from recruitment.rules.answers import Seen, Verdict, can_be_sent, digest, is_given, verdict_on, write_token
from recruitment.rules.conditions import asked
from recruitment.rules.questions import QuestionKind
from recruitment.rules.stages import Stage
from recruitment.services.applications import AnswersMissing, ApplicationsClosed, locked
from recruitment.services.search import refresh_texts

# The stages in which a person may write: what was sent can be changed as long as nobody reads it.
CHANGEABLE = (Stage.DRAFT, Stage.SUBMITTED)


@dataclass(frozen=True, slots=True)
class Clash:
    """An answer that was changed elsewhere after this tab opened it: both versions."""

    key: str
    mine: Any
    theirs: Any
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a page. ``token`` is what the tab has seen now; ``refused`` holds sentences about files."""

    at: datetime
    token: str
    clashes: tuple[Clash, ...] = ()
    refused: Mapping[str, object] = field(default_factory=dict)


def check_open(application: Application, at: datetime) -> None:
    """Raise :class:`ApplicationsClosed` when answers can't be changed any more."""
    if application.stage not in CHANGEABLE or not cycles.is_open_to(application, at):
        raise ApplicationsClosed


def _check_whole(application: Application, sent: Mapping[str, Any]) -> None:
    """What was sent in stays whole: a change may not leave a gap in it."""
    if application.stage == Stage.SUBMITTED:
        values = {**answers_of(application.pk), **sent}
        if not can_be_sent(specs_of(application.form_version_id, "en"), values):
            raise AnswersMissing


def _note_change(application: Application, keys: set[str], at: datetime) -> None:
    """A change to what was sent in is noted, by the keys of its questions alone."""
    if application.stage == Stage.SUBMITTED and keys:
        audit.record(
            actor=application.person, action="recruitment.change_answer", subject=application,
            about=application.person, at=at, data={"questions": sorted(keys)},
        )  # fmt: skip


def keep_beside(application: Application, question: Question, value: Any) -> None:
    """Keep offices and languages as rows too, so that staff lists can filter by them; for services with the lock."""
    if question.kind == QuestionKind.OFFICES:
        OfficeChoice.objects.filter(application=application).delete()
        OfficeChoice.objects.bulk_create(
            OfficeChoice(application=application, office_id=office, rank=rank)
            for rank, office in enumerate(value or (), start=1)
        )
    elif question.kind == QuestionKind.LANGUAGES:
        SpokenLanguage.objects.filter(application=application).delete()
        SpokenLanguage.objects.bulk_create(
            SpokenLanguage(application=application, language=row["language"], level=row["level"])
            for row in value or ()
        )


def write_answer(
    application: Application, question: Question, answer: Answer | None, value: Any, at: datetime
) -> Answer:
    """Keep a value as the newest; for services that hold the application's lock."""
    kept = value if is_given(value) else None
    if answer is None:
        answer = Answer(application=application, question=question, revision=0)
    answer.value, answer.saved_at = kept, at
    answer.revision += 1
    answer.save()
    keep_beside(application, question, kept)
    return answer


def set_aside_unasked(application: Application, questions: Sequence[Question]) -> None:
    """Mark the answers that the others no longer ask for, and bring back those they ask for again."""
    if not any(question.shown_if_key for question in questions):
        return
    by_pk = {question.pk: question for question in questions}
    rows = list(Answer.objects.filter(application=application).order_by("pk"))
    values = {by_pk[row.question_id].key: row.value for row in rows}
    wanted = {spec.key for spec in asked([spec_of(question) for question in questions], values)}
    for row in rows:
        question = by_pk[row.question_id]
        if row.set_aside is not (question.key not in wanted):
            row.set_aside = not row.set_aside
            row.save(update_fields=["set_aside"])
            keep_beside(application, question, None if row.set_aside else row.value)


def _store_uploads(
    application: Application, questions: Mapping[str, Question], rows: dict[str, Answer],
    uploads: Mapping[str, UploadedFile], at: datetime,
) -> dict[str, object]:  # fmt: skip
    """Keep each file that is fit; returns a sentence for each that is not. A new file takes the old one's place."""
    refused: dict[str, object] = {}
    for key, upload in uploads.items():
        if key not in questions or questions[key].kind != QuestionKind.FILE:
            continue
        try:
            file = store_file(
                actor=application.person, owner=application.person, upload=upload, purpose="recruitment.answer", at=at
            )
        except FileRefused as refusal:
            refused[key] = refusal.sentence
            continue
        answer = write_answer(application, questions[key], rows.get(key), {"name": file.name, "size": file.size}, at)
        answer.file = file
        answer.save(update_fields=["file"])
        rows[key] = answer
    return refused


@transaction.atomic
def save_page(
    *,
    actor: Person,
    application_id: UUID,
    step: str,
    sent: Mapping[str, Any],
    seen: Mapping[str, Seen],
    at: datetime,
    uploads: Mapping[str, UploadedFile] | None = None,
    also: Collection[str] = (),
) -> Saved:
    """Save the answers of one page as they are, whole or not.

    ``sent`` holds the values to keep by key (a key left out stays as it was), ``seen`` what the tab saw when it
    opened. An answer that another tab has changed since is not overwritten but comes back as a :class:`Clash`;
    everything else is saved. What was submitted can be changed until the deadline and while nobody reads it, and
    only into whole answers; ``also`` names questions of other pages that such a change brought up. Raises
    ``Refused``, ``AnswersMissing``, or ``ApplicationsClosed`` after the deadline and once the readers have begun.
    """
    application = locked(application_id)
    require(actor, "recruitment.own_application", application)
    check_open(application, at)
    everything = list(Question.objects.filter(version_id=application.form_version_id).order_by("sort_order", "pk"))
    beside = set(also) if application.stage == Stage.SUBMITTED else set()
    questions = {row.key: row for row in everything if row.step == step or row.key in beside}
    _check_whole(application, {**sent, **{key: {"name": str(file.name)} for key, file in (uploads or {}).items()}})
    kept = Answer.objects.filter(application=application, question__in=questions.values())
    rows = {answer.question_id: answer for answer in kept}
    by_key = {key: rows[question.pk] for key, question in questions.items() if question.pk in rows}
    clashes, unseen = [], {}
    changed = set()
    for key in questions.keys() & sent.keys():
        answer = by_key.get(key)
        now_kept, revision = (answer.value, answer.revision) if answer else (None, 0)
        verdict = verdict_on(sent=sent[key], seen=seen.get(key, Seen()), kept=now_kept, revision=revision)
        if verdict is Verdict.SAVE:
            by_key[key] = write_answer(application, questions[key], answer, sent[key], at)
            changed.add(key)
        elif verdict is Verdict.CONFLICT and answer is not None:
            clashes.append(Clash(key, sent[key], now_kept, answer.saved_at))
        elif verdict is Verdict.UNTOUCHED:
            # The tab still shows the older text: what was saved elsewhere is not yet seen by it.
            unseen[key] = seen.get(key, Seen())
    refused = _store_uploads(application, questions, by_key, uploads or {}, at)
    if refused:
        _check_whole(application, {})
    set_aside_unasked(application, everything)
    _note_change(application, changed | (set(uploads or ()) & questions.keys() - refused.keys()), at)
    application.updated_at = at
    application.save(update_fields=["updated_at"])
    refresh_texts(application)
    token = write_token({key: Seen(row.revision, digest(row.value)) for key, row in by_key.items()} | unseen)
    return Saved(at, token, tuple(sorted(clashes, key=lambda clash: clash.key)), refused)
