"""Two plans of a cohort side by side: who moves, the choices reached, claims, seats, kept seats, levels."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cohorts.models import MatchRun, RunMove
from cohorts.queries.cohorts import CohortFacts, facts_of
from cohorts.queries.plans import Plan, plan_with
from cohorts.queries.run_heads import RunHead, names_of, run_head
from cohorts.queries.runs import counting, guarantee_of, level_in_words
from cohorts.queries.skills import skill_words
from cohorts.rules.checker import Finding, Verdict
from cohorts.rules.market import Market, read_market
from cohorts.rules.plans import choices_reached
from cohorts.rules.stages import RunStage
from fellowship.access import visible
from fellowship.models import Person

WITH_A_PLAN = (RunStage.DRAFT, RunStage.PUBLISHED, RunStage.DISCARDED)
LAST = 4


@dataclass(frozen=True, slots=True)
class Mover:
    """Someone who is elsewhere in the second plan. Choices are from 1; 0 is nobody's choice, or no place."""

    fellow: str
    before: str
    before_choice: int
    after: str
    after_choice: int

    @property
    def gains(self) -> bool:
        """Whether the second plan is better for them."""
        return (self.after_choice or 10_000) < (self.before_choice or 10_000)


@dataclass(frozen=True, slots=True)
class Measure:
    """One number of both plans; ``better`` says which is the better one, or nothing."""

    label: str
    first: str
    second: str
    better: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two plans."""

    run: RunHead
    level: str
    guarantee: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole page; ``runs`` are those to choose from."""

    cohort: CohortFacts
    runs: tuple[RunHead, ...]
    first: Side | None
    second: Side | None
    same_inputs: bool
    movers: tuple[Mover, ...]
    reached: tuple[Measure, ...]
    measures: tuple[Measure, ...]

    @property
    def picks(self) -> tuple[tuple[Side | None, str], ...]:
        """Both sides with the word that the address has for each."""
        return ((self.first, "a"), (self.second, "b"))


@dataclass(frozen=True)
class _Facts:
    """A plan with everything that is counted."""

    plan: Plan
    verdict: Verdict
    market: Market
    choices: dict[str, int]

    def claims(self, kind: Finding) -> int:
        return sum(note.kind is kind for note in self.verdict.findings)

    def team(self, office: str) -> list[str]:
        return [fellow for fellow, here in self.plan.matching.items() if here == office]

    def open_seats(self) -> int:
        placed = sum(here is not None for here in self.plan.matching.values())
        return sum(terms.capacity for terms in self.market.offices.values()) - placed

    def coverage(self) -> dict[str, tuple[int, int]]:
        """For each skill: how many of the seats kept for it have someone with it, of how many."""
        found: dict[str, tuple[int, int]] = {}
        for office, terms in self.market.offices.items():
            for row in terms.reserved:
                able = sum(row.skill in self.market.fellows[one].skills for one in self.team(office))
                have, kept = found.get(row.skill, (0, 0))
                found[row.skill] = (have + min(able, row.seats), kept + row.seats)
        return found


def compare(person: Person, cohort_id: UUID, a: UUID | None, b: UUID | None) -> Comparison:
    """Two plans of a cohort the person may match, the two newest where none is named; 404 for a plan of another."""
    cohort = get_object_or_404(visible(person, "cohorts.match"), pk=cohort_id)
    rows = MatchRun.objects.filter(cohort_id=cohort_id, stage__in=WITH_A_PLAN, solved_at__isnull=False)
    heads = tuple(run_head(run) for run in rows.defer("snapshot", "outcome").order_by("-number"))
    chosen = _chosen(heads, a, b)
    facts = facts_of(cohort)
    if chosen is None:
        return Comparison(facts, heads, None, None, same_inputs=False, movers=(), reached=(), measures=())
    first, second = (_facts(run) for run in _fetched(*chosen))
    names = names_of(person, cohort_id)
    return Comparison(
        cohort=facts,
        runs=heads,
        first=_side(first),
        second=_side(second),
        same_inputs=first.plan.run.sha256 == second.plan.run.sha256,
        movers=tuple(_movers(first, second, names.fellow_names(), names.office_names())),
        reached=tuple(_reached(first, second)),
        measures=tuple(_measures(first, second)),
    )


def _chosen(heads: tuple[RunHead, ...], a: UUID | None, b: UUID | None) -> tuple[UUID, UUID] | None:
    known = [head.id for head in heads]
    if any(asked is not None and asked not in known for asked in (a, b)):
        raise Http404
    first = a or next((one for one in known[1:] if one != b), None)
    second = b or next((one for one in known if one != first), None)
    return None if first is None or second is None else (first, second)


def _fetched(first: UUID, second: UUID) -> list[tuple[MatchRun, list[RunMove]]]:
    """Both runs with their moves; two queries."""
    runs = MatchRun.objects.select_related("cohort").in_bulk([first, second])
    moves: dict[UUID, list[RunMove]] = {first: [], second: []}
    for move in RunMove.objects.filter(run__in=[first, second]).order_by("moved_at", "pk"):
        moves[move.run_id].append(move)
    return [(runs[key], moves[key]) for key in (first, second)]


def _facts(fetched: tuple[MatchRun, list[RunMove]]) -> _Facts:
    run, rows = fetched
    plan, market = plan_with(run, counting(rows)), read_market(run.snapshot)
    reached = choices_reached({key: wish.ranking for key, wish in market.fellows.items()}, plan.matching)
    return _Facts(plan, plan.verdict(), market, reached)


def _side(facts: _Facts) -> Side:
    level = str((facts.plan.run.outcome or {}).get("level", ""))
    return Side(run_head(facts.plan.run), level_in_words(level), guarantee_of(facts.plan, facts.verdict))


def _movers(first: _Facts, second: _Facts, fellows: Mapping[str, str], offices: Mapping[str, str]) -> Iterator[Mover]:
    """Who is elsewhere, by name; someone who is in one plan only counts as not placed in the other."""

    def place(facts: _Facts, key: str) -> str:
        here = facts.plan.matching.get(key)
        return offices.get(here, "") if here else _("Not placed")

    everyone = first.plan.matching.keys() | second.plan.matching.keys()
    for key in sorted(everyone, key=lambda one: (fellows.get(one, ""), one)):
        if first.plan.matching.get(key) != second.plan.matching.get(key):
            yield Mover(
                fellows.get(key, _("Someone")), place(first, key), first.choices.get(key, 0), place(second, key),
                second.choices.get(key, 0),
            )  # fmt: skip


def _reached(first: _Facts, second: _Facts) -> Iterator[Measure]:
    labels = [_("1st choice"), _("2nd"), _("3rd"), _("4th or lower"), _("Not on their list, or not placed")]
    counts = [Counter(min(choice, LAST) for choice in facts.choices.values()) for facts in (first, second)]
    for label, choice in zip(labels, (1, 2, 3, LAST, 0), strict=True):
        yield Measure(label, str(counts[0][choice]), str(counts[1][choice]))


def _measures(first: _Facts, second: _Facts) -> Iterator[Measure]:
    placed = _("Fellows with a place")
    yield _number(placed, first, second, lambda f: sum(here is not None for here in f.plan.matching.values()), up=True)
    yield _number(_("Seats open"), first, second, _Facts.open_seats)
    yield _number(_("Seats held empty"), first, second, lambda f: sum(f.plan.held.values()))
    claims = {
        Finding.ENVY: _("Pairs: someone with a lower place is in the seat"),
        Finding.EMPTY_SEAT: _("Pairs: the office has an open seat"),
        Finding.HELD_SEAT: _("Pairs: the seat is held empty"),
        Finding.COUPLE: _("Couples apart"),
        Finding.NOT_ON_FELLOW_LIST: _("Fellows at an office not on their list"),
        Finding.NOT_ON_OFFICE_LIST: _("Fellows at an office whose list lacks them"),
        Finding.MINIMUM: _("Teams smaller than asked"),
    }
    for kind, label in claims.items():
        yield _number(label, first, second, lambda facts, kind=kind: facts.claims(kind))  # type: ignore[misc]
    covered = first.coverage(), second.coverage()
    for skill in sorted(covered[0].keys() | covered[1].keys()):
        words = [_("%(have)d of %(kept)d") % dict(zip(("have", "kept"), c.get(skill, (0, 0)), strict=True))
                 for c in covered]  # fmt: skip
        yield Measure(_("Kept seats with %(skill)s") % {"skill": skill_words(skill)}, words[0], words[1])
    yield _number(_("Moves by hand"), first, second, lambda f: len(f.plan.moved))


def _number(label: str, first: _Facts, second: _Facts, count: Callable[[_Facts], int], *, up: bool = False) -> Measure:
    one, two = count(first), count(second)
    better = "" if one == two else ("first" if (one > two) == up else "second")
    return Measure(label, str(one), str(two), better)
