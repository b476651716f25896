"""Offers as the applicant reads them and as managers keep them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from fellowship.access import visible
from fellowship.models import Person
from recruitment.models import Application, Offer, OfferQuestion, Opening
from recruitment.models.selection_wording import OFFER_LABELS, OFFER_TAGS
from recruitment.rules.offers import OFFERS, OfferStage, Terms, has_lapsed
from recruitment.rules.stages import TABLE, Action


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """A question about an offer, and our answer once there is one."""

    id: UUID
    text: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """One offer. ``may_answer`` holds while it is open and its time is not over."""

    id: UUID
    application_id: UUID
    reference: str
    name: str
    called: str
    terms: Terms
    stage: str
    label: object
    tag: str
    last_day: date
    sent_at: datetime | None
    expires_at: datetime | None
    answered_at: datetime | None
    signature_name: str
    signed_at: datetime | None
    signature_address: str
    declined_reason: str
    pdf_id: UUID | None
    signed_pdf_id: UUID | None
    may_answer: bool
    is_draft: bool
    actions: tuple[str, ...]
    questions: tuple[QuestionFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class OfferLine:
    """An offer in the managers' list."""

    id: UUID
    name: str
    reference: str
    office: str
    label: object
    tag: str
    sent_at: datetime | None
    last_day: date
    open_questions: int


def _facts(offer: Offer, at: datetime, questions: tuple[QuestionFacts, ...]) -> OfferFacts:
    stage = OfferStage(offer.stage)
    person = offer.application.person
    is_over = offer.expires_at is None or has_lapsed(expires_at=offer.expires_at, at=at)
    return OfferFacts(
        id=offer.pk,
        application_id=offer.application_id,
        reference=offer.application.reference,
        name=person.get_full_name(),
        called=person.short_name,
        terms=Terms.from_json(offer.terms),
        stage=stage,
        label=OFFER_LABELS[stage],
        tag=OFFER_TAGS[stage],
        last_day=offer.last_day,
        sent_at=offer.sent_at,
        expires_at=offer.expires_at,
        answered_at=offer.answered_at,
        signature_name=offer.signature_name,
        signed_at=offer.signed_at,
        signature_address=offer.signature_address or "",
        declined_reason=offer.declined_reason,
        pdf_id=offer.pdf_id,
        signed_pdf_id=offer.signed_pdf_id,
        may_answer=stage is OfferStage.SENT and not is_over,
        is_draft=stage is OfferStage.DRAFT,
        actions=OFFERS.actions(stage),
        questions=questions,
    )


def _questions(offer_id: UUID) -> tuple[QuestionFacts, ...]:
    rows = OfferQuestion.objects.filter(offer_id=offer_id).order_by("asked_at", "pk")
    return tuple(QuestionFacts(row.pk, row.text, row.asked_at, row.answer, row.answered_at) for row in rows)


def _one(offers: QuerySet[Offer], offer_id: UUID, at: datetime) -> OfferFacts:
    offer = get_object_or_404(offers.select_related("application__person"), pk=offer_id)
    return _facts(offer, at, _questions(offer.pk))


def own_offer(person: Person, offer_id: UUID, at: datetime) -> OfferFacts:
    """One's own offer once it was sent; anything else is not found. Two queries."""
    return _one(visible(person, "recruitment.answer_offer"), offer_id, at)


def newest_own_offer(person: Person) -> UUID | None:
    """The id of the person's newest offer that was sent, or ``None``."""
    newest: UUID | None = (
        visible(person, "recruitment.answer_offer").order_by("-sent_at", "pk").values_list("pk", flat=True).first()
    )
    return newest


def kept_offer(person: Person, offer_id: UUID, at: datetime) -> OfferFacts:
    """An offer for those who keep it; anything else is not found. Two queries."""
    return _one(visible(person, "recruitment.keep_offer"), offer_id, at)


def kept_offers(person: Person) -> tuple[OfferLine, ...]:
    """All offers a manager keeps, the newest first. Two queries."""
    rows = (
        visible(person, "recruitment.keep_offer").select_related("application__person").prefetch_related("questions")
    )
    return tuple(
        OfferLine(
            row.pk,
            row.application.person.get_full_name(),
            row.application.reference,
            str(row.terms.get("office", "")),
            OFFER_LABELS[OfferStage(row.stage)],
            OFFER_TAGS[OfferStage(row.stage)],
            row.sent_at,
            row.last_day,
            sum(1 for question in row.questions.all() if question.answered_at is None),
        )
        for row in rows.order_by("-created_at", "pk")
    )


@dataclass(frozen=True, slots=True)
class OfferSubject:
    """Whom an offer is written to, and the offer begun before."""

    application_id: UUID
    name: str
    reference: str
    time_zone: str
    cycle_id: UUID
    draft_id: UUID | None
    draft: Terms | None
    draft_opening_id: UUID | None
    draft_last_day: date | None


def offer_subject(person: Person, application_id: UUID) -> OfferSubject:
    """The application an offer may be written for; not found where no offer can be made now."""
    ready = [stage for stage in dict.fromkeys(row.stage for row in TABLE) if TABLE.allows(stage, Action.OFFER)]
    applications = visible(person, "recruitment.decide").filter(stage__in=ready).select_related("person")
    application: Application = get_object_or_404(applications, pk=application_id)
    draft = Offer.objects.filter(application=application, stage=OfferStage.DRAFT).first()
    return OfferSubject(
        application.pk,
        application.person.get_full_name(),
        application.reference,
        application.person.time_zone,
        application.cycle_id,
        draft.pk if draft else None,
        Terms.from_json(draft.terms) if draft else None,
        draft.opening_id if draft else None,
        draft.last_day if draft else None,
    )


def openings_of(cycle_id: UUID) -> QuerySet[Opening]:
    """The openings of a cycle, by office."""
    return Opening.objects.filter(cycle_id=cycle_id).select_related("office").order_by("office__name", "pk")


def terms_of_opening(opening_id: UUID) -> tuple[str, str]:
    """The name and the place of the office of an opening."""
    opening = Opening.objects.select_related("office").get(pk=opening_id)
    return opening.office.name, opening.office.place
