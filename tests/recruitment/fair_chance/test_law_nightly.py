"""What the nights ask of the law: which case is urgent, and how long the papers of a closed one are kept."""

import hashlib
import json
from datetime import date, datetime, timedelta
from typing import Any

from fellowship.rules.calendars import Calendar
from recruitment.rules.fair_chance import CaseStage
from recruitment.rules.fair_chance_retention import CLASSES, DEFAULT_YEARS, digest_of, keep_for, last_day, statement
from recruitment.rules.fair_chance_stack import Stack
from recruitment.rules.fair_chance_watch import OFFICERS_TURN, Alarm, Watched, alarms, is_officers_turn
from tests.factories import law

DAY = date(2026, 6, 10)
NOON = datetime(2026, 6, 10, 12).astimezone()


def watched(stage: CaseStage = CaseStage.NOTIFIED, **fields: Any) -> Watched:
    return Watched(stage=stage, **{"last_step_on": DAY, **fields})


def test_what_is_urgent() -> None:
    def on(case: Watched) -> list[tuple[Alarm, date]]:
        return list(alarms(case, DAY, NOON, Calendar(frozenset({date(2026, 6, 12)}))))

    assert on(watched()) == []
    # Wednesday; Friday is a holiday: Tuesday is the third business day from now, Wednesday the fourth.
    assert on(watched(decide_by=date(2026, 6, 16))) == [(Alarm.DECIDE_SOON, date(2026, 6, 16))]
    assert on(watched(decide_by=date(2026, 6, 17))) == []
    assert on(watched(decide_by=date(2026, 6, 9))) == [(Alarm.DECIDE_LATE, date(2026, 6, 9))]
    assert on(watched(decide_by=date(2026, 6, 9), is_decided=True)) == []
    assert on(watched(respond_by=DAY)) == [(Alarm.RESPONSE_ENDS, DAY)]
    assert on(watched(CaseStage.REASSESSED, respond_by=DAY)) == []
    week = DAY - timedelta(days=7)
    assert on(watched(CaseStage.SORTED, last_step_on=week)) == [(Alarm.IDLE, week)]
    assert on(watched(CaseStage.SORTED, last_step_on=week + timedelta(days=1))) == []
    assert on(watched(CaseStage.OPENED, last_step_on=week)) == []
    assert on(watched(CaseStage.OPENED, left_since=week)) == [(Alarm.NO_OFFICER, week)]
    # While the applicant has time nobody waits for the officer.
    assert on(watched(last_step_on=week, final_from=NOON + timedelta(hours=1))) == []
    assert on(watched(last_step_on=week, final_from=NOON)) == [(Alarm.IDLE, week)]


def test_only_an_officer_is_reminded_of_a_case_that_waits() -> None:
    turns = {stage for stage in CaseStage if is_officers_turn(watched(stage), NOON)}
    assert turns == OFFICERS_TURN
    assert not turns & {CaseStage.OPENED, CaseStage.CLEARED, CaseStage.NOT_CLEARED, CaseStage.WITHDRAWN}


def test_the_longest_law_decides_and_where_none_does_our_own_time() -> None:
    def stack(*years: int | None, most: int | None = None) -> Stack:
        laws = [law.law(retention={"years": one, "most_years": most, "note": None}) for one in years]
        return Stack(date(2026, 6, 1), tuple(laws))

    assert keep_for(stack(1, 4, None)).years == 4
    assert keep_for(stack(None)).years == DEFAULT_YEARS == 4
    assert [keep_for(stack(years, most=3)).is_torn for years in (3, 4)] == [False, True]
    assert last_day(date(2024, 2, 29), 4) == date(2028, 2, 29)
    assert last_day(date(2024, 2, 29), 3) == date(2027, 2, 28)
    assert digest_of(["b", "a"]) == digest_of(["a", "b"]) != digest_of(["a"])


def test_a_receipt_says_one_thing_in_one_way() -> None:
    lines = hashlib.sha256(b"case:1\nrecords:2").hexdigest()
    assert digest_of(["records:2", "case:1"]) == lines
    said = {"receipt": "r", "made_at": "2026-06-10T12:00:00+00:00", "cases": 1, "ids_sha256": lines}
    plain = statement(classes={"records": 1, "files": 2}, **said)
    assert plain == statement(classes={"files": 2, "records": 1}, **said)
    assert json.loads(plain) == {
        "receipt": "r", "made_at": said["made_at"], "cases": 1, "classes": {"records": 1, "files": 2}, "ids": lines,
    }  # fmt: skip
    assert plain != statement(classes={"records": 1, "files": 3}, **said)
    assert len(set(CLASSES)) == len(CLASSES)
