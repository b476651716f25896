"""Who coaches whom."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohorts.queries.placements import placement_facts
from fellowship.access import has_role, require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.rules.roles import Role
from fellowship.services import audit
from wellness.models import CoachingRelationship, OneOnOne
from wellness.queries.coaches import only_coach_of, reaches
from wellness.rules.stages import MeetingStage
from wellness.services.meetings import cancel_one_on_one


class NotACoach(Conflict):
    """Only program managers coach."""

    sentence = _("Choose a program manager. Only program managers coach.")


class OwnCoach(Conflict):
    """Nobody coaches themselves."""

    sentence = _("Choose someone else. Nobody can be their own coach.")


@transaction.atomic
def pair_coach(*, actor: Person | None, advocate: Person, coach: Person, at: datetime) -> CoachingRelationship:
    """Let ``coach`` coach ``advocate`` from now on.

    With another coach before, that coaching ends this moment: its planned one-on-ones are cancelled, and the
    former coach reads nothing any more. The new coach starts with an empty page: nothing written before passes
    over. The same pair again changes nothing. Raises ``Refused``, :class:`NotACoach` or :class:`OwnCoach`.
    """
    Person.objects.select_for_update(of=("self",)).get(pk=advocate.pk)
    if actor is not None:
        require(actor, "wellness.pair", advocate)
    if advocate.pk == coach.pk:
        raise OwnCoach
    if not has_role(coach, Role.PROGRAM_MANAGER):
        raise NotACoach
    current = CoachingRelationship.objects.filter(advocate=advocate, ended_at__isnull=True).first()
    if current is not None and current.coach_id == coach.pk:
        return current
    if current is not None:
        _end(current, actor=actor, at=at)
    pair = CoachingRelationship.objects.create(advocate=advocate, coach=coach, started_at=at, paired_by=actor)
    audit.record(actor=actor, action="wellness.pair_coach", subject=pair, about=advocate, at=at)
    return pair


def _end(pair: CoachingRelationship, *, actor: Person | None, at: datetime) -> None:
    """End one coaching; the system cancels what was planned, so that both people hear of it."""
    planned = OneOnOne.objects.filter(relationship=pair, stage=MeetingStage.PLANNED).order_by("scheduled_at", "pk")
    for meeting in planned:
        cancel_one_on_one(actor=None, meeting_id=meeting.pk, at=at)
    pair.ended_at = at
    pair.save(update_fields=["ended_at"])
    audit.record(actor=actor, action="wellness.end_coaching", subject=pair, about=pair.advocate, at=at)


@transaction.atomic
def pair_for_placement(*, placement_id: UUID, at: datetime) -> CoachingRelationship | None:
    """Pair a placed person with the program manager of their region, where there is exactly one.

    A coach who already looks after the region stays. With several to choose from, or none, a person decides:
    ``None``. Run again it changes nothing.
    """
    facts = placement_facts(placement_id)
    advocate = Person.objects.get(pk=facts.person_id)
    today = at.date()
    current = (
        CoachingRelationship.objects.filter(advocate=advocate, ended_at__isnull=True).select_related("coach").first()
    )
    if current is not None and reaches(current.coach, facts.region_id):
        return current
    coach = only_coach_of(facts.region_id, today)
    if coach is None or coach.pk == advocate.pk:
        return current
    return pair_coach(actor=None, advocate=advocate, coach=coach, at=at)
