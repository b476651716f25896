"""The fair-chance law of one jurisdiction as its file tells it, and the book of all of them.

Facts only: what a law says, from when to when, and how well that is known. None of it is legal advice; counsel
approves each row before an organization relies on it. How laws stand on top of one another is in
``fair_chance_stack``, what follows in days is in ``fair_chance_windows``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class InquiryStage(StrEnum):
    """How far hiring must have come before a record may be asked about, from early to late."""

    APPLICATION = "application"
    MINIMUM_QUALIFICATIONS = "minimum_qualifications"
    AFTER_INITIAL_APPLICATION = "after_initial_application"
    AFTER_INITIAL_SCREENING = "after_initial_screening"
    INTERVIEW_SELECTED = "interview_selected"
    FIRST_INTERVIEW = "first_interview"
    CONDITIONAL_OFFER = "conditional_offer"
    CONDITIONAL_OFFER_AFTER_NONCRIMINAL = "conditional_offer_after_noncriminal"

    @property
    def order(self) -> int:
        """The place in the order; the highest of a stack wins."""
        return _STAGE_ORDER[self]


_STAGE_ORDER = {stage: place for place, stage in enumerate(InquiryStage)}


class Pending(StrEnum):
    """What may be done with a charge that is still open, from mild to strict."""

    NOT_ADDRESSED = "not_addressed"
    MAY_CONSIDER = "may_consider"
    ONLY_OUT_ON_BAIL = "only_out_on_bail"
    DO_NOT_CONSIDER = "do_not_consider"


class Unit(StrEnum):
    """Which days are counted."""

    BUSINESS = "business"
    CALENDAR = "calendar"


class Start(StrEnum):
    """What starts a clock."""

    RECEIPT = "receipt"
    NOTICE = "notice"


class Ask(StrEnum):
    """What an applicant may ask for that lengthens the time to respond."""

    ACCURACY_DISPUTE = "accuracy_dispute"
    MORE_TIME = "more_time"
    ORAL_PRESENTATION = "oral_presentation"


class Lifts(StrEnum):
    """How much of a law an exemption lifts."""

    EVERYTHING = "everything"
    TIMING = "timing"
    NOTICES = "notices"


class When(StrEnum):
    """At which point of a case a notice is due, in the order of a case."""

    OFFER = "offer"
    BEFORE_CHECK = "before_check"
    VOLUNTEERED = "volunteered"
    BEFORE_QUESTIONS = "before_questions"
    ASSESSMENT = "assessment"
    PRELIMINARY = "preliminary"
    RESPONSE = "response"
    FINAL = "final"
    REQUEST = "request"

    @property
    def order(self) -> int:
        """The place in the life of a case."""
        return _WHEN_ORDER[self]


_WHEN_ORDER = {when: place for place, when in enumerate(When)}


@dataclass(frozen=True, slots=True)
class Words:
    """A text for people, in English and Spanish."""

    en: str
    es: str

    def within(self, language: str) -> str:
        """The text in ``language``; English where there is no other."""
        return self.es if language.startswith("es") else self.en


@dataclass(frozen=True, slots=True)
class Span:
    """A number of days of one kind."""

    days: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact is from. ``evidence``: ``primary``, ``secondary`` or ``memory``."""

    cite: str
    url: str | None
    evidence: str
    note: Words | None


@dataclass(frozen=True, slots=True)
class Exemption:
    """An exception to a law; off until counsel switches it on for one office with a reason."""

    code: str
    lifts: Lifts
    text: Words


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which employers a law reaches. No size and no kinds of employer mean all."""

    min_employees: int | None
    max_employees: int | None
    employer_types: frozenset[str]
    where: Words | None
    exemptions: tuple[Exemption, ...]


@dataclass(frozen=True, slots=True)
class Wait:
    """How long the applicant has. ``is_statutory`` is false where it is good practice only."""

    span: Span
    start: Start
    is_statutory: bool


@dataclass(frozen=True, slots=True)
class Extension:
    """More time on request, added after the first window."""

    span: Span
    asked_by: frozenset[Ask]
    text: Words


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice that a law asks for; ``contents`` are codes of what it must say."""

    kind: str
    is_required: bool
    when: When
    wait: Wait | None
    extension: Extension | None
    pauses_for_dispute: bool
    contents: tuple[str, ...]
    note: Words | None


@dataclass(frozen=True, slots=True)
class DeemedReceipt:
    """When a notice counts as received although nobody confirmed it."""

    source: Words
    email: Span
    mail_in_state: Span
    mail_out_of_state: Span
    mail_outside_us: Span


@dataclass(frozen=True, slots=True)
class Lookback:
    """The oldest convictions that may be considered, in years; ``None`` sets no limit."""

    felony: float | None
    misdemeanor: float | None
    measured_from: Words | None
    exceptions: tuple[Words, ...]

    def limit(self, grade: str | None) -> float | None:
        """The limit for a grade; where the grade is not known, the shorter of the limits."""
        if grade == "felony":
            return self.felony
        if grade == "misdemeanor":
            return self.misdemeanor
        return min((years for years in (self.felony, self.misdemeanor) if years is not None), default=None)


@dataclass(frozen=True, slots=True)
class Poster:
    """A poster that must hang, and in which languages."""

    where: tuple[Words, ...]
    languages: Words | None


@dataclass(frozen=True, slots=True)
class Agency:
    """Who takes complaints."""

    name: Words
    url: str | None
    phone: str | None
    email: str | None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Law:
    """All that one jurisdiction says. ``version`` names this text for good: a case keeps it."""

    id: str
    version: str
    level: str
    name: Words
    parents: tuple[str, ...]
    effective_from: date
    effective_to: date | None
    next_change: tuple[date, Words] | None
    adds_nothing: bool
    coverage: Coverage
    inquiry_stage: InquiryStage | None
    inquiry_note: Words | None
    excluded: frozenset[str]
    pending: Pending
    pending_note: Words | None
    lookback: Lookback
    notices: tuple[Notice, ...]
    deemed_receipt: DeemedReceipt | None
    channels: frozenset[str]
    decide_within: Span | None
    standard: Words | None
    factors: tuple[str, ...]
    needs_written_assessment: bool
    needs_reassessment: bool
    posting_requirements: tuple[str, ...]
    posting_prohibitions: frozenset[str]
    posting_statement: Words | None
    poster: Poster | None
    visibility: tuple[str, ...]
    retention_years: int | None
    retention_most_years: int | None
    retention_note: Words | None
    agency: Agency | None
    complaint_window: Words | None
    penalties: Words | None
    private_action: bool | None
    sources: tuple[Source, ...]
    confidence: str
    open_questions: tuple[Words, ...]

    @property
    def is_policy(self) -> bool:
        """Whether this is the organization's own choice and no law."""
        return self.level == "policy"

    def is_in_force(self, day: date) -> bool:
        """Whether the text holds on ``day``; its first and its last day count."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)


class UnknownJurisdiction(KeyError):
    """The book has no law under this code."""


class LawBook:
    """Every text of every law. The same code may have several texts, one after the other."""

    def __init__(self, laws: Iterable[Law]) -> None:
        """Keep the laws by code, the newest text first."""
        texts: dict[str, list[Law]] = {}
        for law in laws:
            texts.setdefault(law.id, []).append(law)
        self._texts = {
            code: tuple(sorted(found, key=lambda law: law.effective_from, reverse=True))
            for code, found in texts.items()
        }

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code, in order."""
        return tuple(sorted(self._texts))

    def __contains__(self, code: object) -> bool:
        """Whether there is a law under ``code``."""
        return code in self._texts

    def texts(self, code: str) -> tuple[Law, ...]:
        """Every text under ``code``, the newest first; raises :class:`UnknownJurisdiction`."""
        try:
            return self._texts[code]
        except KeyError:
            raise UnknownJurisdiction(code) from None

    def in_force(self, code: str, day: date) -> Law | None:
        """The text that holds on ``day``, or ``None``; raises :class:`UnknownJurisdiction`."""
        return next((law for law in self.texts(code) if law.is_in_force(day)), None)

    def lineage(self, codes: Iterable[str], day: date) -> tuple[str, ...]:
        """The codes with their ancestors, each once, the most specific first and house policy last.

        Ancestors count also where the law between is not in force on ``day``. Raises :class:`UnknownJurisdiction`.
        """
        found: dict[str, Law] = {}
        waiting = list(codes)
        while waiting:
            code = waiting.pop(0)
            if code not in found:
                found[code] = self.in_force(code, day) or self.texts(code)[0]
                waiting += found[code].parents
        return tuple(sorted(found, key=lambda code: _LEVEL_ORDER[found[code].level]))


_LEVEL_ORDER = {"city": 0, "county": 1, "state": 2, "federal": 3, "policy": 4}
