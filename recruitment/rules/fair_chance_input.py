"""Cases to work out, as counsel writes them down: read from JSON, or refused with the name of the field."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from recruitment.rules.fair_chance_law import Ask, LawBook
from recruitment.rules.fair_chance_records import CONVICTION, GRADES, KINDS, PENDING, Record
from recruitment.rules.fair_chance_stack import EMPLOYER_TYPES, Employer
from recruitment.rules.fair_chance_windows import Address, Channel, Delivery, Dispute, Happened, Request

_FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FIRST_YEAR, LAST_YEAR = 1990, 2200
OLDEST = 120
# The channel, and whether the applicant is known to have the notice.
_CHANNELS = {
    "email": (Channel.EMAIL, False),
    "mail": (Channel.MAIL, False),
    "portal": (Channel.PORTAL, False),
    "in_person": (Channel.IN_PERSON, True),
    "email_confirmed": (Channel.EMAIL, True),
    "mail_confirmed": (Channel.MAIL, True),
    "portal_confirmed": (Channel.PORTAL, True),
}
_ADDRESSES = {**{address.value: address for address in Address}, "abroad": Address.OUTSIDE_US}
_ASKS = {**{ask.value: ask for ask in Ask}, "dispute": Ask.ACCURACY_DISPUTE, "oral": Ask.ORAL_PRESENTATION}
_EMPLOYERS = {**{kind: kind for kind in sorted(EMPLOYER_TYPES)}, "government": "public", "non_profit": "nonprofit"}
# Other names for what a record is and how grave.
_SAME = {
    "arrest": "arrest_only",
    "arrest_not_leading_to_conviction": "arrest_only",
    "pending_charge": PENDING,
    "pending_arrest": PENDING,
    "unresolved_arrest": PENDING,
    "non_criminal_offense": "non_criminal",
    "summary_offense": "summary",
    "infraction_or_summary_or_violation": "minor_infraction",
    "diversion_or_deferral": "diversion",
    "diversion_or_deferral_no_physical_harm": "harmless_diversion",
    "dismissed_or_eradicated": "dismissed",
    "pardoned_or_certificate_of_rehabilitation": "pardoned",
    "decriminalized_conduct": "decriminalized",
    "youthful_offender": "youthful",
    "adjournment_in_contemplation_of_dismissal": "adjourned",
    "order_of_nondisclosure": "nondisclosure",
    "simple_marijuana_possession": "simple_marijuana",
    "marijuana_conviction": "marijuana",
    "accusation_not_pending": "closed_accusation",
    "confidential_record": "confidential",
    "clean_slate_sealed": "clean_slate",
    "limited_access_clean_slate": "limited_access",
    "first_conviction_minor_offenses_list": "first_minor_conviction",
    "first_conviction_trespass_or_disturbing_peace": "first_trespass",
    "misdemeanor_without_jail_penalty_public_employers": "no_jail_misdemeanor",
}
_CONVICTIONS = frozenset(
    {"marijuana", "simple_marijuana", "first_minor_conviction", "first_trespass", "no_jail_misdemeanor"}
)
_EVENTS = frozenset(
    {
        "preliminary_sent", "channels", "address", "response", "extension_requested", "extension_kind",
        "confirmed_receipt", "dispute_opened", "dispute_closed", "presentation",
    }
)  # fmt: skip


class BadInput(Exception):
    """A case can't be read; the message names the field."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")


@dataclass(frozen=True, slots=True)
class Case:
    """One case to work out. Without ``holidays`` the calendar of the place is meant; ``unknown`` was not read."""

    id: str
    jurisdictions: tuple[str, ...]
    holidays: frozenset[date] | None
    sent_on: date
    happened: Happened
    records: tuple[Record, ...]
    employers: tuple[Employer, ...]
    exempting: dict[str, frozenset[str]]
    unknown: tuple[str, ...]


def _group(value: object, field: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise BadInput(field, "must be an object with fields")
    return value


def _list(value: object, field: str) -> list[Any]:
    if not isinstance(value, list):
        raise BadInput(field, "must be a list")
    return value


def _text(value: object, field: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise BadInput(field, "must be a text" if value is not None else "is missing")
    return value


def _one_of(value: object, known: Mapping[str, Any], field: str) -> Any:
    text = _text(value, field)
    if text not in known:
        raise BadInput(field, f"{text!r} is not one of {', '.join(known)}")
    return known[text]


def _day(value: object, field: str) -> date:
    text = _text(value, field)
    try:
        found = date.fromisoformat(text) if _FORM.fullmatch(text) else None
    except ValueError:
        found = None
    if found is None:
        raise BadInput(field, f"{text!r} is not a date (year-month-day, such as 2026-06-01)")
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise BadInput(field, f"{text!r} is outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return found


def _day_after(events: Mapping[str, Any], name: str, first: date, at: str) -> date | None:
    """A day that may be missing and may not lie before another."""
    if events.get(name) is None:
        return None
    found = _day(events[name], f"{at}.{name}")
    if found < first:
        raise BadInput(f"{at}.{name}", f"{found} is before {first}")
    return found


def _deliveries(events: Mapping[str, Any], sent: date, at: str) -> tuple[Delivery, ...]:
    names = _list(events.get("channels"), f"{at}.channels") if "channels" in events else None
    if not names:
        raise BadInput(f"{at}.channels", "is missing" if names is None else "names no channel")
    confirmed = _day_after(events, "confirmed_receipt", sent, at)
    found = [_one_of(name, _CHANNELS, f"{at}.channels[{place}]") for place, name in enumerate(names)]
    is_any = confirmed is not None and not any(is_confirmed for _, is_confirmed in found)
    return tuple(
        Delivery(channel, sent, (confirmed or sent) if is_confirmed or is_any else None)
        for channel, is_confirmed in found
    )


def _happened(events: Mapping[str, Any], sent: date, at: str) -> Happened:
    deliveries = _deliveries(events, sent, at)
    is_mailed = any(row.channel == Channel.MAIL for row in deliveries)
    address = events.get("address")
    if address is None and not is_mailed:
        address = Address.IN_STATE.value
    asked = _day_after(events, "extension_requested", sent, at)
    kind = events.get("extension_kind")
    ask = None if kind is None else _one_of(kind, _ASKS, f"{at}.extension_kind")
    opened = _day_after(events, "dispute_opened", date(FIRST_YEAR, 1, 1), at)
    closed = _day_after(events, "dispute_closed", opened or sent, at)
    if closed is not None and opened is None:
        raise BadInput(f"{at}.dispute_opened", "is missing, but the dispute was closed")
    return Happened(
        deliveries=deliveries,
        address=_one_of(address, _ADDRESSES, f"{at}.address"),
        requests=(Request(asked, ask),) if asked else (),
        disputes=(Dispute(opened, closed),) if opened else (),
        response_on=_day_after(events, "response", sent, at),
        presentation_on=_day_after(events, "presentation", sent, at),
    )


def _age(value: object, field: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise BadInput(field, "is missing" if value is None else "must be a number of years")
    if not 0 <= value <= OLDEST:
        raise BadInput(field, f"must be between 0 and {OLDEST} years")
    return float(value)


def _kinds(data: Mapping[str, Any], at: str) -> frozenset[str]:
    known = {**{kind: kind for kind in sorted(KINDS)}, **_SAME}
    more = _list(data.get("statuses") or [], f"{at}.statuses")
    kinds = {_one_of(data.get("type"), known, f"{at}.type")}
    kinds |= {_one_of(name, known, f"{at}.statuses[{place}]") for place, name in enumerate(more)}
    return frozenset(kinds | ({CONVICTION} if kinds & _CONVICTIONS else set()))


def _record(value: object, at: str) -> Record:
    data = _group(value, at)
    known = {**{grade: grade for grade in sorted(GRADES)}, **{name: to for name, to in _SAME.items() if to in GRADES}}
    grade = data.get("grade")
    bail = data.get("out_on_bail", False)
    if not isinstance(bail, bool):
        raise BadInput(f"{at}.out_on_bail", "must be true or false")
    return Record(
        kinds=_kinds(data, at),
        grade=None if grade is None else _one_of(grade, known, f"{at}.grade"),
        age_years=_age(data.get("age_years"), f"{at}.age_years"),
        out_on_bail=bail,
    )


def _first(data: Mapping[str, Any], *names: str) -> tuple[str, Any]:
    """The first of several names that a field has, and its value."""
    return next(((name, data[name]) for name in names if data.get(name) is not None), (names[0], None))


def _employer(value: object, at: str) -> Employer:
    data = _group({"type": value} if isinstance(value, str) else value, at)
    name, kinds = _first(data, "type", "types", "kind", "employer_type", "employer_types")
    listed = kinds if isinstance(kinds, list) else [] if kinds is None else [kinds]
    size_name, size = _first(data, "employees", "size", "employee_count", "number_of_employees")
    if size is not None and (isinstance(size, bool) or not isinstance(size, int) or size < 0):
        raise BadInput(f"{at}.{size_name}", "must be a whole number of people")
    return Employer(frozenset(_one_of(kind, _EMPLOYERS, f"{at}.{name}") for kind in listed), size)


def _exempting(value: object, codes: Mapping[str, Any], at: str) -> dict[str, frozenset[str]]:
    found = {}
    for law, names in _group(value, at).items():
        _one_of(law, codes, at)
        found[law] = frozenset(_text(name, f"{at}.{law}") for name in _list(names, f"{at}.{law}"))
    return found


def read_case(value: object, book: LawBook, at: str) -> Case:
    """One case; raises :class:`BadInput`."""
    data = _group(value, at)
    codes = {code: code for code in book.codes}
    events = _group(data.get("events"), f"{at}.events")
    named = _list(data.get("jurisdictions"), f"{at}.jurisdictions")
    if not named:
        raise BadInput(f"{at}.jurisdictions", "names no jurisdiction")
    sent = _day(events.get("preliminary_sent"), f"{at}.events.preliminary_sent")
    employers, holidays = data.get("employer"), data.get("holidays")
    rows = employers if isinstance(employers, list) else [] if employers is None else [employers]
    off = None if holidays is None else _list(holidays, f"{at}.holidays")
    return Case(
        id=_text(data.get("id"), f"{at}.id"),
        jurisdictions=tuple(_one_of(code, codes, f"{at}.jurisdictions[{place}]") for place, code in enumerate(named)),
        holidays=None if off is None else frozenset(_day(day, f"{at}.holidays[{n}]") for n, day in enumerate(off)),
        sent_on=sent,
        happened=_happened(events, sent, f"{at}.events"),
        records=tuple(
            _record(row, f"{at}.records[{place}]")
            for place, row in enumerate(_list(data.get("records") or [], f"{at}.records"))
        ),
        employers=tuple(_employer(row, f"{at}.employer") for row in rows),
        exempting=_exempting(data.get("exemptions") or {}, codes, f"{at}.exemptions"),
        unknown=tuple(f"events.{name}" for name in events if name not in _EVENTS),
    )


def read_cases(value: object, book: LawBook) -> tuple[Case, ...]:
    """Every case of a file ``{"vectors": [...]}``; raises :class:`BadInput` at the first field that can't be read."""
    rows = _list(_group(value, "file").get("vectors"), "vectors")
    found = tuple(read_case(row, book, f"vectors[{place}]") for place, row in enumerate(rows))
    seen: set[str] = set()
    for place, case in enumerate(found):
        if case.id in seen:
            raise BadInput(f"vectors[{place}].id", f"{case.id!r} is there twice")
        seen.add(case.id)
    return found
