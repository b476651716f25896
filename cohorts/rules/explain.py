"""Why each fellow is where they are: a ladder of choices, derived from inputs and outcome, never from solver logs."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from cohorts.rules.eligibility import Bar, bar_between
from cohorts.rules.lottery import draw
from cohorts.rules.market import Market, places, read_market


class Why(StrEnum):
    """What happened at one choice."""

    PLACED = "placed"
    BARRED = "barred"
    FULL = "full"
    FULL_BY_DRAW = "full_by_draw"
    KEPT_FOR_SKILL = "kept_for_skill"
    REGION_FULL = "region_full"
    LEFT_OPEN = "left_open"
    PASSED_OVER = "passed_over"
    NOT_NEEDED = "not_needed"


class Rung(NamedTuple):
    """One choice of a fellow and what came of it.

    ``seats`` the office has, ``above`` how many of its people it put before this fellow, ``place`` the number it gave
    this fellow (0 when none) of ``listed``, ``last`` the number of the last person it took, ``last_fellow`` who that
    is. ``region`` with its ``cap`` where that is what stood between. Staff see all of it; the fellow sees neither
    ``last_fellow`` nor any place.
    """

    choice: int
    office: str
    why: Why
    bar: Bar | None = None
    seats: int = 0
    above: int = 0
    place: int = 0
    listed: int = 0
    last: int = 0
    last_fellow: str = ""
    region: str = ""
    cap: int = 0


class OfficeWhy(StrEnum):
    """What happened to one person on an office's list."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    NOT_ASKED = "not_asked"
    BARRED = "barred"
    NO_SEAT = "no_seat"


@dataclass(frozen=True, slots=True)
class OfficeRung:
    """One person on an office's list, and what came of it.

    ``ELSEWHERE`` had an office that they put higher; ``NOT_ASKED`` did not list this one; ``NO_SEAT`` came after its
    seats were taken by people whom it put before them, or kept. An office never learns which rule barred somebody.
    """

    place: int
    fellow: str
    why: OfficeWhy


def office_ladder(
    snapshot: Mapping[str, Any], matching: Mapping[str, str | None], office: str
) -> tuple[OfficeRung, ...]:
    """The list of one office, best first, with what came of each; ``KeyError`` for an office that is not there."""
    market = read_market(snapshot)
    rungs: list[OfficeRung] = []
    for place, tier in enumerate(market.offices[office].ranking, start=1):
        for fellow in tier:
            wish, here = places(market.fellows[fellow].ranking), matching.get(fellow)
            if here == office:
                why = OfficeWhy.HERE
            elif office not in wish:
                why = OfficeWhy.NOT_ASKED
            elif bar_between(market, fellow, office, on_office_list=True) is not None:
                why = OfficeWhy.BARRED
            elif here is not None and wish.get(here, len(wish) + 1) <= wish[office]:
                why = OfficeWhy.ELSEWHERE
            else:
                why = OfficeWhy.NO_SEAT
            rungs.append(OfficeRung(place, fellow, why))
    return tuple(rungs)


def ladders(snapshot: Mapping[str, Any], matching: Mapping[str, str | None]) -> dict[str, tuple[Rung, ...]]:
    """The ladder of every fellow: one rung a choice, best first."""
    book = _Ladders(read_market(snapshot), matching)
    return {fellow: book.ladder(fellow) for fellow in book.market.fellows}


def ladder(snapshot: Mapping[str, Any], matching: Mapping[str, str | None], fellow: str) -> tuple[Rung, ...]:
    """The ladder of one fellow; ``KeyError`` for someone who is not in the snapshot."""
    return _Ladders(read_market(snapshot), matching).ladder(fellow)


class _Ladders:
    """Inputs and outcome, looked up from the offices' side."""

    def __init__(self, market: Market, matching: Mapping[str, str | None]) -> None:
        self.market = market
        self.matching = matching
        self.place = {office: places(terms.ranking) for office, terms in market.offices.items()}
        self.number = {
            office: self.place[office] if terms.numbered is None else places(terms.with_number)
            for office, terms in market.offices.items()
        }
        self.draw = draw(market.seed, market.fellows)
        self.team: dict[str, list[str]] = {office: [] for office in market.offices}
        for fellow, office in sorted(matching.items()):
            if office is not None:
                self.team[office].append(fellow)
        self.at_cap = {
            office: region
            for region in market.regions
            if sum(len(self.team[office]) for office in region.offices) >= region.cap
            for office in region.offices
        }
        # Each team from its first to its last person, as the office puts them.
        self.line = {office: sorted(self.order(office, one) for one in team) for office, team in self.team.items()}
        self.worst = {
            office: max(team, key=lambda one, at=office: self.order(at, one), default="")  # type: ignore[misc]
            for office, team in self.team.items()
        }

    def ladder(self, fellow: str) -> tuple[Rung, ...]:
        rungs: list[Rung] = []
        reached = False
        here = self.matching.get(fellow)
        for choice, tier in enumerate(self.market.fellows[fellow].ranking, start=1):
            for office in tier:
                if office not in self.market.offices:
                    continue
                rungs.append(self.rung(fellow, office, choice, here=office == here, reached=reached))
            reached = reached or here in tier
        return tuple(rungs)

    def rung(self, fellow: str, office: str, choice: int, *, here: bool, reached: bool) -> Rung:
        place, number = self.place[office], self.number[office]
        worst = self.worst[office]
        mine = place.get(fellow)
        standing = (len(place) + 1 if mine is None else mine, self.draw[fellow])
        above = bisect_left(self.line[office], standing)
        bar = None
        if here:
            why = Why.PLACED
        elif reached:
            why = Why.NOT_NEEDED
        else:
            bar = bar_between(self.market, fellow, office, on_office_list=mine is not None)
            why = Why.BARRED if bar is not None else self.reason(fellow, office, above)
        region = self.at_cap[office] if why is Why.REGION_FULL else None
        return Rung(
            choice, office, why, bar, self.market.offices[office].capacity, above,
            number.get(fellow, 0), len(number), number.get(worst, 0), worst,
            region.name if region else "", region.cap if region else 0,
        )  # fmt: skip

    def reason(self, fellow: str, office: str, above: int) -> Why:
        terms, place = self.market.offices[office], self.place[office]
        team = self.team[office]
        full = len(team) >= terms.capacity
        if full and above == len(team):
            by_draw = any(place.get(one) == place[fellow] for one in team)
            return Why.FULL_BY_DRAW if by_draw else Why.FULL
        if office in self.at_cap and not full:
            return Why.REGION_FULL
        skills = self.market.fellows[fellow].skills
        if any(row.skill not in skills for row in terms.reserved):
            return Why.KEPT_FOR_SKILL
        return Why.PASSED_OVER if full else Why.LEFT_OPEN

    def order(self, office: str, fellow: str) -> tuple[int, int]:
        """Where a fellow stands at an office, the draw included; who is not on the list comes last."""
        place = self.place[office]
        return place.get(fellow, len(place) + 1), self.draw.get(fellow, 0)
