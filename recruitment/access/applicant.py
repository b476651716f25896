"""The applicant's own application, and the pipeline of those who manage recruitment."""

import rules
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from fellowship.access import Permission, grants_of, has_role, register
from fellowship.models import Person, StoredFile
from fellowship.rules.roles import Role, Scope
from recruitment.models import Answer, Application

MANAGERS = (Role.RECRUITMENT_MANAGER, Role.PROGRAM_MANAGER)


def manages(person: Person) -> bool:
    """Whether the person manages recruitment for the whole nation."""
    return any(grant.role in MANAGERS and grant.scope is Scope.NATION for grant in grants_of(person))


@rules.predicate
def is_not_yet_part_of_it(person: Person) -> bool:
    """Pass for people without any role: those who may want to apply."""
    return not has_role(person, *Role)


@rules.predicate
def owns_application(person: Person, application: Application | None) -> bool:
    """Pass for the one who applies."""
    return application is None or application.person_id == person.pk


def own_applications(person: Person) -> QuerySet[Application]:
    """Give the person's own applications."""
    return Application.objects.filter(person=person)


@rules.predicate
def manages_application(person: Person, application: Application | None) -> bool:
    """Pass for managers: what was sent in, never a draft and never their own application."""
    if not manages(person):
        return False
    return application is None or (application.submitted_at is not None and application.person_id != person.pk)


def managed_applications(person: Person) -> QuerySet[Application]:
    """Give what :func:`manages_application` passes."""
    if not manages(person):
        return Application.objects.none()
    return Application.objects.filter(submitted_at__isnull=False).exclude(person=person)


def _managed_answers(person: Person) -> QuerySet[Answer]:
    return Answer.objects.filter(application__in=managed_applications(person), file__isnull=False, set_aside=False)


@rules.predicate
def reads_answer_file(person: Person, file: StoredFile | None) -> bool:
    """Pass for managers where the file belongs to an application they may see."""
    if not manages(person):
        return False
    return file is None or _managed_answers(person).filter(file_id=file.pk).exists()


def answer_files(person: Person) -> QuerySet[StoredFile]:
    """Give what :func:`reads_answer_file` passes."""
    return StoredFile.objects.filter(Q(pk__in=_managed_answers(person).values("file_id")))


APPLY = Permission(
    "recruitment.apply",
    who=_("Anyone signed in who has no role in the program"),
    predicate=is_not_yet_part_of_it,
    staff=False,
    about=_("Find one's application in the navigation"),
)
OWN = Permission(
    "recruitment.own_application",
    who=_("The person who applies"),
    predicate=owns_application,
    twin=own_applications,
    staff=False,
    about=_("Write, submit, read and withdraw one's own application"),
)
SEE_PIPELINE = Permission(
    "recruitment.see_pipeline",
    who=_("A recruitment manager or a program manager, except for their own application"),
    predicate=manages_application,
    twin=managed_applications,
    about=_("See applications that were sent in, with names and answers"),
)
DECIDE = Permission(
    "recruitment.decide",
    who=_("A recruitment manager or a program manager, except on their own application"),
    predicate=manages_application,
    twin=managed_applications,
    about=_("Move applications on: start review, invite, offer, decline, open again"),
)
READ_ANSWER_FILE = Permission(
    "recruitment.read_answer_file",
    who=_("A recruitment manager or a program manager"),
    predicate=reads_answer_file,
    twin=answer_files,
    about=_("Fetch a file that came with an application"),
)

register(APPLY, OWN, SEE_PIPELINE, DECIDE, READ_ANSWER_FILE)
