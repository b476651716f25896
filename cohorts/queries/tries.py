"""Trying out: somebody forced to an office, with the chain of moves, and the price of each rule of a plan."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from cohorts.queries import why_words
from cohorts.queries.run_heads import RunHead
from cohorts.queries.scenes import Scene, scene
from cohorts.queries.wording import note_sentence
from cohorts.rules.clashes import NamedRule
from cohorts.rules.levels import Level, place
from cohorts.rules.market import Market, places
from cohorts.rules.what_if import Moved, Price, WhatIf, prices, quick_prices, try_out
from fellowship.models import Person

NOWHERE = "none"
SECONDS_A_RULE = 1.0
SECONDS_IN_ALL = 4.0


@dataclass(frozen=True, slots=True)
class Mover:
    """One person who would be elsewhere: from where to where, and the places on their list (0 is off the list)."""

    fellow_id: UUID
    name: str
    before: str
    after: str
    choice_before: int
    choice_after: int
    anyway: bool

    @property
    def better(self) -> bool:
        """Whether they would get an office that they put higher."""
        return bool(self.choice_after) and (not self.choice_before or self.choice_after < self.choice_before)


@dataclass(frozen=True, slots=True)
class Tried:
    """What forcing one placement would bring."""

    name: str
    office: str
    moved: tuple[Mover, ...]
    pushed: tuple[Mover, ...]
    pulled: tuple[Mover, ...]
    others: tuple[Mover, ...]
    breaks: tuple[str, ...]
    claims: tuple[str, ...]
    losses: tuple[str, ...]

    @property
    def better(self) -> int:
        """How many would be better off."""
        return sum(one.better for one in self.moved)

    @property
    def worse(self) -> int:
        """How many would be worse off."""
        return len(self.moved) - self.better


@dataclass(frozen=True, slots=True)
class TryPage:
    """The form's choices and, once somebody is chosen, the answer."""

    run: RunHead
    cohort_id: UUID
    fellows: tuple[tuple[str, str], ...]
    offices: tuple[tuple[str, str], ...]
    tried: Tried | None = None


@dataclass(frozen=True, slots=True)
class RulePrice:
    """What one rule costs, in words and numbers; not worked out in time is neither."""

    label: str
    placed: int
    places: int
    moved: int
    known: bool
    without: str


@dataclass(frozen=True, slots=True)
class PricePage:
    """The price of every rule that a person set."""

    run: RunHead
    cohort_id: UUID
    rows: tuple[RulePrice, ...]


def try_page(person: Person, *, run_id: UUID) -> tuple[TryPage, Scene]:
    """Whom and where one can try."""
    seen = scene(person, run_id)
    fellows = tuple((key, seen.fellow_names[key]) for key in seen.fellows())
    offices = tuple((key, seen.office_names[key]) for key in seen.offices())
    return TryPage(seen.run, seen.cohort_id, fellows, (*offices, (NOWHERE, _("Not placed")))), seen


def tried(page: TryPage, seen: Scene, *, fellow: str, office: str) -> TryPage:
    """The page with the answer; 404 for strangers."""
    if not seen.sees(fellow) or not (office == NOWHERE or seen.sees_office(office)):
        raise Http404
    to = None if office == NOWHERE else office
    return replace(page, tried=_tried(seen, try_out(seen.standing(), fellow, to), fellow, to))


def price_page(person: Person, *, run_id: UUID) -> PricePage:
    """Each rule set aside and everybody placed again, around the moves by hand; stops when the time is over."""
    seen = scene(person, run_id)
    if any(seen.plan.held.values()):
        market = _with_moves(seen)
        base = place(market, seconds=SECONDS_A_RULE)
        found = prices(market, base, seconds=SECONDS_A_RULE, within=SECONDS_IN_ALL)
    else:
        found = quick_prices(seen.standing())
    rows = [_priced(seen, price) for price in found]
    rows.sort(key=lambda row: (not row.known, -row.placed, -row.places, -row.moved, row.label))
    return PricePage(seen.run, seen.cohort_id, tuple(rows))


def _with_moves(seen: Scene) -> Market:
    """The market in which whoever was moved by hand stays where they were put, with or without a place."""
    locks = {one: at for one, at in seen.market.locks if one not in seen.plan.moved}
    locks |= {one: at for one in seen.plan.moved if (at := seen.plan.matching.get(one)) is not None}
    fellows = {
        one: replace(wish, ranking=()) if one in seen.plan.moved and one not in locks else wish
        for one, wish in seen.market.fellows.items()
    }
    return replace(seen.market, fellows=fellows, locks=tuple(sorted(locks.items())))


def _tried(seen: Scene, found: WhatIf, fellow: str, to: str | None) -> Tried:
    names, offices = seen.fellow_names, seen.office_names
    movers = {one.fellow: _mover(seen, one, found) for one in found.moved}
    chain = {fellow, *(one.fellow for one in (*found.pushed, *found.pulled))}
    name, office = names[fellow], offices.get(to or "", "")
    return Tried(
        name=name,
        office=office,
        moved=tuple(movers.values()),
        pushed=tuple(movers[one.fellow] for one in found.pushed),
        pulled=tuple(movers[one.fellow] for one in found.pulled if one not in found.pushed),
        others=tuple(mover for key, mover in movers.items() if key not in chain),
        breaks=tuple(note_sentence(note, names, offices) for note in found.broken),
        claims=tuple(note_sentence(note, names, offices) for note in found.claims),
        losses=tuple(
            why_words.loss_in_words(name, office or _("no place"), offices.get(at, ""), skill)
            for at, skill in found.without_skill
        ),
    )


def _mover(seen: Scene, moved: Moved, found: WhatIf) -> Mover:
    theirs = places(seen.market.fellows[moved.fellow].ranking)
    return Mover(
        fellow_id=UUID(moved.fellow),
        name=seen.fellow_names.get(moved.fellow, ""),
        before=seen.office_names.get(moved.before or "", ""),
        after=seen.office_names.get(moved.after or "", ""),
        choice_before=theirs.get(moved.before or "", 0),
        choice_after=theirs.get(moved.after or "", 0),
        anyway=moved.fellow in found.anyway,
    )


def _priced(seen: Scene, price: Price) -> RulePrice:
    kind = price.about.kind
    if kind == "lock" and price.about.fellow in seen.plan.moved:
        kind = "move"
    words = {
        "fellow": seen.fellow_names.get(price.about.fellow, _("Someone")),
        "office": seen.office_names.get(price.about.office, price.about.office),
    }
    impossible = price.level is Level.INFEASIBLE
    return RulePrice(
        label=str(why_words.LIFTED[kind]) % words,
        placed=price.placed,
        places=price.places,
        moved=price.moved,
        known=price.level is not None and not impossible,
        without=_setting(price.about),
    )


def _setting(rule: NamedRule) -> str:
    """How much a rule asks for, where it counts something."""
    return str(rule.seats) if rule.seats else ""
