"""What readers could do next in a practice round."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fellowship.access import can
from fellowship.models import Person
from fellowship.queries.next_steps import NextStep, Urgency
from recruitment.queries.rounds import practice_left


def for_practice(person: Person, _at: datetime) -> Iterator[NextStep]:
    """Mark the samples of an open round; one query, none for others."""
    if not can(person, "recruitment.read_sample"):
        return
    count = practice_left(person)
    if count:
        yield NextStep(
            title=ngettext("Mark %(count)d sample for practice", "Mark %(count)d samples for practice", count)
            % {"count": count},
            url=reverse("recruitment_practice"),
            urgency=Urgency.SOON,
            why=_("All readers mark the same ones. Nothing of it counts for a decision."),
            area="recruitment",
        )
