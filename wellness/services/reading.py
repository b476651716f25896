"""Opening what two people wrote: the coach's looks are noted, so that the Advocate can see them."""

from datetime import datetime

from django.db import transaction

from fellowship.access import require
from fellowship.models import Person
from fellowship.services import audit
from wellness.models import CoachingRelationship, OneOnOne
from wellness.queries.desk import Desk, desk


@transaction.atomic
def open_desk(
    *, actor: Person, relationship: CoachingRelationship, at: datetime, meeting: OneOnOne | None = None
) -> Desk:
    """The page of a one-on-one for one of the two people; a look by the coach is noted. Raises ``Refused``."""
    require(actor, "wellness.share", relationship)
    if actor.pk == relationship.coach_id:
        audit.record_read(
            actor=actor, action="wellness.read_coaching", subject=relationship, about=relationship.advocate, at=at
        )
    return desk(actor, relationship, at, meeting=meeting)
