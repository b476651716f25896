"""Who keeps decisions that wait."""

import rules
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fellowship.access import Permission, register
from fellowship.models import Person
from recruitment.access.applicant import managed_applications, manages_application
from recruitment.models import PendingDecision


@rules.predicate
def keeps_pending(person: Person, pending: PendingDecision | None) -> bool:
    """Pass for managers, except for a decision about themselves."""
    return manages_application(person, None if pending is None else pending.application)


def kept_pending(person: Person) -> QuerySet[PendingDecision]:
    """Give what :func:`keeps_pending` passes."""
    return PendingDecision.objects.filter(application__in=managed_applications(person))


register(
    Permission(
        "recruitment.keep_pending",
        who=_("A recruitment manager or a program manager, except on their own application"),
        predicate=keeps_pending,
        twin=kept_pending,
        about=_("Note decisions, clear them, and carry them out together"),
    ),
)
