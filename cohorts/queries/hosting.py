"""A host office as its supervisors see it: seats, promises, finalists to meet, advocates and their training."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.shortcuts import get_object_or_404

from cohorts.models import ChangeRequest, Cohort, Fellow, InterviewFeedback, OfficeCommitment, Placement, Seat
from cohorts.queries import training_status
from cohorts.queries.host_dates import HostPlan, host_plan
from cohorts.queries.known import waits_for_a_place
from cohorts.queries.met import rankable
from cohorts.queries.placement_page import RequestRow, request_rows
from cohorts.queries.request_words import promise_words
from cohorts.queries.training_status import TrainingStatus
from cohorts.rules.requests import Promise
from cohorts.rules.stages import LIVE_PLACEMENTS
from fellowship.access import visible
from fellowship.models import HostOffice, Person


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise; signed by whom and when, or still to be confirmed."""

    key: str
    words: str
    signed_as: str
    signed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Hosted:
    """One advocate at the office."""

    placement_id: UUID
    name: str
    starts_on: date
    ends_on: date
    is_mine: bool
    training: TrainingStatus | None


@dataclass(frozen=True, slots=True)
class HostPage:
    """The page of an office."""

    office_id: UUID
    name: str
    cohort: Cohort | None
    seats: tuple[tuple[str, date], ...]
    promises: tuple[PromiseRow, ...]
    finalists: tuple[tuple[UUID, str, bool], ...]
    team: tuple[Hosted, ...]
    plan: HostPlan

    @property
    def open_promises(self) -> tuple[PromiseRow, ...]:
        """What is still to be confirmed."""
        return tuple(row for row in self.promises if row.signed_at is None)


def own_offices(person: Person) -> tuple[tuple[UUID, str], ...]:
    """The offices a person supervises in, by name."""
    return tuple(visible(person, "cohorts.host_office").order_by("name").values_list("pk", "name"))


def host_page(person: Person, office_id: UUID, at: datetime) -> HostPage:
    """The office's page; 404 for another office. The number of queries does not grow with the people."""
    office: HostOffice = get_object_or_404(visible(person, "cohorts.host_office"), pk=office_id)
    seats = Seat.objects.filter(office=office).select_related("cohort").order_by("-cohort__year", "starts_on", "label")
    rows = list(seats)
    cohort = rows[0].cohort if rows else None
    mine = [seat for seat in rows if seat.cohort_id == rows[0].cohort_id]
    promises = _promises(office, cohort) if cohort else ()
    unsigned = sum(row.signed_at is None for row in promises)
    return HostPage(
        office_id=office.pk, name=office.name, cohort=cohort,
        seats=tuple((seat.label, seat.starts_on) for seat in mine), promises=promises,
        finalists=_finalists(office, cohort) if cohort else (),
        team=_team(person, office, at), plan=host_plan(person, office, cohort, mine, unsigned=unsigned, at=at),
    )  # fmt: skip


def one_finalist(person: Person, office_id: UUID, fellow_id: UUID) -> tuple[Fellow, InterviewFeedback | None]:
    """A finalist of a cohort in which the office has seats, and what was said after meeting them; 404 otherwise.

    Whether the finalist lists the office does not show.
    """
    office = get_object_or_404(visible(person, "cohorts.host_office"), pk=office_id)
    cohorts = Seat.objects.filter(office=office).values("cohort_id")
    ready = Fellow.objects.filter(waits_for_a_place(), cohort__in=cohorts)
    fellow = get_object_or_404(ready.select_related("person"), pk=fellow_id)
    return fellow, InterviewFeedback.objects.filter(office=office, fellow=fellow).first()


def own_placement(person: Person, placement_id: UUID) -> Placement:
    """A placement of one's own, as advocate or supervisor; 404 otherwise."""
    rows = visible(person, "cohorts.see_own_placement").select_related("fellow__person", "seat__office")
    found: Placement = get_object_or_404(rows, pk=placement_id)
    return found


def own_request(person: Person, request_id: UUID) -> ChangeRequest:
    """What the person asked for; 404 for anybody else's."""
    found: ChangeRequest = get_object_or_404(ChangeRequest, pk=request_id, asked_by=person)
    return found


def own_requests(person: Person, placement: Placement) -> tuple[RequestRow, ...]:
    """What a person asked about a placement: their own alone."""
    return request_rows(placement.requests.filter(asked_by=person))


def _promises(office: HostOffice, cohort: Cohort) -> tuple[PromiseRow, ...]:
    signed = {row.promise: row for row in OfficeCommitment.objects.filter(office=office, cohort=cohort)}
    return tuple(
        PromiseRow(
            key.value, promise_words(key), signed[key].signed_as if key in signed else "",
            signed[key].confirmed_at if key in signed else None,
        )
        for key in Promise
    )  # fmt: skip


def _finalists(office: HostOffice, cohort: Cohort) -> tuple[tuple[UUID, str, bool], ...]:
    """Whom the office may rank, whoever lists it: that is nothing an office learns."""
    rows = rankable(cohort, office.pk).filter(waits_for_a_place())
    told = set(InterviewFeedback.objects.filter(office=office).values_list("fellow_id", flat=True))
    people = rows.select_related("person").order_by("person__name", "pk")
    return tuple((row.pk, row.person.get_full_name(), row.pk in told) for row in people)


def _team(person: Person, office: HostOffice, at: datetime) -> tuple[Hosted, ...]:
    rows = list(
        Placement.objects.filter(
            seat__office=office, stage__in=LIVE_PLACEMENTS, ends_on__gte=at.date(), held_back=False
        )
        .select_related("fellow__person")
        .order_by("fellow__person__name", "pk")
    )
    status = training_status.of([row.fellow.person_id for row in rows], at)
    return tuple(
        Hosted(
            row.pk, row.fellow.person.get_full_name(), row.starts_on, row.ends_on, row.supervisor_id == person.pk,
            status.get(row.fellow.person_id),
        )
        for row in rows
    )  # fmt: skip
