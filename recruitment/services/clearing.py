"""Text is cleared for readers by a person who has read it, and can be taken back from them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment.models import Answer, Application, ClearedAnswer
from recruitment.queries.clearing import READ_STAGES, clearable


class AnswerChanged(Conflict):
    """The applicant saved the answer again after the desk opened it."""

    sentence = _("The applicant changed an answer after you opened this page. Read it again, then clear it.")


class NotReadNow(Conflict):
    """The application is not before readers."""

    sentence = _("This application is not with readers now, so there is nothing to clear.")


@dataclass(frozen=True, slots=True)
class ClearedText:
    """The text for readers, and the revision of the answer that the person had read."""

    text: str
    revision: int


@transaction.atomic
def clear_answers(*, actor: Person, application_id: UUID, texts: Mapping[int, ClearedText], at: datetime) -> int:
    """Clear the texts of some answers of one application for readers; returns how many.

    Raises ``Refused``, :class:`NotReadNow`, or :class:`AnswerChanged` when an answer was saved again since.
    Answers of another application, or to questions that readers never see, are left alone.
    """
    application = Application.objects.select_for_update(of=("self",)).select_related("person").get(pk=application_id)
    require(actor, "recruitment.clear_answers", application)
    if application.stage not in READ_STAGES:
        raise NotReadNow
    answers = clearable(Answer.objects.filter(application=application, pk__in=list(texts))).order_by("pk")
    cleared = 0
    for answer in answers:
        chosen = texts[answer.pk]
        if chosen.revision != answer.revision:
            raise AnswerChanged
        ClearedAnswer.objects.update_or_create(
            answer=answer,
            defaults={
                "text": chosen.text.strip(),
                "answer_revision": answer.revision,
                "cleared_by": actor,
                "cleared_at": at,
            },
        )
        cleared += 1
    if cleared:
        audit.record(
            actor=actor,
            action="recruitment.clear_for_reading",
            subject=application,
            about=application.person,
            at=at,
            data={"answers": cleared},
        )
    return cleared


@transaction.atomic
def take_back_answers(*, actor: Person, application_id: UUID, answer_ids: Collection[int], at: datetime) -> int:
    """Withhold answers again that were cleared; returns how many. What readers saw before is kept as they saw it.

    Raises ``Refused`` or :class:`NotReadNow`. Answers of another application are left alone.
    """
    application = Application.objects.select_for_update(of=("self",)).select_related("person").get(pk=application_id)
    require(actor, "recruitment.clear_answers", application)
    if application.stage not in READ_STAGES:
        raise NotReadNow
    cleared = ClearedAnswer.objects.filter(answer__application=application, answer_id__in=list(answer_ids))
    taken, _rows = cleared.delete()
    if taken:
        audit.record(
            actor=actor, action="recruitment.take_back_cleared", subject=application, about=application.person, at=at,
            data={"answers": taken},
        )  # fmt: skip
    return taken
