"""Fair-chance cases: the applicant's page, the officers' queue, and the one word that everybody else may know."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.shortcuts import get_object_or_404

from fellowship.access import can, visible
from fellowship.models import Person
from recruitment.models import CaseStep, FairChanceCase, Offer
from recruitment.models.fair_chance_wording import BY_APPLICANT, PATH_STEPS
from recruitment.models.selection_wording import (
    CASE_LABELS,
    CASE_STEPS,
    CASE_TAGS,
    INQUIRY_REASONS,
    WITHOUT_OFFICER,
)
from recruitment.rules.fair_chance import CaseStage, Outcome, Standing, may_inquire, outcome_of
from recruitment.rules.fair_chance_case import PATH
from recruitment.rules.fair_chance_law import InquiryStage
from recruitment.rules.stages import Stage


@dataclass(frozen=True, slots=True)
class CaseStepFacts:
    """One step of a case as shown on a timeline."""

    title: object
    at: datetime
    us: bool


@dataclass(frozen=True, slots=True)
class OwnCase:
    """What the applicant sees of their own case."""

    id: UUID
    stage: str
    office: str
    opened_at: datetime
    authorized_at: datetime | None
    authorized_name: str
    cleared_at: datetime | None
    has_officer: bool
    is_withdrawn: bool
    may_authorize: bool


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case for its officer. ``notes`` and ``actions`` stay empty for an officer who has not taken it.

    ``has_left`` where somebody had it who is no officer any more: how far it is, and what happened, is told only to
    whoever takes it over.
    """

    id: UUID
    reference: str
    name: str
    office: str
    place: str
    label: object
    tag: str
    is_mine: bool
    has_left: bool
    opened_at: datetime
    authorized_at: datetime | None
    cleared_at: datetime | None
    may_inquire: bool
    why: object
    notes: str
    actions: tuple[str, ...]
    steps: tuple[CaseStepFacts, ...]


_STEPS = {**CASE_STEPS, **PATH_STEPS}


def standing_of(offer: Offer, case: FairChanceCase | None) -> Standing:
    """What decides whether a record may be asked about for this offer."""
    return Standing(
        offer_stage=offer.stage,
        is_conditional=offer.is_conditional,
        accepted_at=offer.signed_at,
        authorized_at=case.authorized_at if case else None,
        case_stage=case.stage if case else None,
        is_withdrawn=offer.application.stage == Stage.WITHDRAWN,
        law_stage=InquiryStage(case.inquiry_stage) if case and case.inquiry_stage else None,
        other_checks_done_at=case.other_checks_done_at if case else None,
    )


def own_case(person: Person) -> OwnCase | None:
    """The person's newest case, or ``None``."""
    cases = visible(person, "recruitment.own_case").select_related("offer__application")
    case: FairChanceCase | None = cases.order_by("-opened_at", "pk").first()
    if case is None:
        return None
    application = case.offer.application
    return OwnCase(
        id=case.pk,
        stage=case.stage,
        office=str(case.offer.terms.get("office", "")),
        opened_at=case.opened_at,
        authorized_at=case.authorized_at,
        authorized_name=case.authorized_name,
        cleared_at=case.cleared_at,
        has_officer=case.officer_id is not None,
        is_withdrawn=application.stage == Stage.WITHDRAWN and case.stage != CaseStage.NOT_CLEARED,
        may_authorize=case.authorized_at is None and application.stage == Stage.ACCEPTED,
    )


def _steps(case: FairChanceCase) -> tuple[CaseStepFacts, ...]:
    rows = CaseStep.objects.filter(case=case).order_by("-at", "-pk")
    return tuple(
        CaseStepFacts(_STEPS.get(row.action, row.action), row.at, row.action not in BY_APPLICANT) for row in rows
    )


def case_page(person: Person, case_id: UUID, at: datetime) -> CasePage:
    """A case for an officer; another officer's case is not found. Call ``look_at_case`` first: reading is audited."""
    rows = visible(person, "recruitment.open_case").select_related("offer__application__person")
    case: FairChanceCase = get_object_or_404(rows, pk=case_id)
    application = case.offer.application
    is_mine = can(person, "recruitment.work_case", case)
    inquiry = may_inquire(standing_of(case.offer, case), at)
    actions = PATH.actions(case.stage) if is_mine and inquiry.allowed else ()
    has_left = not is_mine and case.officer_id is not None
    return CasePage(
        id=case.pk,
        reference=application.reference,
        name=application.person.get_full_name(),
        office=str(case.offer.terms.get("office", "")),
        place=str(case.offer.terms.get("place", "")),
        label=WITHOUT_OFFICER if has_left else CASE_LABELS[CaseStage(case.stage)],
        tag="bad" if has_left else CASE_TAGS[CaseStage(case.stage)],
        is_mine=is_mine,
        has_left=has_left,
        opened_at=case.opened_at,
        authorized_at=case.authorized_at,
        cleared_at=case.cleared_at,
        may_inquire=inquiry.allowed,
        why=INQUIRY_REASONS[inquiry.reason],
        notes=case.notes if is_mine else "",
        actions=actions,
        steps=() if has_left else _steps(case),
    )


def outcome_for(application_id: UUID) -> Outcome | None:
    """The one word others may know: cleared, not yet, withdrawn; ``None`` where there is no case."""
    found = (
        FairChanceCase.objects.filter(offer__application_id=application_id)
        .order_by("-opened_at", "pk")
        .values_list("stage", "offer__application__stage")
        .first()
    )
    if found is None:
        return None
    return outcome_of(case_stage=found[0], is_withdrawn=found[1] == Stage.WITHDRAWN)
