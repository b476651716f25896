"""The offer of a seat as the person sees it who may say yes or no."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.models import Fellow, FellowRanking, SeatOffer
from cohorts.rules.seat_offers import SeatOfferStage
from fellowship.access import visible
from fellowship.design.wording import day_in_words
from fellowship.models import Person
from fellowship.queries.next_steps import NextStep, Urgency, urgency_of


@dataclass(frozen=True, slots=True)
class OwnOffer:
    """One offer to oneself; ``state`` says in words what became of one that can't be answered any more."""

    id: UUID
    office: str
    place: str
    street: str
    starts_on: date
    ends_on: date
    pay: int
    employer_of_record: str
    choice: int
    answer_by: datetime
    is_open: bool
    is_accepted: bool
    state: str


def own_offer(person: Person, offer_id: UUID, at: datetime) -> OwnOffer:
    """An offer to oneself; 404 for anybody else's. Two queries."""
    rows = visible(person, "cohorts.answer_seat_offer").select_related("seat__office", "fellow__cohort")
    row: SeatOffer = get_object_or_404(rows, pk=offer_id)
    seat, office = row.seat, row.seat.office
    named = FellowRanking.objects.filter(fellow_id=row.fellow_id, office=office).values_list("position", flat=True)
    return OwnOffer(
        id=row.pk, office=office.name, place=office.place, street=office.street, starts_on=row.starts_on,
        ends_on=row.fellow.cohort.ends_on, pay=seat.pay, employer_of_record=seat.employer_of_record,
        choice=named.first() or 0, answer_by=row.answer_by,
        is_open=row.stage == SeatOfferStage.OPEN and at <= row.answer_by,
        is_accepted=row.stage == SeatOfferStage.ACCEPTED, state=_state(row.stage),
    )  # fmt: skip


def own_offer_steps(fellow: Fellow, at: datetime) -> Iterable[NextStep]:
    """Say yes or no to the seat one is offered; one query."""
    open_ones = SeatOffer.objects.filter(fellow=fellow, stage=SeatOfferStage.OPEN, answer_by__gte=at)
    for row in open_ones.select_related("seat__office", "fellow__person"):
        office, language = row.seat.office, row.fellow.person.language
        words = {"office": office.name, "place": office.place, "day": day_in_words(row.starts_on, language)}
        yield NextStep(
            title=_("Say yes or no: a seat at %(office)s is free for you") % words,
            url=reverse("cohorts_my_seat_offer", args=[row.pk]),
            urgency=min(urgency_of(row.answer_by, at), Urgency.SOON),
            why=_("%(place)s, first day %(day)s.") % words,
            due_at=row.answer_by,
            area="placement",
        )


def _state(stage: str) -> str:
    return {
        SeatOfferStage.ACCEPTED: _("You said yes. Your placement page has everything."),
        SeatOfferStage.DECLINED: _("You said no to this seat. You keep waiting, and it does not count against you."),
        SeatOfferStage.TAKEN_BACK: _("This seat is no longer offered. You need not answer."),
    }.get(SeatOfferStage(stage), _("The time to answer is over. If something got in the way, write to us soon."))
