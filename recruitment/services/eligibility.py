"""Asking a person about the check before an application, answering, and forgetting what was written."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment.models import EligibilityQuestion
from recruitment.rules.eligibility import Outcome, judge

KEPT = timedelta(days=90)
# More than people could ask in an hour: then somebody is playing with the form.
MOST_AN_HOUR = 120


class TooManyQuestions(Conflict):
    """Far more questions than people could ask."""

    sentence = _("We can’t take more questions this way right now. Call us or write to us instead.")


class NothingInTheWay(Conflict):
    """The check found nothing to ask about."""

    sentence = _("Nothing stands in your way: you can apply.")


class AlreadyAnswered(Conflict):
    """Somebody was faster."""

    sentence = _("This question was answered already.")


@transaction.atomic
def ask_about_eligibility(
    *, person: Person | None, answers: Mapping[str, Any], name: str, contact: str, message: str, language: str,
    earlier_id: UUID | None, at: datetime,
) -> EligibilityQuestion:  # fmt: skip
    """Take a question to the managers. Asked again from the same browser before an answer, it replaces the earlier.

    ``answers`` are those of the check. Raises :class:`NothingInTheWay` or :class:`TooManyQuestions`.
    """
    outcome = judge(answers)
    if outcome.may_apply:
        raise NothingInTheWay
    written: dict[str, Any] = {
        "person": person, "reasons": [str(check) for check in outcome.reasons], "name": name, "contact": contact,
        "message": message, "language": language[:2],
    }  # fmt: skip
    open_ones = EligibilityQuestion.objects.select_for_update(of=("self",)).filter(answered_at__isnull=True)
    earlier = open_ones.filter(pk=earlier_id).first() if earlier_id else None
    if earlier is not None:
        for field, value in written.items():
            setattr(earlier, field, value)
        earlier.save()
        return earlier
    if EligibilityQuestion.objects.filter(asked_at__gt=at - timedelta(hours=1)).count() >= MOST_AN_HOUR:
        raise TooManyQuestions
    return EligibilityQuestion.objects.create(**written, asked_at=at)


@transaction.atomic
def answer_question(
    *, actor: Person, question_id: UUID, outcome: Outcome | str, note: str, at: datetime
) -> EligibilityQuestion:
    """Note that a person was answered, and how it ended. Raises ``Refused`` or :class:`AlreadyAnswered`."""
    question = EligibilityQuestion.objects.select_for_update(of=("self",)).get(pk=question_id)
    require(actor, "recruitment.answer_eligibility", question)
    if question.answered_at is not None:
        raise AlreadyAnswered
    question.answered_at, question.answered_by = at, actor
    question.outcome, question.note = Outcome(outcome).value, note
    question.save()
    audit.record(
        actor=actor, action="recruitment.answer_eligibility", subject=question, about=question.person, at=at,
        data={"outcome": question.outcome},
    )  # fmt: skip
    return question


def forget_answered(*, at: datetime) -> int:
    """Empty what people wrote 90 days after they were answered; the reasons and the outcome stay for the numbers."""
    old = EligibilityQuestion.objects.filter(answered_at__lte=at - KEPT, forgotten_at__isnull=True)
    return old.update(name="", contact="", message="", note="", forgotten_at=at)
