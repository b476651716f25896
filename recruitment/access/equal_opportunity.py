"""The voluntary questions: the person alone answers and reads them; two roles see reports, and nobody sees answers."""

import rules
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fellowship.access import Permission, has_role, register
from fellowship.models import Person
from fellowship.rules.roles import Role
from recruitment.models import Application, EqualOpportunityReport

READERS = (Role.AUDITOR, Role.ADMINISTRATOR)


@rules.predicate
def answers_for_oneself(person: Person, application: Application | None) -> bool:
    """Pass for the one who applied, once the application is sent."""
    return application is None or (application.person_id == person.pk and application.submitted_at is not None)


def answerable(person: Person) -> QuerySet[Application]:
    """Give what :func:`answers_for_oneself` passes."""
    return Application.objects.filter(person=person, submitted_at__isnull=False)


@rules.predicate
def reads_reports(person: Person, report: EqualOpportunityReport | None) -> bool:
    """Pass for auditors and administrators."""
    return has_role(person, *READERS)


def readable_reports(person: Person) -> QuerySet[EqualOpportunityReport]:
    """Give what :func:`reads_reports` passes."""
    if not has_role(person, *READERS):
        return EqualOpportunityReport.objects.none()
    return EqualOpportunityReport.objects.all()


register(
    Permission(
        "recruitment.answer_equal_opportunity",
        who=_("The person who applied, after sending the application; nobody else, in any role"),
        predicate=answers_for_oneself,
        twin=answerable,
        staff=False,
        about=_("Answer, read, change and delete one’s own voluntary answers"),
    ),
    Permission(
        "recruitment.see_equal_opportunity_report",
        who=_("An auditor or an administrator"),
        predicate=reads_reports,
        twin=readable_reports,
        about=_("Read counts by group about whole ended cycles, without small numbers and never about one person"),
    ),
)
