"""Why each fellow is where they are: a ladder of choices, derived from inputs and outcome, never from solver logs."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

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
    LEFT_OPEN = "left_open"
    PASSED_OVER = "passed_over"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class Rung:
    """One choice of a fellow and what came of it.

    ``seats`` the office has, ``above`` how many of its people it put before this fellow, ``place`` the number it gave
    this fellow (0 when none) of ``listed``, ``last`` the number of the last person it took, ``last_fellow`` who that
    is. Staff see all of it; the fellow sees neither ``last_fellow`` nor any place.
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
        self.number = {office: places(terms.with_number) for office, terms in market.offices.items()}
        self.draw = draw(market.seed, market.fellows)
        self.team: dict[str, list[str]] = {office: [] for office in market.offices}
        for fellow, office in sorted(matching.items()):
            if office is not None:
                self.team[office].append(fellow)

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
        place, number, terms = self.place[office], self.number[office], self.market.offices[office]
        worst = max(self.team[office], key=lambda one: self.order(office, one), default="")
        above = sum(self.order(office, one) < self.order(office, fellow) for one in self.team[office] if one != fellow)
        bar = None
        if here:
            why = Why.PLACED
        elif reached:
            why = Why.NOT_NEEDED
        else:
            bar = bar_between(self.market, fellow, office, on_office_list=fellow in place)
            why = Why.BARRED if bar is not None else self.reason(fellow, office, above)
        return Rung(
            choice=choice, office=office, why=why, bar=bar, seats=terms.capacity, above=above,
            place=number.get(fellow, 0), listed=len(number), last=number.get(worst, 0), last_fellow=worst,
        )  # fmt: skip

    def reason(self, fellow: str, office: str, above: int) -> Why:
        terms, place = self.market.offices[office], self.place[office]
        team = self.team[office]
        full = len(team) >= terms.capacity
        if full and above == len(team):
            by_draw = any(place.get(one) == place[fellow] for one in team)
            return Why.FULL_BY_DRAW if by_draw else Why.FULL
        skills = self.market.fellows[fellow].skills
        if any(row.skill not in skills for row in terms.reserved):
            return Why.KEPT_FOR_SKILL
        return Why.PASSED_OVER if full else Why.LEFT_OPEN

    def order(self, office: str, fellow: str) -> tuple[int, int]:
        """Where a fellow stands at an office, the draw included; who is not on the list comes last."""
        place = self.place[office]
        return place.get(fellow, len(place) + 1), self.draw.get(fellow, 0)
