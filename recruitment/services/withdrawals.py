"""What selection lets go of when an application leaves it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from fellowship.models import Person
from fellowship.services import letters
from recruitment.models import Application
from recruitment.rules import selection_letters as kinds
from recruitment.rules.stages import Action
from recruitment.services.interviews import release_booking
from recruitment.services.offers import close_offers

LEAVING = frozenset({Action.WITHDRAW, Action.DECLINE})


@transaction.atomic
def let_go(*, application_id: UUID, action: str, actor: Person | None, at: datetime) -> None:
    """After a withdrawal or a decision against: free the interview time, close offers, cancel the invitation."""
    if action not in LEAVING:
        return
    release_booking(application_id=application_id, at=at)
    close_offers(application_id=application_id, actor=actor, at=at)
    letters.cancel_letters(
        actor=actor,
        subject_record=Application(pk=application_id),
        kinds=[kinds.INVITED.key, kinds.BOOKED.key],
        at=at,
    )
