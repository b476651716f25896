"""The waiting list of a cycle: its order, and the seats that are free for it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from fellowship.access import visible
from fellowship.models import Person
from recruitment.models import Cycle, Offer, OfficeChoice, Opening, SpokenLanguage, WaitlistPlace
from recruitment.models.offers import OPEN_OFFER
from recruitment.queries.cycles import dates_of
from recruitment.queries.pipeline import cycles_for_staff, office_lists
from recruitment.queries.pipeline_page import chosen_cycle
from recruitment.rules.milestones import MilestoneKind
from recruitment.rules.offers import OfferStage
from recruitment.rules.questions import LanguageLevel
from recruitment.rules.stages import CLOSED_STAGES, Stage
from recruitment.rules.waitlist import Waiting

SPEAKS = (LanguageLevel.WORKING, LanguageLevel.FLUENT)
HOLDS = [OfferStage.DRAFT, OfferStage.SENT]


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """Someone on the list, for those who keep it. ``offer_id`` is the offer drafted for them."""

    application_id: UUID
    place: int
    name: str
    reference: str
    offices: str
    since: datetime
    days: int
    offer_id: UUID | None
    offer_office: str


@dataclass(frozen=True, slots=True)
class FreeSeats:
    """An office with seats that nobody holds or was offered."""

    opening_id: UUID
    office: str
    count: int
    someone_waits: bool


@dataclass(frozen=True, slots=True)
class WaitlistPage:
    """The list of one cycle."""

    cycle: Cycle
    cycles: tuple[Cycle, ...]
    lines: tuple[WaitingLine, ...]
    free: tuple[FreeSeats, ...]
    closes_at: datetime | None


def in_order(cycle_id: UUID, *, without_offer: bool = False) -> tuple[Waiting, ...]:
    """Everybody on the list in order, with what decides whether a place fits; three queries.

    ``without_offer`` leaves out those for whom an offer is drafted already.
    """
    places = WaitlistPlace.objects.filter(cycle_id=cycle_id, application__stage=Stage.WAITLISTED)
    if without_offer:
        places = places.exclude(application__offers__stage__in=HOLDS)
    ids = list(places.order_by("rank").values_list("application_id", flat=True))
    offices: dict[UUID, set[UUID]] = {}
    for application_id, office_id in OfficeChoice.objects.filter(application_id__in=ids).values_list(
        "application_id", "office_id"
    ):
        offices.setdefault(application_id, set()).add(office_id)
    spanish = set(
        SpokenLanguage.objects.filter(application_id__in=ids, language="es", level__in=SPEAKS).values_list(
            "application_id", flat=True
        )
    )
    return tuple(Waiting(pk, frozenset(offices.get(pk, ())), pk in spanish) for pk in ids)


def free_seats(cycle_id: UUID) -> dict[UUID, int]:
    """How many seats of each opening nobody holds or was offered; those of people who left are free. One query."""
    holds = Q(offers__stage__in=OPEN_OFFER) & ~Q(offers__application__stage__in=CLOSED_STAGES)
    rows = Opening.objects.filter(cycle_id=cycle_id).annotate(held=Count("offers", filter=holds))
    return {pk: max(seats - held, 0) for pk, seats, held in rows.values_list("pk", "seats", "held")}


def _free(cycle_id: UUID) -> tuple[FreeSeats, ...]:
    free = {pk: count for pk, count in free_seats(cycle_id).items() if count}
    waiting = in_order(cycle_id, without_offer=True)
    openings = Opening.objects.filter(pk__in=free).select_related("office").order_by("office__name", "pk")
    return tuple(
        FreeSeats(
            row.pk,
            row.office.name,
            free[row.pk],
            any(not one.offices or row.office_id in one.offices for one in waiting),
        )
        for row in openings
    )


def waitlist_page(person: Person, cycle_slug: str, at: datetime) -> WaitlistPage | None:
    """The waiting list of the cycle, of the newest where none is named; ``None`` before there is a cycle.

    Ten queries, however long the list is.
    """
    cycles = cycles_for_staff()
    cycle = chosen_cycle(cycles, cycle_slug)
    if cycle is None:
        return None
    seen = visible(person, "recruitment.decide").filter(stage=Stage.WAITLISTED)
    places = list(
        WaitlistPlace.objects.filter(cycle=cycle, application__in=seen)
        .select_related("application__person")
        .order_by("rank")
    )
    ids = [place.application_id for place in places]
    offices = office_lists(ids)
    drafts = {row.application_id: row for row in Offer.objects.filter(application_id__in=ids, stage__in=HOLDS)}
    lines = tuple(
        WaitingLine(
            application_id=place.application_id,
            place=place.rank,
            name=place.application.person.get_full_name(),
            reference=place.application.reference,
            offices=", ".join(offices.get(place.application_id, [])),
            since=place.since,
            days=max((at - place.since).days, 0),
            offer_id=drafts[place.application_id].pk if place.application_id in drafts else None,
            offer_office=str(drafts[place.application_id].terms.get("office", ""))
            if place.application_id in drafts
            else "",
        )
        for place in places
    )
    closes_at = dates_of(cycle.pk).get(MilestoneKind.WAITLIST_CLOSES)
    return WaitlistPage(cycle, cycles, lines, _free(cycle.pk) if lines else (), closes_at)
