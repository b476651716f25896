"""Writes the letters about requests, each in the applicant's language and time zone."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Model
from django.urls import reverse

from fellowship.design.wording import moment_in_words
from fellowship.models import Letter, Person
from fellowship.queries import organization
from fellowship.rules.letters import LetterKind
from fellowship.services import letters
from recruitment.models import Application


def moment_for(person: Person, moment: datetime) -> str:
    """A moment in the person's words and time zone."""
    return moment_in_words(moment.astimezone(ZoneInfo(person.time_zone)), person.language, zone=True, weekday=True)


def write(
    kind: LetterKind, person: Person, subject: Model, link: tuple[str, Any], *, actor: Person | None, at: datetime,
    dedup: str = "", **values: object,
) -> Letter:  # fmt: skip
    """One letter of a kind about a request; ``link`` is the name of the page and its argument."""
    base: str = settings.WAGTAILADMIN_BASE_URL
    name, argument = link
    shared = {
        "called": person.short_name,
        "link": base.rstrip("/") + reverse(name, args=[argument] if argument else []),
        "organization": organization.current(person.language).name,
    }
    return letters.compose_letter(
        actor=actor, kind=kind.key, recipient=person, subject_record=subject, at=at, dedup=dedup,
        values={**shared, **values},
    )  # fmt: skip


def about(application: Application, kind: LetterKind, subject: Model, page: str, **more: Any) -> Letter:
    """A letter about a request that belongs to an application."""
    person = application.person
    return write(kind, person, subject, (page, application.pk), reference=application.reference, **more)
