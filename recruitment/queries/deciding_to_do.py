"""What a manager could do next about decisions that wait and the waiting list."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fellowship.access import can, visible
from fellowship.models import Person
from fellowship.queries.next_steps import NextStep, Urgency
from recruitment.models import OfferTimeRequest
from recruitment.queries.waiting import PENDING, waiting
from recruitment.rules.offers import OfferStage
from recruitment.rules.stages import Stage

AREA = "recruitment"


def for_decider(person: Person, at: datetime) -> Iterator[NextStep]:
    """Carry out decisions, answer about more time, send what the waiting list drafted. Three queries, or none."""
    if not can(person, "recruitment.keep_pending"):
        return
    count = waiting(person, at)[PENDING]
    if count:
        yield NextStep(
            title=ngettext("Carry out %(count)d decision", "Carry out %(count)d decisions", count) % {"count": count},
            url=reverse("recruitment_pending"),
            urgency=Urgency.SOON,
            why=_("They are noted, and nobody is told before you carry them out."),
            area=AREA,
        )
    asked = OfferTimeRequest.objects.filter(
        answered_at__isnull=True, offer__stage=OfferStage.SENT, offer__in=visible(person, "recruitment.keep_offer")
    )
    rows = asked.order_by("offer__expires_at", "pk").values_list("offer_id", "asked_at", "offer__expires_at")
    for offer_id, asked_at, expires_at in rows[:3]:
        is_over = expires_at is not None and expires_at < at
        held = _("Its last day is over. The place is held, and nobody else gets it, until you answer.")
        yield NextStep(
            title=_("Answer a request for more time"),
            url=reverse("recruitment_answer_time", args=[offer_id]),
            urgency=Urgency.LATE if is_over else Urgency.TODAY,
            why=held if is_over else _("The offer stays open until you answer."),
            due_at=expires_at if is_over else asked_at,
            area=AREA,
        )
    drafted = visible(person, "recruitment.keep_offer").filter(
        stage=OfferStage.DRAFT, application__stage=Stage.WAITLISTED
    )
    for offer_id, began in drafted.values_list("pk").annotate(began=Min("created_at")).order_by("began", "pk")[:3]:
        yield NextStep(
            title=_("Check and send the offer to the next person on the waiting list"),
            url=reverse("recruitment_kept_offer", args=[offer_id]),
            urgency=Urgency.TODAY,
            why=_("A place came free. The offer is drafted, and nobody is told yet."),
            due_at=began,
            area=AREA,
        )
