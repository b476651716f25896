"""Sending letters by mail: claimed first, sent then, tried again with growing pauses, never twice in silence."""

import logging
import re
import smtplib
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.utils import DNS_NAME
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from fellowship.models import Letter
from fellowship.queries import organization
from fellowship.rules import letters as rules
from fellowship.rules.letters import LetterStage
from fellowship.services import audit

log = logging.getLogger(__name__)
SWEEP = 200
PERMANENT = 500
_ADDRESS = re.compile(r"[^\s<>'\"]+@[^\s<>'\"]+")


def message_of(letter: Letter) -> EmailMultiAlternatives:
    """The letter as a mail: plain text, and the same in our look.

    Its Message-ID is made from the letter's id, so that a mail server which gets it twice may tell.
    """
    with translation.override(letter.language):
        sender = organization.current(letter.language)
        shown = {
            "letter": letter,
            "organization": sender,
            "base_url": settings.WAGTAILADMIN_BASE_URL,
            "language": letter.language,
        }
        plain = render_to_string("fellowship/mail/letter.txt", shown)
        page = render_to_string("fellowship/mail/letter.html", shown)
    mail = EmailMultiAlternatives(
        subject=letter.subject,
        body=plain.strip(),
        to=[letter.address],
        reply_to=[sender.email] if sender.email else None,
        headers={
            "Message-ID": f"<{letter.pk}@{DNS_NAME.get_fqdn()}>",
            "Content-Language": letter.language,
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(page, "text/html")
    for file in letter.attachments.order_by("created_at", "pk"):
        with file.content.open("rb") as content:
            mail.attach(file.name, content.read(), file.content_type.split(";")[0])
    return mail


def deliver_letter(*, letter_id: UUID, at: datetime) -> bool:
    """Send one queued letter whose time has come; ``True`` when the mail server took it.

    Three steps, each committed by itself: claim, send, note. Where the worker dies between them the letter
    stays ``sending``; then a person decides, and nobody gets it twice without that.
    """
    letter = _claim(letter_id, at)
    if letter is None:
        return False
    try:
        message_of(letter).send()
    except Exception as error:  # noqa: BLE001  (mail backends raise whatever they like; each reason is kept)
        log.warning("%s was not sent: %s", letter, type(error).__name__)
        _put_off(letter_id, error, at)
        return False
    _note_sent(letter_id, at)
    return True


def deliver_due(*, at: datetime, limit: int = SWEEP) -> int:
    """Send the queued letters whose time has come, the oldest first; returns how many left."""
    due = Letter.objects.filter(stage=LetterStage.QUEUED, next_attempt_at__lte=at).order_by("next_attempt_at", "pk")
    return sum(deliver_letter(letter_id=pk, at=at) for pk in list(due.values_list("pk", flat=True)[:limit]))


@transaction.atomic(durable=True)
def _claim(letter_id: UUID, at: datetime) -> Letter | None:
    """Mark the letter as ``sending``; ``None`` when it isn't queued any more or its time has not come."""
    letter = Letter.objects.select_for_update(of=("self",)).select_related("recipient").filter(pk=letter_id).first()
    if letter is None or letter.stage != LetterStage.QUEUED:
        return None
    if letter.next_attempt_at is not None and letter.next_attempt_at > at:
        return None
    letter.stage = rules.steps.after(letter.stage, "claim")
    letter.attempts, letter.sending_since, letter.next_attempt_at = letter.attempts + 1, at, None
    letter.save(update_fields=["stage", "attempts", "sending_since", "next_attempt_at"])
    return letter


@transaction.atomic(durable=True)
def _note_sent(letter_id: UUID, at: datetime) -> None:
    letter = Letter.objects.select_for_update(of=("self",)).select_related("recipient").get(pk=letter_id)
    if letter.stage != LetterStage.SENDING:
        return
    letter.stage = rules.steps.after(letter.stage, "deliver")
    letter.sent_at, letter.sending_since, letter.last_error = at, None, ""
    letter.save(update_fields=["stage", "sent_at", "sending_since", "last_error"])
    audit.record(
        actor=None, action="fellowship.deliver_letter", subject=letter, about=letter.recipient, at=at, key=letter.kind
    )


@transaction.atomic(durable=True)
def _put_off(letter_id: UUID, error: Exception, at: datetime) -> None:
    """Keep the reason, and the time of the next try if there is to be one."""
    letter = Letter.objects.select_for_update(of=("self",)).select_related("recipient").get(pk=letter_id)
    if letter.stage != LetterStage.SENDING:
        return
    again = None if is_final(error) else rules.next_try(letter.attempts, at)
    letter.stage = rules.steps.after(letter.stage, "put_off" if again else "give_up")
    letter.sending_since, letter.next_attempt_at, letter.last_error = None, again, reason_of(error)
    letter.save(update_fields=["stage", "sending_since", "next_attempt_at", "last_error"])
    if not again:
        audit.record(
            actor=None, action="fellowship.give_up_letter", subject=letter, about=letter.recipient, at=at,
            data={"attempts": letter.attempts}, key=letter.kind,
        )  # fmt: skip


def is_final(error: Exception) -> bool:
    """Whether the server said that this letter will never be taken (SMTP 5yz, RFC 5321 section 4.2.1)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= PERMANENT for code, _words in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= PERMANENT


def reason_of(error: Exception) -> str:
    """The reason in one line, without any address."""
    return _ADDRESS.sub("…", " ".join(f"{type(error).__name__}: {error}".split()))[:300]
