"""The placement board: lanes of offices with both sides' lists on each slip, what needs deciding, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import Fellow, Lock, MatchRun, Seat
from cohorts.queries import landing
from cohorts.queries.cohorts import CohortFacts
from cohorts.queries.plans import Plan, plan_with
from cohorts.queries.rankings import languages_in_words
from cohorts.queries.run_heads import Names, RunHead, names_of, runs_of
from cohorts.queries.runs import HandMove, counting, guarantee_of, hand_moves, level_in_words
from cohorts.queries.why_words import outside
from cohorts.queries.wording import note_sentence, rung_for_staff
from cohorts.rules.checker import Finding, Verdict
from cohorts.rules.explain import Why, ladder
from cohorts.rules.market import Market, places, read_market
from cohorts.rules.plans import choices_reached
from cohorts.rules.stages import RunStage
from fellowship.access import can
from fellowship.design.charts import BarChart
from fellowship.models import Person

FEW_TARGETS = 12


@dataclass(frozen=True, slots=True)
class Slip:
    """A fellow on the board. ``choice`` and ``place`` are from 1; 0 is nobody's choice, or no place on the list."""

    fellow_id: UUID
    name: str
    choice: int
    place: int
    listed: int
    chips: tuple[str, ...]
    moved: bool = False
    locked: bool = False
    current: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """An office with who is there."""

    office_id: UUID
    name: str
    place: str
    capacity: int
    minimum: int
    slips: tuple[Slip, ...]
    open_spanish: int
    notes: tuple[str, ...] = ()

    @property
    def open_seats(self) -> int:
        """Seats nobody sits in."""
        return max(self.capacity - len(self.slips), 0)

    @property
    def short(self) -> bool:
        """Whether the team is smaller than the office asks."""
        return len(self.slips) < self.minimum

    @property
    def to_decide(self) -> bool:
        """Whether something here needs a person."""
        return bool(self.notes) or self.short


@dataclass(frozen=True, slots=True)
class WhyRung:
    """One rung of the ladder, in words."""

    choice: int
    office: str
    sentence: str
    here: bool


@dataclass(frozen=True, slots=True)
class WhyPanel:
    """Why one fellow is where the plan has them."""

    fellow_id: UUID
    short_name: str
    office: str
    rungs: tuple[WhyRung, ...]
    locked: bool


@dataclass(frozen=True, slots=True)
class Board:
    """The whole page."""

    cohort: CohortFacts
    run: RunHead | None
    runs: tuple[RunHead, ...]
    lanes: tuple[Lane, ...]
    hidden: int
    unplaced: tuple[Slip, ...]
    notices: tuple[str, ...]
    fellows: int
    seats: int
    offices: int
    stable: bool
    guarantee: str
    may_match: bool
    why: WhyPanel | None
    chart: BarChart | None
    targets: tuple[tuple[UUID, str], ...]
    level: str = ""
    moves: tuple[HandMove, ...] = ()
    found: tuple[tuple[UUID, str], ...] = ()

    @property
    def folds(self) -> bool:
        """Whether every slip carries its own form; with many offices to choose from a page of its own is lighter."""
        return len(self.targets) <= FEW_TARGETS

    @property
    def is_draft(self) -> bool:
        """Whether moves and publication are possible."""
        return self.run is not None and self.run.stage is RunStage.DRAFT

    @property
    def is_infeasible(self) -> bool:
        """Whether the run found no plan."""
        return self.run is not None and self.run.stage is RunStage.INFEASIBLE

    @property
    def compares_with(self) -> RunHead | None:
        """The plan before this one, or else the one after; nothing where there is no other."""
        kept = (RunStage.DRAFT, RunStage.PUBLISHED, RunStage.DISCARDED)
        others = [run for run in self.runs if run.solved_at and run.stage in kept and run != self.run]
        if self.run is None or self.run.stage not in kept or not others:
            return None
        earlier = [run for run in others if run.created_at <= self.run.created_at]
        return earlier[0] if earlier else others[-1]

    @property
    def last_move(self) -> HandMove | None:
        """The newest move by hand that counts."""
        return next((move for move in self.moves if move.last), None)


def board(
    person: Person, cohort: CohortFacts, *, run_id: UUID | None, fellow_id: UUID | None, only_open: bool
) -> Board:
    """The board of a cohort: of the run asked for, else the published one, else the newest draft.

    A program manager of a region sees the lanes of that region only, and in them everyone who is there.
    """
    runs = runs_of(cohort.id)
    head = _chosen(runs, run_id)
    names = names_of(person, cohort.id)
    run = MatchRun.objects.select_related("cohort").get(pk=head.id) if head and head.solved_at else None
    if run is None or run.stage == RunStage.INFEASIBLE:
        return _empty(person, cohort, head, runs, names)
    rows = list(run.moves.select_related("moved_by", "undone_by").order_by("moved_at", "pk"))
    plan = plan_with(run, counting(rows))
    verdict, market = plan.verdict(), read_market(plan.snapshot)
    locked = _agreed(cohort.id)
    slips = _slips(plan, market, names, fellow_id, locked)
    lanes = _lanes(plan, market, names, verdict, slips)
    shown = tuple(lane for lane in lanes if lane.to_decide) if only_open else lanes
    unplaced = tuple(slips[key] for key in slips if plan.matching.get(key) is None)
    return Board(
        cohort=cohort,
        run=head,
        runs=runs,
        lanes=shown,
        hidden=len(lanes) - len(shown),
        unplaced=unplaced,
        notices=_team_notices(lanes),
        fellows=len(market.fellows),
        seats=sum(terms.capacity for terms in market.offices.values()),
        offices=sum(terms.capacity > 0 for terms in market.offices.values()),
        stable=verdict.is_stable,
        guarantee=guarantee_of(plan, verdict),
        may_match=can(person, "cohorts.match"),
        why=_why(plan, names, str(fellow_id), locked) if fellow_id and str(fellow_id) in slips else None,
        chart=landing.chart(plan, runs, cohort),
        targets=tuple((lane.office_id, _target(lane)) for lane in lanes if lane.open_seats),
        level=level_in_words(str((run.outcome or {}).get("level", ""))),
        moves=hand_moves([row for row in rows if str(row.fellow_id) in slips], names),
        found=tuple((slip.fellow_id, slip.name) for slip in slips.values()),
    )


def _agreed(cohort_id: UUID) -> dict[str, str]:
    """The places agreed on at this moment: fellow → office; one query."""
    rows = Lock.objects.filter(fellow__cohort_id=cohort_id).values_list("fellow_id", "office_id")
    return {str(fellow): str(office) for fellow, office in rows}


def _chosen(runs: tuple[RunHead, ...], run_id: UUID | None) -> RunHead | None:
    asked = next((run for run in runs if run.id == run_id), None)
    kept = [run for run in runs if run.stage is not RunStage.DISCARDED]
    published = next((run for run in kept if run.stage is RunStage.PUBLISHED), None)
    return asked or published or next(iter(kept), None)


def _empty(
    person: Person, cohort: CohortFacts, head: RunHead | None, runs: tuple[RunHead, ...], names: Names
) -> Board:
    seats = Seat.objects.filter(cohort_id=cohort.id, is_open=True).values_list("office_id", flat=True)
    taken = list(seats)
    return Board(
        cohort=cohort, run=head, runs=runs, lanes=(), hidden=0, unplaced=(), notices=(), fellows=len(names.fellows),
        seats=len(taken), offices=len(set(taken)), stable=False, guarantee="",
        may_match=can(person, "cohorts.match"), why=None, chart=None, targets=(),
    )  # fmt: skip


def _slips(
    plan: Plan, market: Market, names: Names, chosen: UUID | None, locked: Mapping[str, str]
) -> dict[str, Slip]:
    """A slip for everyone of the plan whom the person may see, by name."""
    reached = choices_reached({key: wish.ranking for key, wish in market.fellows.items()}, plan.matching)
    place = {office: places(terms.with_number) for office, terms in market.offices.items()}
    everything = names.visible >= {office for office, terms in market.offices.items() if terms.capacity}
    slips: dict[str, Slip] = {}
    for key, fellow in names.fellows.items():
        if key not in market.fellows:
            continue
        here = plan.matching.get(key)
        wanted = {office for tier in market.fellows[key].ranking for office in tier}
        if not (here in names.visible or (here is None and (everything or wanted & names.visible))):
            continue
        slips[key] = Slip(
            fellow_id=fellow.pk,
            name=fellow.person.get_full_name(),
            choice=reached[key],
            place=place[here].get(key, 0) if here else 0,
            listed=len(place[here]) if here else sum(key in listed for listed in place.values()),
            chips=_chips(fellow),
            moved=key in plan.moved,
            locked=here is not None and locked.get(key) == here,
            current=fellow.pk == chosen,
        )
    return slips


def _chips(fellow: Fellow) -> tuple[str, ...]:
    chips = list(languages_in_words(fellow.languages))
    if fellow.limits.get("not_before"):
        chips.append(_("Start date"))
    return tuple(chips)


def _lanes(plan: Plan, market: Market, names: Names, verdict: Verdict, slips: Mapping[str, Slip]) -> tuple[Lane, ...]:
    team: dict[str, list[str]] = {office: [] for office in market.offices}
    for fellow in slips:
        here = plan.matching.get(fellow)
        if here is not None:
            team[here].append(fellow)
    notes: dict[str, list[str]] = {}
    fellow_names, office_names = names.fellow_names(), names.office_names()
    for note in (*verdict.breaches, *verdict.to_sign):
        if note.office and note.kind is not Finding.MINIMUM:
            notes.setdefault(note.office, []).append(note_sentence(note, fellow_names, office_names))
    return tuple(
        _lane(office, market, names, [slips[one] for one in team[office]], tuple(notes.get(office, ())))
        for office in sorted(market.offices, key=lambda key: names.offices.get(key, ("", "")))
        if office in names.visible and (market.offices[office].capacity or team[office])
    )


def _lane(office: str, market: Market, names: Names, team: list[Slip], notes: tuple[str, ...]) -> Lane:
    terms = market.offices[office]
    kept = sum(row.seats for row in terms.reserved)
    speakers = sum("spanish" in market.fellows[str(slip.fellow_id)].skills for slip in team)
    name, place = names.offices.get(office, ("", ""))
    return Lane(
        office_id=UUID(office),
        name=name,
        place=place,
        capacity=terms.capacity,
        minimum=terms.minimum,
        slips=tuple(sorted(team, key=lambda slip: (slip.place or len(market.fellows) + 1, slip.name))),
        open_spanish=min(max(kept - speakers, 0), max(terms.capacity - len(team), 0)),
        notes=notes,
    )


def _team_notices(lanes: Iterable[Lane]) -> tuple[str, ...]:
    return tuple(
        _("%(office)s asks for at least %(need)d and has %(have)d.")
        % {"office": lane.name, "need": lane.minimum, "have": len(lane.slips)}
        for lane in lanes
        if lane.short
    )


def _why(plan: Plan, names: Names, key: str, agreed: Mapping[str, str]) -> WhyPanel:
    fellow, here = names.fellows[key], plan.matching.get(key)
    office_names, fellow_names = names.office_names(), names.fellow_names()
    rungs = tuple(
        WhyRung(
            choice=rung.choice,
            office=office_names.get(rung.office, ""),
            sentence=rung_for_staff(rung, fellow_names) if rung.office in names.visible else outside(rung),
            here=rung.why is Why.PLACED,
        )
        for rung in ladder(plan.snapshot, plan.matching, key)
    )
    office = office_names.get(here, "") if here else ""
    return WhyPanel(fellow.pk, fellow.person.short_name, office, rungs, key in agreed)


def _target(lane: Lane) -> str:
    words = ngettext("%(office)s (%(count)d open)", "%(office)s (%(count)d open)", lane.open_seats)
    return words % {"office": lane.name, "count": lane.open_seats}
