"""One placement as a program manager sees it: facts, what is planned, what was asked, and all that happened."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cohorts.models import ChangeRequest, Placement, PlacementChange
from cohorts.queries.change_words import end_choices, facts_in_words, kind_label, stage_label
from cohorts.queries.placement_list import PlacementRow, row_of
from cohorts.queries.request_words import ask_label, ask_stage_label
from cohorts.queries.supervisors import supervisors_of_offices
from cohorts.queries.vacancies import OpenSeat, seats_for
from cohorts.rules.changes import IN_THE_WAY, OPEN_CHANGES, ChangeKind, ChangeStage, days_of_leave
from cohorts.rules.requests import AskKind, AskStage
from cohorts.rules.stages import LIVE_PLACEMENTS
from fellowship.access import visible
from fellowship.models import Person

REACH = "cohorts.change_placements"


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change. It can be called off until it takes effect; a leave under way can end earlier."""

    id: UUID
    label: str
    stage: str
    stage_label: str
    words: str
    reason: str
    by: str
    at: datetime
    can_call_off: bool
    can_return: bool


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request, with its words and the answer."""

    id: UUID
    placement_id: UUID
    label: str
    about: str
    office: str
    is_quiet: bool
    is_open: bool
    stage_label: str
    words: str
    by: str
    at: datetime
    answer: str


@dataclass(frozen=True, slots=True)
class PlacementPage:
    """The page of one placement."""

    row: PlacementRow
    email: str
    seat: str
    pay: int
    came_from: str
    actions: tuple[tuple[str, str], ...]
    changes: tuple[ChangeRow, ...]
    requests: tuple[RequestRow, ...]
    steps: tuple[tuple[datetime, str, str], ...]
    search: tuple[OpenSeat, ...]
    is_searching: bool
    is_held_back: bool


def one_placement(person: Person, placement_id: UUID) -> Placement:
    """A placement within reach; 404 otherwise."""
    rows = visible(person, REACH).select_related("fellow__person", "fellow__cohort", "seat__office", "supervisor")
    found: Placement = get_object_or_404(rows, pk=placement_id)
    return found


def one_change(person: Person, change_id: UUID) -> PlacementChange:
    """A change of a placement within reach; 404 otherwise."""
    rows = PlacementChange.objects.filter(placement__in=visible(person, REACH))
    people = rows.select_related("placement__fellow__person", "to_seat__office", "supervisor_after", "made_by")
    found: PlacementChange = get_object_or_404(people, pk=change_id)
    return found


def one_request(person: Person, request_id: UUID) -> RequestRow:
    """A request about a placement within reach; 404 otherwise."""
    rows = ChangeRequest.objects.filter(placement__in=visible(person, REACH), pk=request_id)
    found = request_rows(rows)
    if not found:
        raise Http404
    return found[0]


def placement_page(person: Person, placement_id: UUID, on: date) -> PlacementPage:
    """Everything about one placement; the search for another seat stands there while somebody fears its end."""
    placement = one_placement(person, placement_id)
    changes = _changes(placement, on)
    requests = request_rows(placement.requests.all())
    searching = any(row.is_quiet and row.is_open for row in requests) and placement.stage in LIVE_PLACEMENTS
    before = placement.replaces
    return PlacementPage(
        row=row_of(placement), email=placement.fellow.person.email, seat=placement.seat.label,
        pay=placement.seat.pay, came_from=before.seat.office.name if before else "",
        actions=_actions(placement), changes=changes, requests=requests, steps=_steps(placement),
        search=seats_for(person, placement.fellow, away_from=placement.seat.office_id) if searching else (),
        is_searching=searching, is_held_back=placement.held_back and placement.stage in LIVE_PLACEMENTS,
    )  # fmt: skip


def choices_for(kind: str, person: Person, placement: Placement, on: date) -> list[tuple[str, str]]:
    """What a form offers: seats to move to, supervisors of the office, kinds of an early end."""
    if kind == ChangeKind.TRANSFER:
        return [(str(seat.id), seat_in_words(seat)) for seat in seats_for(
            person, placement.fellow, away_from=placement.seat.office_id
        )]  # fmt: skip
    if kind == ChangeKind.SUPERVISOR:
        office = placement.seat.office_id
        leads = supervisors_of_offices([office], on).get(office, ())
        return [(str(lead.pk), lead.get_full_name()) for lead in leads if lead.pk != placement.supervisor_id]
    return end_choices() if kind == ChangeKind.END else []


def consequences(kind: str, placement: Placement, kept: dict[str, Any]) -> list[str]:
    """What will follow, sentence by sentence, for the check page."""
    told = _(
        "The advocate, the supervisors and the program managers concerned each get one letter. No reason is told."
    )
    undo = _("You can call it off until it takes effect.")
    role = _("Access as an advocate ends and begins with these days.")
    match kind:
        case ChangeKind.LEAVE:
            days = days_of_leave(kept["first_day"], kept["last_day"])
            words = {"days": days, "last": placement.ends_on + timedelta(days=days)}
            own = [
                _("Last day of the placement after a leave of %(days)d days: %(last)s.") % words,
                _("Lessons that are not finished and one-on-ones in those days move, too, when the leave begins."),
            ]
        case ChangeKind.END:
            own = [
                _("The letter to the advocate is held in the outbox until somebody has read and sent it."),
                _("One-on-ones after the last day are cancelled. Coaching and money help stay until then."),
                _("The seat is open again afterward."),
            ]
        case ChangeKind.TRANSFER:
            own = [
                _("The seat is kept from now on. On the day, the placement here ends and the one there begins."),
                _("Courses and their dates go along. Coaching goes to the other region’s manager where it changes."),
            ]
        case ChangeKind.SUPERVISOR:
            own = [_("From that day the former supervisor no longer sees this advocate.")]
        case _:
            own = [_("Dates of courses stay as they are.")]
    return [*own, *([] if kind == ChangeKind.SUPERVISOR else [role]), told, undo]


def request_rows(requests: QuerySet[ChangeRequest]) -> tuple[RequestRow, ...]:
    """Requests as rows, open ones first and then the newest."""
    rows = requests.select_related("asked_by", "placement__fellow__person", "placement__seat__office")
    found = [
        RequestRow(
            id=row.pk, placement_id=row.placement_id, label=ask_label(row.kind),
            about=row.placement.fellow.person.get_full_name(), office=row.placement.seat.office.name,
            is_quiet=row.kind == AskKind.MAY_END, is_open=row.stage == AskStage.OPEN,
            stage_label=ask_stage_label(row.stage), words=row.words, by=row.asked_by.get_full_name(), at=row.asked_at,
            answer=row.answer,
        )
        for row in rows.order_by("-asked_at", "pk")
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda row: not row.is_open))


def seat_in_words(seat: OpenSeat) -> str:
    """An open seat as a form offers it."""
    words = {"office": seat.office, "place": seat.place, "label": seat.label, "choice": seat.choice}
    if seat.choice:
        return _("%(office)s, %(place)s, %(label)s (choice %(choice)d)") % words
    return _("%(office)s, %(place)s, %(label)s") % words


def _actions(placement: Placement) -> tuple[tuple[str, str], ...]:
    if placement.held_back or placement.stage not in LIVE_PLACEMENTS:
        return ()
    planned = set(placement.changes.filter(stage__in=OPEN_CHANGES).values_list("kind", flat=True))
    return tuple((kind.value, kind_label(kind)) for kind in ChangeKind if not IN_THE_WAY[kind] & planned)


def _changes(placement: Placement, on: date) -> tuple[ChangeRow, ...]:
    rows = placement.changes.select_related("to_seat__office", "supervisor_after", "made_by")
    return tuple(
        ChangeRow(
            id=row.pk, label=kind_label(row.kind), stage=row.stage, stage_label=stage_label(row.stage),
            words=facts_in_words(row), reason=row.reason, by=row.made_by.get_full_name() if row.made_by else "",
            at=row.made_at, can_call_off=row.stage == ChangeStage.PLANNED and on < row.effective_on,
            can_return=row.stage == ChangeStage.RUNNING,
        )
        for row in rows.order_by("-made_at", "pk")
    )  # fmt: skip


def _steps(placement: Placement) -> tuple[tuple[datetime, str, str], ...]:
    labels = {
        "publish": _("Placed"), "transfer": _("Moved here from another office"), "start": _("First day"),
        "pause": _("Leave begins"), "resume": _("Back from leave"), "end": _("Ended"), "cancel": _("Taken back"),
        "backfill": _("Placed from the waiting list"),
    }  # fmt: skip
    rows = placement.steps.select_related("actor").order_by("-at", "-pk")
    return tuple(
        (
            row.at,
            ": ".join(part for part in (labels.get(row.action, row.action), row.reason) if part),
            row.actor.get_full_name() if row.actor else "",
        )
        for row in rows
    )
