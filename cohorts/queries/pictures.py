"""The pictures of a plan as plain values: choices flowing to offices, ranks achieved, seats on a map."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from cohorts.queries.run_heads import RunHead
from cohorts.queries.scenes import Scene, scene
from cohorts.queries.why_words import choice_in_words, ordinal
from cohorts.rules.market import places
from cohorts.rules.pictures import NOWHERE, Flow, TileMap, flow, tile_map
from fellowship.design.charts import BarChart, bar_chart
from fellowship.models import HostOffice, Person

LAST = 6
LETTERS = 26


@dataclass(frozen=True, slots=True)
class FlowLabel:
    """The words beside one row of the flow; a name too long for a phone is cut, the table has it whole."""

    name: str
    short: str
    middle: float
    wanted: int
    placed: int


@dataclass(frozen=True, slots=True)
class StateRow:
    """One state in the table under the map."""

    state: str
    offices: tuple[str, ...]
    seats: int
    placed: int

    @property
    def open_seats(self) -> int:
        """Seats nobody sits in."""
        return max(self.seats - self.placed, 0)


@dataclass(frozen=True, slots=True)
class Pictures:
    """The whole page."""

    run: RunHead
    cohort_id: UUID
    cohort_name: str
    may_match: bool
    fellows: int
    first: int
    flow: Flow
    labels: tuple[FlowLabel, ...]
    bands: tuple[tuple[str, str, int], ...]
    ranks: BarChart
    map: TileMap
    states: tuple[StateRow, ...]


def pictures(person: Person, *, run_id: UUID) -> Pictures:
    """The pictures of a plan, of what the person may see; one query more than its why."""
    seen = scene(person, run_id)
    mine = seen.fellows()
    pairs = [(_first_choice(seen, one), seen.plan.matching.get(one) or NOWHERE) for one in mine]
    order = sorted(seen.market.offices, key=lambda office: (seen.office_names.get(office, ""), office))
    drawn = flow(pairs, order)
    states = _states(seen)
    return Pictures(
        run=seen.run,
        cohort_id=seen.cohort_id,
        cohort_name=seen.cohort_name,
        may_match=seen.may_match,
        fellows=len(mine),
        first=sum(source == target != NOWHERE for source, target in pairs),
        flow=drawn,
        labels=tuple(
            FlowLabel(name, _cut(name), node.middle, node.wanted, node.placed)
            for node in drawn.nodes
            for name in (_name(seen, node.key),)
        ),
        bands=tuple((_name(seen, band.source), _name(seen, band.target), band.count) for band in drawn.bands),
        ranks=_ranks(seen, mine),
        map=tile_map({row.state: (row.seats, row.placed) for row in states}),
        states=states,
    )


def _first_choice(seen: Scene, fellow: str) -> str:
    ranking = seen.market.fellows[fellow].ranking
    return ranking[0][0] if ranking else NOWHERE


def _name(seen: Scene, office: str) -> str:
    return seen.office_names.get(office, "") if office else _("No office")


def _cut(name: str) -> str:
    return name if len(name) <= LETTERS else f"{name[: LETTERS - 1].rstrip()}…"


def _ranks(seen: Scene, fellows: list[str]) -> BarChart:
    """How many got which choice, beside how many stand at which place on their office's list."""
    choices = seen.choices()
    got = Counter(min(choices[one], LAST) for one in fellows)
    number = {office: places(terms.with_number) for office, terms in seen.market.offices.items()}
    here = {one: at for one in fellows if (at := seen.plan.matching.get(one)) is not None}
    stood = Counter(min(number[at].get(one, 0), LAST) for one, at in here.items())
    rows: list[tuple[object, float, float | None]] = [
        (choice_in_words(place), got[place], stood[place]) for place in range(1, LAST)
    ]
    rows.append((_("%(ordinal)s or lower") % {"ordinal": ordinal(LAST)}, got[LAST], stood[LAST]))
    rows.append((_("No place, or on no list"), got[0], stood[0]))
    return bar_chart(
        rows,
        title=_("Ranks achieved"),
        now=_("Fellows, on their own list"),
        then=_("The same people, on their office’s list"),
    )


def _states(seen: Scene) -> tuple[StateRow, ...]:
    """Seats and fellows by state, of the offices within reach."""
    mine = seen.offices()
    team = Counter(seen.plan.matching.values())
    rows: dict[str, list[str]] = {}
    for pk, state in HostOffice.objects.filter(pk__in=mine).order_by("name").values_list("pk", "state"):
        rows.setdefault(state, []).append(str(pk))
    return tuple(
        StateRow(
            state=state,
            offices=tuple(seen.office_names[office] for office in offices),
            seats=sum(seen.market.offices[office].capacity for office in offices),
            placed=sum(team[office] for office in offices),
        )
        for state, offices in sorted(rows.items())
    )
