"""The lists: a fellow's list of offices, and an office's list of fellows, as their pages show them."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cohorts.models import Cohort, Employer, Fellow, FellowRanking, OfficeRanking, RankingSheet, Seat
from cohorts.queries.cohorts import CohortFacts, facts_of
from cohorts.rules.lists import by_numbers
from cohorts.rules.stages import FellowStage
from fellowship.access import visible
from fellowship.models import HostOffice, Person
from recruitment.models import Opening
from recruitment.models.wording import LANGUAGE_LABELS


@dataclass(frozen=True, slots=True)
class SheetState:
    """When a list was last saved, and since when its owner calls it done. Cleared by the next change."""

    saved_at: datetime | None = None
    submitted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One office on a fellow's page. Pay is in cents a year; ``position`` is 0 without a number."""

    id: UUID
    name: str
    place: str
    region: str
    seats: int
    spanish_seats: int
    spanish_valued: bool
    pay_low: int
    pay_high: int
    extra_pay: int
    program_employs: bool
    starts_on: date
    travel: str
    position: int = 0
    never: bool = False


@dataclass(frozen=True, slots=True)
class FellowList:
    """A fellow's own list: ranked offices in order, then those without a number, then those never wanted."""

    fellow_id: UUID
    spanish: bool
    cohort: CohortFacts
    state: SheetState
    ranked: tuple[OfficeRow, ...]
    others: tuple[OfficeRow, ...]
    never: tuple[OfficeRow, ...]

    @property
    def open_rows(self) -> tuple[OfficeRow, ...]:
        """The rows that take a number."""
        return (*self.ranked, *self.others)


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


@dataclass(frozen=True, slots=True)
class OfficeList:
    """An office's list: ranked fellows in order, those without a number, and those not wanted."""

    office_id: UUID
    office_name: str
    cohort: CohortFacts
    state: SheetState
    seats: int
    spanish_seats: int
    ranked: tuple[FellowRow, ...]
    others: tuple[FellowRow, ...]
    refused: tuple[FellowRow, ...]

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
    rows = [_marked(row, marks) for row in offices_on_offer(fellow.cohort)]
    return FellowList(
        fellow_id=fellow.pk,
        spanish=fellow.spanish,
        cohort=facts_of(fellow.cohort),
        state=_state(RankingSheet.objects.filter(fellow=fellow).first()),
        ranked=tuple(sorted((row for row in rows if row.position), key=lambda row: row.position)),
        others=tuple(row for row in rows if not row.position and not row.never),
        never=tuple(row for row in rows if row.never),
    )


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
    return OfficeList(
        office_id=office.pk,
        office_name=office.name,
        cohort=facts_of(cohort),
        state=_state(RankingSheet.objects.filter(office=office, cohort=cohort).first()),
        seats=len(mine),
        spanish_seats=sum(mine),
        ranked=tuple(sorted((row for row in rows if row.position), key=lambda row: row.position)),
        others=tuple(row for row in rows if not row.position and not row.refused),
        refused=tuple(row for row in rows if row.refused),
    )


def languages_in_words(languages: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """Languages other than English, and where only the basics are there, that."""
    words = []
    for row in languages:
        name = str(LANGUAGE_LABELS.get(row["language"], row["language"]))
        if row["language"] != "en":
            words.append(_("%(language)s, basic") % {"language": name} if row["level"] == "basic" else name)
    return tuple(words)


def _state(sheet: RankingSheet | None) -> SheetState:
    return SheetState() if sheet is None else SheetState(sheet.saved_at, sheet.submitted_at)


def _offer(seats: list[Seat], opening: Opening | None) -> OfficeRow:
    office, pays = seats[0].office, [seat.pay for seat in seats]
    return OfficeRow(
        id=office.pk,
        name=office.name,
        place=office.place,
        region=office.region.name,
        seats=len(seats),
        spanish_seats=sum(seat.spanish_needed for seat in seats),
        spanish_valued=opening is not None and opening.spanish != Opening.Spanish.NONE,
        pay_low=min(pays),
        pay_high=max(pays),
        extra_pay=opening.extra_pay_spanish_cents if opening else 0,
        program_employs=any(seat.employer_of_record == Employer.PROGRAM for seat in seats),
        starts_on=seats[0].starts_on,
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
    )
