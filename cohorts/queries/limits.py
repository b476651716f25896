"""A fellow's hard limits: what the page asks, and what they mean for each office, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from cohorts.models import Cohort, Fellow, OfficeTerms, Seat
from cohorts.rules.limits import Limit, Limits, Spot, limit_between, read_limits
from fellowship.design.states import state_in_words
from fellowship.design.wording import day_in_words

BARRED = {
    Limit.PLACE: gettext_lazy("You said that you can't live there"),
    Limit.CAR: gettext_lazy("It takes a car"),
    Limit.COMMUTE: gettext_lazy("The way to work is too long"),
}


@dataclass(frozen=True, slots=True)
class LimitsPage:
    """What a fellow may limit: the states and regions with an open seat, and what they said so far."""

    fellow_id: UUID
    limits: Limits
    skills: tuple[str, ...]
    states: tuple[str, ...]
    regions: tuple[tuple[str, str], ...]


def limits_page(fellow: Fellow) -> LimitsPage:
    """The page of a fellow; one query."""
    seats = Seat.objects.filter(cohort_id=fellow.cohort_id, is_open=True).order_by()
    rows = set(seats.values_list("office__state", "office__region_id", "office__region__name"))
    limits = read_limits(fellow.limits)
    return LimitsPage(
        fellow_id=fellow.pk,
        limits=limits,
        skills=tuple(fellow.skills),
        states=tuple(sorted({state for state, _region, _name in rows} | limits.states)),
        regions=tuple(sorted({(str(region), name) for _state, region, name in rows}, key=lambda row: row[1])),
    )


def spots_of(cohort: Cohort) -> dict[UUID, Spot]:
    """Where each office with an open seat is and what living there takes; two queries."""
    terms = {row.office_id: row for row in OfficeTerms.objects.filter(cohort=cohort)}
    seats = Seat.objects.filter(cohort=cohort, is_open=True).order_by()
    return {
        office: Spot(
            state, str(region), *((terms[office].car_needed, terms[office].commute_minutes) if office in terms else ())
        )
        for office, state, region in seats.values_list("office_id", "office__state", "office__region_id").distinct()
    }


def barred_words(limits: Limits, spot: Spot, starts_on: date) -> str:
    """Why a fellow's own limits keep them from an office; empty where nothing does."""
    limit = limit_between(limits, spot)
    if limit is not None:
        return str(BARRED[limit])
    return _("It begins before you can start") if limits.not_before > starts_on.isoformat() else ""


def limits_in_words(limits: Limits, regions: Mapping[str, str]) -> tuple[str, ...]:
    """What a fellow said, each limit in a sentence."""
    words = []
    never = [
        *sorted(map(state_in_words, limits.states)),
        *sorted(regions[one] for one in limits.regions if one in regions),
    ]
    if never:
        words.append(_("Never in %(places)s.") % {"places": ", ".join(never)})
    if limits.not_before:
        words.append(
            _("Not before %(day)s.")
            % {"day": day_in_words(date.fromisoformat(limits.not_before), get_language() or "en")}
        )
    if limits.without_car:
        words.append(_("Only offices I can reach without a car."))
    if limits.longest_commute:
        text = ngettext(
            "At most %(count)d minute to work.", "At most %(count)d minutes to work.", limits.longest_commute
        )
        words.append(text % {"count": limits.longest_commute})
    return tuple(words)
