"""Cohorts, seats, fellows, lists and placements for tests; rows made directly, without anything that follows."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from cohorts.models import Cohort, Fellow, FellowRanking, MatchRun, OfficeRanking, Placement, Seat
from fellowship.models import HostOffice, Person, RoleGrant
from fellowship.rules.roles import Role, Scope
from recruitment.models import Application, ApplicationForm, Cycle, FormVersion, Milestone
from recruitment.rules.milestones import MilestoneKind
from tests.factories.people import give_role, make_office, make_person

AT = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
SEED = "a" * 64
_numbers = count(1)


def make_cycle(**fields: Any) -> Cycle:
    """A cycle without dates, with a published form of no questions."""
    number = next(_numbers)
    form = ApplicationForm.objects.create(name=f"Form {number}")
    FormVersion.objects.create(form=form, number=1, published_at=AT)
    defaults = {"name": f"Cycle {number}", "cohort_year": 2027, "slug": f"cohort-cycle-{number}", "form": form,
                "reference_prefix": f"CO-{number}"}  # fmt: skip
    return Cycle.objects.create(**{**defaults, **fields})


def make_cohort(*, opens: timedelta | None = None, closes: timedelta | None = None, **fields: Any) -> Cohort:
    """A cohort; ``opens`` and ``closes`` say when lists open and close, counted from :data:`AT`."""
    cycle = fields.pop("cycle", None) or make_cycle(cohort_year=fields.get("year", 2027))
    for kind, after in ((MilestoneKind.RANKING_OPENS, opens), (MilestoneKind.RANKING_CLOSES, closes)):
        if after is not None:
            Milestone.objects.create(cycle=cycle, kind=kind, at=AT + after)
    defaults = {
        "name": str(cycle.cohort_year), "year": cycle.cohort_year, "starts_on": date(2027, 9, 6),
        "ends_on": date(2029, 9, 5), "lottery_seed": SEED, "lottery_drawn_at": AT - timedelta(days=60),
    }  # fmt: skip
    return Cohort.objects.create(cycle=cycle, **{**defaults, **fields})


def make_seat(cohort: Cohort, office: HostOffice | None = None, **fields: Any) -> Seat:
    """An open seat of $58,000 a year from the cohort's first day."""
    defaults = {"label": f"Seat {next(_numbers)}", "starts_on": cohort.starts_on, "pay": 5_800_000}
    return Seat.objects.create(cohort=cohort, office=office or make_office(), **{**defaults, **fields})


def make_application(cycle: Cycle, person: Person | None = None, **fields: Any) -> Application:
    """A finalist's application without answers."""
    version = FormVersion.objects.filter(form=cycle.form_id).order_by("number").last()
    defaults = {"reference": f"{cycle.reference_prefix}-{next(_numbers):04d}", "stage": "finalist", "stage_since": AT,
                "started_at": AT, "submitted_at": AT, "updated_at": AT, "form_version": version}  # fmt: skip
    return Application.objects.create(cycle=cycle, person=person or make_person(), **{**defaults, **fields})


def make_fellow(cohort: Cohort, name: str = "", **fields: Any) -> Fellow:
    """A fellow who is ready to be placed."""
    person = fields.pop("person", None) or (make_person(name=name) if name else make_person())
    application = fields.pop("application", None) or make_application(cohort.cycle, person)
    return Fellow.objects.create(cohort=cohort, person=person, application=application, **{"joined_at": AT, **fields})


def list_offices(fellow: Fellow, *offices: HostOffice, never: Iterable[HostOffice] = ()) -> None:
    """A fellow's list, best first."""
    for position, office in enumerate(offices, start=1):
        FellowRanking.objects.create(fellow=fellow, office=office, position=position)
    for office in never:
        FellowRanking.objects.create(fellow=fellow, office=office, never=True)


def list_fellows(
    office: HostOffice, cohort: Cohort, *groups: Fellow | Sequence[Fellow], refused: Iterable[Fellow] = ()
) -> None:
    """An office's list, best first; a sequence is a tie."""
    for position, group in enumerate(groups, start=1):
        for fellow in [group] if isinstance(group, Fellow) else group:
            OfficeRanking.objects.create(office=office, cohort=cohort, fellow=fellow, position=position)
    for fellow in refused:
        OfficeRanking.objects.create(
            office=office, cohort=cohort, fellow=fellow, not_this_person=True, reason="REASON-CANARY"
        )


def make_run(cohort: Cohort, **fields: Any) -> MatchRun:
    """A draft with nobody in it."""
    defaults = {"number": next(_numbers), "snapshot": {"fellows": {}, "offices": {}}, "sha256": "0" * 64,
                "seed": SEED, "method": "L0", "version": "1", "stage": "draft", "created_at": AT}  # fmt: skip
    return MatchRun.objects.create(cohort=cohort, **{**defaults, **fields})


def make_placement(
    *, person: Person | None = None, office: HostOffice | None = None, cohort: Cohort | None = None, **fields: Any
) -> Placement:
    """An active placement of two years that began on 7 September 2026; its supervisor has the role at the office."""
    cohort = cohort or make_cohort(year=2026, starts_on=date(2026, 9, 7), ends_on=date(2028, 9, 6))
    stage = fields.get("stage", "active")
    fellow = fields.pop("fellow", None) or make_fellow(
        cohort, person=person, stage={"planned": "placed", "active": "active"}.get(stage, "ready")
    )
    seat = fields.pop("seat", None) or make_seat(cohort, office)
    defaults = {"starts_on": cohort.starts_on, "ends_on": cohort.ends_on, "stage": "active", "created_at": AT,
                "employer_of_record": seat.employer_of_record}  # fmt: skip
    lead = fields.get("supervisor")
    if lead is not None and not RoleGrant.objects.filter(person=lead, role=Role.HOST_SUPERVISOR).exists():
        give_role(lead, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=seat.office)
    return Placement.objects.create(fellow=fellow, seat=seat, **{**defaults, **fields})
