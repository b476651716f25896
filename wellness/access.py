"""Who may do what in coaching: the two people and nobody else, whatever other roles anyone holds."""

import rules
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cohorts.models import Placement
from cohorts.rules.stages import LIVE_PLACEMENTS
from fellowship.access import Permission, has_role, offices_of, register
from fellowship.models import HostOffice, Person
from fellowship.rules.roles import Role
from wellness.models import ActionItem, AgendaItem, CoachingRelationship, Note, OneOnOne
from wellness.rules.stages import Audience


def _coaches(person: Person, relationship: CoachingRelationship) -> bool:
    """The coach of now: a coach who was replaced, or is no program manager any more, reads nothing."""
    is_theirs = relationship.coach_id == person.pk and relationship.ended_at is None
    return is_theirs and has_role(person, Role.PROGRAM_MANAGER)


def _one_of_the_two(person: Person, relationship: CoachingRelationship) -> bool:
    return relationship.advocate_id == person.pk or _coaches(person, relationship)


@rules.predicate
def is_coached(person: Person, relationship: CoachingRelationship | None) -> bool:
    """Pass for the Advocate, also of coaching that has ended."""
    return relationship is None or relationship.advocate_id == person.pk


@rules.predicate
def coaches(person: Person, relationship: CoachingRelationship | None) -> bool:
    """Pass for the coach of now."""
    return has_role(person, Role.PROGRAM_MANAGER) if relationship is None else _coaches(person, relationship)


@rules.predicate
def shares(person: Person, relationship: CoachingRelationship | None) -> bool:
    """Pass for the two people of the relationship."""
    return relationship is None or _one_of_the_two(person, relationship)


@rules.predicate
def meets(person: Person, meeting: OneOnOne | None) -> bool:
    """Pass for the two people who meet."""
    return meeting is None or _one_of_the_two(person, meeting.relationship)


@rules.predicate
def reads_item(person: Person, item: AgendaItem | None) -> bool:
    """Pass for the author of a private item, and for both people where it is shared."""
    if item is None:
        return True
    if item.audience == Audience.PRIVATE:
        return item.author_id == person.pk
    return _one_of_the_two(person, item.relationship)


@rules.predicate
def reads_note(person: Person, note: Note | None) -> bool:
    """Pass for the author of a private note, and for both people where it is shared."""
    if note is None:
        return True
    if note.audience == Audience.PRIVATE:
        return note.author_id == person.pk
    return _one_of_the_two(person, note.one_on_one.relationship)


@rules.predicate
def keeps_action(person: Person, action: ActionItem | None) -> bool:
    """Pass for the two people of the relationship."""
    return action is None or _one_of_the_two(person, action.relationship)


@rules.predicate
def pairs(person: Person, advocate: Person | None) -> bool:
    """Pass for a program manager whose region the Advocate is placed in."""
    if advocate is None:
        return has_role(person, Role.PROGRAM_MANAGER)
    return advocates_within_reach(person).filter(pk=advocate.pk).exists()


def coached(person: Person) -> QuerySet[CoachingRelationship]:
    """Give the relationships that :func:`is_coached` passes."""
    return CoachingRelationship.objects.filter(advocate=person)


def coaching(person: Person) -> QuerySet[CoachingRelationship]:
    """Give the relationships that :func:`coaches` passes."""
    if not has_role(person, Role.PROGRAM_MANAGER):
        return CoachingRelationship.objects.none()
    return CoachingRelationship.objects.filter(coach=person, ended_at__isnull=True)


def shared(person: Person) -> QuerySet[CoachingRelationship]:
    """Give the relationships that :func:`shares` passes."""
    reach = Q(advocate=person)
    if has_role(person, Role.PROGRAM_MANAGER):
        reach |= Q(coach=person, ended_at__isnull=True)
    return CoachingRelationship.objects.filter(reach)


def advocates_within_reach(person: Person) -> QuerySet[Person]:
    """Give the placed Advocates that :func:`pairs` passes."""
    offices = HostOffice.objects.filter(offices_of(person, Role.PROGRAM_MANAGER))
    placed = Placement.objects.filter(stage__in=[*LIVE_PLACEMENTS], seat__office__in=offices, held_back=False)
    return Person.objects.filter(pk__in=placed.values("fellow__person_id")).exclude(pk=person.pk)


def meetings_met(person: Person) -> QuerySet[OneOnOne]:
    """Give the one-on-ones that :func:`meets` passes."""
    return OneOnOne.objects.filter(relationship__in=shared(person))


def items_read(person: Person) -> QuerySet[AgendaItem]:
    """Give the agenda items that :func:`reads_item` passes."""
    return AgendaItem.objects.filter(
        Q(audience=Audience.PRIVATE, author=person) | Q(audience=Audience.SHARED, relationship__in=shared(person))
    )


def notes_read(person: Person) -> QuerySet[Note]:
    """Give the notes that :func:`reads_note` passes."""
    return Note.objects.filter(
        Q(audience=Audience.PRIVATE, author=person)
        | Q(audience=Audience.SHARED, one_on_one__relationship__in=shared(person))
    )


def actions_kept(person: Person) -> QuerySet[ActionItem]:
    """Give the action items that :func:`keeps_action` passes."""
    return ActionItem.objects.filter(relationship__in=shared(person))


TWO = _("The Advocate and their coach")

register(
    Permission(
        "wellness.be_coached",
        who=_("The Advocate"),
        predicate=is_coached,
        twin=coached,
        staff=False,
        about=_("Open one's own coaching"),
    ),
    Permission(
        "wellness.coach",
        who=_("The program manager who is the coach now"),
        predicate=coaches,
        twin=coaching,
        sensitive=True,
        about=_("Open the coaching of an Advocate"),
    ),
    Permission(
        "wellness.share", who=TWO, predicate=shares, twin=shared, staff=False, sensitive=True,
        about=_("Add to the agenda, set a time, promise something"),
    ),
    Permission(
        "wellness.meet", who=TWO, predicate=meets, twin=meetings_met, staff=False, sensitive=True,
        about=_("Open, move, cancel and write in a one-on-one"),
    ),
    Permission(
        "wellness.read_agenda", who=_("Both, or the author alone where it is private"),
        predicate=reads_item, twin=items_read, staff=False, sensitive=True, about=_("Read an agenda item"),
    ),
    Permission(
        "wellness.read_note", who=_("Both, or the author alone where it is private"),
        predicate=reads_note, twin=notes_read, staff=False, sensitive=True, about=_("Read a note"),
    ),
    Permission(
        "wellness.keep_action", who=TWO, predicate=keeps_action, twin=actions_kept, staff=False, sensitive=True,
        about=_("Read an action item and mark it done"),
    ),
    Permission(
        "wellness.pair",
        who=_("A program manager, for Advocates placed in their region"),
        predicate=pairs,
        twin=advocates_within_reach,
        about=_("Choose who coaches an Advocate"),
    ),
)  # fmt: skip
