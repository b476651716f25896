"""Who may allow a question that the check of forms refuses."""

import rules
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fellowship.access import Permission, has_role, register
from fellowship.models import Person
from fellowship.rules.roles import Role
from recruitment.models import FormVersion


@rules.predicate
def allows_questions(person: Person, version: FormVersion | None) -> bool:
    """Pass for fair-chance officers, as long as the version is a draft."""
    return has_role(person, Role.FAIR_CHANCE_OFFICER) and (version is None or version.is_draft)


def drafts_to_check(person: Person) -> QuerySet[FormVersion]:
    """Give what :func:`allows_questions` passes."""
    if not has_role(person, Role.FAIR_CHANCE_OFFICER):
        return FormVersion.objects.none()
    return FormVersion.objects.filter(published_at__isnull=True)


register(
    Permission(
        "recruitment.allow_question",
        who=_("A fair-chance officer, while the form is a draft"),
        predicate=allows_questions,
        twin=drafts_to_check,
        about=_("Allow a question that the check of forms refuses, with a reason; never one about a record"),
    )
)
