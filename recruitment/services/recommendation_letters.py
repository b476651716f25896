"""Writes the letters to recommenders. They concern the recommendation alone and never hold the applicant's address."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from fellowship.design.wording import day_in_words
from fellowship.models import Letter, Person
from fellowship.queries import organization
from fellowship.rules.letters import LetterKind, Outsider
from fellowship.services import letters
from recruitment.models import Recommendation
from recruitment.queries import cycles
from recruitment.queries.recommendations import name_of, token_for
from recruitment.rules import recommendation_letters as kinds


def _write(row: Recommendation, kind: LetterKind, *, actor: Person | None, at: datetime, dedup: str) -> Letter:
    applicant, cycle = row.application.person, row.application.cycle
    here = row.expires_at.astimezone(ZoneInfo(applicant.time_zone))
    base: str = settings.WAGTAILADMIN_BASE_URL
    with override(row.language):
        known = {
            "name": row.name,
            "applicant": name_of(applicant),
            "cycle": cycles.name_of(cycle, row.language),
            "until": day_in_words(here.date(), row.language),
            "link": base.rstrip("/") + reverse("recruitment_recommend", args=[token_for(row)]),
            "organization": organization.current(row.language).name,
        }
    return letters.compose_letter(
        actor=actor, kind=kind.key, recipient=Outsider(row.name, row.email, row.language), subject_record=row, at=at,
        values={name: known[name] for name in kind.placeholders}, dedup=dedup,
    )  # fmt: skip


def ask(row: Recommendation, *, actor: Person | None, at: datetime) -> Letter:
    """Send the link, once for each time the applicant asks."""
    return _write(row, kinds.INVITATION, actor=actor, at=at, dedup=f"{row.nonce}:{row.times_sent}")


def remind(row: Recommendation, *, at: datetime) -> Letter:
    """Send the link again by the clock."""
    return _write(row, kinds.REMINDER, actor=None, at=at, dedup=f"{row.nonce}:{row.reminders}")


def thank(row: Recommendation, *, at: datetime) -> Letter:
    """Confirm that the recommendation arrived."""
    return _write(row, kinds.THANKS, actor=None, at=at, dedup="")


def cancel_unsent(row: Recommendation, *, actor: Person | None, at: datetime) -> int:
    """Take back what was not sent yet."""
    return letters.cancel_letters(actor=actor, subject_record=row, at=at)
