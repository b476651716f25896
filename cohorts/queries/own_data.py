"""What cohorts keep about a person that is theirs to have, as plain values; and whether a placement binds them."""

from typing import Any

from django.db.models import F

from cohorts.models import Fellow, FellowRanking, Placement
from cohorts.rules.stages import LIVE_PLACEMENTS
from fellowship.models import Person


def part(person: Person) -> list[dict[str, Any]]:
    """Each fellowship of the person with the offices they named and their placements; three queries.

    What offices wrote about them, and who else was placed where, is not theirs.
    """
    fellows = list(Fellow.objects.filter(person=person).select_related("cohort").order_by("joined_at", "pk"))
    wishes = FellowRanking.objects.filter(fellow__in=fellows).select_related("office")
    placements = Placement.objects.filter(fellow__in=fellows).select_related("seat__office")
    named: dict[Any, list[dict[str, Any]]] = {fellow.pk: [] for fellow in fellows}
    placed: dict[Any, list[dict[str, Any]]] = {fellow.pk: [] for fellow in fellows}
    for wish in wishes.order_by(F("position").asc(nulls_last=True), "pk"):
        named[wish.fellow_id].append({"office": wish.office.name, "place": wish.position, "never": wish.never})
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
            "offices_named": named[fellow.pk],
            "placements": placed[fellow.pk],
        }
        for fellow in fellows
    ]


def is_bound(person: Person) -> bool:
    """Whether a placement of the person is planned or goes on; one query."""
    return Placement.objects.filter(fellow__person=person, stage__in=LIVE_PLACEMENTS).exists()
