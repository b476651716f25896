"""What applicants asked for, as they see it and as those who answer do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, QuerySet, When
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fellowship.access import can, visible
from fellowship.models import Person
from fellowship.queries.next_steps import NextStep, Urgency
from recruitment.models import AccommodationRequest, Application, MoreTime
from recruitment.queries import cycles
from recruitment.queries.waiting import ERASURES, MORE_TIME, waiting
from recruitment.rules.requests import AccommodationStage, ErasureStage, TimeStage, may_ask_for_time
from recruitment.rules.stages import CLOSED_STAGES, Stage

OWN = "recruitment.own_application"
GIVE_TIME = "recruitment.give_time"
ARRANGE = "recruitment.arrange_accommodation"
ERASE = "recruitment.settle_erasure"
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class OwnTime:
    """More time, as the applicant sees it."""

    application_id: UUID
    reference: str
    deadline: datetime | None
    stage: str
    reason: str
    answer: str
    can_ask: bool


@dataclass(frozen=True, slots=True)
class OwnAccommodation:
    """An accommodation, as the applicant sees it."""

    application_id: UUID
    reference: str
    request_id: UUID | None
    stage: str
    need: str
    answer: str
    answered_at: datetime | None
    can_ask: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A line in a list of requests. ``what`` is shown on the page of one alone."""

    id: UUID
    name: str
    reference: str
    stage: str
    asked_at: datetime
    deadline: datetime | None = None
    until: datetime | None = None
    is_arrangement: bool = False
    what: str = ""
    answer: str = ""


def _own(person: Person, application_id: UUID) -> Application:
    found: Application = get_object_or_404(visible(person, OWN).select_related("cycle"), pk=application_id)
    return found


def own_time(person: Person, application_id: UUID, at: datetime) -> OwnTime:
    """The newest request for more time of one's own application; three queries."""
    application = _own(person, application_id)
    rows = MoreTime.objects.filter(application=application, is_arrangement=False)
    newest = rows.order_by("-asked_at", "-pk").first()
    deadline = cycles.deadline_of(application)
    is_open = newest is not None and newest.stage == TimeStage.ASKED
    can_ask = application.stage == Stage.DRAFT and may_ask_for_time(closes_at=deadline, at=at) and not is_open
    return OwnTime(
        application.pk, application.reference, deadline, newest.stage if newest else "",
        newest.reason if newest else "", newest.answer if newest else "", can_ask,
    )  # fmt: skip


def own_accommodation(person: Person, application_id: UUID) -> OwnAccommodation:
    """The newest request of one's own application; two queries."""
    application = _own(person, application_id)
    rows = AccommodationRequest.objects.filter(application=application).exclude(stage=AccommodationStage.TAKEN_BACK)
    newest = rows.order_by("-asked_at", "-pk").first()
    is_open = newest is not None and newest.stage == AccommodationStage.ASKED
    return OwnAccommodation(
        application_id=application.pk, reference=application.reference, request_id=newest.pk if newest else None,
        stage=newest.stage if newest else "", need=newest.need if newest else "",
        answer=newest.answer if newest else "", answered_at=newest.answered_at if newest else None,
        can_ask=application.stage not in CLOSED_STAGES and not is_open,
    )  # fmt: skip


def own_accommodation_id(person: Person, application_id: UUID) -> UUID | None:
    """The id of the newest request that is not taken back."""
    return own_accommodation(person, application_id).request_id


def _page(rows: QuerySet[Any], open_stage: str, page: int) -> Page[Any]:
    """One page of requests, those that wait first and then the newest; two queries."""
    waits_first = Case(When(stage=open_stage, then=0), default=1, output_field=IntegerField())
    return Paginator(rows.order_by(waits_first, "-asked_at", "-pk"), PER_PAGE).get_page(page)


def time_requests(person: Person, page: int = 1) -> Page[Asked]:
    """Who asked for more time, open ones first; an arrangement shows as one, without a reason. Two queries."""
    rows = visible(person, GIVE_TIME).select_related("application__person")
    shown = _page(rows, TimeStage.ASKED, page)
    shown.object_list = [
        Asked(
            row.pk, row.application.person.get_full_name(), row.application.reference, row.stage, row.asked_at,
            until=row.until, is_arrangement=row.is_arrangement,
        )
        for row in shown.object_list
    ]  # fmt: skip
    return shown


def time_request(person: Person, request_id: UUID) -> Asked:
    """One request with its reason; 404 for others. Two queries."""
    row = get_object_or_404(visible(person, GIVE_TIME).select_related("application__person"), pk=request_id)
    return Asked(
        row.pk, row.application.person.get_full_name(), row.application.reference, row.stage, row.asked_at,
        cycles.deadline_of(row.application), row.until, row.is_arrangement, row.reason, row.answer,
    )  # fmt: skip


def accommodations(person: Person, page: int = 1) -> Page[Asked]:
    """Who asked the coordinator, open ones first, without what they asked for. Two queries."""
    rows = visible(person, ARRANGE).exclude(stage=AccommodationStage.TAKEN_BACK).select_related("application__person")
    shown = _page(rows, AccommodationStage.ASKED, page)
    shown.object_list = [
        Asked(row.pk, row.application.person.get_full_name(), row.application.reference, row.stage, row.asked_at)
        for row in shown.object_list
    ]
    return shown


def accommodation(person: Person, request_id: UUID) -> AccommodationRequest:
    """One request for the coordinator; 404 for others. The view has the look noted before it is shown."""
    rows = visible(person, ARRANGE).exclude(stage=AccommodationStage.TAKEN_BACK)
    found: AccommodationRequest = get_object_or_404(rows.select_related("application__person"), pk=request_id)
    return found


def accommodation_page(request: AccommodationRequest) -> Asked:
    """The request with what was asked for; one query for the deadline."""
    return Asked(
        request.pk, request.application.person.get_full_name(), request.application.reference, request.stage,
        request.asked_at, cycles.deadline_of(request.application), what=request.need, answer=request.answer,
    )  # fmt: skip


def erasure_requests(person: Person, page: int = 1) -> Page[Asked]:
    """Who asked to have their data deleted and waits; two queries."""
    rows = visible(person, ERASE).exclude(stage=ErasureStage.DONE).select_related("person")
    shown = _page(rows, ErasureStage.ASKED, page)
    shown.object_list = [
        Asked(row.pk, row.person.get_full_name(), "", row.stage, row.asked_at, answer=row.answer)
        for row in shown.object_list
    ]
    return shown


def erasure_request(person: Person, request_id: UUID) -> Asked:
    """One such request that is not done; 404 for others."""
    rows = visible(person, ERASE).exclude(stage=ErasureStage.DONE).select_related("person")
    row = get_object_or_404(rows, pk=request_id)
    return Asked(row.pk, row.person.get_full_name(), "", row.stage, row.asked_at, answer=row.answer)


def for_coordinator(person: Person, at: datetime) -> Iterator[NextStep]:
    """Answer what people need; one query, none for others."""
    if can(person, ARRANGE):
        count = visible(person, ARRANGE).filter(stage=AccommodationStage.ASKED).count()
        title = ngettext("Answer %(count)d accommodation request", "Answer %(count)d accommodation requests", count)
        yield from _step(count, title, "recruitment_accommodations", _("Only you can read what they need."))


def for_manager(person: Person, at: datetime) -> Iterator[NextStep]:
    """Answer who asked for time or for their data to be deleted; one query, none for others."""
    if not can(person, GIVE_TIME):
        return
    counts = waiting(person, at)
    count = counts[MORE_TIME]
    title = ngettext("Answer %(count)d request for more time", "Answer %(count)d requests for more time", count)
    yield from _step(count, title, "recruitment_time_requests", _("Their deadline goes on while they wait."))
    count = counts[ERASURES]
    title = ngettext("Delete the data of %(count)d person", "Delete the data of %(count)d people", count)
    yield from _step(count, title, "recruitment_erasures", _("They asked for it, and a person has to look first."))


def _step(count: int, title: str, url_name: str, why: str) -> Iterator[NextStep]:
    if count:
        yield NextStep(title % {"count": count}, reverse(url_name), Urgency.TODAY, why=why, area="recruitment")
