"""The exceptions that counsel can switch on for an office, and where each is on."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404
from django.shortcuts import get_object_or_404

from fellowship.access import require
from fellowship.models import HostOffice, Person
from recruitment.models import FairChanceCase, LawExemption
from recruitment.queries.case_laws import said
from recruitment.queries.fair_chance_path import exemptions_of
from recruitment.queries.law import book_in_use
from recruitment.rules.fair_chance_law import Exemption, Law, LawBook
from recruitment.rules.fair_chance_reading import law_from
from recruitment.rules.fair_chance_stack import exceptions_of

KEEP = "recruitment.keep_law"


@dataclass(frozen=True, slots=True)
class OnLine:
    """An office for which an exception is on."""

    office: str
    slug: str
    reason: str
    counsel: str
    since: datetime
    by: str


@dataclass(frozen=True, slots=True)
class ExceptionSubject:
    """An exception of a law, and the offices that it can be switched on for."""

    law: str
    law_name: str
    code: str
    text: str
    offices: tuple[HostOffice, ...]


@dataclass(frozen=True, slots=True)
class OnSubject:
    """An exception that is on for one office."""

    pk: int
    law: str
    law_name: str
    text: str
    line: OnLine


@dataclass(frozen=True, slots=True)
class CaseException:
    """An exception that a case keeps."""

    law: str
    text: str
    reason: str
    counsel: str


def law_on(book: LawBook, code: str, day: date) -> Law | None:
    """The text of a law on a day, else its newest; ``None`` where the book has no such law."""
    return (book.in_force(code, day) or book.texts(code)[0]) if code in book else None


def _exception(law: Law | None, code: str) -> Exemption | None:
    return next((one for one in exceptions_of(law) if one.code == code), None) if law else None


def _reaches(book: LawBook, law: str, office: HostOffice, day: date) -> bool:
    codes = [row.code for row in office.jurisdictions.all() if row.code in book]
    return law in book.lineage(codes, day)


def may_be_switched_on(law: str, code: str, office: HostOffice, day: date) -> bool:
    """Whether the law in use has the exception and is a law of the office's place."""
    book = book_in_use()
    return _exception(law_on(book, law, day), code) is not None and _reaches(book, law, office, day)


def exception_subject(person: Person, law: str, code: str, day: date) -> ExceptionSubject:
    """An exception with the active offices for which it is off; not found where there is none. Raises ``Refused``."""
    require(person, KEEP)
    book = book_in_use()
    found = law_on(book, law, day)
    one = _exception(found, code)
    if found is None or one is None:
        raise Http404
    on = LawExemption.objects.filter(law=law, code=code, ended_at__isnull=True).values("office")
    rows = HostOffice.objects.filter(is_active=True).exclude(pk__in=on).prefetch_related("jurisdictions")
    offices = tuple(office for office in rows.order_by("name", "pk") if _reaches(book, law, office, day))
    return ExceptionSubject(law, said(found.name), code, said(one.text), offices)


def on_subject(person: Person, law: str, code: str, slug: str, day: date) -> OnSubject:
    """An exception that is on for an office; not found where it is off. Raises ``Refused``."""
    require(person, KEEP)
    rows = LawExemption.objects.select_related("office", "switched_on_by")
    row = get_object_or_404(rows, law=law, code=code, office__slug=slug, ended_at__isnull=True)
    found = law_on(book_in_use(), law, day)
    one = _exception(found, code)
    return OnSubject(row.pk, law, said(found.name) if found else law, said(one.text) if one else code, on_line(row))


def on_line(row: LawExemption) -> OnLine:
    """Where an exception is on, since when and why."""
    by = row.switched_on_by.get_full_name() if row.switched_on_by else ""
    return OnLine(row.office.name, row.office.slug, row.reason, row.counsel, row.switched_on_at, by)


def lines_by_code(law: str) -> dict[str, tuple[OnLine, ...]]:
    """Where each exception of a law is on; one query."""
    rows = LawExemption.objects.filter(law=law, ended_at__isnull=True).select_related("office", "switched_on_by")
    found: dict[str, tuple[OnLine, ...]] = {}
    for row in rows.order_by("office__name", "pk"):
        found[row.code] = (*found.get(row.code, ()), on_line(row))
    return found


def exceptions_of_case(case: FairChanceCase, day: date) -> tuple[CaseException, ...]:
    """The exceptions that a case keeps, in words; one query, with the case's laws at hand."""
    book = LawBook(law_from(text.data) for text in case.laws.all())
    lines = []
    for row in exemptions_of(case):
        law = law_on(book, row.law, day)
        one = _exception(law, row.code)
        if law is not None and one is not None:
            lines.append(CaseException(said(law.name), said(one.text), row.reason, row.counsel))
    return tuple(lines)
