"""A coach's Advocates at a glance, and who is paired with whom."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.shortcuts import get_object_or_404

from cohorts.queries.placements import PlacementFacts, current_placements, placements_within_reach
from cohorts.rules.stages import PlacementStage
from fellowship.access import visible
from fellowship.models import Person
from wellness.models import ActionItem, AgendaItem, CoachingRelationship, OneOnOne
from wellness.queries.coaches import possible_coaches
from wellness.rules.stages import AgendaState, Audience, MeetingStage

LONG_AGO_DAYS = 21


@dataclass(frozen=True, slots=True)
class Case:
    """One Advocate of a coach. Counts only; nothing that was written."""

    relationship_id: UUID
    name: str
    office: str
    week: int
    next_id: UUID | None
    next_at: datetime | None
    is_today: bool
    last_at: datetime | None
    topics: int
    promises: int
    is_long_ago: bool


def caseload(coach: Person, at: datetime) -> tuple[Case, ...]:
    """Everyone a person coaches now: the next one-on-one first, then those without one. Five queries."""
    pairs = list(visible(coach, "wellness.coach").select_related("advocate").order_by("advocate__name", "pk"))
    if not pairs:
        return ()
    placed = current_placements([pair.advocate_id for pair in pairs], at.date())
    coming, last = _meetings(pairs)
    shared = AgendaItem.objects.filter(
        relationship__in=pairs, state=AgendaState.OPEN, audience=Audience.SHARED
    ).values_list("relationship_id", flat=True)
    open_actions = ActionItem.objects.filter(relationship__in=pairs, done_at__isnull=True)
    topics, promises = Counter(shared), Counter(open_actions.values_list("relationship_id", flat=True))
    zone = ZoneInfo(coach.time_zone)
    today = at.astimezone(zone).date()
    rows = []
    for pair in pairs:
        place, ahead, ago = placed.get(pair.advocate_id), coming.get(pair.pk), last.get(pair.pk)
        since = ago.scheduled_at if ago else pair.started_at
        rows.append(
            Case(
                relationship_id=pair.pk,
                name=pair.advocate.get_full_name(),
                office=place.office_name if place else "",
                week=place.week(today) if place else 0,
                next_id=ahead.pk if ahead else None,
                next_at=ahead.scheduled_at if ahead else None,
                is_today=bool(ahead and ahead.scheduled_at.astimezone(zone).date() <= today),
                last_at=ago.scheduled_at if ago else None,
                topics=topics[pair.pk],
                promises=promises[pair.pk],
                is_long_ago=(at - since).days >= LONG_AGO_DAYS and not _is_away(place),
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.next_at is None, row.next_at or at, row.name)))


@dataclass(frozen=True, slots=True)
class Meeting:
    """A one-on-one of today or before that is still planned."""

    id: UUID
    name: str
    at: datetime


def meetings_due(coach: Person, at: datetime) -> tuple[Meeting, ...]:
    """The next one-on-one with each person coached now, where its day is today or has passed; one query."""
    pairs = visible(coach, "wellness.coach")
    rows = OneOnOne.objects.filter(relationship__in=pairs, stage=MeetingStage.PLANNED)
    zone = ZoneInfo(coach.time_zone)
    today = at.astimezone(zone).date()
    tomorrow = datetime.combine(today + timedelta(days=1), time(), tzinfo=zone)
    first: dict[UUID, OneOnOne] = {}
    rows = rows.filter(scheduled_at__lt=tomorrow).select_related("relationship__advocate")
    for row in rows.order_by("scheduled_at", "pk"):
        first.setdefault(row.relationship_id, row)
    return tuple(
        Meeting(row.pk, row.relationship.advocate.get_full_name(), row.scheduled_at) for row in first.values()
    )


def _is_away(place: PlacementFacts | None) -> bool:
    """Whether somebody is on leave: nobody needs to call them back to a one-on-one."""
    return place is not None and place.stage is PlacementStage.PAUSED


def _meetings(pairs: Iterable[CoachingRelationship]) -> tuple[dict[UUID, OneOnOne], dict[UUID, OneOnOne]]:
    """By relationship: the next planned one and the last held one."""
    coming: dict[UUID, OneOnOne] = {}
    last: dict[UUID, OneOnOne] = {}
    rows = OneOnOne.objects.filter(relationship__in=pairs, stage__in=[MeetingStage.PLANNED, MeetingStage.HELD])
    for row in rows.order_by("scheduled_at", "pk"):
        if row.stage == MeetingStage.PLANNED:
            coming.setdefault(row.relationship_id, row)
        else:
            last[row.relationship_id] = row
    return coming, last


@dataclass(frozen=True, slots=True)
class Paired:
    """A placed Advocate and who coaches them now."""

    person_id: UUID
    name: str
    office: str
    coach_id: UUID | None
    coach: str


def pairings(manager: Person, on: date) -> tuple[Paired, ...]:
    """Placed Advocates within a program manager’s reach and their coach; those without one first. Two queries."""
    placed = {row.person_id: row for row in placements_within_reach(manager, on) if row.person_id != manager.pk}
    current = CoachingRelationship.objects.filter(advocate_id__in=placed, ended_at__isnull=True).select_related(
        "coach"
    )
    by_advocate = {pair.advocate_id: pair.coach for pair in current}
    rows = [
        Paired(
            person_id=row.person_id,
            name=row.person_name,
            office=row.office_name,
            coach_id=by_advocate[row.person_id].pk if row.person_id in by_advocate else None,
            coach=by_advocate[row.person_id].get_full_name() if row.person_id in by_advocate else "",
        )
        for row in placed.values()
    ]
    return tuple(sorted(rows, key=lambda row: (row.coach_id is not None, row.name)))


def advocate_to_pair(manager: Person, person_id: UUID) -> Person:
    """An Advocate within a program manager's reach; anyone else is not there (404)."""
    found: Person = get_object_or_404(visible(manager, "wellness.pair"), pk=person_id)
    return found


def coach_choices(advocate: Person, on: date) -> list[tuple[str, str]]:
    """Who could coach an Advocate, as choices of a form."""
    return [(str(person.pk), person.get_full_name()) for person in possible_coaches(on) if person.pk != advocate.pk]


def coach_by_id(person_id: str) -> Person:
    """The person whom a form named as coach; the service checks that they may be one."""
    return get_object_or_404(Person, pk=person_id)
