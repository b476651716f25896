"""More time to answer an offer: asked for by the applicant, given or not by a manager. Asking keeps the offer open."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment.models import Offer, OfferTimeRequest
from recruitment.rules.offer_letters import TIME_REFUSED
from recruitment.rules.offers import OfferStage, TimeOutcome, day_after_refusal, has_lapsed, open_until
from recruitment.services import offers, selection_letters
from recruitment.services.applications import locked

LONGEST = timedelta(days=60)


class AlreadyAsked(Conflict):
    """A wish for more time waits for an answer."""

    sentence = _("You have asked for more time already. We answer by letter, and the offer stays open until then.")


class NotLater(Conflict):
    """The day is not after the present last day, or too far away."""

    sentence = _("Choose a day after the present last day, at most 60 days later.")


class TimeAnswered(Conflict):
    """Somebody else answered first."""

    sentence = _("Somebody already answered this request.")


def _locked(offer_id: UUID) -> Offer:
    application = locked(Offer.objects.values_list("application_id", flat=True).get(pk=offer_id))
    offer = Offer.objects.select_for_update(of=("self",)).get(pk=offer_id)
    offer.application = application
    return offer


@transaction.atomic
def ask_for_time(
    *, actor: Person, offer_id: UUID, wished_day: date, at: datetime, reason: str = ""
) -> OfferTimeRequest:
    """Ask for time until the end of a day. The offer stays open until somebody answers; the same again is the same.

    Raises ``Refused``, ``OfferOver`` once the time is over or the offer is not open, :class:`NotLater` or
    :class:`AlreadyAsked`.
    """
    offer = _locked(offer_id)
    require(actor, "recruitment.answer_offer", offer)
    waiting: OfferTimeRequest | None = offer.time_requests.filter(answered_at__isnull=True).first()
    if waiting is not None:
        if waiting.wished_day == wished_day:
            return waiting
        raise AlreadyAsked
    if offer.stage != OfferStage.SENT or offer.expires_at is None or has_lapsed(expires_at=offer.expires_at, at=at):
        raise offers.OfferOver
    if not offer.last_day < wished_day <= offer.last_day + LONGEST:
        raise NotLater
    asked = OfferTimeRequest.objects.create(
        offer=offer, wished_day=wished_day, reason=reason.strip()[:600], asked_at=at
    )
    audit.record(actor=actor, action="recruitment.ask_for_time", subject=asked, about=actor, at=at)
    return asked


def _request(request_id: UUID, actor: Person) -> OfferTimeRequest:
    offer = _locked(OfferTimeRequest.objects.values_list("offer_id", flat=True).get(pk=request_id))
    require(actor, "recruitment.keep_offer", offer)
    asked = OfferTimeRequest.objects.select_for_update(of=("self",)).get(pk=request_id)
    asked.offer = offer
    return asked


def _close(asked: OfferTimeRequest, outcome: TimeOutcome, *, actor: Person, at: datetime) -> None:
    asked.outcome, asked.answered_by, asked.answered_at = outcome, actor, at
    asked.save(update_fields=["outcome", "answered_by", "answered_at"])
    audit.record(actor=actor, action="recruitment.answer_time_request", subject=asked,
                 about=asked.offer.application.person, at=at, data={"outcome": str(outcome)})  # fmt: skip


@transaction.atomic
def grant_time(*, actor: Person, request_id: UUID, last_day: date, at: datetime) -> OfferTimeRequest:
    """Give more time, until the day wished for or another; a letter says so. The same again changes nothing.

    Raises ``Refused``, :class:`TimeAnswered`, ``OfferOver`` or ``TooSoon``.
    """
    asked = _request(request_id, actor)
    if asked.answered_at is not None:
        if asked.outcome == TimeOutcome.GRANTED:
            return asked
        raise TimeAnswered
    offers.extend_offer(actor=actor, offer_id=asked.offer_id, last_day=last_day, at=at)
    _close(asked, TimeOutcome.GRANTED, actor=actor, at=at)
    return asked


@transaction.atomic
def refuse_time(*, actor: Person, request_id: UUID, at: datetime) -> OfferTimeRequest:
    """Give no more time; the offer stays open to its last day, and never less than two whole days from now.

    A letter names the day. The same again changes nothing. Raises ``Refused``, :class:`TimeAnswered` or ``OfferOver``.
    """
    asked = _request(request_id, actor)
    if asked.answered_at is not None:
        if asked.outcome == TimeOutcome.REFUSED:
            return asked
        raise TimeAnswered
    offer = asked.offer
    if offer.stage != OfferStage.SENT or offer.expires_at is None:
        raise offers.OfferOver
    zone = offer.application.person.time_zone
    offer.last_day = day_after_refusal(expires_at=offer.expires_at, at=at, zone=zone)
    offer.expires_at = max(offer.expires_at, open_until(offer.last_day, zone))
    offer.save(update_fields=["last_day", "expires_at"])
    _close(asked, TimeOutcome.REFUSED, actor=actor, at=at)
    selection_letters.about_offer(offer, TIME_REFUSED, actor=actor, at=at, dedup=str(asked.pk))
    return asked
