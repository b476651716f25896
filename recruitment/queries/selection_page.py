"""Everything about one application that matters to a decision, on one page."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.shortcuts import get_object_or_404

from fellowship.access import visible
from fellowship.models import Person
from recruitment.models import Application, InterviewSlot, Offer
from recruitment.models.selection_wording import OFFER_LABELS, OFFER_TAGS, OUTCOMES
from recruitment.models.wording import STAFF_LABELS, STAFF_TAGS
from recruitment.queries.calibration import AdjustedMean, adjusted_mean
from recruitment.queries.fair_chance import outcome_for
from recruitment.queries.interview_rounds import next_round_of
from recruitment.queries.interviews import CardFacts, scorecards_of
from recruitment.queries.scores import ScorePanel, score_panel
from recruitment.rules.offers import OfferStage
from recruitment.rules.stages import TABLE, Action, Stage


@dataclass(frozen=True, slots=True)
class OfferGlance:
    """The newest offer at a glance."""

    id: UUID
    label: object
    tag: str
    office: str
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class SelectionPage:
    """One application before those who decide. ``outcome`` is all that is said of the fair-chance step."""

    id: UUID
    name: str
    reference: str
    stage: str
    label: object
    tag: str
    panel: ScorePanel
    cards: tuple[CardFacts, ...]
    interview_at: datetime | None
    offer: OfferGlance | None
    outcome: object
    can_invite: bool
    can_offer: bool
    can_decline: bool
    can_wait: bool
    next_round: str
    adjusted: AdjustedMean | None


def _offer(application: Application) -> OfferGlance | None:
    offer = Offer.objects.filter(application=application).order_by("-created_at", "pk").first()
    if offer is None:
        return None
    stage = OfferStage(offer.stage)
    return OfferGlance(
        offer.pk, OFFER_LABELS[stage], OFFER_TAGS[stage], str(offer.terms.get("office", "")), offer.expires_at
    )


def _next_round(application: Application, slot: InterviewSlot | None, at: datetime) -> str:
    """The name of the round somebody who has been interviewed could go on to; empty where there is none."""
    if application.stage != Stage.INTERVIEW or slot is None or slot.starts_at > at:
        return ""
    following = next_round_of(application)
    return following.name if following is not None else ""


def selection_page(person: Person, application_id: UUID, at: datetime) -> SelectionPage:
    """The page for one application the person may decide about; anything else is not found."""
    applications = visible(person, "recruitment.decide").select_related("person")
    application: Application = get_object_or_404(applications, pk=application_id)
    stage = Stage(application.stage)
    outcome = outcome_for(application.pk)
    slot = InterviewSlot.objects.filter(application=application, missed_at__isnull=True).order_by("-starts_at").first()
    return SelectionPage(
        id=application.pk,
        name=application.person.get_full_name(),
        reference=application.reference,
        stage=stage,
        label=STAFF_LABELS[stage],
        tag=STAFF_TAGS[stage],
        panel=score_panel(person, application.pk, at),
        cards=scorecards_of(person, application.pk),
        interview_at=slot.starts_at if slot else None,
        offer=_offer(application),
        outcome=OUTCOMES[outcome] if outcome else "",
        can_invite=TABLE.allows(stage, Action.INVITE),
        can_offer=TABLE.allows(stage, Action.OFFER),
        can_decline=TABLE.allows(stage, Action.DECLINE),
        next_round=_next_round(application, slot, at),
        can_wait=TABLE.allows(stage, Action.WAITLIST),
        adjusted=adjusted_mean(application),
    )
