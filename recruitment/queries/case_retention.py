"""What is kept of closed cases, until which day, and what each run of the deletion took away."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core import signing
from django.db.models import Count, Model
from django.shortcuts import get_object_or_404
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from fellowship.access import visible
from fellowship.design.wording import day_in_words
from fellowship.models import Person
from recruitment.models import (
    CaseAssessment,
    CaseDelivery,
    CaseDispute,
    CaseEscalation,
    CaseFile,
    CaseHandOver,
    CaseLateWord,
    CaseNotice,
    CasePaper,
    CaseRecord,
    CaseRequest,
    CaseResponse,
    DeletionReceipt,
    FairChanceCase,
    LegalHold,
)
from recruitment.models.case_wording import Words
from recruitment.queries.case_watch import Shared
from recruitment.rules.fair_chance_retention import CLASSES, keep_for, last_day, statement

HOLDS = "recruitment.keep_case_records"
SIGNER = signing.Signer(salt="recruitment.deletion_receipt")
TABLES: dict[str, tuple[type[Model], str]] = {
    "records": (CaseRecord, "case"),
    "assessments": (CaseAssessment, "case"),
    "responses": (CaseResponse, "case"),
    "notices": (CaseNotice, "case"),
    "deliveries": (CaseDelivery, "notice__case"),
    "papers": (CasePaper, "case"),
    "files": (CaseFile, "case"),
    "requests": (CaseRequest, "case"),
    "disputes": (CaseDispute, "case"),
    "escalations": (CaseEscalation, "case"),
    "late_words": (CaseLateWord, "case"),
    "hand_overs": (CaseHandOver, "case"),
}
CLASS_NAMES: dict[str, Words] = {
    "records": _("records"), "assessments": _("assessments"), "responses": _("responses"), "notices": _("notices"),
    "deliveries": _("proofs of sending"), "papers": _("papers of notices"), "files": _("files"),
    "requests": _("requests"), "disputes": _("disputes"), "escalations": _("warnings of days"),
    "late_words": _("words after the decision"), "hand_overs": _("handings over"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kept:
    """A closed case whose papers are there. ``until`` is the last day; ``is_torn`` where a law allows less.

    A day begins and ends in ``zone``, where the office is: its law asks for the papers.
    """

    case_id: UUID
    until: date
    is_held: bool
    is_torn: bool
    zone: tzinfo

    def is_due(self, at: datetime) -> bool:
        """Whether nothing wants it kept any longer: its last day is over where the office is."""
        return self.until < at.astimezone(self.zone).date() and not self.is_held


@dataclass(frozen=True, slots=True)
class DayLine:
    """What is deleted on one day: how many cases, and how many rows of each class."""

    day: date
    cases: int
    classes: tuple[tuple[Words, int], ...]


@dataclass(frozen=True, slots=True)
class HoldLine:
    """A legal hold in force."""

    id: UUID
    reference: str
    placed_at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """A receipt, and whether its signature holds."""

    id: UUID
    made_at: datetime
    cases: int
    classes: tuple[tuple[Words, int], ...]
    ids_sha256: str
    is_genuine: bool


@dataclass(frozen=True, slots=True)
class RetentionPage:
    """What officers see of it: numbers and classes, no names."""

    due: tuple[DayLine, ...]
    later: tuple[DayLine, ...]
    torn: int
    holds: tuple[HoldLine, ...]
    receipts: tuple[ReceiptLine, ...]


def kept_cases(ids: list[UUID] | None = None) -> list[Kept]:
    """Every closed case with its papers, by the day on which they go; of ``ids`` alone where they are given.

    The case is closed on a day of its office; one without an office goes by the site's clock. Which law is in force is
    asked for the applicant's day, as everywhere on the path of the case.
    """
    cases = FairChanceCase.objects.filter(closed_at__isnull=False, emptied_at__isnull=True)
    if ids is not None:
        cases = cases.filter(pk__in=ids)
    held = set(LegalHold.objects.filter(released_at__isnull=True).values_list("case_id", flat=True))
    texts: dict[UUID, list[UUID]] = defaultdict(list)
    links = FairChanceCase.laws.through.objects.filter(fairchancecase__in=cases.values("pk"))
    for case_id, text_id in links.values_list("fairchancecase_id", "lawtext_id"):
        texts[case_id].append(text_id)
    memory, found = Shared(), []
    rows = cases.values_list(
        "pk", "codes", "closed_at", "notified_at", "offer__application__person__time_zone",
        "offer__opening__office__time_zone",
    )  # fmt: skip
    for pk, codes, closed_at, notified_at, own_zone, office_zone in rows:
        assert closed_at is not None  # noqa: S101  (only closed cases come here)
        zone = ZoneInfo(office_zone or settings.TIME_ZONE)
        day = (notified_at or closed_at).astimezone(ZoneInfo(own_zone)).date()
        keep = keep_for(memory.stack(codes, frozenset(texts.get(pk, ())), day))
        until = last_day(closed_at.astimezone(zone).date(), keep.years)
        found.append(Kept(pk, until, pk in held, keep.is_torn, zone))
    return sorted(found, key=lambda kept: (kept.until, kept.case_id))


def kept_until(case: FairChanceCase) -> date | None:
    """The last day on which the papers of a closed case are kept; ``None`` while it is open or once they are gone."""
    return next((kept.until for kept in kept_cases([case.pk])), None)


def _numbers() -> dict[str, Counter[UUID]]:
    """How many rows of each class each closed case has; a query for each class."""
    return {
        name: Counter(
            dict(
                table._default_manager.filter(  # noqa: SLF001  (Django's documented name)
                    **{f"{way}__closed_at__isnull": False, f"{way}__emptied_at__isnull": True}
                )
                .order_by()
                .values_list(f"{way}_id")
                .annotate(Count("pk"))
            )
        )
        for name, (table, way) in TABLES.items()
    }


def _lines(kept: list[Kept], numbers: dict[str, Counter[UUID]]) -> tuple[DayLine, ...]:
    days: dict[date, list[UUID]] = defaultdict(list)
    for one in kept:
        days[one.until].append(one.case_id)
    return tuple(
        DayLine(day, len(ids), _named({name: sum(found[pk] for pk in ids) for name, found in numbers.items()}))
        for day, ids in sorted(days.items())
    )


def _named(classes: dict[str, int]) -> tuple[tuple[Words, int], ...]:
    return tuple((CLASS_NAMES[name], classes[name]) for name in CLASSES if classes.get(name))


def retention_page(person: Person, at: datetime) -> RetentionPage:
    """What would be deleted on which day, what is held, and the receipts; the same queries for any number."""
    kept, numbers = kept_cases(), _numbers()
    holds = visible(person, HOLDS).filter(released_at__isnull=True).select_related(
        "case__offer__application", "placed_by"
    )  # fmt: skip
    return RetentionPage(
        due=_lines([one for one in kept if one.is_due(at)], numbers),
        later=_lines([one for one in kept if not one.is_held and not one.is_due(at)], numbers),
        torn=sum(one.is_torn for one in kept),
        holds=tuple(_hold(row) for row in holds.order_by("placed_at", "pk")),
        receipts=tuple(receipt_line(row) for row in DeletionReceipt.objects.order_by("-made_at", "pk")[:20]),
    )


def _hold(row: LegalHold) -> HoldLine:
    by = row.placed_by.get_full_name() if row.placed_by else ""
    return HoldLine(row.pk, row.case.offer.application.reference, row.placed_at, by, row.reason)


def hold_in_force(person: Person, hold_id: UUID) -> HoldLine:
    """One hold that is in force; 404 for any other."""
    rows = visible(person, HOLDS).filter(released_at__isnull=True)
    return _hold(get_object_or_404(rows.select_related("case__offer__application", "placed_by"), pk=hold_id))


def statement_of(receipt: DeletionReceipt) -> str:
    """What the signature of a receipt is over."""
    return statement(
        receipt=str(receipt.pk),
        made_at=receipt.made_at.astimezone(UTC).isoformat(),
        cases=receipt.cases,
        classes=receipt.classes,
        ids_sha256=receipt.ids_sha256,
    )


def is_genuine(receipt: DeletionReceipt) -> bool:
    """Whether a receipt says what was signed; keys that were rotated still count."""
    try:
        return SIGNER.unsign(f"{statement_of(receipt)}:{receipt.signature}") == statement_of(receipt)
    except signing.BadSignature:
        return False


def receipt_line(row: DeletionReceipt) -> ReceiptLine:
    """A receipt as the page and the command show it."""
    return ReceiptLine(row.pk, row.made_at, row.cases, _named(row.classes), row.ids_sha256, is_genuine(row))


def receipts() -> list[ReceiptLine]:
    """Every receipt, the oldest first."""
    return [receipt_line(row) for row in DeletionReceipt.objects.order_by("made_at", "pk")]


def kept_after_deletion(person: Person) -> list[Words]:
    """What a person is told before their data is deleted: the papers of a closed case, and until when."""
    ids = list(FairChanceCase.objects.filter(offer__application__person=person).values_list("pk", flat=True))
    return [
        format_lazy(
            _(
                "The papers of your background check until {day}: the law of the office asks for it. Only its officer "
                "reads them."
            ),
            day=day_in_words(kept.until, person.language),
        )
        for kept in (kept_cases(ids) if ids else [])
    ]  # fmt: skip
