"""The business days of each office: federal and state holidays, local ones, and its own closed days."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from uuid import UUID

import holidays

from fellowship.models import HostOffice, OfficeClosure
from fellowship.rules.calendars import Calendar
from fellowship.rules.local_days import local_days


@lru_cache(maxsize=512)
def state_days(state: str, year: int) -> frozenset[date]:
    """Federal and state holidays of one year with the days on which they are observed; no state: the federal ones.

    From the ``holidays`` package, which follows each state's code.
    """
    subdivision = state if state in holidays.US.subdivisions else None
    return frozenset(holidays.US(subdiv=subdivision, years=year, observed=True))


def calendar_for(
    *, state: str, years: Iterable[int], jurisdictions: Iterable[str] = (), closed: Iterable[date] = ()
) -> Calendar:
    """The calendar of a place: its state, its ``jurisdictions`` by code, and further ``closed`` days."""
    codes = tuple(jurisdictions)
    days = set(closed)
    for year in years:
        days |= state_days(state, year)
        for code in codes:
            days |= local_days(code, year)
    return Calendar(frozenset(days))


def calendar_of(office_id: UUID, years: Iterable[int]) -> Calendar:
    """The calendar of one host office over some years; three queries. ``DoesNotExist`` for no such office."""
    wanted = sorted(set(years))
    office = HostOffice.objects.get(pk=office_id)
    codes = list(office.jurisdictions.order_by("code").values_list("code", flat=True))
    closed = OfficeClosure.objects.filter(office_id=office_id, on__year__in=wanted).values_list("on", flat=True)
    return calendar_for(state=office.state, years=wanted, jurisdictions=codes, closed=list(closed.order_by("on")))


def federal_calendar(years: Iterable[int]) -> Calendar:
    """The calendar with federal holidays alone, for work that belongs to no office."""
    return calendar_for(state="", years=years)
