"""Working out many open cases at once: each law, stack and calendar is read once, and each table once a batch."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Max, Min, QuerySet, TextField, Value
from django.db.models.functions import Cast

from fellowship.queries.calendars import calendar_of, federal_calendar
from fellowship.rules.calendars import Calendar
from recruitment.models import (
    CaseDelivery,
    CaseDispute,
    CaseEscalation,
    CaseRecord,
    CaseRequest,
    CaseResponse,
    CaseStep,
    FairChanceCase,
    LawExemption,
    LawText,
)
from recruitment.queries.fair_chance_path import (
    HOUSE_POLICY,
    PRELIMINARY,
    YEARS_AHEAD,
    happened_from,
    record_from,
)
from recruitment.queries.labels import BETWEEN, Joined
from recruitment.queries.law import shipped_book
from recruitment.rules.fair_chance import CLOSED_CASES, CaseStage
from recruitment.rules.fair_chance_law import Law, LawBook
from recruitment.rules.fair_chance_reading import law_from
from recruitment.rules.fair_chance_records import reasons_against
from recruitment.rules.fair_chance_stack import Stack, stack_of
from recruitment.rules.fair_chance_watch import Alarm, Watched, alarms
from recruitment.rules.fair_chance_windows import Happened, final_from, timeline_of
from recruitment.rules.stages import Stage

Dates = tuple[date | None, date | None, date | None, date | None, datetime | None]
DATES = ("received_on", "respond_by", "earliest_final", "decide_by", "final_from")
_COLUMNS = (
    "pk", "stage", "codes", "officer_id", "opened_at", "notified_at", "decided_at", "presentation_at", *DATES,
    "offer__application__person_id", "offer__application__person__time_zone", "offer__opening__office_id",
    "offer__opening__office__time_zone", "counted_from",
)  # fmt: skip
TAKES = ("take", "take_over", "hand_over")
WEIGHED = (CaseStage.SORTED, CaseStage.ASSESSED, CaseStage.NOTIFIED, CaseStage.REASSESSED)


@dataclass(frozen=True, slots=True)
class Open:
    """An open case as it is stored."""

    id: UUID
    stage: str
    codes: list[str]
    officer_id: UUID | None
    opened_at: datetime
    notified_at: datetime | None
    decided_at: datetime | None
    presentation_at: datetime | None
    dates: Dates
    person_id: UUID
    zones: tuple[tzinfo, ...]
    office_id: UUID | None
    counted_from: date | None


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """What a case comes to now. ``has_aged`` says that a record may no longer be considered."""

    case: Open
    dates: Dates
    alarms: tuple[tuple[Alarm, date], ...]
    has_aged: bool

    @property
    def is_changed(self) -> bool:
        """Whether the stored dates are others."""
        return self.dates != self.case.dates


@dataclass(slots=True)
class Shared:
    """What many cases have in common, read once for a whole run. ``officers`` are those of today, where they count."""

    laws: dict[UUID, Law] = field(default_factory=dict)
    books: dict[frozenset[UUID], LawBook] = field(default_factory=dict)
    stacks: dict[tuple[Any, ...], Stack] = field(default_factory=dict)
    calendars: dict[tuple[UUID | None, int], Calendar] = field(default_factory=dict)
    exemptions: dict[UUID, list[tuple[str, str, datetime, datetime | None]]] = field(default_factory=dict)
    dates: dict[tuple[Any, ...], Dates] = field(default_factory=dict)
    sets: dict[str, frozenset[UUID]] = field(default_factory=dict)
    officers: frozenset[UUID] | None = None

    def texts(self, joined: str) -> frozenset[UUID]:
        """The ids of the texts that a case keeps, from what the database joined; most cases keep the same."""
        if joined not in self.sets:
            self.sets[joined] = frozenset(UUID(pk) for pk in joined.split(BETWEEN) if pk)
        return self.sets[joined]

    def has_left(self, case: Open) -> bool:
        """Whether a case has an officer who is none today."""
        return self.officers is not None and case.officer_id is not None and case.officer_id not in self.officers

    def book(self, texts: frozenset[UUID]) -> LawBook:
        """The laws of these texts."""
        if texts not in self.books:
            new = texts - set(self.laws)
            rows = LawText.objects.filter(pk__in=new).values_list("pk", "data")
            self.laws.update({pk: law_from(data) for pk, data in rows})
            self.books[texts] = LawBook(self.laws[pk] for pk in texts)
        return self.books[texts]

    def stack(
        self, codes: Sequence[str], texts: frozenset[UUID], day: date, lifted: frozenset[tuple[str, str]] = frozenset()
    ) -> Stack:
        """The laws of a case on ``day``, without the exemptions that it has; house policy where it keeps none."""
        key = (texts, tuple(codes), lifted, day)
        if key not in self.stacks:
            if codes:
                exempting = {law: frozenset(code for of, code in lifted if of == law) for law, _code in lifted}
                self.stacks[key] = stack_of(self.book(texts), codes, day, exempting=exempting)
            else:
                self.stacks[key] = stack_of(shipped_book(), [HOUSE_POLICY], day)
        return self.stacks[key]

    def lifted_for(self, case: Open) -> frozenset[tuple[str, str]]:
        """Law and code of each exemption that was on for the case's office when it was opened."""
        rows = self.exemptions.get(case.office_id, ()) if case.office_id else ()
        return frozenset(
            (law, code)
            for law, code, since, until in rows
            if since <= case.opened_at and (until is None or until > case.opened_at)
        )

    def calendar(self, office_id: UUID | None, year: int) -> Calendar:
        """The business days of an office from ``year`` on."""
        if (office_id, year) not in self.calendars:
            years = range(year, year + YEARS_AHEAD)
            self.calendars[office_id, year] = calendar_of(office_id, years) if office_id else federal_calendar(years)
        return self.calendars[office_id, year]


@dataclass(slots=True)
class _Rows:
    """What the tables say of a batch of cases, by case."""

    texts: dict[UUID, str]
    deliveries: dict[UUID, list[tuple[Any, ...]]]
    requests: dict[UUID, list[tuple[Any, ...]]]
    disputes: dict[UUID, list[tuple[Any, ...]]]
    records: dict[UUID, list[tuple[Any, ...]]]
    responded: dict[UUID, datetime]
    stepped: dict[UUID, datetime]
    taken: dict[UUID, datetime] = field(default_factory=dict)


def shared(officers: Iterable[UUID] | None = None) -> Shared:
    """An empty memory with the exemptions of every office and the officers of today; one query."""
    found: dict[UUID, list[tuple[str, str, datetime, datetime | None]]] = defaultdict(list)
    rows = LawExemption.objects.values_list("office_id", "law", "code", "switched_on_at", "ended_at")
    for office, law, code, since, until in rows:
        found[office].append((law, code, since, until))
    return Shared(exemptions=dict(found), officers=None if officers is None else frozenset(officers))


def open_cases() -> QuerySet[FairChanceCase]:
    """Every open case, in the order of their ids."""
    cases = FairChanceCase.objects.exclude(stage__in=CLOSED_CASES).filter(offer__application__stage=Stage.ACCEPTED)
    return cases.order_by("pk")


def open_between(ids: Collection[UUID]) -> QuerySet[FairChanceCase]:
    """The open cases from the first of ``ids`` to the last: two values go to the database instead of hundreds."""
    return open_cases().filter(pk__gte=min(ids), pk__lte=max(ids))


def _by_case(rows: Iterable[tuple[Any, ...]]) -> dict[UUID, list[tuple[Any, ...]]]:
    found: dict[UUID, list[tuple[Any, ...]]] = defaultdict(list)
    for case_id, *rest in rows:
        found[case_id].append(tuple(rest))
    return found


def _rows_of(cases: QuerySet[FairChanceCase]) -> _Rows:
    """Everything that moves the dates of these cases; seven queries."""
    ids = cases.order_by().values("pk")
    kept = (
        FairChanceCase.laws.through.objects.filter(fairchancecase__in=ids).order_by().values_list("fairchancecase_id")
    )
    texts = kept.annotate(joined=Joined(Cast("lawtext_id", TextField()), Value(BETWEEN)))
    sent = CaseDelivery.objects.filter(notice__case__in=ids, notice__kind=PRELIMINARY).order_by("pk")
    weighed = CaseRecord.objects.filter(case__in=ids, is_withheld=False, case__stage__in=WEIGHED)
    first = CaseResponse.objects.filter(case__in=ids).order_by().values_list("case_id").annotate(Min("sent_at"))
    last = CaseStep.objects.filter(case__in=ids).order_by().values_list("case_id").annotate(Max("at"))
    return _Rows(
        texts=dict(texts),
        deliveries=_by_case(
            sent.values_list("notice__case_id", "channel", "address", "sent_on", "confirmed_on")
        ),
        requests=_by_case(
            CaseRequest.objects.filter(case__in=ids).order_by("pk").values_list("case_id", "kind", "asked_on")
        ),
        disputes=_by_case(
            CaseDispute.objects.filter(case__in=ids).order_by("pk").values_list("case_id", "opened_on", "closed_on")
        ),
        records=_by_case(weighed.order_by("pk").values_list("case_id", "facts")),
        responded=dict(first),
        stepped=dict(last),
    )  # fmt: skip


def work_out(ids: Collection[UUID], at: datetime, memory: Shared) -> list[WorkedOut]:
    """What those of these cases that are open come to at ``at``, in the order of their ids.

    Eight queries, those of what is new to ``memory``, and one where officers have left. It reads all that lies between
    the first and the last: give it ids that follow one another. The dates are those that the path of a single case
    works out.
    """
    if not ids:
        return []
    wanted, cases = frozenset(ids), open_between(ids)
    rows = _rows_of(cases)
    found = [_open(row) for row in cases.values_list(*_COLUMNS) if row[0] in wanted]
    left = [case.id for case in found if memory.has_left(case)]
    if left:
        steps = CaseStep.objects.filter(case__in=left, action__in=TAKES).order_by()
        rows.taken.update(steps.values_list("case_id").annotate(Max("at")))
    return [_work_out(case, rows, at, memory) for case in found]


def _open(row: tuple[Any, ...]) -> Open:
    pk, stage, codes, officer_id, opened_at, notified_at, decided_at, presentation_at = row[:8]
    person_id, zone, office_id, office_zone, counted_from = row[13:]
    names = dict.fromkeys([zone, *([office_zone] if office_zone else [])])
    zones: tuple[tzinfo, ...] = tuple(ZoneInfo(name) for name in names)
    return Open(
        id=pk, stage=stage, codes=codes, officer_id=officer_id, opened_at=opened_at, notified_at=notified_at,
        decided_at=decided_at, presentation_at=presentation_at, dates=row[8:13], person_id=person_id, zones=zones,
        office_id=office_id, counted_from=counted_from,
    )  # fmt: skip


def _work_out(case: Open, rows: _Rows, at: datetime, memory: Shared) -> WorkedOut:
    zone = case.zones[0]
    today, texts = at.astimezone(zone).date(), memory.texts(rows.texts.get(case.id, ""))
    law_day = (case.notified_at or at).astimezone(zone).date()
    stack = memory.stack(case.codes, texts, law_day, memory.lifted_for(case))
    happened = happened_from(
        rows.deliveries.get(case.id, ()), rows.requests.get(case.id, ()), rows.disputes.get(case.id, ()),
        response_at=rows.responded.get(case.id), presentation_at=case.presentation_at, zone=zone,
        promised_receipt=case.counted_from,
    )  # fmt: skip
    dates = case.dates if case.decided_at else _dates(case, stack, happened, memory)
    watched = Watched(
        stage=CaseStage(case.stage),
        last_step_on=rows.stepped.get(case.id, case.opened_at).astimezone(zone).date(),
        respond_by=dates[1],
        decide_by=dates[3],
        final_from=dates[4],
        is_decided=case.decided_at is not None,
        left_since=_left_since(case, rows, memory),
    )
    return WorkedOut(
        case=case,
        dates=dates,
        alarms=tuple(alarms(watched, today, at, memory.calendar(case.office_id, today.year))),
        has_aged=any(
            reasons_against(record_from(facts, today), stack) for (facts,) in rows.records.get(case.id, ())
        ),
    )  # fmt: skip


def _left_since(case: Open, rows: _Rows, memory: Shared) -> date | None:
    """The day on which the case got its officer, where that one is no officer today."""
    if not memory.has_left(case):
        return None
    return rows.taken.get(case.id, case.opened_at).astimezone(case.zones[0]).date()


def _dates(case: Open, stack: Stack, happened: Happened, memory: Shared) -> Dates:
    if not happened.deliveries or case.notified_at is None:
        return case.dates
    # Memory holds every stack to the end of the run, so that no other takes the place of one that went.
    key = (id(stack), happened, case.office_id, case.zones)
    if key not in memory.dates:
        found = timeline_of(stack, happened, memory.calendar(case.office_id, happened.deliveries[0].sent_on.year))
        memory.dates[key] = (
            found.received, found.response_deadline, found.earliest_final, found.decide_by,
            final_from(found, case.zones),
        )  # fmt: skip
    return memory.dates[key]


def known_alarms(ids: Sequence[UUID]) -> set[tuple[UUID, str, date]]:
    """What was raised before."""
    return set(CaseEscalation.objects.filter(case__in=ids).values_list("case_id", "kind", "due_on"))
