"""Conditional offers: written, sent, extended, answered, taken back, lapsed."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit, letters
from recruitment import signals
from recruitment.models import Application, Offer, OfferTimeRequest, Opening
from recruitment.rules import selection_letters as kinds
from recruitment.rules.offers import (
    OFFERS,
    REMIND_BEFORE,
    STEP_OF_APPLICATION,
    OfferStage,
    Terms,
    has_lapsed,
    is_open_long_enough,
    open_until,
)
from recruitment.rules.stages import TABLE, Action
from recruitment.services import offer_papers, selection_letters
from recruitment.services.applications import locked, take_step
from recruitment.services.fair_chance import open_case


class OfferOpen(Conflict):
    """The applicant already holds an offer."""

    sentence = _("This applicant already has an open offer.")


class TooSoon(Conflict):
    """The last day leaves less than seven days to answer."""

    sentence = _("Give at least seven full days to answer. Choose a later day.")


class OfferOver(Conflict):
    """The time to answer is over."""

    sentence = _("The time to answer this offer is over. Write to us if something got in the way.")


class NotSigned(Conflict):
    """No name was typed."""

    sentence = _("Type your full name to accept the offer.")


def _offer(offer_id: UUID) -> Offer:
    """The offer with its application locked before it, so that every service takes the two in one order."""
    application = locked(Offer.objects.values_list("application_id", flat=True).get(pk=offer_id))
    offer = Offer.objects.select_for_update(of=("self",)).get(pk=offer_id)
    offer.application = application
    return offer


def _step(offer: Offer, action: str, *, actor: Person | None, at: datetime) -> None:
    """Take a step of a locked offer and the step of its application that goes with it, with the audit row."""
    before = offer.stage
    offer.stage = OFFERS.after(before, action)
    offer.save()
    if not (action == "retract" and before == OfferStage.DRAFT):
        take_step(offer.application, actor=actor, action=Action(STEP_OF_APPLICATION[action]), at=at, reason="")
    audit.record(
        actor=actor,
        action=f"recruitment.{action}_offer",
        subject=offer,
        about=offer.application.person,
        at=at,
        data={"from": str(before), "to": str(offer.stage)},
    )


def _seven_days(application: Application, last_day: date, at: datetime) -> datetime:
    expires_at = open_until(last_day, application.person.time_zone)
    if not is_open_long_enough(sent_at=at, expires_at=expires_at):
        raise TooSoon
    return expires_at


@transaction.atomic
def draft_offer(
    *, actor: Person, application_id: UUID, opening_id: UUID | None, terms: Terms, last_day: date, at: datetime
) -> Offer:
    """Write a conditional offer, or write the one begun anew; nobody is told yet.

    Raises ``Refused``, ``NotAllowed`` unless an offer can be made now, :class:`OfferOpen` or :class:`TooSoon`.
    """
    application = locked(application_id)
    require(actor, "recruitment.decide", application)
    TABLE.after(application.stage, Action.OFFER)
    _seven_days(application, last_day, at)
    opening = Opening.objects.get(pk=opening_id, cycle_id=application.cycle_id) if opening_id else None
    return write_draft(application=application, opening=opening, terms=terms, last_day=last_day, actor=actor, at=at)


@transaction.atomic
def write_draft(
    *, application: Application, opening: Opening | None, terms: Terms, last_day: date, actor: Person | None,
    at: datetime, follows: Offer | None = None,
) -> Offer:  # fmt: skip
    """Write or rewrite the draft of an application whose row is locked. Raises :class:`OfferOpen`.

    ``follows`` is the offer whose end freed the place. Who calls has asked whether the actor may.
    """
    offer = Offer.objects.filter(application=application, stage__in=[OfferStage.DRAFT, OfferStage.SENT]).first()
    if offer is not None and offer.stage != OfferStage.DRAFT:
        raise OfferOpen
    offer = offer or Offer(application=application, created_at=at, created_by=actor)
    offer.opening, offer.terms, offer.last_day = opening, terms.as_json(), last_day
    offer.follows = follows or offer.follows
    offer.save()
    audit.record(actor=actor, action="recruitment.draft_offer", subject=offer, about=application.person, at=at)
    return offer


@transaction.atomic
def send_offer(*, actor: Person, offer_id: UUID, at: datetime, hold: bool = False) -> Offer:
    """Send a written offer: it opens now and stays open to the end of its last day, at least seven days.

    The letter leaves at once, since its text was checked on the way here; ``hold`` keeps it in the outbox.
    Sending twice sends once. Raises ``Refused``, ``NotAllowed`` or :class:`TooSoon`.
    """
    offer = _offer(offer_id)
    require(actor, "recruitment.keep_offer", offer)
    if offer.stage == OfferStage.SENT:
        return offer
    OFFERS.after(offer.stage, "send")
    offer.expires_at = _seven_days(offer.application, offer.last_day, at)
    offer.sent_at = at
    offer.pdf = offer_papers.keep_offer_pdf(offer, actor=actor, at=at)
    _step(offer, "send", actor=actor, at=at)
    selection_letters.about_offer(offer, kinds.OFFER, actor=actor, at=at, hold=hold, attachments=[offer.pdf])
    return offer


@transaction.atomic
def extend_offer(*, actor: Person, offer_id: UUID, last_day: date, at: datetime) -> Offer:
    """Give more time to answer; the applicant is told. Raises ``Refused``, :class:`OfferOver` or :class:`TooSoon`."""
    offer = _offer(offer_id)
    require(actor, "recruitment.keep_offer", offer)
    if offer.stage != OfferStage.SENT:
        raise OfferOver
    expires_at = open_until(last_day, offer.application.person.time_zone)
    if offer.expires_at is not None and expires_at <= offer.expires_at:
        raise TooSoon(_("Choose a day after the present last day."))
    offer.last_day, offer.expires_at = last_day, expires_at
    offer.save(update_fields=["last_day", "expires_at"])
    letters.cancel_letters(actor=actor, subject_record=offer, kinds=[kinds.OFFER_REMINDER.key], at=at)
    selection_letters.about_offer(offer, kinds.OFFER_EXTENDED, actor=actor, at=at, dedup=last_day.isoformat())
    audit.record(actor=actor, action="recruitment.extend_offer", subject=offer, about=offer.application.person, at=at)
    return offer


def _waits_for_time(offer: Offer) -> bool:
    """Whether the applicant asked for more time and nobody has answered: the offer stays open until then."""
    return bool(offer.time_requests.filter(answered_at__isnull=True).exists())


def _answerable(actor: Person, offer_id: UUID, at: datetime, action: str) -> tuple[Offer, bool]:
    """The actor's own offer, and whether the answer was given before."""
    offer = _offer(offer_id)
    require(actor, "recruitment.answer_offer", offer)
    given = {"accept": OfferStage.ACCEPTED, "turn_down": OfferStage.DECLINED}[action]
    if offer.stage == given:
        return offer, True
    OFFERS.after(offer.stage, action)
    if offer.expires_at is None or (has_lapsed(expires_at=offer.expires_at, at=at) and not _waits_for_time(offer)):
        raise OfferOver
    return offer, False


@transaction.atomic
def accept_offer(*, actor: Person, offer_id: UUID, signature: str, address: str | None, at: datetime) -> Offer:
    """Accept one's own offer with a typed name; the time and the network address are kept with it.

    Opens the fair-chance case and sends ``offer_accepted``. Accepting twice accepts once. Raises ``Refused``,
    ``NotAllowed``, :class:`NotSigned`, or :class:`OfferOver` once the time is over.
    """
    offer, is_given = _answerable(actor, offer_id, at, "accept")
    if is_given:
        return offer
    name = " ".join(signature.split())[:200]
    if not name:
        raise NotSigned
    offer.signature_name, offer.signature_address, offer.signed_at, offer.answered_at = name, address, at, at
    offer.signed_pdf = offer_papers.keep_offer_pdf(offer, actor=actor, at=at)
    _step(offer, "accept", actor=actor, at=at)
    letters.cancel_letters(actor=actor, subject_record=offer, at=at)
    signals.offer_accepted.send(Offer, offer_id=offer.pk, application_id=offer.application_id, at=at, actor=actor)
    open_case(offer=offer, at=at)
    return offer


@transaction.atomic
def turn_down_offer(*, actor: Person, offer_id: UUID, at: datetime, reason: str = "") -> Offer:
    """Turn down one's own offer; twice is once. Raises ``Refused``, ``NotAllowed`` or :class:`OfferOver`."""
    offer, is_given = _answerable(actor, offer_id, at, "turn_down")
    if is_given:
        return offer
    offer.declined_reason, offer.answered_at = reason.strip(), at
    _step(offer, "turn_down", actor=actor, at=at)
    letters.cancel_letters(actor=actor, subject_record=offer, at=at)
    return offer


@transaction.atomic
def retract_offer(*, actor: Person, offer_id: UUID, at: datetime) -> Offer:
    """Take back an offer nobody answered. Its unsent letters are cancelled; if it had left, a letter is held.

    Raises ``Refused`` or ``NotAllowed``.
    """
    offer = _offer(offer_id)
    require(actor, "recruitment.keep_offer", offer)
    was_sent = offer.stage == OfferStage.SENT
    _step(offer, "retract", actor=actor, at=at)
    cancelled = letters.cancel_letters(actor=actor, subject_record=offer, kinds=[kinds.OFFER.key], at=at)
    letters.cancel_letters(actor=actor, subject_record=offer, at=at)
    if was_sent and not cancelled:
        selection_letters.about_offer(offer, kinds.OFFER_RETRACTED, actor=actor, at=at)
    return offer


@transaction.atomic
def close_offers(*, application_id: UUID, actor: Person | None, at: datetime) -> int:
    """Close the offers of someone who withdrew or was declined, with their unsent letters; returns how many.

    What was accepted ends. The application has moved already, so only the offer does.
    """
    open_ones = Offer.objects.select_for_update(of=("self",)).filter(
        application_id=application_id, stage__in=[OfferStage.DRAFT, OfferStage.SENT, OfferStage.ACCEPTED]
    )
    count = 0
    for offer in open_ones.select_related("application__person").order_by("pk"):
        action = "end" if offer.stage == OfferStage.ACCEPTED else "retract"
        offer.stage = OFFERS.after(offer.stage, action)
        offer.save(update_fields=["stage"])
        letters.cancel_letters(actor=actor, subject_record=offer, at=at)
        audit.record(
            actor=actor, action=f"recruitment.{action}_offer", subject=offer, about=offer.application.person, at=at
        )
        count += 1
    return count


def lapse_offers(*, at: datetime) -> int:
    """Let each offer lapse whose time to answer is over, and write to the person; returns how many.

    One that waits for an answer about more time stays open. One transaction an offer; twice does nothing more.
    """
    waits = OfferTimeRequest.objects.filter(offer=OuterRef("pk"), answered_at__isnull=True)
    due = Offer.objects.filter(~Exists(waits), stage=OfferStage.SENT, expires_at__lt=at).order_by("expires_at", "pk")
    return sum(_lapse(offer_id, at) for offer_id in due.values_list("pk", flat=True))


@transaction.atomic
def _lapse(offer_id: UUID, at: datetime) -> bool:
    offer = _offer(offer_id)
    if (
        offer.stage != OfferStage.SENT
        or offer.expires_at is None
        or not has_lapsed(expires_at=offer.expires_at, at=at)
        or _waits_for_time(offer)
    ):
        return False
    _step(offer, "lapse", actor=None, at=at)
    letters.cancel_letters(actor=None, subject_record=offer, at=at)
    selection_letters.about_offer(offer, kinds.OFFER_LAPSED, actor=None, at=at)
    return True


def remind_of_offers(*, at: datetime) -> int:
    """Remind each person whose open offer ends within two days, once for each last day; returns how many offers."""
    due = Offer.objects.filter(
        stage=OfferStage.SENT, expires_at__gte=at, expires_at__lte=at + REMIND_BEFORE
    ).select_related("application__person", "application__cycle")
    offers = list(due.order_by("expires_at", "pk"))
    for offer in offers:
        selection_letters.about_offer(offer, kinds.OFFER_REMINDER, actor=None, at=at, dedup=offer.last_day.isoformat())
    return len(offers)
