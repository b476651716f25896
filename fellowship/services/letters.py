"""The outbox: letters are written, waited on, edited, held, let go or taken back."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django_q.tasks import async_task

from fellowship.access import require, visible
from fellowship.models import Letter, LetterTemplate, Person, StoredFile
from fellowship.queries.letters import KEEP, LetterView
from fellowship.rules import letters as rules
from fellowship.rules.letters import LetterStage, Outsider
from fellowship.rules.refusals import Conflict
from fellowship.services import audit, documents


class LetterChanged(Conflict):
    """Somebody edited the letter after it was opened for editing."""

    sentence = _("Somebody else changed this letter after you opened it. Read it again, then make your change.")


class NotStuck(Conflict):
    """The letter is being sent at this moment."""

    sentence = _("This letter is being sent right now. Look again in a quarter of an hour.")


def _texts(kind: rules.LetterKind, language: str) -> tuple[str, str]:
    """The organization's own words where it wrote some, else the code's, else the code's English ones."""
    own = LetterTemplate.objects.filter(kind=kind.key, language=language).values_list("subject", "body").first()
    if own is not None:
        return own
    subject, body = kind.default.get(language) or kind.default["en"]
    with translation.override(language):
        return str(subject), str(body)


def dedup_key(*, kind: str, recipient: Person | Outsider, subject_record: Model, dedup: str) -> str:
    """What makes a letter the same letter: kind, person, record and the caller's own word."""
    label = subject_record._meta.label_lower  # noqa: SLF001  (Django's documented model API)
    who = recipient.email.lower() if isinstance(recipient, Outsider) else str(recipient.pk)
    text = "\n".join((kind, who, label, str(subject_record.pk), dedup))
    return hashlib.sha256(text.encode()).hexdigest()


def compose_letter(
    *,
    actor: Person | None,
    kind: str,
    recipient: Person | Outsider,
    values: Mapping[str, object],
    subject_record: Model,
    at: datetime,
    hold: bool | None = None,
    dedup: str = "",
    attachments: Sequence[StoredFile] = (),
) -> Letter:
    """Write a letter in the recipient's language and put it in the outbox; an outsider gets it without an account.

    Letters of decision kinds are held for a person; others are queued and leave after the commit; ``hold``
    overrules. The same kind to the same person about the same record with the same ``dedup`` is one letter:
    the one already written comes back, whatever became of it, unless it was cancelled.
    Raises ``KeyError`` for an unknown kind and ``ValueError`` where ``values`` don't fit its placeholders.
    """
    terms = rules.kind_of(kind)
    subject, body = _texts(terms, recipient.language)
    held = terms.decision if hold is None else hold
    letter = Letter(
        dedup_key=dedup_key(kind=kind, recipient=recipient, subject_record=subject_record, dedup=dedup),
        kind=kind,
        **_addressed_to(recipient),
        language=recipient.language,
        subject=rules.one_line(rules.fill(terms, subject, _for_subject(terms, values))),
        body=rules.fill(terms, body, values).strip(),
        stage=LetterStage.HELD if held else LetterStage.QUEUED,
        is_decision=terms.decision,
        about_label=subject_record._meta.label_lower,  # noqa: SLF001
        about_id=str(subject_record.pk),
        created_at=at,
        created_by=actor,
        next_attempt_at=None if held else at,
    )
    return _put_in_outbox(letter, actor=actor, attachments=attachments, at=at)


@transaction.atomic(savepoint=False)
def _put_in_outbox(letter: Letter, *, actor: Person | None, attachments: Sequence[StoredFile], at: datetime) -> Letter:
    """Keep a letter that was written, or give back the same one that is there already.

    Whoever writes the same letter at the same moment is waited for; theirs is then the one that comes back.
    """
    Letter.objects.bulk_create([letter], ignore_conflicts=True)
    kept = Letter.objects.filter(dedup_key=letter.dedup_key)
    if kept.values_list("pk", flat=True).get() != letter.pk:
        return kept.get()
    if attachments:
        letter.attachments.set(attachments)
    audit.record(
        actor=actor, action="fellowship.compose_letter", subject=letter, about=letter.recipient, at=at,
        data={"kind": letter.kind, "stage": str(letter.stage)}, key=letter.kind,
    )  # fmt: skip
    _hand_to_worker(letter)
    return letter


def _addressed_to(recipient: Person | Outsider) -> dict[str, object]:
    if isinstance(recipient, Outsider):
        return {"recipient": None, "to_name": rules.plain_words(recipient.name), "to_email": recipient.email}
    return {"recipient": recipient}


def _for_subject(terms: rules.LetterKind, values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if name in terms.placeholders}


def _hand_to_worker(letter: Letter) -> None:
    """Ask the worker to send a queued letter. The task waits in the same database, hence for the same commit."""
    if letter.stage == LetterStage.QUEUED:
        async_task("fellowship.tasks.deliver_letter", str(letter.pk), group="letters")


def _step(letter: Letter, action: str, *, actor: Person | None, at: datetime) -> None:
    """Take one step of the letter's life, with its audit row; the caller holds the lock and saves."""
    before = letter.stage
    letter.stage = rules.steps.after(before, action)
    audit.record(
        actor=actor, action=f"fellowship.{action}_letter", subject=letter, about=letter.recipient, at=at,
        data={"from": str(before), "to": letter.stage}, key=letter.kind,
    )  # fmt: skip


def _locked(actor: Person | None, letter_id: UUID) -> Letter:
    """The letter, locked, if the actor may keep it; for a stranger it is not there."""
    if actor is not None:
        require(actor, KEEP)
    letters = Letter.objects.all() if actor is None else visible(actor, KEEP)
    letter: Letter = letters.select_for_update(of=("self",)).select_related("recipient").get(pk=letter_id)
    return letter


@transaction.atomic
def release_letters(*, actor: Person | None, letter_ids: Iterable[UUID], at: datetime) -> int:
    """Queue held and failed letters for sending; returns how many. Letters past that are left alone."""
    if actor is not None:
        require(actor, KEEP)
    letters = Letter.objects.all() if actor is None else visible(actor, KEEP)
    ready = [stage for stage in LetterStage if rules.steps.allows(stage, "release")]
    chosen = letters.filter(pk__in=list(letter_ids), stage__in=ready).order_by("pk")
    released = 0
    for letter in chosen.select_for_update(of=("self",)).select_related("recipient"):
        _step(letter, "release", actor=actor, at=at)
        letter.attempts, letter.last_error, letter.next_attempt_at = 0, "", at
        letter.save(update_fields=["stage", "attempts", "last_error", "next_attempt_at"])
        _hand_to_worker(letter)
        released += 1
    return released


@transaction.atomic
def edit_letter(
    *, actor: Person, letter_id: UUID, subject: str, body: str, at: datetime, seen: datetime | None = None
) -> Letter:
    """Change the words of a letter that has not left.

    ``seen`` is when it had last been edited as the editor opened it; :class:`LetterChanged` when that is not so
    any more. Raises ``NotAllowed`` when the letter has left or is leaving.
    """
    letter = _locked(actor, letter_id)
    if letter.edited_at != seen:
        raise LetterChanged
    _step(letter, "edit", actor=actor, at=at)
    letter.subject, letter.body, letter.edited_at = rules.one_line(subject), body.strip(), at
    letter.save(update_fields=["stage", "subject", "body", "edited_at"])
    return letter


@transaction.atomic
def hold_letter(*, actor: Person | None, letter_id: UUID, at: datetime) -> Letter:
    """Keep a queued letter back until somebody lets it go."""
    letter = _locked(actor, letter_id)
    _step(letter, "hold", actor=actor, at=at)
    letter.next_attempt_at = None
    letter.save(update_fields=["stage", "next_attempt_at"])
    return letter


@transaction.atomic
def discard_letter(*, actor: Person | None, letter_id: UUID, at: datetime) -> Letter:
    """Throw a letter away unsent, for good: the same letter is not written again."""
    letter = _locked(actor, letter_id)
    _step(letter, "discard", actor=actor, at=at)
    letter.next_attempt_at = None
    letter.save(update_fields=["stage", "next_attempt_at"])
    return letter


@transaction.atomic
def cancel_letters(
    *, actor: Person | None, subject_record: Model, at: datetime, kinds: Iterable[str] | None = None
) -> int:
    """Take back every unsent letter about a record (of the ``kinds`` named), because its reason is gone.

    Returns how many. What is on its way or sent stays. A cancelled letter may be written again later, when
    the decision falls the same way after all.
    """
    label = subject_record._meta.label_lower  # noqa: SLF001
    unsent = Letter.objects.filter(about_label=label, about_id=str(subject_record.pk), stage__in=rules.UNSENT)
    if kinds is not None:
        unsent = unsent.filter(kind__in=list(kinds))
    count = 0
    for letter in unsent.select_for_update(of=("self",)).select_related("recipient").order_by("pk"):
        _step(letter, "cancel", actor=actor, at=at)
        letter.next_attempt_at, letter.dedup_key = None, f"{letter.dedup_key[:64]}:{letter.pk}"
        letter.save(update_fields=["stage", "next_attempt_at", "dedup_key"])
        count += 1
    return count


@transaction.atomic
def settle_letter(*, actor: Person, letter_id: UUID, was_sent: bool, at: datetime) -> Letter:
    """Answer for a letter nobody knows the fate of: count it as sent, or send it again.

    Raises :class:`NotStuck` while its sending may still be going on.
    """
    letter = _locked(actor, letter_id)
    if letter.stage == LetterStage.SENDING and not rules.is_stuck(letter.stage, letter.sending_since, at):
        raise NotStuck
    _step(letter, "count_as_sent" if was_sent else "send_again", actor=actor, at=at)
    letter.sent_at = letter.sending_since if was_sent else None
    letter.next_attempt_at, letter.sending_since = None if was_sent else at, None
    letter.save(update_fields=["stage", "sent_at", "sending_since", "next_attempt_at"])
    _hand_to_worker(letter)
    return letter


def letter_pdf(letter: LetterView) -> bytes:
    """A letter on the organization's sheet, as tagged PDF in the language it was written in."""
    when = letter.sent_at or letter.created_at
    data = {"subject": letter.subject, "body": letter.body, "date": when.date().isoformat(), "to": letter.recipient}
    return documents.render_pdf(template="letter", data=data, language=letter.language)
