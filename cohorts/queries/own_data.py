"""What cohorts keep about a person that is theirs to have, as plain values; and whether a placement binds them."""

from typing import Any

from django.db.models import F

from cohorts.models import (
    Conflict,
    ConflictSide,
    Fellow,
    FellowRanking,
    Meeting,
    PartnerWish,
    Placement,
    RegionRanking,
    SeatOffer,
)
from cohorts.rules.stages import LIVE_PLACEMENTS
from fellowship.models import Person


def part(person: Person) -> list[dict[str, Any]]:
    """Each fellowship of the person with the offices they named and their placements; eight queries.

    What offices wrote about them, and who else was placed where, is not theirs.
    """
    fellows = list(Fellow.objects.filter(person=person).select_related("cohort").order_by("joined_at", "pk"))
    wishes = FellowRanking.objects.filter(fellow__in=fellows).select_related("office")
    placements = Placement.objects.filter(fellow__in=fellows, held_back=False).select_related("seat__office")
    named: dict[Any, list[dict[str, Any]]] = {fellow.pk: [] for fellow in fellows}
    regions = RegionRanking.objects.filter(fellow__in=fellows).select_related("region")
    told = Conflict.objects.filter(fellow__in=fellows, side=ConflictSide.FELLOW).select_related("office")
    partners = PartnerWish.objects.filter(asker__in=fellows, taken_back_at=None)
    met = Meeting.objects.filter(fellow__in=fellows, taken_back=False).select_related("office")
    meetings = list(met.order_by("met_on", "office__name", "pk"))
    placed: dict[Any, list[dict[str, Any]]] = {fellow.pk: [] for fellow in fellows}
    offered = SeatOffer.objects.filter(fellow__in=fellows).select_related("seat__office").order_by("offered_at", "pk")
    offers = list(offered)
    for wish in wishes.order_by(F("position").asc(nulls_last=True), "pk"):
        named[wish.fellow_id].append({"office": wish.office.name, "place": wish.position, "never": wish.never})
    for region in regions.order_by("position", "pk"):
        named[region.fellow_id].append({"office": region.region.name, "place": region.position, "never": False})
    for row in placements.order_by("starts_on", "pk"):
        placed[row.fellow_id].append(
            {"office": row.seat.office.name, "starts_on": row.starts_on, "ends_on": row.ends_on, "stage": row.stage}
        )
    return [
        {
            "cohort": fellow.cohort.name,
            "joined_at": fellow.joined_at,
            "languages": fellow.languages,
            "limits": fellow.limits,
            "skills": fellow.skills,
            "partners_named": [row.email for row in partners if row.asker_id == fellow.pk],
            "conflicts_told": [
                {"office": row.office.name, "kind": row.kind, "note": row.note}
                for row in told
                if row.fellow_id == fellow.pk
            ],
            "offices_named": named[fellow.pk],
            "offices_met": [
                {"office": row.office.name, "on": row.met_on} for row in meetings if row.fellow_id == fellow.pk
            ],
            "seats_offered": [
                {"office": row.seat.office.name, "at": row.offered_at, "by": row.answer_by, "stage": row.stage}
                for row in offers
                if row.fellow_id == fellow.pk
            ],
            "placements": placed[fellow.pk],
        }
        for fellow in fellows
    ]


def is_bound(person: Person) -> bool:
    """Whether a placement that the person was told of is planned or goes on; one query.

    One that nobody was told of binds by the offer that they accepted, and does not show here.
    """
    return Placement.objects.filter(fellow__person=person, stage__in=LIVE_PLACEMENTS, held_back=False).exists()
