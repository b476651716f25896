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
from recruitment.models import InterviewSlot, Offer
from recruitment.models.selection_wording import OFFER_LABELS
from recruitment.models.wording import Words
from recruitment.queries.own_list import was_decided_on
from recruitment.rules.offers import OfferStage
from recruitment.rules.stages import Stage

SHOWN = (OfferStage.SENT, OfferStage.ACCEPTED)


def cards(person: Person, at: datetime) -> Iterator[HomeCard]:
    """The interview still to come, and the offer until its office is published; at most two queries.

    None before a decision.
    """
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
    offers = visible(person, "recruitment.answer_offer").filter(stage__in=SHOWN)
    offers = offers.exclude(application__stage=Stage.PLACED).select_related("application")
    for offer in offers.order_by("-sent_at", "pk")[:1]:
        yield _of_offer(offer)


def _of_offer(offer: Offer) -> HomeCard:
    """The offer; once accepted, the check that is left, and no more of that when it is behind them."""
    text: Words = OFFER_LABELS[OfferStage.SENT]
    is_checked = offer.stage == OfferStage.ACCEPTED and offer.application.stage == Stage.ACCEPTED
    if is_checked:
        text = _("You accepted it. The background check is the last step.")
    elif offer.stage == OfferStage.ACCEPTED:
        text = _("You accepted it, and everything it depended on is settled.")
    return HomeCard(
        title=_("Your offer for %(office)s") % {"office": offer.terms.get("office", "")},
        text=text,
        url=reverse("recruitment_fair_chance") if is_checked else reverse("recruitment_offer", args=[offer.pk]),
        link_text=_("See the background check") if is_checked else _("Read your offer"),
        weight=9,
    )
