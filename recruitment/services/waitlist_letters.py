"""Writes the letters about the waiting list, and the sentence that says when the next round opens."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from fellowship.design.wording import day_in_words
from fellowship.models import Letter, Person
from fellowship.queries import organization
from fellowship.services import letters
from recruitment.models import Application
from recruitment.queries import cycles
from recruitment.rules import waitlist_letters as kinds
from recruitment.rules.milestones import MilestoneKind


def _day(person: Person, moment: datetime) -> str:
    return day_in_words(moment.astimezone(ZoneInfo(person.time_zone)).date(), person.language)


def next_round(person: Person, at: datetime) -> str:
    """When one can apply again, as a sentence in the person's language."""
    coming = cycles.next_cycle(at)
    with override(person.language):
        if coming is None or coming.opens_at is None:
            return _("You can apply again when the next round opens.")
        return _("You can apply again when the next round opens, on %(day)s.") % {"day": _day(person, coming.opens_at)}


def _until(application: Application) -> str:
    closes_at = cycles.dates_of(application.cycle_id).get(MilestoneKind.WAITLIST_CLOSES)
    person = application.person
    with override(person.language):
        if closes_at is None:
            return _("We write to you either way.")
        return _("The list closes on %(day)s, and we write to you then either way.") % {"day": _day(person, closes_at)}


def _shared(application: Application) -> dict[str, object]:
    person = application.person
    runs_it = organization.current(person.language)
    link = settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("recruitment_status", args=[application.pk])
    return {
        "called": person.short_name,
        "reference": application.reference,
        "cycle": cycles.name_of(application.cycle, person.language),
        "organization": runs_it.name,
        "contact": " · ".join(part for part in (runs_it.phone, runs_it.email) if part) or runs_it.name,
        "link": link,
    }


def hold_waitlisted(application: Application, *, dedup: str, actor: Person | None, at: datetime) -> Letter:
    """Write that somebody is on the waiting list; it waits in the outbox. One a decision."""
    return letters.compose_letter(
        actor=actor, kind=kinds.WAITLISTED.key, recipient=application.person, subject_record=application, at=at,
        dedup=dedup, values={**_shared(application), "until": _until(application)},
    )  # fmt: skip


def hold_closed(application: Application, *, dedup: str, actor: Person | None, at: datetime) -> Letter:
    """Write that the list closed without a place; it waits in the outbox. One a decision."""
    return letters.compose_letter(
        actor=actor, kind=kinds.CLOSED.key, recipient=application.person, subject_record=application, at=at,
        dedup=dedup, values={**_shared(application), "next_round": next_round(application.person, at)},
    )  # fmt: skip
