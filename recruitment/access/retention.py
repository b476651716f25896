"""Who holds the papers of closed fair-chance cases past their day."""

import rules
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fellowship.access import Permission, has_role, register
from fellowship.models import Person
from fellowship.rules.roles import Role
from recruitment.models import LegalHold


@rules.predicate
def keeps_records(person: Person, hold: LegalHold | None) -> bool:
    """Pass for fair-chance officers, but for a hold on papers about themselves.

    Any officer, not only the one of the case: a complaint can come years later.
    """
    if not has_role(person, Role.FAIR_CHANCE_OFFICER):
        return False
    return hold is None or hold.case.offer.application.person_id != person.pk


def kept_records(person: Person) -> QuerySet[LegalHold]:
    """Give what :func:`keeps_records` passes."""
    if not has_role(person, Role.FAIR_CHANCE_OFFICER):
        return LegalHold.objects.none()
    return LegalHold.objects.exclude(case__offer__application__person=person)


register(
    Permission(
        "recruitment.keep_case_records",
        who=_("A fair-chance officer, except for papers about themselves"),
        predicate=keeps_records,
        twin=kept_records,
        about=_("See in numbers what of closed cases is deleted on which day, hold it back and let it go"),
    )
)
