"""The one-on-one of two people as one of them sees it: promises, agenda, notes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.shortcuts import get_object_or_404

from fellowship.access import visible
from fellowship.models import Person
from wellness.models import ActionItem, AgendaItem, CoachingRelationship, Note, OneOnOne
from wellness.rules.stages import AgendaState, Audience, MeetingStage

PAST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Topic:
    """An agenda item; ``is_mine`` for the reader's own."""

    id: UUID
    text: str
    author: str
    is_mine: bool
    is_private: bool
    state: AgendaState
    is_carried: bool


@dataclass(frozen=True, slots=True)
class Promise:
    """An action item."""

    id: UUID
    text: str
    owner: str
    is_mine: bool
    due_on: date | None
    is_late: bool
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class Written:
    """A note."""

    id: UUID
    text: str
    author: str
    is_mine: bool
    is_private: bool
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Meeting:
    """One one-on-one in a list or at the top of a page."""

    id: UUID
    scheduled_at: datetime
    place: str
    stage: MeetingStage
    has_begun: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything the reader may see of one relationship, around one one-on-one (``None``: none is planned)."""

    relationship_id: UUID
    advocate_id: UUID
    coach_id: UUID
    reader_is_coach: bool
    other_id: UUID
    other: str
    other_short: str
    is_open: bool
    meeting: Meeting | None
    promises: tuple[Promise, ...]
    topics: tuple[Topic, ...]
    notes: tuple[Written, ...]
    past: tuple[Meeting, ...]
    planned: tuple[Meeting, ...]

    @property
    def theirs(self) -> tuple[Topic, ...]:
        """What the Advocate put on the agenda comes first: the meeting is theirs."""
        return tuple(sorted(self.topics, key=lambda row: row.is_mine is self.reader_is_coach))

    @property
    def open_topics(self) -> int:
        """How many topics the reader sees would go on."""
        return sum(1 for row in self.topics if row.state is AgendaState.OPEN)

    @property
    def open_promises(self) -> int:
        """How many promises are open."""
        return sum(1 for row in self.promises if row.done_at is None)


def _meeting(row: OneOnOne, at: datetime) -> Meeting:
    return Meeting(
        id=row.pk,
        scheduled_at=row.scheduled_at,
        place=row.place,
        stage=MeetingStage(row.stage),
        has_begun=row.scheduled_at <= at,
    )


def current_relationship(person: Person) -> CoachingRelationship | None:
    """The coaching an Advocate is in now."""
    mine = visible(person, "wellness.be_coached").filter(ended_at__isnull=True)
    found: CoachingRelationship | None = mine.select_related("advocate", "coach").first()
    return found


def relationship_for_coach(person: Person, relationship_id: UUID) -> CoachingRelationship:
    """A coaching of the coach's own; anything else is not there (404)."""
    theirs = visible(person, "wellness.coach").select_related("advocate", "coach")
    found: CoachingRelationship = get_object_or_404(theirs, pk=relationship_id)
    return found


def meeting_for(person: Person, meeting_id: UUID, *, as_coach: bool) -> OneOnOne:
    """A one-on-one of the reader's own, on the side they came in by; anything else is not there (404)."""
    side = visible(person, "wellness.coach" if as_coach else "wellness.be_coached")
    meetings = OneOnOne.objects.filter(relationship__in=side)
    meetings = meetings.select_related("relationship__advocate", "relationship__coach")
    found: OneOnOne = get_object_or_404(meetings, pk=meeting_id)
    return found


def desk(person: Person, relationship: CoachingRelationship, at: datetime, *, meeting: OneOnOne | None = None) -> Desk:
    """The page of a one-on-one for one of the two people: their own private things, and what is shared.

    Without ``meeting`` it is about the next planned one. Four or five queries, however much was written.
    """
    meetings = list(OneOnOne.objects.filter(relationship=relationship).order_by("scheduled_at", "pk"))
    planned = [row for row in meetings if row.stage == MeetingStage.PLANNED]
    shown = meeting or (planned[0] if planned else None)
    as_coach = relationship.coach_id == person.pk
    other = relationship.advocate if as_coach else relationship.coach
    names = {
        relationship.advocate_id: relationship.advocate.short_name,
        relationship.coach_id: relationship.coach.short_name,
    }
    past = [row for row in reversed(meetings) if row.stage != MeetingStage.PLANNED]
    return Desk(
        relationship_id=relationship.pk,
        advocate_id=relationship.advocate_id,
        coach_id=relationship.coach_id,
        reader_is_coach=as_coach,
        other_id=other.pk,
        other=other.get_full_name(),
        other_short=other.short_name,
        is_open=relationship.ended_at is None,
        meeting=_meeting(shown, at) if shown else None,
        promises=_promises(person, relationship, names, shown, at),
        topics=_topics(person, relationship, names, shown),
        notes=_notes(person, names, shown),
        past=tuple(_meeting(row, at) for row in past[:PAST_SHOWN]),
        planned=tuple(_meeting(row, at) for row in planned),
    )


def _topics(
    person: Person, relationship: CoachingRelationship, names: dict[UUID, str], shown: OneOnOne | None
) -> tuple[Topic, ...]:
    mine_or_shared = visible(person, "wellness.read_agenda").filter(relationship=relationship)
    place = Q(one_on_one=shown) if shown else Q(one_on_one__isnull=True)
    rows: Iterable[AgendaItem] = mine_or_shared.filter(place).order_by("created_at", "pk")
    return tuple(
        Topic(
            id=row.pk,
            text=row.text,
            author=names.get(row.author_id, ""),
            is_mine=row.author_id == person.pk,
            is_private=row.audience == Audience.PRIVATE,
            state=AgendaState(row.state),
            is_carried=row.carried_from_id is not None,
        )
        for row in rows
    )


def _promises(
    person: Person,
    relationship: CoachingRelationship,
    names: dict[UUID, str],
    shown: OneOnOne | None,
    at: datetime,
) -> tuple[Promise, ...]:
    """What is open, and what was promised in or done by the one-on-one that is shown."""
    kept = visible(person, "wellness.keep_action").filter(relationship=relationship)
    wanted = Q(done_at__isnull=True)
    if shown is not None:
        wanted |= Q(agreed_in=shown) | Q(done_at__gte=shown.created_at)
    today = at.astimezone(ZoneInfo(person.time_zone)).date()
    rows: Iterable[ActionItem] = kept.filter(wanted).order_by("created_at", "pk")
    return tuple(
        Promise(
            id=row.pk,
            text=row.text,
            owner=names.get(row.owner_id, ""),
            is_mine=row.owner_id == person.pk,
            due_on=row.due_on,
            is_late=row.done_at is None and row.due_on is not None and row.due_on < today,
            done_at=row.done_at,
        )
        for row in rows
    )


def _notes(person: Person, names: dict[UUID, str], shown: OneOnOne | None) -> tuple[Written, ...]:
    if shown is None:
        return ()
    rows: Iterable[Note] = visible(person, "wellness.read_note").filter(one_on_one=shown).order_by("written_at", "pk")
    return tuple(
        Written(
            id=row.pk,
            text=row.text,
            author=names.get(row.author_id, ""),
            is_mine=row.author_id == person.pk,
            is_private=row.audience == Audience.PRIVATE,
            written_at=row.written_at,
        )
        for row in rows
    )


def item_for(person: Person, item_id: UUID) -> AgendaItem:
    """An agenda item the reader may read; anything else is not there (404)."""
    found: AgendaItem = get_object_or_404(visible(person, "wellness.read_agenda"), pk=item_id)
    return found


def action_for(person: Person, action_id: UUID) -> ActionItem:
    """A promise of the reader's own coaching; anything else is not there (404)."""
    found: ActionItem = get_object_or_404(visible(person, "wellness.keep_action"), pk=action_id)
    return found


@dataclass(frozen=True, slots=True)
class LeftOver:
    """What is still open for an Advocate from a coach they had before; only they see it."""

    topics: tuple[str, ...]
    promises: tuple[Promise, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left."""
        return not self.topics and not self.promises


def left_over(person: Person) -> LeftOver:
    """An Advocate's own open items and promises of coaching that has ended; two queries."""
    ended = visible(person, "wellness.be_coached").filter(ended_at__isnull=False)
    topics = AgendaItem.objects.filter(relationship__in=ended, author=person, state=AgendaState.OPEN)
    promises = ActionItem.objects.filter(relationship__in=ended, owner=person, done_at__isnull=True)
    return LeftOver(
        topics=tuple(row.text for row in topics.order_by("created_at", "pk")),
        promises=tuple(
            Promise(row.pk, row.text, person.short_name, is_mine=True, due_on=row.due_on, is_late=False, done_at=None)
            for row in promises.order_by("created_at", "pk")
        ),
    )


def own_earlier_notes(person: Person) -> tuple[Written, ...]:
    """A coach's own private notes of coaching that has ended: they stay with their author alone. One query."""
    notes = Note.objects.filter(
        author=person, audience=Audience.PRIVATE, one_on_one__relationship__ended_at__isnull=False
    )
    return tuple(
        Written(row.pk, row.text, person.short_name, is_mine=True, is_private=True, written_at=row.written_at)
        for row in notes.order_by("-written_at", "pk")
    )
