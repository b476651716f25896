"""Who reads the fair-chance laws that the engine works with, and who keeps them."""

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
# The officer works by the law and answers to counsel; the administrator sets up offices. Managers, who have seats to
# fill, read. The texts hold nothing about anybody, so the administrator's part opens no case.
KEEPERS = (Role.FAIR_CHANCE_OFFICER, Role.ADMINISTRATOR)


@rules.predicate
def reads_law(person: Person) -> bool:
    """Pass for those who rely on the laws. They hold nothing about anybody."""
    return has_role(person, *READERS)


@rules.predicate
def keeps_law(person: Person) -> bool:
    """Pass for those who write down what counsel decided about a law."""
    return has_role(person, *KEEPERS)


register(
    Permission(
        "recruitment.see_law",
        who=_("Fair-chance officers, recruitment and program managers, auditors, administrators"),
        predicate=reads_law,
        about=_("Read the fair-chance laws with their sources and exceptions; nothing about anybody"),
    ),
    Permission(
        "recruitment.keep_law",
        who=_("Fair-chance officers and administrators"),
        predicate=keeps_law,
        about=_("Amend a fair-chance law, note counsel’s approval, switch exceptions on and off for an office"),
    ),
)
