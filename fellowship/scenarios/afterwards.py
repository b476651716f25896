"""What happened to placements since day one in a scenario: a leave, more time, a request, promises, a seat offered."""

from datetime import timedelta

from cohorts.models import Placement
from cohorts.queries.seat_lines import vacancies
from cohorts.rules.requests import AskKind, Promise
from cohorts.rules.stages import BEGUN_PLACEMENTS
from cohorts.services import changes, hosting, requests, seat_offers
from fellowship.scenarios.world import Program

PLACES = 3


def build_changes(program: Program) -> None:
    """One advocate is on leave, another stays longer, and a supervisor asks for more time for a third."""
    dana, now = program.people["dana"], program.calendar.now
    rows = Placement.objects.filter(stage__in=BEGUN_PLACEMENTS, supervisor__isnull=False)
    others = rows.exclude(fellow__person=program.people["keisha"]).order_by("starts_on", "fellow__person__name", "pk")
    team = list(others.select_related("supervisor")[:PLACES])
    if len(team) < PLACES:
        return
    away, longer, asked = team
    changes.plan_leave(
        actor=dana, placement_id=away.pk, first_day=now.date(), last_day=now.date() + timedelta(days=20),
        reason="A new child in the family.", at=now - timedelta(hours=2),
    )  # fmt: skip
    changes.extend_placement(
        actor=dana, placement_id=longer.pk, last_day=longer.ends_on + timedelta(days=90),
        reason="The office found money for three more months.", at=now - timedelta(days=1),
    )  # fmt: skip
    supervisor = asked.supervisor
    if supervisor is not None:
        requests.ask_for_change(
            actor=supervisor, placement_id=asked.pk, kind=AskKind.EXTEND, at=now - timedelta(hours=5),
            words="We would like to keep our advocate until the end of the year. The money is there.",
        )  # fmt: skip
    evelyn = program.people["evelyn"]
    hers = rows.filter(supervisor=evelyn).select_related("seat").order_by("-starts_on", "pk").first()
    if hers is not None:
        hosting.confirm_promises(
            actor=evelyn, office_id=hers.seat.office_id, cohort_id=hers.seat.cohort_id,
            promises=[Promise.SEATS, Promise.SUPERVISOR, Promise.DESK, Promise.START],
            signed_as=evelyn.get_full_name(), at=now - timedelta(days=3),
        )  # fmt: skip


def offer_a_seat(program: Program) -> None:
    """A freed seat is offered to the first who waits for it; they have not answered yet."""
    dana = program.people["dana"]
    seat = next((seat for seat in vacancies(dana) if seat.next is not None), None)
    if seat is not None and seat.next is not None:
        seat_offers.offer_to_next(
            actor=dana, seat_id=seat.id, fellow_id=seat.next.fellow_id, at=program.calendar.now - timedelta(hours=20)
        )
