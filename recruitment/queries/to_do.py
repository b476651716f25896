"""What an applicant and a manager could do next, from the state of applications."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fellowship.access import can
from fellowship.models import Person
from fellowship.queries.next_steps import NextStep, Urgency, urgency_of
from recruitment.queries.own_list import own_list
from recruitment.queries.waiting import TO_REVIEW, waiting
from recruitment.rules.stages import Stage


def for_applicant(person: Person, at: datetime) -> Iterator[NextStep]:
    """Finish the application that was begun, while it can still be sent; one query."""
    for application in reversed(own_list(person)):
        closes_at: datetime | None = application.closes_at  # type: ignore[attr-defined]
        if application.stage != Stage.DRAFT or closes_at is None or closes_at <= at:
            continue
        yield NextStep(
            title=_("Finish your application"),
            url=reverse("recruitment_tasks", args=[application.pk]),
            urgency=min(urgency_of(closes_at, at), Urgency.SOON),
            why=_("Nobody reads it before you submit it."),
            due_at=closes_at,
            area="recruitment",
        )


def for_manager(person: Person, at: datetime) -> Iterator[NextStep]:
    """Let review begin for what came in; one query at most, none for others."""
    if not can(person, "recruitment.decide"):
        return
    count = waiting(person, at)[TO_REVIEW]
    if count:
        yield NextStep(
            title=ngettext(
                "Start the review of %(count)d application", "Start the review of %(count)d applications", count
            ) % {"count": count},
            url=reverse("recruitment_pipeline") + "?stage=submitted",
            urgency=Urgency.SOON,
            why=_("They arrived and nobody reads them yet."),
            area="recruitment",
        )  # fmt: skip
