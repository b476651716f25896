"""What an advocate and a supervisor see of each other."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cohorts.models import Placement
from cohorts.queries.placements import PlacementFacts, current_placement, program_manager_of
from cohorts.queries.rankings import languages_in_words
from cohorts.rules.stages import LIVE_PLACEMENTS
from fellowship.access import visible
from fellowship.models import Person


@dataclass(frozen=True, slots=True)
class OwnPlacement:
    """An advocate's placement page."""

    facts: PlacementFacts
    street: str
    city_line: str
    supervisor_email: str
    coach: str
    coach_email: str
    teammates: tuple[str, ...]
    week: int
    has_why: bool


@dataclass(frozen=True, slots=True)
class AdvocateOfMine:
    """One advocate as their supervisor sees them: nothing of coaching, wellness, money help or fair chance."""

    placement_id: UUID
    name: str
    called: str
    pronouns: str
    email: str
    languages: tuple[str, ...]
    office: str
    starts_on: date
    ends_on: date
    stage: str
    week: int


def own_placement(person: Person, on: date) -> OwnPlacement | None:
    """The person's placement today, or the next; ``None`` before publication and after the last day."""
    facts = current_placement(person, on)
    if facts is None:
        return None
    row = Placement.objects.select_related("seat__office", "supervisor", "run").get(pk=facts.id)
    office, coach = row.seat.office, program_manager_of(facts.office_id, on)
    team = Placement.objects.filter(seat__office=office, stage__in=LIVE_PLACEMENTS, ends_on__gte=on, held_back=False)
    mates = team.exclude(pk=row.pk).select_related("fellow__person").order_by("fellow__person__name", "pk")
    return OwnPlacement(
        facts=facts,
        street=office.street,
        city_line=f"{office.place} {office.postal_code}".strip(),
        supervisor_email=row.supervisor.email if row.supervisor else "",
        coach=coach.get_full_name() if coach else "",
        coach_email=coach.email if coach else "",
        teammates=tuple(mate.fellow.person.get_full_name() for mate in mates),
        week=facts.week(on),
        has_why=row.run is not None,
    )


def advocates_of_mine(person: Person, on: date) -> tuple[AdvocateOfMine, ...]:
    """Whom a supervisor has, or will have, by name; one query."""
    rows = (
        visible(person, "cohorts.see_own_placement")
        .filter(supervisor=person, stage__in=LIVE_PLACEMENTS, ends_on__gte=on)
        .select_related("fellow__person", "seat__office")
        .order_by("seat__office__name", "fellow__person__name", "pk")
    )
    return tuple(
        AdvocateOfMine(
            placement_id=row.pk,
            name=row.fellow.person.get_full_name(),
            called=row.fellow.person.called,
            pronouns=row.fellow.person.pronouns,
            email=row.fellow.person.email,
            languages=languages_in_words(row.fellow.languages),
            office=row.seat.office.name,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            stage=row.stage,
            week=(on - row.starts_on).days // 7 + 1 if on >= row.starts_on else 0,
        )
        for row in rows
    )
