"""Offers as the applicant reads them and as managers keep them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from fellowship.access import visible
from fellowship.models import Person
from recruitment.models import Application, Offer, OfferQuestion, OfferTimeRequest, OfficeChoice, Opening
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
class TimeFacts:
    """The newest request for more time; ``outcome`` is empty while nobody has answered."""

    id: UUID
    wished_day: date
    reason: str
    asked_at: datetime
    outcome: str


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
    time: TimeFacts | None = None


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
    asks_for_time: bool


def _facts(offer: Offer, at: datetime, questions: tuple[QuestionFacts, ...], time: TimeFacts | None) -> OfferFacts:
    stage = OfferStage(offer.stage)
    person = offer.application.person
    waits = time is not None and not time.outcome
    is_over = offer.expires_at is None or (has_lapsed(expires_at=offer.expires_at, at=at) and not waits)
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
        time=time,
    )


def _questions(offer_id: UUID) -> tuple[QuestionFacts, ...]:
    rows = OfferQuestion.objects.filter(offer_id=offer_id).order_by("asked_at", "pk")
    return tuple(QuestionFacts(row.pk, row.text, row.asked_at, row.answer, row.answered_at) for row in rows)


def _time(offer_id: UUID) -> TimeFacts | None:
    row = OfferTimeRequest.objects.filter(offer_id=offer_id).order_by("-asked_at", "pk").first()
    return TimeFacts(row.pk, row.wished_day, row.reason, row.asked_at, row.outcome) if row else None


def _one(offers: QuerySet[Offer], offer_id: UUID, at: datetime) -> OfferFacts:
    offer = get_object_or_404(offers.select_related("application__person"), pk=offer_id)
    return _facts(offer, at, _questions(offer.pk), _time(offer.pk))


def own_offer(person: Person, offer_id: UUID, at: datetime) -> OfferFacts:
    """One's own offer once it was sent; anything else is not found. Three queries."""
    return _one(visible(person, "recruitment.answer_offer"), offer_id, at)


def newest_own_offer(person: Person) -> UUID | None:
    """The id of the person's newest offer that was sent, or ``None``."""
    newest: UUID | None = (
        visible(person, "recruitment.answer_offer").order_by("-sent_at", "pk").values_list("pk", flat=True).first()
    )
    return newest


def kept_offer(person: Person, offer_id: UUID, at: datetime) -> OfferFacts:
    """An offer for those who keep it; anything else is not found. Three queries."""
    return _one(visible(person, "recruitment.keep_offer"), offer_id, at)


def kept_offers(person: Person) -> tuple[OfferLine, ...]:
    """All offers a manager keeps, the newest first. Two queries."""
    rows = (
        visible(person, "recruitment.keep_offer")
        .select_related("application__person")
        .prefetch_related("questions")
        .annotate(waits=Count("time_requests", filter=Q(time_requests__answered_at__isnull=True)))
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
            bool(row.waits) and row.stage == OfferStage.SENT,
        )
        for row in rows.order_by("-created_at", "pk")
    )


def terms_from(opening: Opening, language: str) -> Terms:
    """The terms as the opening names them, in the applicant's language; pay is the lower end until somebody says."""
    spanish = language.startswith("es")
    return Terms(
        office=opening.office.name,
        place=opening.office.place,
        pay_cents=opening.pay_low_cents,
        starts_on=opening.starts_on,
        benefits=(spanish and opening.benefits_es) or opening.benefits,
        spanish_cents=opening.extra_pay_spanish_cents,
        moving_cents=opening.relocation_cents,
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
    suggested: Terms | None = None
    suggested_opening_id: UUID | None = None


def _suggested(application: Application, opening_id: UUID | None) -> Opening | None:
    """The opening asked for, else that of the first office they chose which has one."""
    openings = {row.pk: row for row in openings_of(application.cycle_id)}
    if opening_id in openings:
        return openings[opening_id]
    by_office = {row.office_id: row for row in openings.values()}
    chosen = OfficeChoice.objects.filter(application=application).order_by("rank").values_list("office_id", flat=True)
    return next((by_office[office] for office in chosen if office in by_office), None)


def offer_subject(person: Person, application_id: UUID, opening_id: UUID | None = None) -> OfferSubject:
    """The application an offer may be written for, with the terms of an opening to begin from; not found where no
    offer can be made now.
    """
    ready = [stage for stage in dict.fromkeys(row.stage for row in TABLE) if TABLE.allows(stage, Action.OFFER)]
    applications = visible(person, "recruitment.decide").filter(stage__in=ready).select_related("person")
    application: Application = get_object_or_404(applications, pk=application_id)
    draft = Offer.objects.filter(application=application, stage=OfferStage.DRAFT).first()
    begin = _suggested(application, opening_id)
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
        terms_from(begin, application.person.language) if begin else None,
        begin.pk if begin else None,
    )


def openings_of(cycle_id: UUID) -> QuerySet[Opening]:
    """The openings of a cycle, by office."""
    return Opening.objects.filter(cycle_id=cycle_id).select_related("office").order_by("office__name", "pk")


def terms_of_opening(opening_id: UUID) -> tuple[str, str]:
    """The name and the place of the office of an opening."""
    opening = Opening.objects.select_related("office").get(pk=opening_id)
    return opening.office.name, opening.office.place
