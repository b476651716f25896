"""All placements within a manager's reach: searched, narrowed, in pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from cohorts.models import ChangeRequest, Placement
from cohorts.rules.requests import AskStage
from cohorts.rules.stages import LIVE_PLACEMENTS, PlacementStage
from fellowship.access import visible
from fellowship.models import Person

PER_PAGE = 50
SOON = timedelta(days=90)
LIVE = "live"
ENDING = "ending"


@dataclass(frozen=True, slots=True)
class PlacementRow:
    """One placement in the list."""

    id: UUID
    name: str
    office: str
    place: str
    supervisor: str
    starts_on: date
    ends_on: date
    stage: str
    stage_label: str
    tone: str
    requests: int


def stage_label(stage: str) -> str:
    """Where a placement stands, in words."""
    return {
        PlacementStage.PLANNED: _("Planned"),
        PlacementStage.ACTIVE: _("Under way"),
        PlacementStage.PAUSED: _("On leave"),
        PlacementStage.ENDED: _("Ended"),
        PlacementStage.CANCELLED: _("Taken back"),
    }[PlacementStage(stage)]


TONES = {PlacementStage.ACTIVE: "good", PlacementStage.PLANNED: "act", PlacementStage.PAUSED: "yours"}


def stage_choices() -> list[tuple[str, str]]:
    """What the list can be narrowed to."""
    stages = [(stage.value, stage_label(stage)) for stage in PlacementStage]
    return [(LIVE, _("All that run or are planned")), (ENDING, _("Ending within 90 days")), *stages, ("all", _("All"))]


def office_choices(person: Person) -> list[tuple[str, str]]:
    """The offices with placements within reach, by name; one query."""
    rows = visible(person, "cohorts.change_placements").values_list("seat__office_id", "seat__office__name")
    return [(str(pk), name) for pk, name in sorted(set(rows), key=lambda row: row[1])]


def placements(person: Person, on: date, asked: Mapping[str, str]) -> QuerySet[Placement]:
    """The placements that match: ``q`` in a name, ``office`` an id, ``stage`` a stage, live, ending or all."""
    rows = visible(person, "cohorts.change_placements")
    stage = asked.get("stage") or LIVE
    if stage == LIVE:
        rows = rows.filter(stage__in=LIVE_PLACEMENTS)
    elif stage == ENDING:
        rows = rows.filter(stage__in=LIVE_PLACEMENTS, ends_on__lte=on + SOON)
    elif stage != "all":
        rows = rows.filter(stage=stage)
    if asked.get("office"):
        rows = rows.filter(seat__office_id=asked["office"])
    if asked.get("q"):
        rows = rows.filter(fellow__person__name__icontains=asked["q"].strip())
    waiting = Count("requests", filter=Q(requests__stage=AskStage.OPEN))
    order = "ends_on" if stage == ENDING else "fellow__person__name"
    people = rows.select_related("fellow__person", "seat__office", "supervisor")
    found: QuerySet[Placement] = people.annotate(waiting=waiting).order_by(order, "starts_on", "pk")
    return found


def one_page(person: Person, on: date, asked: Mapping[str, str], page: str | None) -> Page[Any]:
    """One page of the placements that match; two queries."""
    shown: Page[Any] = Paginator(placements(person, on, asked), PER_PAGE).get_page(page)
    shown.object_list = [row_of(one) for one in shown.object_list]
    return shown


def row_of(placement: Placement) -> PlacementRow:
    """A placement as the list shows it."""
    office, lead = placement.seat.office, placement.supervisor
    return PlacementRow(
        id=placement.pk, name=placement.fellow.person.get_full_name(), office=office.name, place=office.place,
        supervisor=lead.get_full_name() if lead else "", starts_on=placement.starts_on, ends_on=placement.ends_on,
        stage=placement.stage, stage_label=stage_label(placement.stage),
        tone=TONES.get(PlacementStage(placement.stage), "quiet"), requests=getattr(placement, "waiting", 0),
    )  # fmt: skip


def open_requests(person: Person) -> QuerySet[ChangeRequest]:
    """The requests that wait for an answer, within reach, the oldest first."""
    mine = visible(person, "cohorts.change_placements")
    rows = ChangeRequest.objects.filter(stage=AskStage.OPEN, placement__in=mine)
    return rows.select_related("placement__fellow__person", "placement__seat__office", "asked_by").order_by("asked_at")
