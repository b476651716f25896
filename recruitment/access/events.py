"""Who may come to an event, and who keeps the list of those who do. Readers and interviewers never see it."""

import rules
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from fellowship.access import Permission, has_role, register
from fellowship.models import Person
from fellowship.rules.roles import Role
from recruitment.access.applicant import manages
from recruitment.models import Application, Event
from recruitment.rules.events import STAGES_OF, Audience, is_asked

# Whoever reads packets or interviews does not learn who came, whatever else they do.
KEPT_APART = (Role.REVIEWER, Role.INTERVIEWER)


def _keeps(person: Person) -> bool:
    return manages(person) and not has_role(person, *KEPT_APART)


@rules.predicate
def keeps_event(person: Person, event: Event | None) -> bool:
    """Pass for managers who neither read packets nor interview."""
    return _keeps(person)


def kept_events(person: Person) -> QuerySet[Event]:
    """Give what :func:`keeps_event` passes."""
    return Event.objects.all() if _keeps(person) else Event.objects.none()


@rules.predicate
def is_asked_to(person: Person, event: Event | None) -> bool:
    """Pass for people without a role in the program whom the event is for, and for those who signed up before."""
    if has_role(person, *Role):
        return False
    if event is None:
        return True
    stages = Application.objects.filter(person=person, cycle=event.cycle_id).values_list("stage", flat=True)
    return is_asked(event.audience, frozenset(stages)) or event.signups.filter(person=person).exists()


def events_for(person: Person) -> QuerySet[Event]:
    """Give what :func:`is_asked_to` passes."""
    if has_role(person, *Role):
        return Event.objects.none()
    own = Application.objects.filter(person=person)
    reach = Q(audience=Audience.EVERYONE) | Q(pk__in=person.event_signups.values("event"))
    for audience, stages in STAGES_OF.items():
        reach |= Q(audience=audience, cycle__in=own.filter(stage__in=stages).values("cycle"))
    return Event.objects.filter(reach)


register(
    Permission(
        "recruitment.keep_events",
        who=_("A recruitment manager or a program manager who neither reads packets nor interviews"),
        predicate=keeps_event,
        twin=kept_events,
        about=_("Make events, see who signed up and note who came"),
    ),
    Permission(
        "recruitment.join_event",
        who=_("People without a role in the program whom the event is for"),
        predicate=is_asked_to,
        twin=events_for,
        staff=False,
        about=_("Sign up for office hours, workshops and panels"),
    ),
)
