"""What the posting of an office must say, may not say, and says: from the law in force there today."""

import zoneinfo
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fellowship.access import visible
from fellowship.models import HostOffice, Person
from recruitment.models import Cycle, LawText, Opening
from recruitment.models.posting_wording import CONFIDENCE, EVIDENCE, PHRASE_REASONS, PHRASE_SOURCES
from recruitment.models.wording import Words
from recruitment.queries.law import book_in_use, shipped_words
from recruitment.rules.fair_chance_law import Law, LawBook
from recruitment.rules.fair_chance_stack import NO_MENTION_OF_CHECK, Stack, stack_of
from recruitment.rules.posting_phrases import phrases_in

TEXTS = (
    "summary", "summary_es", "duties", "duties_es", "travel", "travel_es", "benefits", "benefits_es",
    "material_duties", "material_duties_es", "restricting_laws", "restricting_laws_es",
)  # fmt: skip
BLURBS = ("blurb", "blurb_es")
DUTIES, PROMISE = "list_material_duties", "promise_assessment_if_check_named"
RESTRICTING = "name_restricting_laws"


@dataclass(frozen=True, slots=True)
class PosterLink:
    """Where a poster and more about a law are found."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Posting:
    """What the page of an opening says of fair chance, in one language.

    ``tells_of_check`` is false where a law lets a posting say nothing of a check; then only the welcome is shown.
    """

    tells_of_check: bool
    promises_assessment: bool
    statements: tuple[str, ...]
    duties: tuple[str, ...]
    restricting_laws: str
    posters: tuple[PosterLink, ...]


@dataclass(frozen=True, slots=True)
class FoundPhrase:
    """A phrase that may not stand there, with the reason and the source."""

    words: str
    why: Words
    source: str


@dataclass(frozen=True, slots=True)
class LawRow:
    """One law behind a posting."""

    name: str
    sources: tuple[tuple[str, str, Words], ...]
    confidence: Words
    version: str
    is_approved: bool


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office in the list."""

    slug: str
    name: str
    place: str
    says: int
    forbids_check: bool
    faults: int


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """An opening that the public sees."""

    slug: str
    cycle: str
    seats: int
    starts_on: date


@dataclass(frozen=True, slots=True)
class OfficePage:
    """All about the posting of one office."""

    name: str
    place: str
    english: Posting
    spanish: Posting
    must: tuple[str, ...]
    must_not: tuple[str, ...]
    left_out: tuple[str, ...]
    posters: tuple[tuple[str, tuple[str, ...], str], ...]
    laws: tuple[LawRow, ...]
    faults: tuple[FoundPhrase, ...]
    lacks_duties: bool
    openings: tuple[OpeningLine, ...]


def _language() -> str:
    return (get_language() or "en")[:2]


def today_at(office: HostOffice, at: datetime) -> date:
    """The day it is at an office."""
    return at.astimezone(zoneinfo.ZoneInfo(office.time_zone)).date()


def codes_of(office: HostOffice, book: LawBook) -> tuple[str, ...]:
    """The codes of an office's jurisdictions that the book of laws knows; prefetched jurisdictions cost no query."""
    return tuple(row.code for row in office.jurisdictions.all() if row.code in book)


def stack_at(office: HostOffice, day: date, book: LawBook) -> Stack:
    """The laws of an office's place on a day. Exemptions play no part: a posting says what the law asks of all."""
    return stack_of(book, codes_of(office, book), day)


def prohibitions_for(codes: Collection[str], day: date) -> frozenset[str]:
    """What postings of these jurisdictions may not say."""
    book = book_in_use()
    return stack_of(book, [code for code in codes if code in book], day).posting.prohibitions


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _said(record: Opening | Cycle | None, name: str, language: str) -> str:
    spanish = str(getattr(record, f"{name}_es", "")) if language == "es" else ""
    return spanish or str(getattr(record, name, ""))


def _links(stack: Stack, language: str) -> tuple[PosterLink, ...]:
    agencies = dict(stack.agencies)
    with_poster = [(law, agencies[law]) for law, _ in stack.posting.posters if law in agencies]
    return tuple(PosterLink(agency.name.within(language), agency.url) for _, agency in with_poster if agency.url)


def posting_of(stack: Stack, opening: Opening | None, language: str) -> Posting:
    """What the page of an opening says; duties are those that a record may bear on, or else all of them."""
    wanted = stack.posting
    tells = NO_MENTION_OF_CHECK not in wanted.prohibitions
    duties = _lines(_said(opening, "material_duties", language)) or _lines(_said(opening, "duties", language))
    return Posting(
        tells_of_check=tells,
        promises_assessment=tells and PROMISE in wanted.requirements,
        statements=tuple(words.within(language) for words in wanted.statements),
        duties=duties if DUTIES in wanted.requirements else (),
        restricting_laws=_said(opening, "restricting_laws", language) if RESTRICTING in wanted.requirements else "",
        posters=_links(stack, language),
    )


def posting_for(opening: Opening, at: datetime) -> Posting:
    """The same in the active language for an opening as it is shown; two queries, one for the laws in use."""
    stack = stack_at(opening.office, today_at(opening.office, at), book_in_use())
    return posting_of(stack, opening, _language())


def faults_in(texts: tuple[str, ...], prohibitions: frozenset[str]) -> tuple[FoundPhrase, ...]:
    """The phrases in some texts that may not stand there, each once."""
    found = {hit.words.casefold(): hit for text in texts for hit in phrases_in(text, prohibitions)}
    return tuple(FoundPhrase(hit.words, PHRASE_REASONS[hit.phrase], PHRASE_SOURCES[hit.phrase])
                 for hit in found.values())  # fmt: skip


def check_opening(office: HostOffice, texts: Mapping[str, Any], at: datetime) -> dict[str, list[str]]:
    """What stands against saving an opening, by field: phrases with reason and source, and duties that are wanted."""
    posting = stack_at(office, today_at(office, at), book_in_use()).posting
    found = {name: _refusals(str(texts.get(name) or ""), posting.prohibitions) for name in TEXTS}
    wanted = DUTIES in posting.requirements and texts.get("is_published")
    if wanted and not str(texts.get("material_duties") or "").strip():
        found["material_duties"] = [_("The law of this office’s place wants these duties in the posting. Write them.")]
    return {name: sentences for name, sentences in found.items() if sentences}


def check_blurb(text: str, codes: Collection[str], day: date) -> list[str]:
    """What stands against saving the text about an office in these jurisdictions."""
    return _refusals(text, prohibitions_for(codes, day))


def _refusals(text: str, prohibitions: frozenset[str]) -> list[str]:
    sentence = _("“%(words)s” can’t stand in a posting. %(why)s (%(source)s)")
    return [
        sentence % {"words": fault.words, "why": fault.why, "source": fault.source}
        for fault in faults_in((text,), prohibitions)
    ]


def _texts_of(office: HostOffice, openings: tuple[Opening, ...]) -> tuple[str, ...]:
    blurbs = (str(getattr(office, name)) for name in BLURBS)
    return (*blurbs, *(str(getattr(opening, name)) for opening in openings for name in TEXTS))


def _openings_of(office: HostOffice) -> tuple[Opening, ...]:
    """The openings shown to the public, the newest cycle first."""
    return tuple(office.openings.all())


def _offices(person: Person) -> list[HostOffice]:
    openings = Opening.objects.filter(is_published=True, cycle__is_published=True).order_by(
        "-cycle__cohort_year", "pk"
    )
    rows = visible(person, "recruitment.look_at_postings").filter(is_active=True).order_by("state", "name", "pk")
    return list(rows.prefetch_related("jurisdictions", Prefetch("openings", openings)))


def office_rows(person: Person, at: datetime) -> tuple[OfficeRow, ...]:
    """Every active office with what its postings must say; five queries, whatever their number."""
    rows, book = [], book_in_use()
    for office in _offices(person):
        posting = stack_at(office, today_at(office, at), book).posting
        faults = faults_in(_texts_of(office, _openings_of(office)), posting.prohibitions)
        rows.append(
            OfficeRow(
                office.slug, office.name, office.place, len(posting.statements) + len(posting.requirements),
                NO_MENTION_OF_CHECK in posting.prohibitions, len(faults),
            )
        )  # fmt: skip
    return tuple(rows)


def approved_texts() -> frozenset[tuple[str, str]]:
    """Code and version of the texts that counsel approved; one query."""
    rows = LawText.objects.filter(approved_at__isnull=False, retired_at__isnull=True)
    return frozenset(rows.values_list("code", "version"))


def _law_row(law: Law, approved: frozenset[tuple[str, str]], language: str) -> LawRow:
    return LawRow(
        name=law.name.within(language),
        sources=tuple((source.cite, source.url or "", EVIDENCE[source.evidence]) for source in law.sources),
        confidence=CONFIDENCE[law.confidence],
        version=law.version,
        is_approved=(law.id, law.version) in approved,
    )


def _posters(stack: Stack, language: str) -> tuple[tuple[str, tuple[str, ...], str], ...]:
    names = {law.id: law.name.within(language) for law in stack.laws}
    return tuple(
        (
            names[law],
            tuple(words.within(language) for words in poster.where),
            poster.languages.within(language) if poster.languages else "",
        )
        for law, poster in stack.posting.posters
    )


def _opening_line(row: Opening, language: str) -> OpeningLine:
    return OpeningLine(row.slug, _said(row.cycle, "name", language), row.seats, row.starts_on)


def office_page(person: Person, slug: str, at: datetime) -> OfficePage:
    """The posting of one office with the laws behind it; an office one may not see is not found."""
    shown = Opening.objects.filter(is_published=True).select_related("cycle")
    office = get_object_or_404(
        visible(person, "recruitment.look_at_postings").prefetch_related(
            "jurisdictions",
            Prefetch("openings", shown.order_by("-cycle__cohort_year", "pk")),
        ),
        slug=slug,
    )
    stack, language, words = stack_at(office, today_at(office, at), book_in_use()), _language(), shipped_words()
    approved = approved_texts()
    wanted, openings = stack.posting, _openings_of(office)
    newest = openings[0] if openings else None
    return OfficePage(
        name=office.name, place=office.place,
        english=posting_of(stack, newest, "en"), spanish=posting_of(stack, newest, "es"),
        must=tuple(words["posting_requirement", code].within(language) for code in wanted.requirements),
        must_not=tuple(words["posting_prohibition", code].within(language) for code in sorted(wanted.prohibitions)),
        left_out=tuple(words["posting_requirement", code].within(language) for code in wanted.left_out),
        posters=_posters(stack, language), laws=tuple(_law_row(law, approved, language) for law in stack.laws),
        faults=faults_in(_texts_of(office, openings), wanted.prohibitions),
        lacks_duties=newest is not None and DUTIES in wanted.requirements and not newest.material_duties.strip(),
        openings=tuple(_opening_line(row, language) for row in openings),
    )  # fmt: skip
