"""What an applicant and a manager could do next, from the state of applications."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fellowship.access import can, visible
from fellowship.models import Person
from fellowship.queries.large import large_count
from fellowship.queries.next_steps import NextStep, Urgency, urgency_of
from recruitment.models import Application, Milestone
from recruitment.rules.milestones import MilestoneKind
from recruitment.rules.stages import Stage


def for_applicant(person: Person, at: datetime) -> Iterator[NextStep]:
    """Finish the application that was begun, while it can still be sent; one query."""
    closing = Milestone.objects.filter(cycle=OuterRef("cycle"), kind=MilestoneKind.APPLICATIONS_CLOSE)
    drafts = Application.objects.filter(person=person, stage=Stage.DRAFT)
    drafts = drafts.annotate(closes_at=Subquery(closing.values("at")[:1])).filter(closes_at__gt=at)
    for application in drafts.order_by("started_at", "pk"):
        closes_at = application.closes_at
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
    waiting = visible(person, "recruitment.decide").filter(stage=Stage.SUBMITTED)
    count = large_count(("to review", person.pk), waiting.count)
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
