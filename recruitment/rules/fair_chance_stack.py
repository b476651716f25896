"""Laws on top of one another: for each dimension the strictest outcome wins.

The stack of a case is its jurisdictions with their ancestors as in force on one day; nothing else is added. House
policy takes part only where it is named. Exemptions lift a law only where counsel switched them on for the office.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from recruitment.rules.fair_chance_law import (
    Agency,
    Exemption,
    InquiryStage,
    Law,
    LawBook,
    Lifts,
    Pending,
    Poster,
    When,
    Words,
)

REASSESSMENT = "reassessment_document"
NO_MENTION_OF_CHECK = "no_mention_of_check"
# A posting that says these says that there will be a check.
_TELLS_OF_A_CHECK = frozenset({"list_material_duties", "name_restricting_laws"})
_PENDING_ORDER = {pending: place for place, pending in enumerate(Pending)}
# Who hires in one of these ways is reached by a law for private (or public) employers too.
_ALSO = {
    "staffing": "private",
    "referral_agency": "private",
    "agent_evaluating_history": "private",
    "independent_contractor_hirer": "private",
    "gig": "private",
    "city_contractor": "private",
    "state_contractor": "private",
    "federal_contractor": "private",
    "federal_agency": "public",
}
EMPLOYER_TYPES = frozenset({"private", "nonprofit", "public", *_ALSO})

Exempting = Mapping[str, frozenset[str]]
_SIZE = Exemption(
    "employer_size",
    Lifts.EVERYTHING,
    Words(
        "The number of people who work for the employer is outside what the law reaches",
        "La cantidad de personas que trabajan para la entidad empleadora está fuera de lo que alcanza la ley",
    ),
)
_KIND = Exemption(
    "employer_kind",
    Lifts.EVERYTHING,
    Words(
        "The law does not reach this kind of employer, public or private",
        "La ley no alcanza a este tipo de entidad empleadora, pública o privada",
    ),
)


class Why(StrEnum):
    """Why a law of the lineage plays no part."""

    NOT_IN_FORCE = "not_in_force"
    NOT_COVERED = "not_covered"
    EXEMPT = "exempt"


@dataclass(frozen=True, slots=True)
class Employer:
    """Who employs, or selects for who employs. No types and no size: not known, so every law may reach it."""

    types: frozenset[str] = frozenset()
    employees: int | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A law of the lineage that plays no part, and why."""

    law: str
    why: Why


@dataclass(frozen=True, slots=True)
class DueNotice:
    """A notice that the stack asks for: what it must say, and which laws ask."""

    kind: str
    when: When
    is_required: bool
    contents: tuple[tuple[str, tuple[str, ...]], ...]
    laws: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Retention:
    """How long records are kept. ``is_torn`` where one law wants them kept longer than another allows."""

    years: int
    most_years: int | None

    @property
    def is_torn(self) -> bool:
        """Whether counsel has to decide."""
        return self.most_years is not None and self.most_years < self.years


@dataclass(frozen=True, slots=True)
class Posting:
    """What a posting must say and must not say; ``left_out`` is asked for by one law and forbidden by another."""

    statements: tuple[Words, ...]
    requirements: tuple[str, ...]
    prohibitions: frozenset[str]
    posters: tuple[tuple[str, Poster], ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stack:
    """The laws of one case, the most specific first."""

    day: date
    laws: tuple[Law, ...]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def versions(self) -> tuple[tuple[str, str], ...]:
        """Code and version of each law: what a case keeps."""
        return tuple((law.id, law.version) for law in self.laws)

    @property
    def inquiry_stage(self) -> InquiryStage:
        """The latest of the stages from which a record may be asked about."""
        stages = [law.inquiry_stage for law in self.laws if law.inquiry_stage is not None]
        return max(stages, key=lambda stage: stage.order, default=InquiryStage.APPLICATION)

    @property
    def excluded(self) -> frozenset[str]:
        """What may never be considered."""
        return frozenset().union(*(law.excluded for law in self.laws))

    @property
    def pending(self) -> Pending:
        """The strictest rule about open charges."""
        return max((law.pending for law in self.laws), key=_PENDING_ORDER.__getitem__, default=Pending.NOT_ADDRESSED)

    @property
    def channels(self) -> frozenset[str]:
        """The ways by which notices must be sent, all of them."""
        return frozenset().union(*(law.channels for law in self.laws))

    @property
    def factors(self) -> tuple[str, ...]:
        """What an assessment must weigh, each once."""
        return tuple(dict.fromkeys(factor for law in self.laws for factor in law.factors))

    @property
    def standards(self) -> tuple[tuple[str, Words], ...]:
        """What must be shown before a decision against the applicant, law by law."""
        return tuple((law.id, law.standard) for law in self.laws if law.standard is not None)

    @property
    def needs_written_assessment(self) -> bool:
        """Whether any law wants the assessment in writing."""
        return any(law.needs_written_assessment for law in self.laws)

    @property
    def needs_reassessment(self) -> bool:
        """Whether any law wants a second look when the applicant responds."""
        return any(law.needs_reassessment for law in self.laws)

    @property
    def visibility(self) -> tuple[str, ...]:
        """Who may see what, each rule once."""
        return tuple(dict.fromkeys(code for law in self.laws for code in law.visibility))

    @property
    def retention(self) -> Retention:
        """The longest time that any law wants, and the shortest that any allows."""
        most = [law.retention_most_years for law in self.laws if law.retention_most_years is not None]
        return Retention(max((law.retention_years or 0 for law in self.laws), default=0), min(most, default=None))

    @property
    def agencies(self) -> tuple[tuple[str, Agency], ...]:
        """Who takes complaints, law by law."""
        return tuple((law.id, law.agency) for law in self.laws if law.agency is not None)

    @property
    def notices(self) -> tuple[DueNotice, ...]:
        """Every notice that this stack may ask for, in the order of a case; contents are put together by kind."""
        found: dict[str, list[tuple[Law, int]]] = {}
        for law in self.laws:
            for place, notice in enumerate(law.notices):
                found.setdefault(notice.kind, []).append((law, place))
        due = [_due(kind, rows) for kind, rows in found.items()]
        asking = tuple(law.id for law in self.laws if law.needs_reassessment)
        if asking:
            due.append(DueNotice(REASSESSMENT, When.RESPONSE, True, (), asking))
        return tuple(sorted(due, key=lambda notice: notice.when.order))

    @property
    def posting(self) -> Posting:
        """What postings of these jurisdictions say. Where one law forbids what another asks for, it is left out."""
        prohibitions = frozenset[str]().union(*(law.posting_prohibitions for law in self.laws))
        asked = tuple(dict.fromkeys(code for law in self.laws for code in law.posting_requirements))
        torn = _TELLS_OF_A_CHECK & set(asked) if NO_MENTION_OF_CHECK in prohibitions else frozenset()
        return Posting(
            statements=tuple(law.posting_statement for law in self.laws if law.posting_statement is not None),
            requirements=tuple(code for code in asked if code not in torn),
            prohibitions=prohibitions,
            posters=tuple((law.id, law.poster) for law in self.laws if law.poster is not None),
            left_out=tuple(code for code in asked if code in torn),
        )


def _due(kind: str, rows: list[tuple[Law, int]]) -> DueNotice:
    contents: dict[str, list[str]] = {}
    for law, place in rows:
        for code in law.notices[place].contents:
            contents.setdefault(code, []).append(law.id)
    notices = [law.notices[place] for law, place in rows]
    return DueNotice(
        kind=kind,
        when=min((notice.when for notice in notices), key=lambda when: when.order),
        is_required=any(notice.is_required for notice in notices),
        contents=tuple((code, tuple(dict.fromkeys(asking))) for code, asking in contents.items()),
        laws=tuple(dict.fromkeys(law.id for law, _ in rows)),
    )


def covers(law: Law, employer: Employer) -> bool:
    """Whether a law reaches an employer, as far as its size and kind are known. House policy reaches everybody."""
    if law.is_policy:
        return True
    coverage = law.coverage
    kinds = employer.types | {_ALSO[kind] for kind in employer.types if kind in _ALSO}
    if kinds and coverage.employer_types and not kinds & coverage.employer_types:
        return False
    if employer.employees is None:
        return True
    return (coverage.min_employees or 0) <= employer.employees and (
        coverage.max_employees is None or employer.employees <= coverage.max_employees
    )


def exceptions_of(law: Law) -> tuple[Exemption, ...]:
    """What counsel can switch on: what the law names, and size and kind of employer where it tells them apart."""
    coverage = law.coverage
    has_size = coverage.min_employees is not None or coverage.max_employees is not None
    return (
        *coverage.exemptions,
        *((_SIZE,) if has_size and not law.is_policy else ()),
        *((_KIND,) if coverage.employer_types and not law.is_policy else ()),
    )


def _as_lifted(law: Law, codes: frozenset[str]) -> Law | None:
    """The law without what the exemptions lift; ``None`` where nothing is left of it."""
    lifted = {exemption.lifts for exemption in exceptions_of(law) if exemption.code in codes}
    if Lifts.EVERYTHING in lifted:
        return None
    if Lifts.TIMING in lifted:
        law = replace(law, inquiry_stage=None)
    return replace(law, notices=()) if Lifts.NOTICES in lifted else law


def stack_of(
    book: LawBook,
    codes: Iterable[str],
    day: date,
    *,
    employers: Iterable[Employer] = (),
    exempting: Exempting | None = None,
) -> Stack:
    """The laws of ``codes`` and their ancestors as in force on ``day``.

    Size and kind of employer are tested only where ``employers`` are named; a law that reaches one of them takes part.
    ``exempting`` holds, by code of a law, the exemptions that counsel switched on. Raises ``UnknownJurisdiction``.
    """
    named, lifting = tuple(employers), exempting or {}
    laws: list[Law] = []
    left_out: list[LeftOut] = []
    for code in book.lineage(codes, day):
        law = book.in_force(code, day)
        if law is None:
            left_out.append(LeftOut(code, Why.NOT_IN_FORCE))
        elif named and not any(covers(law, employer) for employer in named):
            left_out.append(LeftOut(code, Why.NOT_COVERED))
        elif (rest := _as_lifted(law, lifting[code]) if code in lifting else law) is None:
            left_out.append(LeftOut(code, Why.EXEMPT))
        else:
            laws.append(rest)
    return Stack(day, tuple(laws), tuple(left_out))
