"""Writes the letters about events, each in the guest's language and time zone. They concern the sign-up alone."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from fellowship.design.wording import moment_in_words
from fellowship.models import Letter, Person
from fellowship.queries import organization
from fellowship.rules.letters import LetterKind
from fellowship.services import letters
from recruitment.models import Event, EventSignup
from recruitment.queries.events import title_of
from recruitment.rules import event_letters as kinds
from recruitment.rules.event_letters import CALLED_OFF, CHANGED
from recruitment.rules.events import SignupStage

__all__ = ["CALLED_OFF", "CHANGED", "cancel_unsent", "confirm", "promote", "remind", "tell_everybody"]


def _write(signup: EventSignup, kind: LetterKind, *, actor: Person | None, at: datetime) -> Letter:
    """One letter a kind, sign-up and state of both event and sign-up."""
    event, person = signup.event, signup.person
    here = event.starts_at.astimezone(ZoneInfo(person.time_zone))
    base: str = settings.WAGTAILADMIN_BASE_URL
    values = {
        "called": person.short_name,
        "title": title_of(event, person.language),
        "when": moment_in_words(here, person.language, zone=True, weekday=True),
        "minutes": event.minutes,
        "place": event.place,
        "link": base.rstrip("/") + reverse("recruitment_event", args=[event.pk]),
        "organization": organization.current(person.language).name,
    }
    return letters.compose_letter(
        actor=actor, kind=kind.key, recipient=person, subject_record=signup, values=values, at=at,
        dedup=f"{event.sequence}:{signup.sequence}",
    )  # fmt: skip


def confirm(signup: EventSignup, *, actor: Person | None, at: datetime) -> Letter:
    """Confirm the place, or the place in the line."""
    kind = kinds.PLACE if signup.stage == SignupStage.GOING else kinds.LINE
    return _write(signup, kind, actor=actor, at=at)


def promote(signup: EventSignup, *, actor: Person | None, at: datetime) -> Letter:
    """Say that a place became free and is theirs."""
    return _write(signup, kinds.PROMOTED, actor=actor, at=at)


def remind(signup: EventSignup, *, at: datetime) -> Letter:
    """Remind of what begins within a day."""
    return _write(signup, kinds.REMINDER, actor=None, at=at)


def cancel_unsent(signup: EventSignup, *, actor: Person | None, at: datetime) -> int:
    """Take back what was not sent yet to somebody who gave the place back."""
    return letters.cancel_letters(actor=actor, subject_record=signup, at=at)


def tell_everybody(event: Event, kind: LetterKind, *, actor: Person | None, at: datetime) -> int:
    """Write to all who have a place or wait for one; what was not sent yet of older news is taken back."""
    rows = event.signups.exclude(stage=SignupStage.CANCELLED).select_related("person").order_by("asked_at", "pk")
    count = 0
    for signup in rows:
        signup.event = event
        letters.cancel_letters(actor=actor, subject_record=signup, at=at)
        _write(signup, kind, actor=actor, at=at)
        count += 1
    return count
