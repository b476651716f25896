"""Reading why offices can't take someone; each reason read is noted in the audit trail."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fellowship.access import visible
from fellowship.models import Person
from fellowship.services import audit


@dataclass(frozen=True, slots=True)
class Refusal:
    """One office that can't take one fellow, and why."""

    office: str
    fellow: str
    reason: str


@transaction.atomic
def read_refusals(*, actor: Person, cohort_id: UUID, at: datetime) -> tuple[Refusal, ...]:
    """Every refusal of a cohort with its reason, by office; whoever it concerns can see that it was read."""
    rows = (
        visible(actor, "cohorts.read_refusals")
        .filter(cohort_id=cohort_id)
        .select_related("office", "fellow__person")
        .order_by("office__name", "fellow__person__name", "pk")
    )
    found = []
    for row in rows:
        person = row.fellow.person
        audit.record_read(actor=actor, action="cohorts.read_refusal", subject=row, at=at, about=person)
        found.append(Refusal(row.office.name, person.get_full_name(), row.reason))
    return tuple(found)
