"""Imports: a manager's own."""

import rules
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fellowship.access import Permission, register
from fellowship.models import Person
from recruitment.access.applicant import manages
from recruitment.models import ImportBatch


@rules.predicate
def keeps_import(person: Person, batch: ImportBatch | None) -> bool:
    """Pass for managers: the imports they began."""
    if not manages(person):
        return False
    return batch is None or batch.person_id == person.pk


def kept_imports(person: Person) -> QuerySet[ImportBatch]:
    """Give what :func:`keeps_import` passes."""
    if not manages(person):
        return ImportBatch.objects.none()
    return ImportBatch.objects.filter(person=person)


register(
    Permission(
        "recruitment.import_applications",
        who=_("The manager who began the import"),
        predicate=keeps_import,
        twin=kept_imports,
        about=_("Read applications from a spreadsheet, check them, carry the import out and undo it"),
    )
)
