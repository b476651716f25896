"""A whole list as plain values: what a save replaces, and what undoing brings back."""

from typing import Any
from uuid import UUID

from cohorts.models import Fellow, FellowRanking, OfficeRanking, RegionRanking

State = dict[str, Any]


def fellow_state(fellow: Fellow) -> State:
    """A fellow's list: offices and regions in order, and those never wanted; two queries."""
    marks = [
        (position, str(office))
        for office, position in FellowRanking.objects.filter(fellow=fellow, never=False).values_list(
            "office_id", "position"
        )
    ]
    regions = RegionRanking.objects.filter(fellow=fellow).values_list("region_id", "position")
    marks += [(position, str(region)) for region, position in regions]
    never = FellowRanking.objects.filter(fellow=fellow, never=True).values_list("office_id", flat=True)
    return {"order": [entry for _place, entry in sorted(marks)], "never": sorted(map(str, never))}


def office_state(office_id: UUID, cohort_id: UUID) -> State:
    """An office's list: groups in order, scores, and whom it refuses and why; one query."""
    groups: dict[int, list[str]] = {}
    state: State = {"groups": [], "scores": {}, "refused": {}}
    rows = OfficeRanking.objects.filter(office_id=office_id, cohort_id=cohort_id).order_by("position", "fellow_id")
    for row in rows:
        if row.position is None:
            state["refused"][str(row.fellow_id)] = row.reason
            continue
        groups.setdefault(row.position, []).append(str(row.fellow_id))
        if row.score is not None:
            state["scores"][str(row.fellow_id)] = row.score
    state["groups"] = list(groups.values())
    return state
