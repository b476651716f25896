"""Using the answers of an earlier application again, after asking."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from fellowship.access import require
from fellowship.models import Person
from fellowship.services import audit
from recruitment.models import Answer, Question
from recruitment.queries.own import gather
from recruitment.queries.reusing import usable_answers
from recruitment.rules.stages import Stage
from recruitment.services.answers import check_open, set_aside_unasked, write_answer
from recruitment.services.applications import ApplicationsClosed, locked


@transaction.atomic
def reuse_answers(*, actor: Person, application_id: UUID, at: datetime) -> int:
    """Copy what fits from the person's last application into questions that are still empty; returns how many.

    Nothing that is written already changes, so a second time does nothing. Raises ``Refused``, or
    ``ApplicationsClosed`` when answers can't be changed any more.
    """
    application = locked(application_id)
    require(actor, "recruitment.own_application", application)
    check_open(application, at)
    if application.stage != Stage.DRAFT:
        raise ApplicationsClosed
    usable = {row.key: row.kept for row in usable_answers(actor, gather(application, at))}
    everything = list(Question.objects.filter(version_id=application.form_version_id).order_by("sort_order", "pk"))
    rows = {row.question_id: row for row in Answer.objects.filter(application=application)}
    for question in everything:
        if question.key in usable:
            write_answer(application, question, rows.get(question.pk), usable[question.key], at)
    if usable:
        set_aside_unasked(application, everything)
        application.updated_at = at
        application.save(update_fields=["updated_at"])
        audit.record(
            actor=actor, action="recruitment.reuse_answers", subject=application, about=actor, at=at,
            data={"answers": len(usable)},
        )  # fmt: skip
    return len(usable)
