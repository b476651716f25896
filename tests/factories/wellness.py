"""Coaching pairs and one-on-ones for tests, made by the services wherever there is one."""

from datetime import UTC, datetime, timedelta

from fellowship.models import Person
from fellowship.rules.roles import Role
from tests.factories.people import make_office, make_staff
from tests.factories.training import make_advocate
from wellness.models import ActionItem, AgendaItem, CoachingRelationship, Note, OneOnOne
from wellness.rules.stages import Audience
from wellness.services import coaching, meetings, writing

AT = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
TOMORROW = AT + timedelta(days=1)


def make_pair(*, advocate: Person | None = None, coach: Person | None = None) -> CoachingRelationship:
    """An Advocate and their coach."""
    advocate = advocate or make_advocate(make_office(), name="Keisha Brandt", time_zone="America/Los_Angeles")
    coach = coach or make_staff(Role.PROGRAM_MANAGER, name="Dana Whitcomb")
    return coaching.pair_coach(actor=None, advocate=advocate, coach=coach, at=AT)


def planned(pair: CoachingRelationship, *, scheduled_at: datetime = TOMORROW, at: datetime = AT) -> OneOnOne:
    """A planned one-on-one, set by the coach."""
    return meetings.schedule_one_on_one(
        actor=pair.coach, relationship_id=pair.pk, scheduled_at=scheduled_at, place="By phone", at=at
    )


def topic(
    pair: CoachingRelationship, author: Person, text: str, *, audience: Audience = Audience.SHARED, at: datetime = AT
) -> AgendaItem:
    """Something on the agenda."""
    return writing.add_agenda_item(actor=author, relationship_id=pair.pk, text=text, audience=audience, at=at)


def note(meeting: OneOnOne, author: Person, text: str, *, audience: Audience = Audience.PRIVATE) -> Note:
    """A note in a one-on-one."""
    return writing.write_note(actor=author, meeting_id=meeting.pk, text=text, audience=audience, at=AT)


def promise(pair: CoachingRelationship, owner: Person, text: str = "Call the clinic") -> ActionItem:
    """An open action item."""
    return writing.add_action_item(actor=owner, relationship_id=pair.pk, owner_id=owner.pk, text=text, at=AT)
