"""Who may do what in training: the person their own path, trainers and program managers their region's."""

import rules
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fellowship.access import Permission, grants_of, has_role, offices_of, register
from fellowship.models import HostOffice, Person
from fellowship.rules.roles import Role, Scope
from training.models import Certificate, CourseVersion, Enrollment, QuizAttempt

KEEPERS = (Role.TRAINER, Role.PROGRAM_MANAGER)
AUTHORS = (Role.TRAINER, Role.ADMINISTRATOR)


@rules.predicate
def walks(person: Person, enrollment: Enrollment | None) -> bool:
    """Pass for the person who is enrolled."""
    return enrollment is None or enrollment.person_id == person.pk


@rules.predicate
def tries(person: Person, attempt: QuizAttempt | None) -> bool:
    """Pass for the person whose try it is."""
    return attempt is None or attempt.enrollment.person_id == person.pk


@rules.predicate
def holds(person: Person, certificate: Certificate | None) -> bool:
    """Pass for the person named on the certificate."""
    return certificate is None or certificate.person_id == person.pk


@rules.predicate
def keeps(person: Person, enrollment: Enrollment | None) -> bool:
    """Pass for trainers and program managers of the nation, or of the region of the enrollment's office.

    Nobody keeps their own training: more time for oneself is somebody else's to give.
    """
    if enrollment is None:
        return has_role(person, *KEEPERS)
    if enrollment.person_id == person.pk:
        return False
    grants = [grant for grant in grants_of(person) if grant.role in KEEPERS]
    region = enrollment.office.region_id if enrollment.office else None
    return any(
        grant.scope is Scope.NATION
        or (grant.scope is Scope.REGION and region is not None and grant.region_id == region)
        for grant in grants
    )


def enrollments_kept(person: Person) -> QuerySet[Enrollment]:
    """Give the enrollments that :func:`keeps` passes."""
    reach = offices_of(person, *KEEPERS)
    others = Enrollment.objects.exclude(person_id=person.pk)
    return others.filter(office__in=HostOffice.objects.filter(reach)) if reach else others


@rules.predicate
def writes(person: Person, version: CourseVersion | None) -> bool:
    """Pass for those who write courses; a published version is nobody's to change."""
    return has_role(person, *AUTHORS) and (version is None or not version.is_published)


def versions_written(person: Person) -> QuerySet[CourseVersion]:
    """Give the drafts that :func:`writes` passes."""
    drafts = CourseVersion.objects.filter(published_at__isnull=True)
    return drafts if has_role(person, *AUTHORS) else drafts.none()


register(
    Permission(
        "training.walk_path",
        who=_("The person who is enrolled"),
        predicate=walks,
        twin=lambda person: Enrollment.objects.filter(person=person),
        staff=False,
        about=_("See one's own path and finish lessons"),
    ),
    Permission(
        "training.take_quiz",
        who=_("The person whose try it is"),
        predicate=tries,
        twin=lambda person: QuizAttempt.objects.filter(enrollment__person=person),
        staff=False,
        about=_("Answer a quiz and see one's own answers"),
    ),
    Permission(
        "training.hold_certificate",
        who=_("The person named on it"),
        predicate=holds,
        twin=lambda person: Certificate.objects.filter(person=person),
        staff=False,
        about=_("See and fetch one's own certificate"),
    ),
    Permission(
        "training.see_board",
        who=_("A trainer or program manager, within their region"),
        predicate=keeps,
        twin=enrollments_kept,
        about=_("See who has finished which lesson; never answers"),
    ),
    Permission(
        "training.give_more_time",
        who=_("A trainer or program manager, within their region"),
        predicate=keeps,
        twin=enrollments_kept,
        about=_("Move a due date, with a reason"),
    ),
    Permission(
        "training.withdraw_certificate",
        who=_("A trainer or program manager, within their region"),
        predicate=keeps,
        twin=enrollments_kept,
        about=_("Withdraw a certificate, with a reason"),
    ),
    Permission(
        "training.write_courses",
        who=_("A trainer or an administrator; never a published version"),
        predicate=writes,
        twin=versions_written,
        about=_("Write and publish course versions"),
    ),
)
