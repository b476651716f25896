"""Letters in a manager's own words to the applicants they chose: written, held, and sent from the outbox."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit, letters
from recruitment.models import Application
from recruitment.rules.free_letters import FREE, Draft, check, filled
from recruitment.rules.stages import Stage
from recruitment.services.application_letters import letter_values
from recruitment.services.pipeline import Moved, locked


class NoWords(Conflict):
    """A language that somebody is written to in has no text."""

    sentence = _("Write the letter in every language that these people read.")


@dataclass(frozen=True, slots=True)
class Sample:
    """The letter as one person would read it, and how many read it in that language."""

    language: str
    count: int
    subject: str
    body: str


def _draft_for(drafts: Mapping[str, Draft], language: str) -> Draft:
    draft = drafts.get(language)
    if draft is None or not draft.subject.strip() or not draft.body.strip():
        raise NoWords
    return draft


def samples(applications: Sequence[Application], drafts: Mapping[str, Draft]) -> tuple[Sample, ...]:
    """The letter to the first person of each language. Raises ``BadTemplate`` or :class:`NoWords`."""
    by_language: dict[str, list[Application]] = {}
    for application in applications:
        by_language.setdefault(application.person.language, []).append(application)
    shown = []
    for language, those in sorted(by_language.items()):
        draft = _draft_for(drafts, language)
        check(draft)
        words = filled(draft, letter_values(those[0]))
        shown.append(Sample(language, len(those), words["subject"], words["body"]))
    return tuple(shown)


@transaction.atomic
def write_letters(
    *, actor: Person, application_ids: Sequence[UUID], drafts: Mapping[str, Draft], key: str, at: datetime
) -> Moved:
    """Write one letter each and hold it; nothing leaves before a person sends it from the outbox.

    ``key`` names this writing: the same key sent again writes nothing twice. People who withdrew are left out and
    named. Raises ``Refused``, ``TooMany``, ``BadTemplate`` or :class:`NoWords`.
    """
    require(actor, "recruitment.decide")
    chosen = locked(actor, application_ids)
    ready = [application for application in chosen if application.stage != Stage.WITHDRAWN]
    samples(ready, drafts)
    for application in ready:
        words = filled(_draft_for(drafts, application.person.language), letter_values(application))
        letters.compose_letter(
            actor=actor, kind=FREE.key, recipient=application.person, subject_record=application, at=at, hold=True,
            values=words, dedup=key,
        )  # fmt: skip
    audit.record_many(
        audit.Row(action="recruitment.write_letter", subject=row, at=at, actor=actor, about=row.person)
        for row in ready
    )
    return Moved(len(ready), tuple(row.reference for row in chosen if row.stage == Stage.WITHDRAWN))
