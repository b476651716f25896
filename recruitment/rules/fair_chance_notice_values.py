"""What a notice says of one case: plain values in one language, and how they are put into words.

Whoever builds a notice gives the values in the language of the notice. A value that nobody gave stays empty; the
sentence that needs it is left out, and the checklist then tells what is missing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from recruitment.rules.fair_chance_law import Agency, Words
from recruitment.rules.fair_chance_notice_dates import ANSWER, FREE_REPORT, MoreTime, NoticeDates
from recruitment.rules.fair_chance_stack import Stack

LAST_MINUTE = time(23, 59)
Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Company:
    """The company that made a background report."""

    name: str
    address: str
    phone: str


@dataclass(frozen=True, slots=True)
class ReplyTo:
    """Whom to answer, and where."""

    name: str
    address: str
    email: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A written assessment: what was found for each factor (by its code), and the conclusion."""

    factors: tuple[tuple[str, str], ...] = ()
    conclusion: str = ""


@dataclass(frozen=True, slots=True)
class CaseValues:
    """Everything a notice may say of a case; texts are in the language of the notice.

    ``company`` is ``None`` with ``is_company_used`` false where no company made a report. ``has_response`` and
    ``has_other_material`` stay ``None`` while nobody said. ``enclosures`` are the codes of the papers that are really
    there to be sent along. ``zone`` is the applicant's.
    """

    name: str
    address: str
    organization: str
    position: str
    office: str
    place: str
    reference: str
    on: date
    zone: str
    officer: str = ""
    reply: ReplyTo | None = None
    good_cause: str = ""
    duties: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    source: str = ""
    company: Company | None = None
    is_company_used: bool = True
    has_other_material: bool | None = None
    assessment: Weighed = field(default_factory=Weighed)
    has_response: bool | None = None
    second: Weighed = field(default_factory=Weighed)
    reasons: str = ""
    reconsideration: str = ""
    may_be_reconsidered: bool | None = None
    dates: NoticeDates | None = None
    closed_on: date | None = None
    enclosures: frozenset[str] = frozenset()
    signed_name: str = ""
    signed_on: date | None = None
    asked_on: date | None = None
    reapply_on: date | None = None
    grievance: str = ""
    agencies: tuple[tuple[str, Agency], ...] = ()


@dataclass(frozen=True, slots=True)
class Values:
    """The values in words: single texts, lists, rows of label and text, and what is the case."""

    texts: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    rows: Mapping[str, Rows]
    flags: frozenset[str]
    by_law: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Saying:
    """How days, moments and time zones are said; each takes the language last."""

    day: Callable[[date, str], str]
    moment: Callable[[datetime, str], str]
    zone: Callable[[datetime, str], str]


@dataclass(frozen=True, slots=True)
class Speech:
    """The words of labels, enclosures and codes, and how days are said, in one language."""

    say: Saying
    labels: Mapping[str, Words]
    enclosures: Mapping[str, Words]
    codes: Mapping[tuple[str, str], Words]
    language: str

    def label(self, key: str) -> str:
        """A short label."""
        return self.labels[key].within(self.language)

    def code(self, section: str, code: str) -> str:
        """The words of a code of the law."""
        return self.codes[section, code].within(self.language)


def _last_minute(day: date | None, zone: str, speech: Speech) -> str:
    """ "Wednesday 17 June 2026, 11:59 pm Pacific time": a last day, to its end."""
    if day is None:
        return ""
    moment = datetime.combine(day, LAST_MINUTE, tzinfo=ZoneInfo(zone))
    return speech.say.moment(moment, speech.language)


def _day(day: date | None, zone: str, speech: Speech) -> str:
    """ "Thursday 18 June 2026 (Pacific time)"."""
    if day is None:
        return ""
    moment = datetime.combine(day, LAST_MINUTE, tzinfo=ZoneInfo(zone))
    said = speech.say.day(day, speech.language)
    form = speech.label("in_zone")
    return form.replace("{date}", said).replace("{zone}", speech.say.zone(moment, speech.language))


def _more(name: str, more: MoreTime | None, zone: str, speech: Speech) -> dict[str, str]:
    return {
        f"{name}_ask_by": _last_minute(more.ask_by if more else None, zone, speech),
        f"{name}_until": _last_minute(more.until if more else None, zone, speech),
    }


def _texts(case: CaseValues, speech: Speech) -> dict[str, str]:
    dates, zone = case.dates, case.zone
    plain = ("name", "organization", "position", "office", "place", "officer", "good_cause", "source", "reasons",
             "reconsideration", "grievance")  # fmt: skip
    said = {name: str(getattr(case, name)).strip() for name in plain}
    said |= {"conclusion": case.assessment.conclusion.strip(), "second_conclusion": case.second.conclusion.strip()}
    said |= _more("more", dates.more_time if dates else None, zone, speech)
    said |= _more("speak", dates.talk if dates else None, zone, speech)
    said |= _more("dispute", dates.dispute if dates else None, zone, speech)
    return said | {
        "respond_by": _last_minute(dates.respond_by if dates else None, zone, speech),
        "received": _day(dates.received if dates else None, zone, speech),
        "earliest_final": _day(dates.earliest_final if dates else None, zone, speech),
        "decide_by": _last_minute(dates.decide_by if dates else None, zone, speech),
        "closed_on": _last_minute(case.closed_on, zone, speech),
        "free_report_by": _last_minute(case.on + FREE_REPORT, zone, speech),
        "asked_on": _day(case.asked_on, zone, speech),
        "answer_by": _last_minute(case.asked_on + ANSWER if case.asked_on else None, zone, speech),
        "reapply_on": _day(case.reapply_on, zone, speech),
    }


def _contact(agency: Agency, speech: Speech) -> tuple[str, ...]:
    parts = (
        ("address", agency.address), ("website", agency.url), ("phone", agency.phone), ("email", agency.email),
    )  # fmt: skip
    return tuple(f"{speech.label(key)}: {value}" for key, value in parts if value)


def _weighed(weighed: Weighed, speech: Speech) -> Rows:
    return tuple((speech.code("factor", code), text.strip()) for code, text in weighed.factors if text.strip())


def _given(*pairs: tuple[str, str]) -> Rows:
    return tuple((label, text.strip()) for label, text in pairs if text.strip())


def _signature(case: CaseValues, speech: Speech) -> Rows:
    signed = speech.label("to_sign")
    if case.signed_name and case.signed_on:
        said = speech.say.day(case.signed_on, speech.language)
        signed = f"{case.signed_name}. " + speech.label("signed").replace("{date}", said)
    return _given((speech.label("name"), case.name), (speech.label("signature"), signed))


def _rows(stack: Stack, case: CaseValues, speech: Speech) -> dict[str, Rows]:
    reply, company, label = case.reply, case.company, speech.label
    return {
        "reply": _given(
            (label("write_to"), reply.name), (label("address"), reply.address), (label("email"), reply.email),
            (label("phone"), reply.phone),
        ) if reply else (),
        "company": _given(
            (label("company"), company.name), (label("address"), company.address), (label("phone"), company.phone)
        ) if company else (),
        "agencies": tuple(
            (agency.name.within(speech.language), " · ".join(_contact(agency, speech)))
            for _, agency in case.agencies or stack.agencies
        ),
        "assessment": _weighed(case.assessment, speech),
        "second": _weighed(case.second, speech),
        "signature": _signature(case, speech),
    }  # fmt: skip


def _lists(stack: Stack, case: CaseValues, speech: Speech) -> dict[str, tuple[str, ...]]:
    language = speech.language
    return {
        "records": tuple(text.strip() for text in case.records if text.strip()),
        "duties": tuple(text.strip() for text in case.duties if text.strip()),
        "checks": tuple(text.strip() for text in case.checks if text.strip()),
        "excluded": tuple(speech.code("excluded", code) for code in sorted(stack.excluded)),
        "enclosures": tuple(
            words.within(language) for code, words in speech.enclosures.items() if code in case.enclosures
        ),
        "factors": tuple(speech.code("factor", code) for code in stack.factors),
        "laws": tuple(law.name.within(language) for law in stack.laws if not law.adds_nothing),
        "standards": tuple(words.within(language) for _, words in stack.standards),
    }


def _flags(case: CaseValues, lists: Mapping[str, tuple[str, ...]], texts: Mapping[str, str]) -> frozenset[str]:
    known = {
        "company": case.company is not None,
        "no_company": case.company is None and not case.is_company_used,
        "no_other_material": case.has_other_material is False,
        "has_response": case.has_response is True,
        "no_response": case.has_response is False,
        "not_second": case.has_response is not True,
        "reconsideration": case.may_be_reconsidered is True and bool(texts["reconsideration"]),
        "no_reconsideration": case.may_be_reconsidered is False,
        "enclosures": bool(lists["enclosures"]),
        "standards": bool(lists["standards"]),
    }
    return frozenset(name for name, holds in known.items() if holds)


def values_of(stack: Stack, case: CaseValues, speech: Speech) -> Values:
    """The values of a case in words."""
    texts, lists = _texts(case, speech), _lists(stack, case, speech)
    by_law = {
        law: (agency.name.within(speech.language), *_contact(agency, speech))
        for law, agency in case.agencies or stack.agencies
    }
    return Values(texts, lists, _rows(stack, case, speech), _flags(case, lists, texts), by_law)
