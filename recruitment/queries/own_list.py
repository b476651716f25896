"""A person's applications, read once for all that a home page says about them."""

from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from fellowship.models import Person
from fellowship.prepared import prepared
from fellowship.queries.once import once
from recruitment.models import Application, Milestone
from recruitment.rules.milestones import MilestoneKind
from recruitment.rules.stages import Stage

# Of an application and its cycle, what a home page says.
READ = ("stage", "reference", "started_at", "submitted_at", "person", "cycle__recommendations")
# Who stands in no other stage was neither invited nor offered anything.
UNDECIDED = frozenset({Stage.DRAFT, Stage.SUBMITTED, Stage.IN_REVIEW})


def own_list(person: Person) -> tuple[Application, ...]:
    """The person's applications with their cycles, the newest first; ``closes_at`` is when the cycle takes no more."""
    return once(("own applications", person.pk), lambda: _own_list(person))


def _own_list(person: Person) -> tuple[Application, ...]:
    return tuple(_of_person(person.pk))


@prepared
def _of_person(person: UUID) -> QuerySet[Application]:
    closing = Milestone.objects.filter(cycle=OuterRef("cycle"), kind=MilestoneKind.APPLICATIONS_CLOSE)
    rows = Application.objects.filter(person_id=person).select_related("cycle")
    rows = rows.annotate(closes_at=Subquery(closing.values("at")[:1])).order_by("-started_at", "-pk")
    return rows.only(*READ)


def stages_of(person: Person) -> frozenset[Stage]:
    """The stages in which applications of the person stand."""
    return frozenset(Stage(row.stage) for row in own_list(person))


def was_decided_on(person: Person) -> bool:
    """Whether there may be an invitation, an offer or what follows one."""
    return bool(stages_of(person) - UNDECIDED)
