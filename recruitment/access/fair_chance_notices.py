"""Who reads the notices of fair-chance cases, and who looks at what postings say."""

import rules
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from fellowship.access import Permission, has_role, register
from fellowship.models import HostOffice, Person, StoredFile
from fellowship.rules.roles import Role
from recruitment.access.applicant import MANAGERS
from recruitment.access.selection import worked_cases
from recruitment.models import CaseFile, CasePaper

NOTICE = "recruitment.fair_chance_notice"
CASE_FILE = "recruitment.fair_chance_file"
ENCLOSURE = "recruitment.fair_chance_enclosure"
# Rights of somebody who brought up a record: nobody but the person reads that paper.
RIGHTS = "recruitment.fair_chance_rights"
POSTING_READERS = (*MANAGERS, Role.FAIR_CHANCE_OFFICER, Role.CONTENT_EDITOR)


def _of_cases(person: Person) -> QuerySet[StoredFile]:
    """The files of the cases for which the person is the named officer, and of no other case of the same applicant."""
    cases = worked_cases(person)
    papers = CasePaper.objects.filter(case__in=cases).values("file")
    files = CaseFile.objects.filter(case__in=cases).values("file")
    return StoredFile.objects.filter(
        Q(purpose=NOTICE, pk__in=papers) | Q(purpose__in=[NOTICE, CASE_FILE], pk__in=files)
    )


@rules.predicate
def reads_notice(person: Person, file: StoredFile | None) -> bool:
    """Pass for the officer named for the very case to which a notice or a file belongs."""
    if file is None:
        return has_role(person, Role.FAIR_CHANCE_OFFICER)
    return _of_cases(person).filter(pk=file.pk).exists()


def notices(person: Person) -> QuerySet[StoredFile]:
    """Give what :func:`reads_notice` passes."""
    return _of_cases(person)


@rules.predicate
def keeps_enclosures(person: Person, file: StoredFile | None) -> bool:
    """Pass for fair-chance officers: official papers say nothing of anybody."""
    return has_role(person, Role.FAIR_CHANCE_OFFICER) and (file is None or file.purpose == ENCLOSURE)


def enclosures(person: Person) -> QuerySet[StoredFile]:
    """Give what :func:`keeps_enclosures` passes."""
    if not has_role(person, Role.FAIR_CHANCE_OFFICER):
        return StoredFile.objects.none()
    return StoredFile.objects.filter(purpose=ENCLOSURE)


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
        who=_("The fair-chance officer named for the very case"),
        predicate=reads_notice,
        twin=notices,
        sensitive=True,
        about=_("Read a notice or a file of a fair-chance case; each reading is written down"),
    ),
    Permission(
        "recruitment.keep_enclosures",
        who=_("Fair-chance officers"),
        predicate=keeps_enclosures,
        twin=enclosures,
        about=_("Keep the official papers that laws want sent along with a notice"),
    ),
    Permission(
        "recruitment.look_at_postings",
        who=_("Recruitment managers, fair-chance officers and content editors"),
        predicate=looks_at_postings,
        twin=offices_with_postings,
        about=_("See what the posting of each office must say and must not say, with the law behind it"),
    ),
)
