"""Who notes that an applicant didn't come."""

import rules
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from fellowship.access import Permission, has_role, register
from fellowship.models import Person
from fellowship.rules.roles import Role
from recruitment.access.applicant import MANAGERS
from recruitment.access.selection import holds_interview, keeps_slots
from recruitment.models import InterviewSlot


@rules.predicate
def marks_missed(person: Person, slot: InterviewSlot | None) -> bool:
    """Pass for managers and for the interviewers of the slot; never for one's own interview."""
    if not (keeps_slots(person, slot) or holds_interview(person, slot)):
        return False
    return slot is None or slot.application is None or slot.application.person_id != person.pk


def markable_slots(person: Person) -> QuerySet[InterviewSlot]:
    """Give what :func:`marks_missed` passes."""
    slots = InterviewSlot.objects.filter(Q(application__isnull=True) | ~Q(application__person=person))
    if has_role(person, *MANAGERS):
        return slots
    if not has_role(person, Role.INTERVIEWER):
        return InterviewSlot.objects.none()
    return slots.filter(pk__in=person.interview_slots.values("pk"))


register(
    Permission(
        "recruitment.mark_missed",
        who=_("The interviewers of the slot, a recruitment manager or a program manager"),
        predicate=marks_missed,
        twin=markable_slots,
        about=_("Note that an applicant didn't come to an interview"),
    ),
)
