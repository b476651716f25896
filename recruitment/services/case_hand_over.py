"""A case goes from one fair-chance officer to another: given by its officer, or taken over where that one has left.

Nobody else can name an officer. Whoever grants roles decides who is a fair-chance officer, and reads nothing by it.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import has_role, require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.rules.roles import Role
from recruitment.access.selection import has_lost_officer
from recruitment.models import CaseHandOver, FairChanceCase
from recruitment.services.case_unsent import take_back_papers
from recruitment.services.fair_chance import CaseTaken, locked_case, note_step, worked


class NotTheirs(Conflict):
    """Somebody who can't be the officer of this case."""

    sentence = _("Choose another fair-chance officer. It can’t be you, or the applicant.")


class NoReason(Conflict):
    """A handing over has a reason in words."""

    sentence = _("Say why in words.")


class PapersGone(Conflict):
    """Nothing is left to look after."""

    sentence = _("The papers of this case were deleted. There is nothing to hand over.")


@transaction.atomic
def take_over_case(*, actor: Person, case_id: UUID, reason: str, at: datetime) -> FairChanceCase:
    """Become the officer of a case whose officer no longer is one; twice is once.

    Raises ``Refused`` for anybody but an officer and for one's own case, ``CaseTaken`` where somebody has the case or
    was faster, :class:`NoReason` and :class:`PapersGone`.
    """
    case = locked_case(case_id)
    require(actor, "recruitment.open_case")
    if case.officer_id == actor.pk:
        return case
    if not has_lost_officer(case):
        raise CaseTaken
    require(actor, "recruitment.open_case", case)
    return _hand_to(actor, case, "take_over", actor=actor, reason=reason, at=at)


@transaction.atomic
def hand_over_case(*, actor: Person, case_id: UUID, to: Person, reason: str, at: datetime) -> FairChanceCase:
    """Give one's own case to another fair-chance officer; from then on only that one opens it.

    Raises ``Refused`` for anybody but the officer of the case, :class:`NotTheirs`, :class:`NoReason` and
    :class:`PapersGone`.
    """
    case = worked(actor, case_id)
    applicant = case.offer.application.person_id
    if to.pk in (actor.pk, applicant) or not has_role(to, Role.FAIR_CHANCE_OFFICER):
        raise NotTheirs
    return _hand_to(to, case, "hand_over", actor=actor, reason=reason, at=at)


def _hand_to(
    after: Person, case: FairChanceCase, step: str, *, actor: Person, reason: str, at: datetime
) -> FairChanceCase:
    """Name the other officer. Notices that wait name the officer of before as the one to answer: they are gone."""
    words = reason.strip()
    if not words:
        raise NoReason
    if case.emptied_at is not None:
        raise PapersGone
    CaseHandOver.objects.create(case=case, before=case.officer, after=after, by=actor, reason=words, at=at)
    case.officer = after
    case.save(update_fields=["officer"])
    note_step(case, step, case.stage, actor=actor, at=at)
    take_back_papers(case, actor=actor, at=at)
    return case
