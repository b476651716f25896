"""Answering the voluntary questions, skipping them, and taking the answers back.

All three write the same kind of row and the same line in the audit trail: nobody learns from either what was done.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.shortcuts import get_object_or_404

from fellowship.access import visible
from fellowship.models import Person
from fellowship.services import audit
from recruitment.models import Application, EqualOpportunityAnswers
from recruitment.queries.equal_opportunity import ANSWER
from recruitment.rules.equal_opportunity import SKIPPED, Answers, seal

# Its rows in the audit trail are kept from administrators.
CONFIDENTIAL = "recruitment.equal_opportunity"


@transaction.atomic
def settle_questions(*, actor: Person, application_id: UUID, at: datetime, answers: Answers = SKIPPED) -> None:
    """Keep these answers in place of earlier ones; without answers: skip for good, or delete what was answered.

    404 for anybody else's application and for one that was not sent. Nothing of the application changes.
    """
    get_object_or_404(visible(actor, ANSWER), pk=application_id)
    application = Application.objects.select_for_update(of=("self",)).get(pk=application_id)
    row, _new = EqualOpportunityAnswers.objects.update_or_create(
        application=application, defaults={"sealed": seal(answers)}
    )
    audit.record(
        actor=actor, action="recruitment.settle_equal_opportunity", subject=row, about=actor, at=at, key=CONFIDENTIAL
    )


def erase_answers(person: Person, at: datetime) -> None:
    """Delete all of a person's answers, inside the transaction that deletes their data."""
    EqualOpportunityAnswers.objects.filter(application__person=person).delete()
