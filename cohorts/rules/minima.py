"""Teams that an office needs at least: what a stable outcome can't give, and seats held back so that it can be had.

For strict lists one run of deferred acceptance certifies: every stable outcome gives an office the same number (rural
hospitals, Roth 1986). Without justified envy an outcome that meets all minima exists where deferred acceptance with
the minima as seats fills them all (Yokoi 2017); with several groups in an office that test is only sufficient.
"""

from collections.abc import Mapping

from cohorts.rules.deferred_acceptance import deferred_acceptance
from cohorts.rules.market import Market
from cohorts.rules.matching import Matching, named
from cohorts.rules.seat_groups import SeatGroups


def short_teams(market: Market, matching: Mapping[str, str | None]) -> list[str]:
    """The offices whose team would be smaller than they need."""
    size: dict[str, int] = {}
    for office in matching.values():
        if office is not None:
            size[office] = size.get(office, 0) + 1
    return [office for office, terms in market.offices.items() if size.get(office, 0) < terms.minimum]


def exists_without_envy(field: SeatGroups) -> bool:
    """Whether deferred acceptance with the minima as seats fills them all (Yokoi's test). Couples are left out."""
    return not short_teams(field.market, _with_seats(field, _least(field)))


def hold_back(field: SeatGroups) -> tuple[Matching, dict[str, int]] | None:
    """An outcome without justified envy that meets all minima, and the seats it holds; nothing if the test fails.

    Seats are released one by one, in the order of the offices, as long as every minimum is still met. Polynomial,
    and not the fewest held seats: for that solve level L2 exactly. Couples with one list stay unplaced.
    """
    seats = _least(field)
    matching = _with_seats(field, seats)
    if short_teams(field.market, matching):
        return None
    for group, most in enumerate(field.groups):
        while seats[group] < most.seats:
            if seats[group] >= len(most.order):
                seats[group] = most.seats
                break
            seats[group] += 1
            tried = _with_seats(field, seats)
            if short_teams(field.market, tried):
                seats[group] -= 1
                break
            matching = tried
    held = {
        office: kept
        for office, groups in field.of_office.items()
        if (kept := sum(field.groups[group].seats - seats[group] for group in groups))
    }
    return matching, held


def _least(field: SeatGroups) -> list[int]:
    """As many seats as each office needs at least, open ones first."""
    seats = [0] * len(field.groups)
    for office, groups in field.of_office.items():
        need = field.market.offices[office].minimum - sum(here == office for here in field.locked.values())
        for group in reversed(groups):
            seats[group] = max(0, min(need, field.groups[group].seats))
            need -= seats[group]
    return seats


def _with_seats(field: SeatGroups, seats: list[int]) -> Matching:
    return named(field, deferred_acceptance(field.wishes(), [group.order for group in field.groups], seats))
