"""What staff change about interviews: somebody didn't come, a time is taken back, a further round begins."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment.models import Application, InterviewSlot, RoundInvitation
from recruitment.queries.interview_rounds import held_by, misses_of, next_round_of
from recruitment.rules.interviews import may_book_again, may_write_scorecard
from recruitment.rules.stages import Stage
from recruitment.services import interview_letters
from recruitment.services.applications import locked
from recruitment.services.interviews import NotInvited, TooEarly, end_booking


class WasHeld(Conflict):
    """Somebody has written a scorecard about the interview."""

    sentence = _("There is a scorecard about this interview, so it was held.")


class IsOver(Conflict):
    """The interview has begun."""

    sentence = _("This interview has begun, so its time can't be taken back.")


class NoFurtherRound(Conflict):
    """There is no round after this one, or the applicant has not been through it."""

    sentence = _("There is no further round for this applicant now.")


def _booked(slot_id: UUID) -> InterviewSlot:
    """The slot with its application locked before it, in the order in which booking takes the two."""
    application_id = InterviewSlot.objects.values_list("application_id", flat=True).get(pk=slot_id)
    if application_id is None:
        raise NotInvited
    application = locked(application_id)
    slot = InterviewSlot.objects.select_for_update(of=("self",)).get(pk=slot_id)
    if slot.application_id != application.pk:
        raise NotInvited
    slot.application = application
    return slot


@transaction.atomic
def mark_missed(*, actor: Person, slot_id: UUID, at: datetime) -> InterviewSlot:
    """Note that the applicant didn't come; the first time a letter offers a new time, then a person decides.

    Interviewers of the slot and managers may. Twice is once. Raises ``Refused``, :class:`NotInvited`,
    ``TooEarly`` or :class:`WasHeld`.
    """
    slot = _booked(slot_id)
    require(actor, "recruitment.mark_missed", slot)
    application = slot.application
    if application is None:
        raise NotInvited
    if slot.missed_at is not None:
        return slot
    if slot.scorecards.exists():
        raise WasHeld
    if not may_write_scorecard(starts_at=slot.starts_at, at=at):
        raise TooEarly
    slot.missed_at, slot.missed_by = at, actor
    slot.save(update_fields=["missed_at", "missed_by"])
    audit.record(actor=actor, action="recruitment.mark_missed", subject=slot, about=application.person, at=at)
    if application.stage == Stage.INTERVIEW and may_book_again(misses_of(application)):
        interview_letters.send_missed(application, slot, actor=actor, at=at)
    return slot


@transaction.atomic
def take_back_booking(*, actor: Person, slot_id: UUID, at: datetime) -> InterviewSlot:
    """Free a booked time that is still to come; the applicant is told and chooses another, as if they had moved never.

    Raises ``Refused``, :class:`NotInvited` or :class:`IsOver`.
    """
    slot = _booked(slot_id)
    require(actor, "recruitment.keep_slots", slot)
    application = slot.application
    if application is None:
        raise NotInvited
    if slot.starts_at <= at:
        raise IsOver
    ended = end_booking(slot, at=at)
    audit.record(actor=actor, action="recruitment.take_back_booking", subject=slot, about=application.person, at=at)
    interview_letters.send_taken_back(application, ended, actor=actor, at=at)
    return slot


@transaction.atomic
def invite_to_next_round(*, actor: Person, application_id: UUID, at: datetime) -> Application:
    """Invite somebody who has been through a round to the next one; the letter is held. Twice is once.

    Raises ``Refused`` or :class:`NoFurtherRound`.
    """
    application = locked(application_id)
    require(actor, "recruitment.decide", application)
    following = next_round_of(application)
    held = held_by(application).first()
    if held is None and application.round_invitations.exists():
        return application
    if application.stage != Stage.INTERVIEW or following is None or held is None or held.starts_at > at:
        raise NoFurtherRound
    RoundInvitation.objects.get_or_create(
        application=application, round=following, defaults={"invited_at": at, "invited_by": actor}
    )
    audit.record(actor=actor, action="recruitment.invite_to_round", subject=application, about=application.person,
                 at=at, data={"round": following.number})  # fmt: skip
    interview_letters.hold_round_invitation(application, following, actor=actor, at=at)
    return application
