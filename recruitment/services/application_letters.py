"""Writes the letters of the applicant's side, each in the recipient's language."""

import zoneinfo
from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from fellowship.design.wording import day_in_words
from fellowship.models import Letter, Person
from fellowship.queries import organization
from fellowship.rules import letters as letter_rules
from fellowship.services import letters
from recruitment.models import Application, StageChange
from recruitment.models.wording import DECLINE_SENTENCES
from recruitment.queries import cycles
from recruitment.rules import letters as kinds
from recruitment.rules.declining import DeclineCategory
from recruitment.rules.milestones import MilestoneKind
from recruitment.rules.stages import names_who
from recruitment.services.waitlist_letters import next_round


def _shared(application: Application) -> dict[str, object]:
    person = application.person
    return {
        "called": person.short_name,
        "reference": application.reference,
        "cycle": cycles.name_of(application.cycle, person.language),
        "organization": organization.current(person.language).name,
    }


def _hear_by(person: Person, moment: datetime | None) -> str:
    """A sentence in the person's language that names the day in their time zone; empty without a date."""
    if moment is None:
        return ""
    day = day_in_words(moment.astimezone(zoneinfo.ZoneInfo(person.time_zone)).date(), person.language)
    with override(person.language):
        return _("We write to you, whatever the answer is, by %(day)s.") % {"day": day}


def _status_link(application: Application) -> str:
    base: str = settings.WAGTAILADMIN_BASE_URL
    return base.rstrip("/") + reverse("recruitment_status", args=[application.pk])


def letter_values(application: Application) -> dict[str, object]:
    """What any letter to the applicant may fill in."""
    return {**_shared(application), "link": _status_link(application)}


def send_received(
    application: Application, dates: Mapping[MilestoneKind, datetime], *, actor: Person, at: datetime
) -> Letter:
    """Confirm that an application arrived, with the dates of its cycle; never twice."""
    link = _status_link(application)
    hear_by = _hear_by(application.person, dates.get(MilestoneKind.HEAR_BY))
    return letters.compose_letter(
        actor=actor, kind=kinds.RECEIVED.key, recipient=application.person, subject_record=application, at=at,
        values={**_shared(application), "hear_by": hear_by, "link": link},
    )  # fmt: skip


def send_withdrawn(application: Application, *, change: StageChange, at: datetime) -> Letter:
    """Confirm that an application was withdrawn; never twice.

    After an accepted offer the letter belongs to the fair-chance part: where none is seen, none is missed.
    """
    is_plain = names_who(change.action, change.from_stage)
    kind = kinds.WITHDRAWN if is_plain else kinds.WITHDRAWN_AFTER_OFFER
    return letters.compose_letter(
        actor=change.actor if is_plain else None, kind=kind.key, recipient=application.person,
        subject_record=application, at=at, values=_shared(application),
    )  # fmt: skip


def hold_declined(
    application: Application, *, change: StageChange, category: DeclineCategory, actor: Person | None, at: datetime
) -> Letter:
    """Write the letter of a decision not to offer a place; it waits in the outbox. One a decision."""
    language = application.person.language
    runs_it = organization.current(language)
    with override(language):
        reason = str(DECLINE_SENTENCES[category])
    contact = " · ".join(part for part in (runs_it.phone, runs_it.email) if part) or runs_it.name
    return letters.compose_letter(
        actor=actor, kind=kinds.DECLINED.key, recipient=application.person, subject_record=application, at=at,
        dedup=str(change.pk),
        values={
            **_shared(application), "reason": reason, "contact": contact,
            "next_round": next_round(application.person, at), "link": _status_link(application),
        },
    )  # fmt: skip


def cancel_decisions(application: Application, *, actor: Person | None, at: datetime) -> int:
    """Take back the unsent letters of decisions that no longer stand, of every kind; returns how many."""
    decisions = [kind.key for kind in letter_rules.kinds() if kind.decision]
    return letters.cancel_letters(actor=actor, subject_record=application, kinds=decisions, at=at)
