"""The lists: a fellow's list of offices, and an office's list of fellows, as their pages show them."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cohorts.models import (
    Cohort,
    Conflict,
    ConflictSide,
    Employer,
    Fellow,
    FellowRanking,
    ListImport,
    OfficeRanking,
    OfficesRank,
    RankingSheet,
    RegionRanking,
    Seat,
)
from cohorts.queries.cohorts import CohortFacts, facts_of
from cohorts.queries.limits import barred_words, limits_in_words, spots_of
from cohorts.queries.met import met_ids, told_ids
from cohorts.rules.limits import read_limits
from cohorts.rules.lists import by_numbers
from cohorts.rules.stages import FellowStage
from cohorts.rules.together import neutral_order
from fellowship.access import visible
from fellowship.models import HostOffice, Person
from recruitment.models import Opening
from recruitment.models.wording import LANGUAGE_LABELS


@dataclass(frozen=True, slots=True)
class SheetState:
    """When a list was last saved, and since when its owner calls it done. Cleared by the next change.

    ``version`` counts its changes; ``can_undo`` says whether there is a step to take back.
    """

    saved_at: datetime | None = None
    submitted_at: datetime | None = None
    version: int = 0
    can_undo: bool = False


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One office on a fellow's page. Pay is in cents a year; ``position`` is 0 without a number."""

    id: UUID
    name: str
    place: str
    region: str
    region_id: UUID
    seats: int
    spanish_seats: int
    spanish_valued: bool
    pay_low: int
    pay_high: int
    extra_pay: int
    program_employs: bool
    starts_on: date
    last_start: date
    travel: str
    position: int = 0
    never: bool = False
    barred: str = ""
    is_region: bool = False


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A whole region on a fellow's page: it stands for ``offices``, in that order, which have no mark of their own."""

    id: UUID
    name: str
    offices: tuple[str, ...]
    position: int = 0
    is_region: bool = True


@dataclass(frozen=True, slots=True)
class FellowList:
    """A fellow's own list: ranked rows in order, then offices without a number, regions, and offices never wanted."""

    fellow_id: UUID
    spanish: bool
    cohort: CohortFacts
    state: SheetState
    ranked: tuple[OfficeRow | RegionRow, ...]
    others: tuple[OfficeRow, ...]
    regions: tuple[RegionRow, ...]
    never: tuple[OfficeRow, ...]
    limits: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()

    @property
    def open_rows(self) -> tuple[OfficeRow | RegionRow, ...]:
        """The rows that take a number."""
        return (*self.ranked, *self.others, *self.regions)


@dataclass(frozen=True, slots=True)
class FellowRow:
    """One fellow on an office's page; equal positions are a tie."""

    id: UUID
    name: str
    pronouns: str
    languages: tuple[str, ...]
    spanish: bool
    position: int = 0
    refused: bool = False
    reason: str = ""
    score: int = 0


@dataclass(frozen=True, slots=True)
class OfficeList:
    """An office's list: ranked fellows in order, those without a number, and those not wanted.

    Where offices rank only finalists they met, ``unmet`` are the others, whoever lists the office; ``told`` are those
    of whom the office said how the meeting went.
    """

    office_id: UUID
    office_name: str
    cohort: CohortFacts
    state: SheetState
    seats: int
    spanish_seats: int
    ranked: tuple[FellowRow, ...]
    others: tuple[FellowRow, ...]
    refused: tuple[FellowRow, ...]
    conflicts: tuple[str, ...] = ()
    last_sheet: UUID | None = None
    only_met: bool = False
    unmet: tuple[FellowRow, ...] = ()
    told: frozenset[UUID] = frozenset()

    @property
    def everyone(self) -> tuple[FellowRow, ...]:
        """Everybody of the cohort by name, on the list or not."""
        return tuple(sorted((*self.open_rows, *self.refused, *self.unmet), key=lambda row: row.name))

    @property
    def scores(self) -> dict[UUID, int]:
        """The scores that the order was made of; nothing where it was made by numbers."""
        return {row.id: row.score for row in self.ranked if row.score}

    @property
    def open_rows(self) -> tuple[FellowRow, ...]:
        """The rows that take a number."""
        return (*self.ranked, *self.others)

    def groups_without(self, fellow_id: UUID) -> list[list[UUID]]:
        """The list as it is but for one fellow."""
        numbers = {row.id: row.position for row in self.ranked if row.id != fellow_id}
        return by_numbers(numbers)

    def reasons(self, only: Container[UUID] | None = None) -> dict[UUID, str]:
        """Why the office refuses whom it refuses; of ``only`` these when given."""
        return {row.id: row.reason for row in self.refused if only is None or row.id in only}


def own_fellow(person: Person) -> Fellow | None:
    """The person as a fellow of the newest cohort they are in; one query."""
    fellows = visible(person, "cohorts.rank_offices").exclude(stage=FellowStage.LEFT)
    fellow: Fellow | None = fellows.select_related("cohort").order_by("-cohort__year").first()
    return fellow


def fellow_list(person: Person) -> FellowList | None:
    """The person's own list of offices; ``None`` for someone who is not to be placed."""
    fellow = own_fellow(person)
    if fellow is None:
        return None
    marks = {row.office_id: row for row in FellowRanking.objects.filter(fellow=fellow)}
    at_region = dict(RegionRanking.objects.filter(fellow=fellow).values_list("region_id", "position"))
    offers, limits = offices_on_offer(fellow.cohort), read_limits(fellow.limits)
    spots = spots_of(fellow.cohort)
    rows = [replace(_marked(row, marks), barred=barred_words(limits, spots[row.id], row.last_start)) for row in offers]
    regions = [replace(row, position=at_region.get(row.id, 0)) for row in _regions(fellow.cohort, rows)]
    listed: list[OfficeRow | RegionRow] = [row for row in rows if row.position]
    listed += [row for row in regions if row.position]
    told = Conflict.objects.filter(fellow=fellow, side=ConflictSide.FELLOW).select_related("office")
    return FellowList(
        fellow_id=fellow.pk,
        spanish=fellow.spanish,
        cohort=facts_of(fellow.cohort),
        state=_state(RankingSheet.objects.filter(fellow=fellow).first()),
        ranked=tuple(sorted(listed, key=lambda row: row.position)),
        others=tuple(row for row in rows if not row.position and not row.never),
        regions=tuple(row for row in regions if not row.position),
        never=tuple(row for row in rows if row.never),
        limits=limits_in_words(limits, {str(row.id): row.name for row in regions}),
        conflicts=tuple(sorted(row.office.name for row in told)),
    )


def _regions(cohort: Cohort, rows: Iterable[OfficeRow]) -> list[RegionRow]:
    """The regions of the offices on offer, by name, each with the offices that it stands for."""
    names: dict[UUID, str] = {}
    by_region: dict[UUID, dict[str, str]] = {}
    for row in rows:
        names[row.region_id] = row.region
        mine = by_region.setdefault(row.region_id, {})
        if not row.position and not row.never:
            mine[str(row.id)] = row.name
    return [
        RegionRow(
            key, names[key], tuple(by_region[key][office] for office in neutral_order(str(cohort.pk), by_region[key]))
        )
        for key in sorted(names, key=lambda key: names[key])
    ]


def offices_on_offer(cohort: Cohort) -> tuple[OfficeRow, ...]:
    """Every office with an open seat in the cohort, by name; two queries."""
    openings = {row.office_id: row for row in Opening.objects.filter(cycle_id=cohort.cycle_id)}
    seats = Seat.objects.filter(cohort=cohort, is_open=True).select_related("office__region")
    by_office: dict[UUID, list[Seat]] = {}
    for seat in seats.order_by("office__name", "starts_on", "label"):
        by_office.setdefault(seat.office_id, []).append(seat)
    return tuple(_offer(mine, openings.get(office)) for office, mine in by_office.items())


def own_offices(person: Person) -> tuple[tuple[UUID, str], ...]:
    """The offices a person supervises, by name."""
    return tuple(visible(person, "cohorts.rank_fellows").order_by("name").values_list("pk", "name"))


def office_list(person: Person, office_id: UUID) -> OfficeList | None:
    """An office's list of the newest cohort it has seats in; ``None`` without one; 404 for a foreign office."""
    office: HostOffice = get_object_or_404(visible(person, "cohorts.rank_fellows"), pk=office_id)
    seats = Seat.objects.filter(office=office, is_open=True).select_related("cohort").order_by("-cohort__year", "pk")
    first = seats.first()
    if first is None:
        return None
    cohort = first.cohort
    mine = [seat.spanish_needed for seat in seats if seat.cohort_id == cohort.pk]
    marks = {row.fellow_id: row for row in OfficeRanking.objects.filter(office=office, cohort=cohort)}
    fellows = Fellow.objects.filter(cohort=cohort).exclude(stage=FellowStage.LEFT).select_related("person")
    rows = [_fellow_row(fellow, marks.get(fellow.pk)) for fellow in fellows.order_by("person__name", "pk")]
    told = Conflict.objects.filter(office=office, fellow__cohort=cohort, side=ConflictSide.OFFICE)
    sheets = ListImport.objects.filter(office=office, cohort=cohort, used_at__isnull=False)
    conflicted = set(told.values_list("fellow_id", flat=True))
    only_met = cohort.offices_rank == OfficesRank.MET
    met = met_ids(cohort.pk, office.pk) if only_met else {row.id for row in rows}
    may = _closed_up([row for row in rows if row.id in met and not row.refused])
    return OfficeList(
        office_id=office.pk,
        office_name=office.name,
        cohort=facts_of(cohort),
        state=_state(RankingSheet.objects.filter(office=office, cohort=cohort).first()),
        seats=len(mine),
        spanish_seats=sum(mine),
        ranked=tuple(sorted((row for row in may if row.position), key=lambda row: row.position)),
        others=tuple(row for row in may if not row.position),
        refused=tuple(row for row in rows if row.refused),
        conflicts=tuple(row.name for row in rows if row.id in conflicted),
        last_sheet=sheets.order_by("-sent_at", "pk").values_list("pk", flat=True).first(),
        only_met=only_met,
        unmet=tuple(row for row in rows if row.id not in met and not row.refused),
        told=told_ids(cohort.pk, office.pk) if only_met else frozenset(),
    )


def _closed_up(rows: list[FellowRow]) -> list[FellowRow]:
    """The rows with places from 1 on without a gap: a number of somebody who does not count leaves none."""
    order = {place: n for n, place in enumerate(sorted({row.position for row in rows if row.position}), start=1)}
    return [replace(row, position=order.get(row.position, 0)) for row in rows]


def languages_in_words(languages: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """Languages other than English, and where only the basics are there, that."""
    words = []
    for row in languages:
        name = str(LANGUAGE_LABELS.get(row["language"], row["language"]))
        if row["language"] != "en":
            words.append(_("%(language)s, basic") % {"language": name} if row["level"] == "basic" else name)
    return tuple(words)


def _state(sheet: RankingSheet | None) -> SheetState:
    if sheet is None:
        return SheetState()
    return SheetState(sheet.saved_at, sheet.submitted_at, sheet.version, sheet.previous is not None)


def _offer(seats: list[Seat], opening: Opening | None) -> OfficeRow:
    office, pays = seats[0].office, [seat.pay for seat in seats]
    return OfficeRow(
        id=office.pk,
        name=office.name,
        place=office.place,
        region=office.region.name,
        region_id=office.region_id,
        seats=len(seats),
        spanish_seats=sum(seat.spanish_needed for seat in seats),
        spanish_valued=opening is not None and opening.spanish != Opening.Spanish.NONE,
        pay_low=min(pays),
        pay_high=max(pays),
        extra_pay=opening.extra_pay_spanish_cents if opening else 0,
        program_employs=any(seat.employer_of_record == Employer.PROGRAM for seat in seats),
        starts_on=seats[0].starts_on,
        last_start=seats[-1].starts_on,
        travel=_travel(opening) if opening else "",
    )


def _travel(opening: Opening) -> str:
    """How to get around, in the active language where it was written in it."""
    spanish = (get_language() or "en").startswith("es")
    return (spanish and opening.travel_es) or opening.travel


def _marked(row: OfficeRow, marks: Mapping[UUID, FellowRanking]) -> OfficeRow:
    mark = marks.get(row.id)
    if mark is None:
        return row
    return replace(row, position=mark.position or 0, never=mark.never)


def _fellow_row(fellow: Fellow, mark: OfficeRanking | None) -> FellowRow:
    return FellowRow(
        id=fellow.pk,
        name=fellow.person.get_full_name(),
        pronouns=fellow.person.pronouns,
        languages=languages_in_words(fellow.languages),
        spanish=fellow.spanish,
        position=(mark.position or 0) if mark else 0,
        refused=mark.not_this_person if mark else False,
        reason=mark.reason if mark else "",
        score=(mark.score or 0) if mark else 0,
    )
