"""One step of an offer of a seat, its letters, and what ends an offer from outside."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from cohorts.models import SeatOffer
from cohorts.rules import offer_letters as kinds
from cohorts.rules.seat_offers import SEAT_OFFER, SeatOfferStage
from fellowship.design.wording import day_in_words
from fellowship.models import Letter, Person
from fellowship.queries import organization
from fellowship.rules.letters import LetterKind, LetterStage
from fellowship.services import audit, letters
from recruitment.services.selection_letters import moment_for


def locked_offer(offer_id: UUID) -> SeatOffer:
    """An offer, locked, its fellow and office at hand."""
    rows = SeatOffer.objects.select_for_update(of=("self",))
    return rows.select_related("fellow__person", "seat__office", "placement").get(pk=offer_id)


def step(offer: SeatOffer, action: str, *, actor: Person | None, at: datetime) -> None:
    """Take a step of a locked offer, with its audit row; a letter that has not left is cancelled."""
    offer.stage = SEAT_OFFER.after(offer.stage, action)
    offer.settled_by, offer.settled_at = actor, at
    offer.save(update_fields=["stage", "settled_by", "settled_at", "placement"])
    letters.cancel_letters(actor=actor, subject_record=offer, kinds=[kinds.SEAT_OFFERED.key], at=at)
    audit.record(
        actor=actor, action=f"cohorts.{action}_seat_offer", subject=offer, about=offer.fellow.person, at=at,
        data={"seat": str(offer.seat_id)},
    )  # fmt: skip


def end_offers_of(fellow_id: UUID, *, actor: Person | None, at: datetime) -> None:
    """Take back the open offer of a fellow who is placed or has left; they know why, so no letter is written."""
    for pk in SeatOffer.objects.filter(fellow_id=fellow_id, stage=SeatOfferStage.OPEN).values_list("pk", flat=True):
        offer = locked_offer(pk)
        if offer.stage == SeatOfferStage.OPEN:
            step(offer, "take_back", actor=actor, at=at)


def take_back_unanswered(offer: SeatOffer, *, actor: Person | None, at: datetime) -> None:
    """Take back a locked open offer; whoever has the letter gets one that says so."""
    step(offer, "take_back", actor=actor, at=at)
    reached = Letter.objects.filter(
        about_id=str(offer.pk), kind=kinds.SEAT_OFFERED.key, stage__in=[LetterStage.SENT, LetterStage.SENDING]
    )
    if reached.exists():
        write(offer, kinds.SEAT_OFFER_TAKEN_BACK, actor=actor, at=at)


def write(offer: SeatOffer, kind: LetterKind, *, actor: Person | None, at: datetime) -> None:
    """Write one letter about an offer to its fellow; a second of a kind is the first."""
    person, office = offer.fellow.person, offer.seat.office
    values: dict[str, object] = {
        "called": person.short_name, "office": office.name, "place": office.place,
        "organization": organization.current(person.language).name,
    }  # fmt: skip
    if kind is kinds.SEAT_OFFERED:
        link = reverse("cohorts_my_seat_offer", args=[offer.pk])
        values |= {
            "starts_on": day_in_words(offer.starts_on, person.language),
            "answer_by": moment_for(person, offer.answer_by),
            "link": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + link,
        }
    letters.compose_letter(actor=actor, kind=kind.key, recipient=person, values=values, subject_record=offer, at=at)
