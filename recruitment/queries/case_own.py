"""The applicant's side of a fair-chance case: what may not be looked at, how much time is left, and who is asked."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language

from fellowship.access import visible
from fellowship.design.wording import zone_in_words
from fellowship.models import Person
from recruitment.models import CaseDelivery, FairChanceCase
from recruitment.models.case_wording import ASKS
from recruitment.models.case_wording import Words as Label
from recruitment.queries.case_laws import AgencyLine, agencies_of, name_of, said
from recruitment.queries.fair_chance_path import PRELIMINARY, day_of, law_day, stack_of_case, zones_of
from recruitment.rules.fair_chance import CaseStage
from recruitment.rules.fair_chance_law import Ask
from recruitment.rules.fair_chance_stack import Stack
from recruitment.rules.fair_chance_windows import Channel
from recruitment.rules.stages import Stage

# Before the notice goes out nobody learns more than that the check is under way.
_TOLD = {CaseStage.NOTIFIED, CaseStage.REASSESSED, CaseStage.DECIDED, CaseStage.NOT_CLEARED}


@dataclass(frozen=True, slots=True)
class OwnPath:
    """What the applicant sees of the way of their case. Days are the applicant's own."""

    excluded: tuple[str, ...]
    laws: tuple[str, ...]
    agencies: tuple[AgencyLine, ...]
    complaint_windows: tuple[str, ...]
    officer: str
    is_told: bool
    may_respond: bool
    waits_for_opening: bool
    notified_at: datetime | None
    respond_by: date | None
    earliest_final: date | None
    days_left: int | None
    zone: str
    decided_at: datetime | None
    is_final: bool
    presentation_at: datetime | None
    dispute_since: date | None
    responses: tuple[tuple[datetime, str], ...]
    requests: tuple[tuple[date, Label], ...]
    may_ask: tuple[str, ...]


def own_path(person: Person, at: datetime) -> OwnPath | None:
    """The way of the person's newest case, or ``None``."""
    rows = visible(person, "recruitment.own_case").select_related(
        "offer__application__person", "offer__opening__office", "officer"
    )
    case: FairChanceCase | None = rows.prefetch_related("laws").order_by("-opened_at", "pk").first()
    if case is None:
        return None
    stack, is_told = stack_of_case(case, law_day(case, at)), case.stage in _TOLD
    requests = list(case.requests.order_by("asked_at", "pk")) if is_told else []
    asked = {row.kind for row in requests}
    open_dispute = case.disputes.filter(closed_on__isnull=True).first() if is_told else None
    may_respond = (
        case.stage in {CaseStage.NOTIFIED, CaseStage.REASSESSED} and case.offer.application.stage == Stage.ACCEPTED
    )
    return OwnPath(
        excluded=tuple(name_of("excluded", code) for code in sorted(stack.excluded)),
        laws=tuple(said(law.name) for law in stack.laws if not law.adds_nothing),
        agencies=agencies_of(stack),
        complaint_windows=_complaint_windows(stack),
        officer=case.officer.get_full_name() if case.officer and is_told else "",
        is_told=is_told,
        may_respond=may_respond,
        waits_for_opening=may_respond and _unopened(case),
        notified_at=case.notified_at,
        respond_by=case.respond_by,
        earliest_final=case.earliest_final,
        days_left=(case.respond_by - day_of(case, at)).days if case.respond_by and may_respond else None,
        zone=zone_in_words(at.astimezone(zones_of(case)[0]), get_language() or "en"),
        # A decision is told by its notice, never before.
        decided_at=case.decided_at if case.final_sent_at else None,
        is_final=case.final_sent_at is not None,
        presentation_at=case.presentation_at,
        dispute_since=open_dispute.opened_on if open_dispute else None,
        responses=tuple((row.sent_at, row.text) for row in case.responses.order_by("sent_at", "pk")),
        requests=tuple((row.asked_on, ASKS[Ask(row.kind)]) for row in requests),
        may_ask=tuple(ask.value for ask in Ask if may_respond and ask.value not in asked),
    )


def _complaint_windows(stack: Stack) -> tuple[str, ...]:
    """How long the applicant may complain, each text once."""
    return tuple(dict.fromkeys(said(law.complaint_window) for law in stack.laws if law.complaint_window))


def _unopened(case: FairChanceCase) -> bool:
    """Whether the notice stands on the applicant's own page and was not opened yet."""
    here = CaseDelivery.objects.filter(notice__case=case, notice__kind=PRELIMINARY, channel=Channel.PORTAL.value)
    return here.filter(confirmed_on__isnull=True).exists()
