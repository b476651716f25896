"""Roles that a person can hold and the scope each may have."""

from enum import StrEnum


class Role(StrEnum):
    """What a person does in the program."""

    REVIEWER = "reviewer"
    INTERVIEWER = "interviewer"
    RECRUITMENT_MANAGER = "recruitment_manager"
    FAIR_CHANCE_OFFICER = "fair_chance_officer"
    ACCOMMODATION_COORDINATOR = "accommodation_coordinator"
    PROGRAM_MANAGER = "program_manager"
    HOST_SUPERVISOR = "host_supervisor"
    ADVOCATE = "advocate"
    TRAINER = "trainer"
    FUND_COMMITTEE = "fund_committee"
    TREASURER = "treasurer"
    CONTENT_EDITOR = "content_editor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Scope(StrEnum):
    """Where a role holds."""

    NATION = "nation"
    REGION = "region"
    OFFICE = "office"
    FUND = "fund"


SCOPES_OF_ROLE: dict[Role, frozenset[Scope]] = {
    Role.REVIEWER: frozenset({Scope.NATION, Scope.REGION}),
    Role.INTERVIEWER: frozenset({Scope.NATION, Scope.REGION}),
    Role.RECRUITMENT_MANAGER: frozenset({Scope.NATION, Scope.REGION}),
    Role.FAIR_CHANCE_OFFICER: frozenset({Scope.NATION}),
    Role.ACCOMMODATION_COORDINATOR: frozenset({Scope.NATION}),
    Role.PROGRAM_MANAGER: frozenset({Scope.NATION, Scope.REGION}),
    Role.HOST_SUPERVISOR: frozenset({Scope.OFFICE}),
    Role.ADVOCATE: frozenset({Scope.OFFICE, Scope.NATION}),
    Role.TRAINER: frozenset({Scope.NATION, Scope.REGION}),
    Role.FUND_COMMITTEE: frozenset({Scope.FUND}),
    Role.TREASURER: frozenset({Scope.FUND}),
    Role.CONTENT_EDITOR: frozenset({Scope.NATION}),
    Role.AUDITOR: frozenset({Scope.NATION}),
    Role.ADMINISTRATOR: frozenset({Scope.NATION}),
}

# Advocates and host supervisors work at /my/; everyone else enters the staff screens and needs a second factor.
STAFF_ROLES: frozenset[Role] = frozenset(Role) - {Role.ADVOCATE, Role.HOST_SUPERVISOR}

# Wagtail's own admin (content and reference data) opens for these.
CMS_ROLES: frozenset[Role] = frozenset(
    {Role.CONTENT_EDITOR, Role.RECRUITMENT_MANAGER, Role.TRAINER, Role.ADMINISTRATOR}
)


# The group of Wagtail's that each of them belongs to.
GROUP_OF_ROLE = {
    Role.CONTENT_EDITOR: "Content editors",
    Role.RECRUITMENT_MANAGER: "Recruitment",
    Role.TRAINER: "Trainers",
    Role.ADMINISTRATOR: "Administrators",
}


def scope_is_allowed(role: Role, scope: Scope) -> bool:
    """Whether ``role`` may be granted at ``scope``."""
    return scope in SCOPES_OF_ROLE[role]
