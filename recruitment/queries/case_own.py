"""The applicant's side of a fair-chance case: what may not be looked at, how much time is left, and who is asked."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import get_language

from fellowship.access import visible
from fellowship.design.wording import day_in_words, zone_in_words
from fellowship.models import Person
from recruitment.access.selection import has_lost_officer
from recruitment.models import CaseDelivery, CaseLateWord, CasePaper, FairChanceCase
from recruitment.models.case_papers import EVIDENCE
from recruitment.models.case_wording import ASKS, LATE_KINDS, LIMITS, PENDING
from recruitment.models.case_wording import Words as Label
from recruitment.queries.case_enclosures import enclosure_name
from recruitment.queries.case_laws import AgencyLine, agencies_of, name_of, said
from recruitment.queries.fair_chance_path import PRELIMINARY, day_of, law_day, stack_of_case, zones_of
from recruitment.rules.fair_chance import CaseStage
from recruitment.rules.fair_chance_answers import Late
from recruitment.rules.fair_chance_law import Ask
from recruitment.rules.fair_chance_records import limits_of, oldest_day
from recruitment.rules.fair_chance_stack import Stack
from recruitment.rules.fair_chance_windows import Channel
from recruitment.rules.stages import Stage

# Before the notice goes out nobody learns more than that the check is under way.
_TOLD = {CaseStage.NOTIFIED, CaseStage.REASSESSED, CaseStage.DECIDED, CaseStage.NOT_CLEARED}


@dataclass(frozen=True, slots=True)
class OwnPaper:
    """A PDF that the applicant may open, with the language it is in."""

    name: str
    language: str
    file_id: UUID


@dataclass(frozen=True, slots=True)
class OwnNotice:
    """A notice that went to the applicant: in their own language first, with what came along."""

    name: str
    sent_at: datetime
    papers: tuple[OwnPaper, ...]
    enclosures: tuple[OwnPaper, ...]


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file that the applicant sent."""

    id: UUID
    file_id: UUID
    number: int
    sent_at: datetime
    may_take_back: bool


@dataclass(frozen=True, slots=True)
class OwnLate:
    """Something that the applicant sent after the decision. ``what`` is empty for a plain response."""

    sent_at: datetime
    what: Label
    text: str
    file_id: UUID | None


@dataclass(frozen=True, slots=True)
class LimitLine:
    """How far back may be looked today, how the law counts, and where it makes an exception."""

    text: str
    measured_from: str
    exceptions: tuple[str, ...]


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
    notices: tuple[OwnNotice, ...]
    files: tuple[OwnFile, ...]
    limits: tuple[LimitLine, ...]
    pending: Label
    responses: tuple[tuple[datetime, str], ...]
    requests: tuple[tuple[date, Label], ...]
    may_ask: tuple[str, ...]
    late: tuple[OwnLate, ...]


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
        officer=case.officer.get_full_name() if case.officer and is_told and not has_lost_officer(case) else "",
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
        notices=_notices(case),
        files=_files(case, at),
        limits=_limits(stack, day_of(case, at)),
        pending=PENDING[stack.pending],
        responses=tuple((row.sent_at, row.text) for row in case.responses.order_by("sent_at", "pk") if row.text),
        requests=tuple((row.asked_on, ASKS[Ask(row.kind)]) for row in requests),
        may_ask=tuple(ask.value for ask in Ask if may_respond and ask.value not in asked),
        late=tuple(_late(row) for row in case.late_words.select_related("file").order_by("sent_at", "pk")),
    )


def _late(row: CaseLateWord) -> OwnLate:
    what = "" if row.kind == Late.RESPONSE else LATE_KINDS[Late(row.kind)]
    return OwnLate(row.sent_at, what, row.text, row.file.file_id if row.file else None)


def _complaint_windows(stack: Stack) -> tuple[str, ...]:
    """How long the applicant may complain, each text once."""
    return tuple(dict.fromkeys(said(law.complaint_window) for law in stack.laws if law.complaint_window))


def _limits(stack: Stack, today: date) -> tuple[LimitLine, ...]:
    """The shortest limit of the laws for each grade, as a day."""
    language = (get_language() or "en")[:2]
    lines = []
    for grade, years, law in limits_of(stack):
        first = day_in_words(oldest_day(years, today), language)
        exceptions = tuple(said(words) for words in law.lookback.exceptions)
        lines.append(LimitLine(str(LIMITS[grade]) % {"day": first}, said(law.lookback.measured_from), exceptions))
    return tuple(lines)


def _notices(case: FairChanceCase) -> tuple[OwnNotice, ...]:
    """The notices that went out, by mail or with their proof of sending; what was only written is not told."""
    rows = case.papers.filter(Q(notice__isnull=False) | Q(letter__sent_at__isnull=False))
    together: dict[tuple[datetime, str], list[CasePaper]] = {}
    for paper in rows.prefetch_related("enclosures").order_by("-made_at", "kind"):
        together.setdefault((paper.made_at, paper.kind), []).append(paper)
    return tuple(_notice(papers, (get_language() or "en")[:2]) for papers in together.values())


def _notice(papers: list[CasePaper], language: str) -> OwnNotice:
    """One notice: the paper in the reader's language first, and each enclosure once."""
    ranked = sorted(papers, key=lambda paper: paper.language != language)
    enclosures = {row.pk: row for paper in ranked for row in paper.enclosures.all()}
    name = name_of("notice", ranked[0].kind)
    return OwnNotice(
        name=name,
        sent_at=ranked[0].made_at,
        papers=tuple(OwnPaper(name, paper.language, paper.file_id) for paper in ranked),
        enclosures=tuple(OwnPaper(enclosure_name(row.code), row.language, row.file_id) for row in enclosures.values()),
    )


def may_take_back(case: FairChanceCase, at: datetime) -> bool:
    """Whether the time to respond still runs, so that the applicant may take back a file."""
    if case.decided_at is not None or case.final_from is None:
        return False
    return day_of(case, at) <= case.respond_by if case.respond_by else at < case.final_from


def _files(case: FairChanceCase, at: datetime) -> tuple[OwnFile, ...]:
    may = may_take_back(case, at)
    rows = case.files.filter(code=EVIDENCE).order_by("added_at", "pk")
    return tuple(OwnFile(row.pk, row.file_id, number, row.added_at, may) for number, row in enumerate(rows, 1))


def _unopened(case: FairChanceCase) -> bool:
    """Whether the notice stands on the applicant's own page and was not opened yet."""
    here = CaseDelivery.objects.filter(notice__case=case, notice__kind=PRELIMINARY, channel=Channel.PORTAL.value)
    return here.filter(confirmed_on__isnull=True).exists()
