"""Who reads the fair-chance laws that the engine works with."""

import rules
from django.utils.translation import gettext_lazy as _

from fellowship.access import Permission, has_role, register
from fellowship.models import Person
from fellowship.rules.roles import Role

READERS = (
    Role.FAIR_CHANCE_OFFICER,
    Role.RECRUITMENT_MANAGER,
    Role.PROGRAM_MANAGER,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)


@rules.predicate
def reads_law(person: Person) -> bool:
    """Pass for those who rely on the laws. They hold nothing about anybody."""
    return has_role(person, *READERS)


register(
    Permission(
        "recruitment.see_law",
        who=_("Fair-chance officers, recruitment and program managers, auditors, administrators"),
        predicate=reads_law,
        about=_("Read the fair-chance laws with their sources and exceptions; nothing about anybody"),
    )
)
