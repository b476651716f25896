"""The voluntary questions as the person alone sees them: what is asked, what they answered, and one reminder."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Site

from fellowship.access import can, visible
from fellowship.models import Person
from fellowship.prepared import prepared
from fellowship.queries.next_steps import NextStep, Urgency
from recruitment.models import Application, EqualOpportunityAnswers, EqualOpportunitySettings, ReportedCycle
from recruitment.queries.own_list import own_list
from recruitment.rules.equal_opportunity import SKIPPED, Answers, Part, unseal
from recruitment.rules.stages import Stage

ANSWER = "recruitment.answer_equal_opportunity"


@dataclass(frozen=True, slots=True)
class OwnAnswers:
    """One's own page: the application, what is asked, and what was answered."""

    application_id: UUID
    reference: str
    parts: tuple[Part, ...]
    answers: Answers

    @property
    def has_answers(self) -> bool:
        """Whether there is anything to delete."""
        return self.answers != SKIPPED


def settings_now() -> EqualOpportunitySettings:
    """What the organization asks and looks at; the code's own values before there is a site."""
    site = Site.objects.filter(is_default_site=True).first()
    return EqualOpportunitySettings.for_site(site) if site else EqualOpportunitySettings()


def parts_asked() -> tuple[Part, ...]:
    """The questions that are asked now."""
    kept = settings_now()
    asked = {Part.RACE: True, Part.GENDER: True, Part.VETERAN: kept.ask_veteran, Part.DISABILITY: kept.ask_disability}
    return tuple(part for part in Part if asked[part])


def own_answers(person: Person, application_id: UUID) -> OwnAnswers:
    """One's own answers; 404 for anybody else's and for an application that was not sent."""
    application = get_object_or_404(visible(person, ANSWER), pk=application_id)
    kept = EqualOpportunityAnswers.objects.filter(application=application).first()
    answers = unseal(kept.sealed) if kept else SKIPPED
    return OwnAnswers(application.pk, application.reference, parts_asked(), answers)


@prepared
def _first_waiting(person: UUID) -> QuerySet[Application, UUID]:
    settled = EqualOpportunityAnswers.objects.filter(application__person_id=person).values("application_id")
    waiting = Application.objects.filter(person_id=person, submitted_at__isnull=False).exclude(stage=Stage.WITHDRAWN)
    waiting = waiting.exclude(cycle__in=ReportedCycle.objects.values("cycle_id")).exclude(pk__in=settled)
    return waiting.order_by("submitted_at", "pk").values_list("pk", flat=True)[:1]


def for_applicant(person: Person, at: datetime) -> Iterator[NextStep]:
    """Offer the questions once: until they were answered or skipped, while they can be counted; one query at most.

    Where the application stands plays no part, so that nobody reads a decision from it before its letter.
    """
    sent = any(row.submitted_at and row.stage != Stage.WITHDRAWN for row in own_list(person))
    if not sent or not can(person, "recruitment.apply"):
        return
    for pk in _first_waiting(person.pk):
        yield NextStep(
            title=_("Answer the voluntary questions, or skip them"),
            url=reverse("recruitment_equal_opportunity", args=[pk]),
            urgency=Urgency.WHEN_YOU_CAN,
            why=_("Nobody who selects can see the answers, or whether there are any."),
            area="recruitment",
        )


def own_part(person: Person) -> list[dict[str, Any]]:
    """What the person answered, for the copy of their own data."""
    rows = EqualOpportunityAnswers.objects.filter(application__person=person).select_related("application")
    found = ((row.application.reference, unseal(row.sealed)) for row in rows.order_by("application__started_at", "pk"))
    return [
        {
            "reference": reference, "race_and_ethnicity": sorted(answers.race), "gender": answers.gender,
            "veteran": answers.veteran, "disability": answers.disability,
        }
        for reference, answers in found
    ]  # fmt: skip
