"""Who may go on with a fair-chance case when its officer can't."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.shortcuts import get_object_or_404

from fellowship.access import visible
from fellowship.models import Person
from recruitment.models import FairChanceCase
from recruitment.queries.people import officers


@dataclass(frozen=True, slots=True)
class HandOver:
    """A case that changes hands: its number, and the officers who may get it."""

    case_id: UUID
    reference: str
    people: tuple[Person, ...] = ()


def hand_over_subject(person: Person, case_id: UUID, at: datetime) -> HandOver:
    """The officer's own case with the other officers; another's case is not found."""
    case = _found("recruitment.work_case", person, case_id)
    application = case.offer.application
    others = officers(at).exclude(pk__in=[person.pk, application.person_id])
    return HandOver(case.pk, application.reference, tuple(others))


def take_over_subject(person: Person, case_id: UUID) -> HandOver | None:
    """A case whose officer is none any more; ``None`` where it is one's own by now. Any other is not found."""
    case = _found("recruitment.open_case", person, case_id)
    if case.officer_id in (None, person.pk):
        return None
    return HandOver(case.pk, case.offer.application.reference)


def _found(permission: str, person: Person, case_id: UUID) -> FairChanceCase:
    rows = visible(person, permission).select_related("offer__application").defer("notes")
    case: FairChanceCase = get_object_or_404(rows, pk=case_id)
    return case
