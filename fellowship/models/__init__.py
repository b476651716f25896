"""The core's tables."""

from fellowship.models.audit import AuditChain, AuditEntry, AuditSeal
from fellowship.models.base import PublicRecord
from fellowship.models.demo import LoadedScenario
from fellowship.models.files import StoredFile
from fellowship.models.jobs import Job
from fellowship.models.letters import Letter, LetterTemplate
from fellowship.models.organization import OrganizationSettings
from fellowship.models.people import Person, RoleGrant
from fellowship.models.places import HostOffice, Jurisdiction, OfficeClosure, Region

__all__ = [
    "AuditChain",
    "AuditEntry",
    "AuditSeal",
    "HostOffice",
    "Job",
    "Jurisdiction",
    "Letter",
    "LetterTemplate",
    "LoadedScenario",
    "OfficeClosure",
    "OrganizationSettings",
    "Person",
    "PublicRecord",
    "Region",
    "RoleGrant",
    "StoredFile",
]
