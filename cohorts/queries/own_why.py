"""Why, for those it is about: a fellow's own ladder, an office's own list; nothing that tells of another's list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.shortcuts import get_object_or_404

from cohorts.models import Cohort, Conflict, ConflictSide, Fellow, MatchRun, Seat
from cohorts.queries import why_words
from cohorts.queries.plans import Plan, plan_of
from cohorts.queries.rankings import own_fellow
from cohorts.queries.wording import rung_for_fellow
from cohorts.rules.eligibility import Bar
from cohorts.rules.explain import Rung, Why, ladder
from cohorts.rules.levels import Level
from cohorts.rules.lottery import fingerprint
from cohorts.rules.market import places, read_market
from cohorts.rules.stages import RunStage
from fellowship.access import visible
from fellowship.models import Person


@dataclass(frozen=True, slots=True)
class FellowRung:
    """One choice on a fellow's own ladder."""

    choice: int
    office: str
    sentence: str
    here: bool


@dataclass(frozen=True, slots=True)
class OwnWhy:
    """Why a fellow is where they are, in words for that fellow alone.

    ``best`` says that no other order of the list would have brought an office that stands higher on it.
    """

    office: str
    choice: str
    rungs: tuple[FellowRung, ...]
    below: tuple[str, ...]
    best: bool
    seed: str
    seed_fingerprint: str
    drawn_on: date


@dataclass(frozen=True, slots=True)
class OwnListed:
    """One person on an office's own list."""

    place: int
    name: str
    here: bool


@dataclass(frozen=True, slots=True)
class OwnOfficeWhy:
    """How an office's team came about, in words for its supervisors: its own list, and who is on the team."""

    office_id: UUID
    office: str
    cohort: str
    seats: int
    listed: tuple[OwnListed, ...]
    unlisted: tuple[str, ...]

    @property
    def placed(self) -> int:
        """How many are on the team."""
        return sum(row.here for row in self.listed) + len(self.unlisted)

    @property
    def open_seats(self) -> int:
        """Seats nobody sits in."""
        return max(self.seats - self.placed, 0)


def own_why(person: Person) -> OwnWhy | None:
    """The person's own ladder of choices after publication; ``None`` before it."""
    fellow = own_fellow(person)
    plan = _published(fellow.cohort) if fellow else None
    key = str(fellow.pk) if fellow else ""
    if fellow is None or plan is None or key not in plan.snapshot["fellows"]:
        return None
    seats = Seat.objects.filter(cohort=fellow.cohort).select_related("office")
    names = {str(seat.office_id): seat.office.name for seat in seats}
    rungs = _kept_quiet(fellow, ladder(plan.snapshot, plan.matching, key))
    here = plan.matching.get(key)
    return OwnWhy(
        office=names.get(here, "") if here else "",
        choice=why_words.choice_in_words(next((rung.choice for rung in rungs if rung.office == here), 0)),
        rungs=tuple(_told(rung, names.get(rung.office, "")) for rung in rungs if rung.why is not Why.NOT_NEEDED),
        below=tuple(names.get(rung.office, "") for rung in rungs if rung.why is Why.NOT_NEEDED),
        best=_nothing_gained(plan),
        seed=plan.run.seed,
        seed_fingerprint=fingerprint(plan.run.seed)[:16],
        drawn_on=fellow.cohort.lottery_drawn_at.date(),
    )


def own_office_why(person: Person, office_id: UUID) -> OwnOfficeWhy | None:
    """The office's own list beside its team in the newest published plan; ``None`` before one, 404 out of reach.

    Whether somebody listed the office stays with them: of those who are elsewhere nothing is told but that.
    """
    office = get_object_or_404(visible(person, "cohorts.rank_fellows"), pk=office_id)
    told = MatchRun.objects.filter(stage=RunStage.PUBLISHED, letters_due_at=None)
    runs = told.filter(cohort__seats__office=office).select_related("cohort")
    run = runs.order_by("-cohort__year", "-published_at").first()
    key = str(office.pk)
    if run is None or key not in run.snapshot["offices"]:
        return None
    plan = plan_of(run)
    terms = read_market(plan.snapshot).offices[key]
    number = places(terms.with_number)
    team = {one for one, at in plan.matching.items() if at == key}
    people = Fellow.objects.filter(pk__in=[*number, *team]).select_related("person")
    names = {str(fellow.pk): fellow.person.get_full_name() for fellow in people}
    rows = [OwnListed(place, names[one], one in team) for one, place in number.items() if one in names]
    return OwnOfficeWhy(
        office_id=office.pk,
        office=office.name,
        cohort=run.cohort.name,
        seats=terms.capacity,
        listed=tuple(sorted(rows, key=lambda row: (row.place, row.name))),
        unlisted=tuple(sorted(names[one] for one in team - number.keys() if one in names)),
    )


def _kept_quiet(fellow: Fellow, rungs: Sequence[Rung]) -> list[Rung]:
    """The rungs as the fellow may read them: what an office or staff told of a conflict is no more than "no seat"."""
    told: set[str] = set()
    if any(rung.bar is Bar.CONFLICT for rung in rungs):
        own = Conflict.objects.filter(fellow=fellow, side=ConflictSide.FELLOW)
        told = {str(office) for office in own.values_list("office_id", flat=True)}
    return [
        rung._replace(bar=Bar.REFUSED) if rung.bar is Bar.CONFLICT and rung.office not in told else rung
        for rung in rungs
    ]


def _told(rung: Rung, office: str) -> FellowRung:
    here = rung.why is Why.PLACED
    sentence = rung_for_fellow(rung)
    return FellowRung(
        rung.choice, office, sentence if here else why_words.story(rung, office, sentence, own=True), here
    )


def _published(cohort: Cohort) -> Plan | None:
    run = cohort.runs.filter(stage=RunStage.PUBLISHED, letters_due_at=None).select_related("cohort").first()
    return None if run is None else plan_of(run)


def _nothing_gained(plan: Plan) -> bool:
    """Whether no list of one's own could have done better: fellows proposed, and nobody moved anyone by hand."""
    return (plan.run.outcome or {}).get("level", "") == Level.L0 and not plan.moved
