"""Managers give applications to readers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment.models import Application, ReviewAssignment
from recruitment.queries import cycles
from recruitment.queries.assigning import load_of, needs_of, readable_applications, reviewers
from recruitment.rules.milestones import MilestoneKind
from recruitment.rules.reading import spread_reads
from recruitment.rules.stages import Action, Stage
from recruitment.services.applications import take_step


class NoRubric(Conflict):
    """The cycle has nothing to score by."""

    sentence = _("Choose a rubric for this cycle first. Readers need it to score.")


class NoReaders(Conflict):
    """Nobody holds the role of a reviewer."""

    sentence = _("Nobody is a reviewer yet. Grant the role to at least two people, then come back.")


@dataclass(frozen=True, slots=True)
class Assigned:
    """How many packets were given out, to how many applications, and the references of those left short."""

    reads: int
    applications: int
    short: tuple[str, ...] = ()


def _due_on(application: Application) -> date | None:
    moment = cycles.dates_of(application.cycle_id).get(MilestoneKind.REVIEW_DUE)
    return moment.astimezone(ZoneInfo(settings.TIME_ZONE)).date() if moment else None


def _next_numbers(people: Sequence[Person]) -> dict[UUID, int]:
    last = ReviewAssignment.objects.filter(reviewer__in=people).values("reviewer_id").annotate(last=Max("number"))
    found = {row["reviewer_id"]: row["last"] for row in last.order_by("reviewer_id")}
    return {person.pk: found.get(person.pk, 0) + 1 for person in people}


@transaction.atomic
def assign_readers(*, actor: Person, application_ids: Sequence[UUID], at: datetime) -> Assigned:
    """Give each application the readers it lacks, so that everybody has about the same to read.

    Nobody gets their own application, one whose text they cleared, or one they had before; reads already
    made are kept, and running it again adds nothing. The same state gives the same readers. Applications
    that were only received begin review. Applications the actor may not decide are passed over.
    Raises ``Refused``, :class:`NoRubric` or :class:`NoReaders`.
    """
    require(actor, "recruitment.assign_readers")
    rows = readable_applications(actor, application_ids).select_related("cycle", "person")
    applications = list(rows.select_for_update(of=("self",)))
    if any(row.cycle.rubric_id is None for row in applications):
        raise NoRubric
    people = list(Person.objects.filter(pk__in=reviewers(at)).select_for_update(of=("self",)).order_by("pk"))
    if not people:
        raise NoReaders
    spread = spread_reads(needs_of(applications), load_of(people))
    made = _give(actor, {row.pk: row for row in applications}, spread.reads, _next_numbers(people), at)
    short = tuple(row.reference for row in applications if row.pk in set(spread.short))
    return Assigned(len(made), len({read.application_id for read in made}), short)


def _give(
    actor: Person,
    applications: dict[UUID, Application],
    reads: Sequence[tuple[UUID, UUID]],
    numbers: dict[UUID, int],
    at: datetime,
) -> list[ReviewAssignment]:
    """Write the rows, begin review where it has not begun, and note it in the audit."""
    due = {row.cycle_id: _due_on(row) for row in applications.values()}
    made = []
    for application_id, reader_id in reads:
        made.append(
            ReviewAssignment(
                application=applications[application_id],
                reviewer_id=reader_id,
                number=numbers[reader_id],
                due_on=due[applications[application_id].cycle_id],
                assigned_at=at,
                assigned_by=actor,
            )
        )
        numbers[reader_id] += 1
    ReviewAssignment.objects.bulk_create(made)
    for application in {read.application_id: read.application for read in made}.values():
        if application.stage == Stage.SUBMITTED:
            take_step(application, actor=actor, action=Action.START_REVIEW, at=at, reason="")
    audit.record_many(
        audit.Row(
            action="recruitment.assign_reader",
            subject=read,
            at=at,
            actor=actor,
            about=read.application.person,
            data={"reader": str(read.reviewer_id)},
        )
        for read in made
    )
    return made
