"""Questions about an offer, asked by the applicant and answered by a manager."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment.models import Offer, OfferQuestion
from recruitment.services import selection_letters


class AlreadyAnswered(Conflict):
    """Somebody else answered first."""

    sentence = _("Somebody already answered this question.")


@transaction.atomic
def ask_about_offer(*, actor: Person, offer_id: UUID, text: str, at: datetime) -> OfferQuestion:
    """Ask about one's own offer, or for more time; the same words again are the same question. Raises ``Refused``."""
    offer = Offer.objects.select_for_update(of=("self",)).select_related("application__person").get(pk=offer_id)
    require(actor, "recruitment.answer_offer", offer)
    words = text.strip()
    asked = offer.questions.filter(text=words, answered_at__isnull=True).order_by("asked_at").first()
    if asked is None:
        asked = OfferQuestion.objects.create(offer=offer, text=words, asked_at=at)
        audit.record(actor=actor, action="recruitment.ask_about_offer", subject=asked, about=actor, at=at)
    return asked


@transaction.atomic
def answer_question(*, actor: Person, question_id: UUID, answer: str, at: datetime) -> OfferQuestion:
    """Answer a question; the applicant gets it by letter. Raises ``Refused`` or :class:`AlreadyAnswered`."""
    rows = OfferQuestion.objects.select_for_update(of=("self",))
    question = rows.select_related("offer__application__person", "offer__application__cycle").get(pk=question_id)
    require(actor, "recruitment.keep_offer", question.offer)
    if question.answered_at is not None:
        if question.answer == answer.strip():
            return question
        raise AlreadyAnswered
    question.answer, question.answered_by, question.answered_at = answer.strip(), actor, at
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    audit.record(
        actor=actor,
        action="recruitment.answer_offer_question",
        subject=question,
        about=question.offer.application.person,
        at=at,
    )
    selection_letters.send_answer(question, actor=actor, at=at)
    return question
