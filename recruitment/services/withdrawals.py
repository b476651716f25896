"""What selection lets go of when an application leaves it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from fellowship.models import Person
from fellowship.services import letters
from recruitment.models import Application
from recruitment.rules import selection_letters as kinds
from recruitment.rules.stages import Action, Stage, names_who
from recruitment.rules.waitlist_letters import WAITLISTED
from recruitment.services import waitlist
from recruitment.services.fair_chance import end_cases
from recruitment.services.interviews import release_booking
from recruitment.services.offers import close_offers

LEAVING = frozenset({Action.WITHDRAW, Action.DECLINE, Action.WAITLIST})


@transaction.atomic(savepoint=False)
def let_go(*, application_id: UUID, action: str, from_stage: str, actor: Person | None, at: datetime) -> None:
    """After a step: join or leave the waiting list, and let go where selection is over (for now).

    Then the interview time comes free, offers and the fair-chance case end, and the invitation is cancelled. A seat
    that comes free goes to the next on the waiting list, as a draft.
    """
    if from_stage == Stage.WAITLISTED:
        waitlist.leave(application_id=application_id, from_stage=from_stage)
        letters.cancel_letters(
            actor=actor, subject_record=Application(pk=application_id), kinds=[WAITLISTED.key], at=at
        )
    if action == Action.WAITLIST:
        waitlist.join(application_id=application_id, at=at)
    if action in LEAVING:
        release_booking(application_id=application_id, at=at)
        end_cases(application_id=application_id, actor=actor, at=at)
        named = actor if names_who(action, from_stage) else None
        _let_go_of_offers(application_id=application_id, actor=named, at=at)
    waitlist.fill_freed_seat(application_id=application_id, action=action, from_stage=from_stage, at=at)


def _let_go_of_offers(*, application_id: UUID, actor: Person | None, at: datetime) -> None:
    close_offers(application_id=application_id, actor=actor, at=at)
    letters.cancel_letters(
        actor=actor,
        subject_record=Application(pk=application_id),
        kinds=[kinds.INVITED.key, kinds.BOOKED.key],
        at=at,
    )
