"""The texts of the fair-chance law in use, for those who work with them: what each says, and from where."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404

from fellowship.access import require
from fellowship.models import Person
from recruitment.models import LawExemption, LawText
from recruitment.models.case_wording import WHEN
from recruitment.models.case_wording import Words as Label
from recruitment.queries.case_laws import AgencyLine, LawLine, agency_line, law_line, name_of, said
from recruitment.rules.fair_chance_law import Notice, Span, Unit
from recruitment.rules.fair_chance_reading import law_from

SEE = "recruitment.see_law"


@dataclass(frozen=True, slots=True)
class NoticeRule:
    """A notice that a law asks for. Days are zero where nobody has to wait."""

    name: str
    when: Label
    is_required: bool
    days: int
    is_business: bool
    more_days: int
    more_is_business: bool
    contents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExceptionLine:
    """An exception of a law, and the offices for which it is switched on: name, reason, counsel."""

    text: str
    offices: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class TextLine:
    """A text of the same law: of another version, or of another time."""

    version: str
    in_force_from: date
    added_at: datetime
    added_by: str
    is_ours: bool
    reason: str
    approved_by: str
    is_in_use: bool


@dataclass(frozen=True, slots=True)
class LawPage:
    """All that one law says, in words."""

    line: LawLine
    asked_from: str
    excluded: tuple[str, ...]
    felony_years: float | None
    misdemeanor_years: float | None
    notices: tuple[NoticeRule, ...]
    factors: tuple[str, ...]
    retention_years: int | None
    agency: AgencyLine | None
    complaint_window: str
    exceptions: tuple[ExceptionLine, ...]
    questions: tuple[str, ...]
    texts: tuple[TextLine, ...]


def laws(person: Person) -> tuple[LawLine, ...]:
    """Every law in use, by its code; one query. Raises ``Refused``."""
    require(person, SEE)
    rows = LawText.objects.filter(retired_at__isnull=True).order_by("code", "effective_from")
    return tuple(law_line(law_from(row.data), row) for row in rows)


def law_page(person: Person, code: str) -> LawPage:
    """The newest text in use of one law; not found where there is none. Raises ``Refused``."""
    require(person, SEE)
    rows = list(LawText.objects.filter(code=code).select_related("added_by").order_by("-effective_from", "-added_at"))
    row = next((row for row in rows if row.retired_at is None), None)
    if row is None:
        raise Http404
    law = law_from(row.data)
    return LawPage(
        line=law_line(law, row),
        asked_from=said(law.inquiry_note),
        excluded=tuple(name_of("excluded", name) for name in sorted(law.excluded)),
        felony_years=law.lookback.felony,
        misdemeanor_years=law.lookback.misdemeanor,
        notices=tuple(_rule(notice) for notice in law.notices),
        factors=tuple(name_of("factor", name) for name in law.factors),
        retention_years=law.retention_years,
        agency=agency_line(law.agency) if law.agency else None,
        complaint_window=said(law.complaint_window),
        exceptions=_exceptions(code, {one.code: said(one.text) for one in law.coverage.exemptions}),
        questions=tuple(said(words) for words in law.open_questions),
        texts=tuple(_text(one) for one in rows),
    )


def _rule(notice: Notice) -> NoticeRule:
    wait, more = notice.wait.span if notice.wait else None, notice.extension.span if notice.extension else None
    return NoticeRule(
        name=name_of("notice", notice.kind),
        when=WHEN[notice.when],
        is_required=notice.is_required,
        days=wait.days if wait else 0,
        is_business=_in_business_days(wait),
        more_days=more.days if more else 0,
        more_is_business=_in_business_days(more),
        contents=tuple(name_of("content", code) for code in notice.contents),
    )


def _in_business_days(span: Span | None) -> bool:
    return span is not None and span.unit == Unit.BUSINESS


def _exceptions(code: str, texts: dict[str, str]) -> tuple[ExceptionLine, ...]:
    on: dict[str, list[tuple[str, str, str]]] = {}
    rows = LawExemption.objects.filter(law=code, ended_at__isnull=True).select_related("office")
    for row in rows.order_by("office__name", "pk"):
        on.setdefault(row.code, []).append((row.office.name, row.reason, row.counsel))
    return tuple(ExceptionLine(text, tuple(on.get(name, ()))) for name, text in texts.items())


def _text(row: LawText) -> TextLine:
    return TextLine(
        version=row.version,
        in_force_from=row.effective_from,
        added_at=row.added_at,
        added_by=row.added_by.get_full_name() if row.added_by else "",
        is_ours=not row.is_shipped,
        reason=row.reason,
        approved_by=row.approved_by,
        is_in_use=row.retired_at is None,
    )
