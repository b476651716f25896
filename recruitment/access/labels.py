"""Who undoes a change of several applications."""

import rules
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fellowship.access import Permission, register
from fellowship.models import Person
from recruitment.access.applicant import manages
from recruitment.models import BulkChange


@rules.predicate
def made_change(person: Person, change: BulkChange | None) -> bool:
    """Pass for managers: what they changed themselves."""
    if not manages(person):
        return False
    return change is None or change.person_id == person.pk


def made_changes(person: Person) -> QuerySet[BulkChange]:
    """Give what :func:`made_change` passes."""
    if not manages(person):
        return BulkChange.objects.none()
    return BulkChange.objects.filter(person=person)


register(
    Permission(
        "recruitment.undo_change",
        who=_("The manager who made the change"),
        predicate=made_change,
        twin=made_changes,
        about=_("Undo a change of owner or label of several applications"),
    ),
)
