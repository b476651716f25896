"""Cards on an applicant's home page about their interview, their offer and the check that follows it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fellowship.access import visible
from fellowship.design.wording import moment_in_words
from fellowship.models import Person
from fellowship.queries.home import HomeCard
from recruitment.models import InterviewSlot
from recruitment.models.selection_wording import OFFER_LABELS
from recruitment.queries.own_list import was_decided_on
from recruitment.rules.offers import OfferStage
from recruitment.rules.stages import Stage

SHOWN = (OfferStage.SENT, OfferStage.ACCEPTED)


def cards(person: Person, at: datetime) -> Iterator[HomeCard]:
    """The interview still to come, and the offer that is open or accepted; two queries, none before a decision."""
    if not was_decided_on(person):
        return
    coming = InterviewSlot.objects.filter(
        application__person=person,
        application__stage=Stage.INTERVIEW,
        missed_at__isnull=True,
        starts_at__gt=at - timedelta(hours=3),
    )
    for slot in coming.order_by("starts_at", "pk"):
        here = slot.starts_at.astimezone(ZoneInfo(person.time_zone))
        yield HomeCard(
            title=_("Your interview"),
            text=moment_in_words(here, get_language() or "en", zone=True, weekday=True),
            url=reverse("recruitment_interview"),
            link_text=_("See where it is, or move it"),
            weight=8,
        )
    for offer in visible(person, "recruitment.answer_offer").filter(stage__in=SHOWN).order_by("-sent_at", "pk")[:1]:
        is_accepted = offer.stage == OfferStage.ACCEPTED
        yield HomeCard(
            title=_("Your offer for %(office)s") % {"office": offer.terms.get("office", "")},
            text=_("You accepted it. The background check is the last step.")
            if is_accepted
            else OFFER_LABELS[OfferStage.SENT],
            url=reverse("recruitment_fair_chance") if is_accepted else reverse("recruitment_offer", args=[offer.pk]),
            link_text=_("See the background check") if is_accepted else _("Read your offer"),
            weight=9,
        )
