"""Who reads the notices of fair-chance cases, and who looks at what postings say."""

import rules
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fellowship.access import Permission, has_role, register
from fellowship.models import HostOffice, Person, StoredFile
from fellowship.rules.roles import Role
from recruitment.access.applicant import MANAGERS
from recruitment.models import FairChanceCase

NOTICE = "recruitment.fair_chance_notice"
POSTING_READERS = (*MANAGERS, Role.FAIR_CHANCE_OFFICER, Role.CONTENT_EDITOR)


def _worked_by(person: Person) -> QuerySet[FairChanceCase]:
    """The cases for which the person is the named officer; never one about themselves."""
    if not has_role(person, Role.FAIR_CHANCE_OFFICER):
        return FairChanceCase.objects.none()
    return FairChanceCase.objects.filter(officer=person).exclude(offer__application__person=person)


@rules.predicate
def reads_notice(person: Person, file: StoredFile | None) -> bool:
    """Pass for the officer named for a case of the applicant to whom the notice is written."""
    cases = _worked_by(person)
    if file is None:
        return has_role(person, Role.FAIR_CHANCE_OFFICER)
    return file.purpose == NOTICE and cases.filter(offer__application__person=file.owner_id).exists()


def notices(person: Person) -> QuerySet[StoredFile]:
    """Give what :func:`reads_notice` passes."""
    people = _worked_by(person).values("offer__application__person")
    return StoredFile.objects.filter(purpose=NOTICE, owner__in=people)


@rules.predicate
def looks_at_postings(person: Person, office: HostOffice | None) -> bool:
    """Pass for those who write openings or answer for fair chance, whatever the office."""
    return has_role(person, *POSTING_READERS)


def offices_with_postings(person: Person) -> QuerySet[HostOffice]:
    """Give what :func:`looks_at_postings` passes."""
    return HostOffice.objects.all() if has_role(person, *POSTING_READERS) else HostOffice.objects.none()


register(
    Permission(
        "recruitment.read_notice_file",
        who=_("The fair-chance officer named for the applicant’s case"),
        predicate=reads_notice,
        twin=notices,
        sensitive=True,
        about=_("Read a notice of a fair-chance case; each reading is written down"),
    ),
    Permission(
        "recruitment.look_at_postings",
        who=_("Recruitment managers, fair-chance officers and content editors"),
        predicate=looks_at_postings,
        twin=offices_with_postings,
        about=_("See what the posting of each office must say and must not say, with the law behind it"),
    ),
)
