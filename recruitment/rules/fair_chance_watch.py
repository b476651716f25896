"""Watching open cases: what becomes urgent before a last day, and whose turn it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from fellowship.rules.calendars import Calendar
from recruitment.rules.fair_chance import CaseStage

# Warned this many business days before the last day to decide, and after this many days without any step.
DECIDE_SOON = 3
IDLE_DAYS = 7
OFFICERS_TURN = frozenset(
    {
        CaseStage.DISCLOSED,
        CaseStage.NOTHING_TO_REVIEW,
        CaseStage.WITH_OFFICER,
        CaseStage.SORTED,
        CaseStage.ASSESSED,
        CaseStage.REASSESSED,
        CaseStage.DECIDED,
    }
)


class Alarm(StrEnum):
    """What is urgent about a case."""

    DECIDE_SOON = "decide_soon"
    DECIDE_LATE = "decide_late"
    RESPONSE_ENDS = "response_ends"
    IDLE = "idle"
    NO_OFFICER = "no_officer"


@dataclass(frozen=True, slots=True)
class Watched:
    """What is known of an open case: its stage, its dates, and when somebody last took a step.

    ``left_since`` is the day on which the case got its officer, where that officer no longer is one.
    """

    stage: CaseStage
    last_step_on: date
    respond_by: date | None = None
    decide_by: date | None = None
    final_from: datetime | None = None
    is_decided: bool = False
    left_since: date | None = None


def is_officers_turn(case: Watched, at: datetime) -> bool:
    """Whether nothing but the officer is waited for."""
    if case.stage == CaseStage.NOTIFIED:
        return case.final_from is not None and case.final_from <= at
    return case.stage in OFFICERS_TURN


def alarms(case: Watched, today: date, at: datetime, calendar: Calendar) -> Iterator[tuple[Alarm, date]]:
    """What is urgent today, each with the day that it is about. ``today`` is the applicant's."""
    if case.decide_by is not None and not case.is_decided:
        if case.decide_by < today:
            yield Alarm.DECIDE_LATE, case.decide_by
        elif calendar.business_days_between(today, case.decide_by) <= DECIDE_SOON:
            yield Alarm.DECIDE_SOON, case.decide_by
    if case.left_since is not None:
        yield Alarm.NO_OFFICER, case.left_since
    if case.stage == CaseStage.NOTIFIED and case.respond_by == today:
        yield Alarm.RESPONSE_ENDS, today
    if is_officers_turn(case, at) and today - case.last_step_on >= timedelta(days=IDLE_DAYS):
        yield Alarm.IDLE, case.last_step_on
