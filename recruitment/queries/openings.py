"""Openings as the public sees them, and the offices a person can choose from."""

import zoneinfo
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import get_language

from fellowship.design.wording import day_in_words, moment_in_words, zone_in_words
from recruitment.models import Opening
from recruitment.queries.cycles import CycleFacts, facts_of
from recruitment.queries.postings import Posting, posting_for
from recruitment.rules.milestones import MilestoneKind


@dataclass(frozen=True, slots=True)
class OfficeOption:
    """An office one can choose."""

    id: str
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """An opening in the list."""

    slug: str
    office: str
    place: str
    state: str
    region: str
    pay_low_cents: int
    pay_high_cents: int
    extra_pay_spanish_cents: int
    spanish: str
    seats: int
    starts_on: date
    closes_at: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of "after you apply"; ``us`` marks what the program does."""

    key: str
    when: str
    us: bool = True
    next: bool = False


@dataclass(frozen=True, slots=True)
class OpeningPage:
    """Everything on the page of an opening, in the active language and in the office's time zone."""

    row: OpeningRow
    cycle: str
    zone: str
    opens_at: str
    hear_by: str
    state: str
    summary: str
    duties: tuple[str, ...]
    benefits: str
    travel: str
    relocation_cents: int
    about_office: str
    happenings: tuple[Happening, ...]
    posting: Posting


def _language() -> str:
    return (get_language() or "en")[:2]


def _said(record: object, name: str) -> str:
    """A text in the active language, the English one where nobody wrote the Spanish."""
    spanish = getattr(record, f"{name}_es", "") if _language() == "es" else ""
    return str(spanish or getattr(record, name))


def _published() -> QuerySet[Opening]:
    return Opening.objects.filter(is_published=True, cycle__is_published=True, office__is_active=True)


def _row(opening: Opening, cycle: CycleFacts, at: datetime) -> OpeningRow:
    office = opening.office
    zone = zoneinfo.ZoneInfo(office.time_zone)
    closes = moment_in_words(cycle.closes_at.astimezone(zone), _language(), zone=True) if cycle.closes_at else ""
    return OpeningRow(
        slug=opening.slug, office=office.name, place=office.place, state=office.state, region=office.region.name,
        pay_low_cents=opening.pay_low_cents, pay_high_cents=opening.pay_high_cents,
        extra_pay_spanish_cents=opening.extra_pay_spanish_cents, spanish=opening.spanish, seats=opening.seats,
        starts_on=opening.starts_on, closes_at=closes, is_open=cycle.is_open(at),
    )  # fmt: skip


def opening_rows(at: datetime) -> tuple[OpeningRow, ...]:
    """Published openings of cycles that have not closed, by region and place; two queries."""
    openings = (
        _published()
        .select_related("cycle", "office", "office__region")
        .prefetch_related("cycle__milestones")
        .order_by("office__region__sort_order", "office__region__name", "office__state", "office__name", "pk")
    )
    rows = []
    for opening in openings:
        cycle = facts_of(opening.cycle)
        if cycle.closes_at is not None and cycle.closes_at > at:
            rows.append(_row(opening, cycle, at))
    return tuple(rows)


def opening_page(slug: str, at: datetime) -> OpeningPage:
    """One published opening; 404 for any other."""
    openings = _published().select_related("cycle", "office", "office__region")
    openings = openings.prefetch_related("cycle__milestones", "office__jurisdictions")
    opening = openings.filter(slug=slug).first()
    if opening is None:
        raise Http404
    cycle = facts_of(opening.cycle)
    zone = zoneinfo.ZoneInfo(opening.office.time_zone)
    row = _row(opening, cycle, at)
    state = "open" if row.is_open else "coming" if cycle.opens_at and cycle.opens_at > at else "closed"
    return OpeningPage(
        row=row, cycle=cycle.name, zone=zone_in_words(at.astimezone(zone), _language()), state=state,
        opens_at=_moment(cycle.opens_at, zone), hear_by=_day(cycle.hear_by, zone), summary=_said(opening, "summary"),
        duties=tuple(line.strip() for line in _said(opening, "duties").splitlines() if line.strip()),
        benefits=_said(opening, "benefits"), travel=_said(opening, "travel"),
        relocation_cents=opening.relocation_cents,
        about_office=_said(opening.office, "blurb"), happenings=_happenings(cycle, zone),
        posting=posting_for(opening, at),
    )  # fmt: skip


def _moment(at: datetime | None, zone: zoneinfo.ZoneInfo) -> str:
    return moment_in_words(at.astimezone(zone), _language(), zone=True) if at else ""


def _day(at: datetime | None, zone: zoneinfo.ZoneInfo) -> str:
    return day_in_words(at.astimezone(zone).date(), _language()) if at else ""


def _happenings(cycle: CycleFacts, zone: zoneinfo.ZoneInfo) -> tuple[Happening, ...]:
    """What follows an application, with its dates; lines without a date are left out."""
    kinds = MilestoneKind
    lines = (
        Happening("apply", _day(cycle.closes_at, zone), us=False),
        Happening("read", _day(cycle.dates.get(kinds.REVIEW_DUE), zone)),
        Happening("talk", _day(cycle.dates.get(kinds.INTERVIEWS_TO), zone), us=False),
        Happening("hear", _day(cycle.hear_by, zone)),
        Happening("start", _day(cycle.dates.get(kinds.DAY_ONE), zone), us=False, next=True),
    )
    return tuple(line for line in lines if line.when)


def office_options(cycle_id: UUID) -> tuple[OfficeOption, ...]:
    """The offices with a published opening in a cycle, by state and name; one query."""
    rows = (
        Opening.objects.filter(cycle_id=cycle_id, is_published=True, office__is_active=True)
        .order_by("office__state", "office__name", "office_id")
        .values_list("office_id", "office__name", "office__city", "office__state")
    )
    return tuple(OfficeOption(str(pk), name, f"{city}, {state}") for pk, name, city, state in rows)
