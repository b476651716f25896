"""The texts of the fair-chance law in use, for those who work with them: what each says, and from where."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404

from fellowship.access import can, require
from fellowship.models import Person
from recruitment.models import LawText
from recruitment.models.case_wording import WHEN
from recruitment.models.case_wording import Words as Label
from recruitment.queries.case_laws import AgencyLine, LawLine, agency_line, law_line, name_of, said
from recruitment.queries.law import waiting_texts
from recruitment.queries.law_exemptions import KEEP, OnLine, lines_by_code
from recruitment.rules.fair_chance_law import Law, Notice, Span, Unit
from recruitment.rules.fair_chance_reading import law_from
from recruitment.rules.fair_chance_stack import exceptions_of
from recruitment.rules.searching import folded, read_phrases

SEE = "recruitment.see_law"
APPROVED, NOT_APPROVED, OURS = "approved", "not", "ours"


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
    """An exception of a law, and the offices for which it is switched on."""

    code: str
    text: str
    offices: tuple[OnLine, ...]


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
    coming: tuple[date, ...]
    is_waited_for: bool
    may_keep: bool


def overtaken(rows: Iterable[LawText], day: date) -> frozenset[UUID]:
    """The texts in use that another text of the same law has overtaken by a day."""
    begun = sorted((row for row in rows if row.effective_from <= day), key=lambda row: row.effective_from)
    newest = {row.code: row.pk for row in begun}
    return frozenset(row.pk for row in begun if newest[row.code] != row.pk)


@dataclass(frozen=True, slots=True)
class LawsWanted:
    """What narrows the list: words, the level of the place, and how counsel stands to the text."""

    words: str = ""
    level: str = ""
    counsel: str = ""


@dataclass(frozen=True, slots=True)
class LawList:
    """Every law in use, with the words by which each is found."""

    lines: tuple[tuple[LawLine, str], ...]

    @property
    def total(self) -> int:
        """How many laws there are."""
        return len(self.lines)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many laws each choice of the filters holds."""
        levels = Counter(line.level_code for line, _words in self.lines)
        return levels + Counter(choice for line, _words in self.lines for choice in _counsel(line))

    def narrowed(self, wanted: LawsWanted) -> tuple[LawLine, ...]:
        """The laws that fit all that is wanted."""
        phrases = [" " + " ".join(phrase) for phrase in read_phrases(wanted.words)]
        return tuple(
            line
            for line, words in self.lines
            if wanted.level in {"", line.level_code}
            and wanted.counsel in {"", *_counsel(line)}
            and all(phrase in words for phrase in phrases)
        )


def _counsel(line: LawLine) -> tuple[str, ...]:
    return (APPROVED if line.approved_by else NOT_APPROVED, *([OURS] if line.is_ours else []))


def _found_by(law: Law) -> str:
    """What a law is looked for by: its name in both languages, its place, its sources, its agency."""
    agency = (law.agency.name.en, law.agency.name.es) if law.agency else ()
    cites = (source.cite for source in law.sources)
    return folded(" ".join((law.name.en, law.name.es, law.id.replace("-", " "), *cites, *agency)))


def laws(person: Person, day: date) -> LawList:
    """Every law in use on a day or to come, by its code; one query. Raises ``Refused``."""
    require(person, SEE)
    rows = list(LawText.objects.filter(retired_at__isnull=True).order_by("code", "effective_from"))
    old = overtaken(rows, day)
    read = [(law_from(row.data), row) for row in rows if row.pk not in old]
    return LawList(tuple((law_line(law, row), _found_by(law)) for law, row in read))


def law_page(person: Person, code: str, day: date) -> LawPage:
    """The text of one law in use on a day, else its first to come. Not found: no such law. Raises ``Refused``."""
    require(person, SEE)
    rows = list(LawText.objects.filter(code=code, retired_at__isnull=True).order_by("effective_from"))
    old = overtaken(rows, day)
    rows = [row for row in rows if row.pk not in old]
    if not rows:
        raise Http404
    row, law = rows[0], law_from(rows[0].data)
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
        exceptions=_exceptions(law),
        questions=tuple(said(words) for words in law.open_questions),
        coming=tuple(one.effective_from for one in rows[1:]),
        is_waited_for=any(text.code == code for text in waiting_texts()),
        may_keep=can(person, KEEP),
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


def _exceptions(law: Law) -> tuple[ExceptionLine, ...]:
    """What the law can be lifted by, and what is on although the text in use has it no more."""
    on = lines_by_code(law.id)
    names = {one.code: said(one.text) for one in exceptions_of(law)}
    return tuple(ExceptionLine(code, names.get(code, code), on.get(code, ())) for code in {**names, **on})
