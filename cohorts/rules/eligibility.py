"""Which pairs may not be, each by a named rule. Removing a pair costs no guarantee of the matching."""

from enum import StrEnum

from cohorts.rules.market import Market


class Bar(StrEnum):
    """The rule that keeps a fellow from an office."""

    NEVER = "never"
    REFUSED = "refused"
    CONFLICT = "conflict"
    PLACE = "place"
    CAR = "car"
    COMMUTE = "commute"
    START_DATE = "start_date"
    SKILL = "skill"
    NO_SEATS = "no_seats"
    NOT_ON_OFFICE_LIST = "not_on_office_list"
    REGION_FULL = "region_full"


def bar_between(market: Market, fellow: str, office: str, *, on_office_list: bool) -> Bar | None:
    """The first rule that keeps ``fellow`` from ``office``, or nothing.

    ``on_office_list`` says whether the office's list names the fellow; the caller has it at hand.
    """
    wish, terms = market.fellows[fellow], market.offices[office]
    found: Bar | None = None
    if office in wish.never:
        found = Bar.NEVER
    elif (fellow, office) in market.conflicts:
        found = _LIMITS.get(market.why_apart.get((fellow, office), ""), Bar.CONFLICT)
    elif fellow in terms.refused:
        found = Bar.REFUSED
    elif terms.capacity == 0:
        found = Bar.NO_SEATS
    elif wish.not_before and terms.starts_on and terms.starts_on < wish.not_before:
        found = Bar.START_DATE
    elif terms.reserved and _only_for_others(market, fellow, office):
        found = Bar.SKILL
    elif not on_office_list:
        found = Bar.NOT_ON_OFFICE_LIST
    return found


_LIMITS = {str(bar): bar for bar in (Bar.PLACE, Bar.CAR, Bar.COMMUTE)}


def _only_for_others(market: Market, fellow: str, office: str) -> bool:
    """Whether every seat is kept, without fallback, for a skill that the fellow lacks."""
    wish, terms = market.fellows[fellow], market.offices[office]
    kept = sum(row.seats for row in terms.reserved if row.hard and row.skill not in wish.skills)
    return terms.capacity > 0 and kept >= terms.capacity
