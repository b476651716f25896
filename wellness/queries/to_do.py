"""What coaching asks of a person next, their home card, and the entries of the navigation."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from fellowship.access import has_role
from fellowship.design.wording import moment_in_words
from fellowship.models import Person
from fellowship.queries.home import HomeCard
from fellowship.queries.navigation import NavItem
from fellowship.queries.next_steps import NextStep, Urgency, urgency_of
from fellowship.rules.roles import Role
from wellness.models import ActionItem, OneOnOne
from wellness.queries.caseload import meetings_due
from wellness.queries.desk import current_relationship
from wellness.rules.stages import MeetingStage

NAVIGATION = (
    NavItem("my", gettext_lazy("Coaching"), "coaching_home", "wellness.be_coached", weight=40, roles=(Role.ADVOCATE,)),
    NavItem("staff", gettext_lazy("Coaching"), "coaching_caseload", "wellness.coach", weight=60),
)
PREPARE_DAYS = 3


def in_words(moment: datetime, person: Person) -> str:
    """A moment in the reader's own zone and words."""
    here = moment.astimezone(ZoneInfo(person.time_zone))
    return moment_in_words(here, get_language() or "en", zone=True, weekday=True, year=False)


def next_steps(person: Person, at: datetime) -> Iterator[NextStep]:
    """For an Advocate: prepare the next one-on-one; for a coach: today's one-on-ones. For both: promises."""
    if has_role(person, Role.ADVOCATE):
        yield from _prepare(person, at)
    is_coach = has_role(person, Role.PROGRAM_MANAGER)
    if is_coach:
        yield from _today(person, at)
    if is_coach or has_role(person, Role.ADVOCATE):
        yield from _promises(person, at)


def _prepare(person: Person, at: datetime) -> Iterator[NextStep]:
    meeting = (
        OneOnOne.objects.filter(
            relationship__advocate=person, relationship__ended_at__isnull=True, stage=MeetingStage.PLANNED,
            scheduled_at__gte=at, scheduled_at__lte=at + timedelta(days=PREPARE_DAYS),
        )
        .select_related("relationship__coach")
        .order_by("scheduled_at", "pk")
        .first()
    )  # fmt: skip
    if meeting is None:
        return
    yield NextStep(
        title=_("Get ready for your one-on-one with %(coach)s") % {"coach": meeting.relationship.coach.short_name},
        url=reverse("coaching_home"),
        urgency=urgency_of(meeting.scheduled_at, at),
        why=in_words(meeting.scheduled_at, person),
        due_at=meeting.scheduled_at,
        says_when=True,
        area=str(_("Coaching")),
    )


def _today(coach: Person, at: datetime) -> Iterator[NextStep]:
    for meeting in meetings_due(coach, at):
        yield NextStep(
            title=_("One-on-one with %(name)s") % {"name": meeting.name},
            url=reverse("coaching_meeting", args=[meeting.id]),
            urgency=Urgency.TODAY if meeting.at > at - timedelta(hours=12) else Urgency.LATE,
            why=in_words(meeting.at, coach),
            due_at=meeting.at,
            says_when=True,
            area=str(_("Coaching")),
        )


def _promises(person: Person, at: datetime) -> Iterator[NextStep]:
    """Promises that are due within a week. Their words stay on the coaching page."""
    zone = ZoneInfo(person.time_zone)
    limit = at.astimezone(zone).date() + timedelta(days=7)
    mine = ActionItem.objects.filter(owner=person, done_at__isnull=True, due_on__lte=limit)
    mine = mine.filter(relationship__ended_at__isnull=True).select_related("relationship__advocate")
    for action in mine.order_by("due_on", "created_at", "pk"):
        due_at = datetime.combine(action.due_on or limit, time(23, 59), tzinfo=zone).astimezone(UTC)
        pair = action.relationship
        is_coach = pair.coach_id == person.pk
        yield NextStep(
            title=_("Keep your promise to %(name)s") % {"name": pair.advocate.short_name}
            if is_coach
            else _("Do what you agreed in coaching"),
            url=reverse("coaching_desk", args=[pair.pk]) if is_coach else reverse("coaching_home"),
            urgency=urgency_of(due_at, at),
            due_at=due_at,
            area=str(_("Coaching")),
        )


def home_cards(person: Person, at: datetime) -> Iterator[HomeCard]:
    """When an Advocate and their coach talk next."""
    if not has_role(person, Role.ADVOCATE):
        return
    pair = current_relationship(person)
    if pair is None:
        return
    planned = OneOnOne.objects.filter(relationship=pair, stage=MeetingStage.PLANNED, scheduled_at__gte=at)
    meeting = planned.order_by("scheduled_at", "pk").first()
    text = (
        _("Next: %(when)s. Only the two of you read what is there.") % {"when": in_words(meeting.scheduled_at, person)}
        if meeting
        else _("No time is set. Only the two of you read what is there.")
    )
    yield HomeCard(
        title=_("Coaching with %(coach)s") % {"coach": pair.coach.short_name},
        text=text,
        url=reverse("coaching_home"),
        link_text=_("Agenda and promises"),
        weight=40,
    )
