"""What the engine needs to know of a case: its laws, its calendar, what happened, and what follows in days."""

from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from fellowship.models import Person
from fellowship.queries.calendars import calendar_of, federal_calendar
from fellowship.rules.calendars import Calendar
from recruitment.models import CaseAssessment, CaseDelivery, CaseRecord, FairChanceCase, LawExemption
from recruitment.queries.law import shipped_book
from recruitment.rules.fair_chance_case import Assessment, Facts
from recruitment.rules.fair_chance_law import Ask, LawBook
from recruitment.rules.fair_chance_reading import law_from
from recruitment.rules.fair_chance_records import Record, years_since
from recruitment.rules.fair_chance_stack import Stack, stack_of
from recruitment.rules.fair_chance_windows import (
    Address,
    Channel,
    Delivery,
    Dispute,
    Happened,
    Request,
    Timeline,
    timeline_of,
)
from recruitment.rules.fair_chance_windows import final_from as first_moment

HOUSE_POLICY = "policy-default-strict"
PRELIMINARY, FINAL = "preliminary_adverse", "final_adverse"
YEARS_AHEAD = 3


def zones_of(case: FairChanceCase) -> tuple[tzinfo, ...]:
    """The time zones of the applicant and of the office; days end with the later of them."""
    opening = case.offer.opening
    names = [case.offer.application.person.time_zone, *([opening.office.time_zone] if opening else [])]
    return tuple(ZoneInfo(name) for name in dict.fromkeys(names))


def day_of(case: FairChanceCase, at: datetime) -> date:
    """The day that ``at`` is for the applicant."""
    return at.astimezone(zones_of(case)[0]).date()


def exemptions_of(case: FairChanceCase) -> QuerySet[LawExemption]:
    """The exemptions that were switched on for the case's office when it was opened: a case keeps them."""
    opening, at = case.offer.opening, case.opened_at
    rows = LawExemption.objects.filter(office=opening.office_id if opening else None, switched_on_at__lte=at)
    return rows.filter(Q(ended_at__isnull=True) | Q(ended_at__gt=at)).order_by("law", "code", "pk")


def exempting_of(case: FairChanceCase) -> dict[str, frozenset[str]]:
    """The codes of these exemptions by law."""
    found: dict[str, set[str]] = {}
    for law, code in exemptions_of(case).values_list("law", "code"):
        found.setdefault(law, set()).add(code)
    return {law: frozenset(codes) for law, codes in found.items()}


def stack_of_case(case: FairChanceCase, day: date) -> Stack:
    """The laws of a case as in force on ``day``, in the texts that it keeps. Two queries.

    House policy protects the applicant of a case that keeps none.
    """
    if not case.codes:
        return stack_of(shipped_book(), [HOUSE_POLICY], day)
    book = LawBook(law_from(text.data) for text in case.laws.all())
    return stack_of(book, case.codes, day, exempting=exempting_of(case))


def calendar_of_case(case: FairChanceCase, year: int) -> Calendar:
    """The business days of the case's office from ``year`` on."""
    years = range(year, year + YEARS_AHEAD)
    opening = case.offer.opening
    return calendar_of(opening.office_id, years) if opening else federal_calendar(years)


def happened_from(
    deliveries: Iterable[tuple[str, str, date, date | None]],
    requests: Iterable[tuple[str, date]],
    disputes: Iterable[tuple[date, date | None]],
    *,
    response_at: datetime | None,
    presentation_at: datetime | None,
    zone: tzinfo,
    promised_receipt: date | None = None,
) -> Happened:
    """What happened around a preliminary notice, from rows in their order; ``zone`` is the applicant's.

    Deliveries are channel, address, day sent and day confirmed; requests kind and day; disputes first and last day.
    """
    rows = list(deliveries)
    mailed = next((address for channel, address, _, _ in rows if channel == Channel.MAIL), Address.IN_STATE.value)
    return Happened(
        deliveries=tuple(Delivery(Channel(channel), sent_on, seen_on) for channel, _, sent_on, seen_on in rows),
        address=Address(mailed),
        requests=tuple(Request(asked_on, Ask(kind)) for kind, asked_on in requests),
        disputes=tuple(Dispute(opened_on, closed_on) for opened_on, closed_on in disputes),
        response_on=response_at.astimezone(zone).date() if response_at else None,
        presentation_on=presentation_at.astimezone(zone).date() if presentation_at else None,
        promised_receipt=promised_receipt,
    )


def happened_in(case: FairChanceCase) -> Happened:
    """What happened around the preliminary notice."""
    rows = CaseDelivery.objects.filter(notice__case=case, notice__kind=PRELIMINARY).order_by("pk")
    return happened_from(
        rows.values_list("channel", "address", "sent_on", "confirmed_on"),
        case.requests.order_by("pk").values_list("kind", "asked_on"),
        case.disputes.order_by("pk").values_list("opened_on", "closed_on"),
        response_at=case.responses.order_by("sent_at").values_list("sent_at", flat=True).first(),
        presentation_at=case.presentation_at,
        zone=zones_of(case)[0],
        promised_receipt=case.counted_from,
    )


def timeline_for(
    case: FairChanceCase, stack: Stack, happened: Happened | None = None
) -> tuple[Timeline, datetime] | None:
    """What follows in days, and the first moment of a final decision; ``None`` before the preliminary notice."""
    happened = happened or happened_in(case)
    if not happened.deliveries:
        return None
    timeline = timeline_of(stack, happened, calendar_of_case(case, happened.deliveries[0].sent_on.year))
    return timeline, first_moment(timeline, zones_of(case))


def record_of(row: CaseRecord, day: date) -> Record:
    """What sorting needs to know of a kept record, with its age on ``day``."""
    return record_from(row.facts, day)


def record_from(facts: Any, day: date) -> Record:
    """The same from what is kept of it."""
    return Record(
        kinds=frozenset(facts["kinds"]),
        grade=facts["grade"],
        age_years=years_since(date.fromisoformat(facts["since"]), day),
        out_on_bail=facts["out_on_bail"],
    )


def newest_look(rows: Iterable[CaseAssessment], *, is_second: bool) -> CaseAssessment | None:
    """The assessment that counts, before the preliminary notice or after it: the last one written."""
    written = [row for row in rows if row.is_second == is_second]
    return max(written, key=lambda row: row.number, default=None)


def heard_by(case: FairChanceCase) -> str:
    """The mark of the last thing that came up and was not weighed yet; empty where there is none."""
    return case.look_due_at.isoformat() if case.look_due_at else ""


def _assessment(rows: Iterable[CaseAssessment], *, is_second: bool) -> Assessment | None:
    row = newest_look(rows, is_second=is_second)
    if row is None:
        return None
    return Assessment(frozenset(row.factors), tuple(row.duties), is_written=bool(row.conclusion))


def law_day(case: FairChanceCase, at: datetime) -> date:
    """The day whose law counts: that of the preliminary notice once it was sent, today before."""
    return day_of(case, case.notified_at or at)


def facts_of_case(case: FairChanceCase, stack: Stack, at: datetime, *, contents: Iterable[str] = ()) -> Facts:
    """All that the guards of the path ask for. ``contents`` are those of the notice in hand."""
    happened = happened_in(case)
    found = timeline_for(case, stack, happened)
    rows = list(case.assessments.all())
    sent: dict[str, set[str]] = {}
    for kind, channel in case.notices.values_list("kind", "deliveries__channel"):
        sent.setdefault(kind, set()).update([channel] if channel else [])
    return Facts(
        is_authorized=case.authorized_at is not None,
        records=tuple(record_of(row, day_of(case, at)) for row in case.records.filter(is_withheld=False)),
        assessment=_assessment(rows, is_second=False) or Assessment(),
        reassessment=_assessment(rows, is_second=True),
        sent=tuple((kind, frozenset(channels)) for kind, channels in sent.items()),
        contents=frozenset(contents),
        has_response=happened.response_on is not None,
        is_changed=case.notified_at is not None
        and case.steps.filter(action="sort_again", at__gte=case.notified_at).exists(),
        is_look_due=case.look_due_at is not None,
        timeline=found[0] if found else None,
        final_from=found[1] if found else None,
        is_disputed=any(row.closed_on is None for row in happened.disputes),
        asked_to_speak=any(one.kind == Ask.ORAL_PRESENTATION for one in happened.requests),
        presentation_at=case.presentation_at,
        is_presentation_noted=bool(case.presentation_outcome),
        today=day_of(case, at),
        is_late_allowed=bool(case.late_reason),
    )


def own_part(person: Person) -> list[dict[str, Any]]:
    """For the copy of one's own data: the notices one got, what one asked for and what one answered."""
    cases = FairChanceCase.objects.filter(offer__application__person=person).order_by("opened_at", "pk")
    found = []
    for case in cases.prefetch_related("notices__deliveries", "requests", "responses", "late_words"):
        sent = [(notice.kind, row) for notice in case.notices.all() for row in notice.deliveries.all()]
        found.append(
            {
                "opened_at": case.opened_at.isoformat(),
                "agreed_at": case.authorized_at.isoformat() if case.authorized_at else None,
                "notices": [
                    {"kind": kind, "channel": row.channel, "sent_on": row.sent_on.isoformat()} for kind, row in sent
                ],
                "asked": [{"kind": row.kind, "on": row.asked_on.isoformat()} for row in case.requests.all()],
                "after_the_decision": [
                    {"kind": row.kind, "at": row.sent_at.isoformat(), "text": row.text}
                    for row in case.late_words.all()
                ],
                "answers": [{"at": row.sent_at.isoformat(), "text": row.text} for row in case.responses.all()],
            }
        )
    return found
