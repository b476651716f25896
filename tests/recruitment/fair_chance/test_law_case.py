"""The whole path of a case: every step that there is, and what must hold before it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from fellowship.rules.calendars import Calendar
from fellowship.rules.refusals import NotAllowed
from recruitment.rules.fair_chance import CASES, CLOSED_CASES
from recruitment.rules.fair_chance import CaseStage as Point
from recruitment.rules.fair_chance_case import (
    PATH,
    Act,
    Assessment,
    Facts,
    Lacks,
    may_read,
    may_weigh_again,
    missing_contents,
    must_have_been_sent,
    why_not,
)
from recruitment.rules.fair_chance_law import When
from recruitment.rules.fair_chance_records import Record
from recruitment.rules.fair_chance_stack import Stack
from recruitment.rules.fair_chance_windows import (
    Channel,
    Delivery,
    Dispute,
    Happened,
    final_from,
    timeline_of,
)
from tests.factories import law as make

SENT = date(2026, 6, 1)
LAW = make.law(
    excluded=["arrest_only"], factors=["nature_of_job", "rehabilitation"], channels=["email", "mail"],
    notices=[
        make.notice("pre_check_disclosure_and_authorization", "before_check", "report_disclosure"),
        make.notice("applicant_information_request", "assessment", "ask_about_factors"),
        make.notice("fair_chance_rights_on_disclosure", "volunteered", "act_and_guide"),
        make.notice("conditional_offer", "offer", "written_offer", is_required=False),
        make.preliminary(5, contents=["not_final", "how_to_respond"], pauses_for_dispute=True),
        make.notice("final_adverse", "final", "final_decision"),
    ],
)  # fmt: skip
STACK = Stack(SENT, (LAW,))
BOTH = frozenset({"email", "mail"})
GONE_OUT = (
    ("pre_check_disclosure_and_authorization", frozenset({"email"})),
    ("applicant_information_request", frozenset({"email"})),
    ("preliminary_adverse", frozenset({"email"})),
    ("preliminary_adverse", frozenset({"mail"})),
    ("final_adverse", BOTH),
)
ARREST, CONVICTED = Record(frozenset({"arrest_only"}), None, 1), Record(frozenset({"conviction"}), "felony", 1)
WEIGHED = Assessment(frozenset({"nature_of_job", "rehabilitation"}), ("Drives clients to court",), is_written=True)
CALENDAR = Calendar()
DELIVERIES = (Delivery(Channel.EMAIL, SENT, SENT), Delivery(Channel.MAIL, SENT, SENT))
TIMELINE = timeline_of(STACK, Happened(DELIVERIES), CALENDAR)
FROM = final_from(TIMELINE, [UTC])
BEFORE = FROM - timedelta(microseconds=1)
WHOLE = Facts(
    is_authorized=True, records=(ARREST, CONVICTED), withheld=frozenset({0}), assessment=WEIGHED, reassessment=WEIGHED,
    sent=GONE_OUT, contents=frozenset({"not_final", "how_to_respond", "final_decision"}), has_response=True,
    timeline=TIMELINE, final_from=FROM,
)  # fmt: skip


def without(kind: str) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple(row for row in GONE_OUT if row[0] != kind)


def test_the_steps_that_there_are():
    found = {point: set(PATH.actions(point)) for point in Point}
    assert found == {
        "opened": {"authorize", "withdraw"},
        "disclosed": {"report_nothing", "refer", "withdraw"},
        "nothing_to_review": {"clear", "withdraw"},
        "with_officer": {"sort", "clear", "withdraw"},
        "sorted": {"assess", "clear", "withdraw"},
        "assessed": {"notify", "assess", "clear", "withdraw"},
        "notified": {"reassess", "decide", "clear", "withdraw"},
        "reassessed": {"decide", "reassess", "clear", "withdraw"},
        "decided": {"send_final", "withdraw"},
        **{point: set() for point in CLOSED_CASES},
    }


def test_every_step_of_the_shorter_table_is_one_of_the_path():
    for step in CASES:
        assert PATH.after(step.stage, step.action) == step.to


def test_a_decision_against_somebody_follows_a_notice_only():
    before = {row.stage for row in PATH if row.to == Point.DECIDED}
    assert before == {"notified", "reassessed"}
    assert {row.stage for row in PATH if row.to == Point.NOTIFIED} == {"assessed"}
    assert {row.to for row in PATH if row.action == Act.REASSESS} == {"reassessed"}
    with pytest.raises(NotAllowed):
        PATH.after(Point.ASSESSED, Act.DECIDE)


@pytest.mark.parametrize("act", list(Act))
def test_with_everything_in_order_nothing_stands_against_a_step(act: Act):
    assert why_not(act, STACK, WHOLE, FROM) is None
    assert why_not(act.value, STACK, WHOLE, FROM) is None


def test_agreeing_clearing_and_withdrawing_need_nothing():
    for act in (Act.AUTHORIZE, Act.CLEAR, Act.WITHDRAW):
        assert why_not(act, STACK, Facts(), BEFORE) is None


@pytest.mark.parametrize(
    ("act", "changes", "lacks"),
    [
        (Act.REFER, {"is_authorized": False}, Lacks.AUTHORIZATION),
        (Act.REPORT_NOTHING, {"sent": without("pre_check_disclosure_and_authorization")}, Lacks.NOTICES_BEFORE),
        (Act.SORT, {"withheld": frozenset()}, Lacks.OUT_OF_SCOPE_KEPT),
        (Act.ASSESS, {"withheld": frozenset({0, 1})}, Lacks.NOTHING_LEFT),
        (Act.ASSESS, {"records": ()}, Lacks.NOTHING_LEFT),
        (Act.ASSESS, {"assessment": replace(WEIGHED, is_written=False)}, Lacks.WRITTEN_ASSESSMENT),
        (Act.ASSESS, {"assessment": replace(WEIGHED, duties=())}, Lacks.DUTIES),
        (Act.ASSESS, {"assessment": replace(WEIGHED, factors=frozenset({"rehabilitation"}))}, Lacks.FACTORS),
        (Act.NOTIFY, {"withheld": frozenset()}, Lacks.OUT_OF_SCOPE_KEPT),
        (Act.NOTIFY, {"withheld": frozenset({0, 1})}, Lacks.NOTHING_LEFT),
        (Act.NOTIFY, {"sent": without("applicant_information_request")}, Lacks.NOTICES_BEFORE),
        (Act.NOTIFY, {"contents": frozenset({"not_final"})}, Lacks.CONTENTS),
        (Act.NOTIFY, {"sent": GONE_OUT[:3]}, Lacks.CHANNELS),
        (Act.REASSESS, {"reassessment": None}, Lacks.REASSESSMENT),
        (Act.REASSESS, {"reassessment": replace(WEIGHED, is_written=False)}, Lacks.REASSESSMENT),
        (Act.REASSESS, {"reassessment": replace(WEIGHED, factors=frozenset())}, Lacks.FACTORS),
        (Act.DECIDE, {"reassessment": None}, Lacks.REASSESSMENT),
        (Act.DECIDE, {"is_look_due": True}, Lacks.REASSESSMENT),
        (Act.DECIDE, {"is_look_due": True, "has_response": False}, Lacks.REASSESSMENT),
        (Act.NOTIFY, {"is_look_due": True}, Lacks.REASSESSMENT),
        (Act.SEND_FINAL, {"contents": frozenset({"not_final"})}, Lacks.CONTENTS),
        (Act.SEND_FINAL, {"sent": without("final_adverse")}, Lacks.CHANNELS),
    ],
)
def test_what_is_missing_is_named(act: Act, changes: dict[str, object], lacks: Lacks):
    assert why_not(act, STACK, replace(WHOLE, **changes), FROM) == lacks


@pytest.mark.parametrize("act", [Act.REASSESS, Act.DECIDE, Act.SEND_FINAL])
@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({"timeline": None}, Lacks.NO_DATES),
        ({"final_from": None}, Lacks.NO_DATES),
        ({"timeline": replace(TIMELINE, missing_channels=frozenset({"mail"}))}, Lacks.CHANNELS),
        ({"timeline": replace(TIMELINE, is_paused=True)}, Lacks.DISPUTE_OPEN),
        ({"presentation_at": FROM + timedelta(hours=10)}, Lacks.PRESENTATION_AHEAD),
    ],
)
def test_nobody_decides_while_anything_is_open(act: Act, changes: dict[str, object], lacks: Lacks):
    assert why_not(act, STACK, replace(WHOLE, **changes), FROM) == lacks


@pytest.mark.parametrize("act", [Act.REASSESS, Act.DECIDE, Act.SEND_FINAL])
def test_nobody_decides_one_moment_too_early(act: Act):
    assert why_not(act, STACK, WHOLE, BEFORE) == Lacks.WINDOW_OPEN
    talk = replace(WHOLE, presentation_at=FROM)
    assert why_not(act, STACK, talk, FROM) == Lacks.PRESENTATION_OPEN
    assert why_not(act, STACK, replace(talk, is_presentation_noted=True), FROM) is None
    assert why_not(act, STACK, replace(WHOLE, asked_to_speak=True), FROM) == Lacks.PRESENTATION_NOT_SET


def test_without_a_response_there_is_nothing_to_look_at_again():
    silent = replace(WHOLE, has_response=False, reassessment=None)
    assert why_not(Act.DECIDE, STACK, silent, FROM) is None
    assert why_not(Act.DECIDE, STACK, silent, BEFORE) == Lacks.WINDOW_OPEN


@pytest.mark.parametrize("point", list(Point))
def test_an_assessment_is_written_again_only_when_something_came_up(point: Point):
    assert may_weigh_again(point, is_look_due=True) is True
    assert may_weigh_again(point, is_look_due=False) is (point not in {Point.ASSESSED, Point.REASSESSED})


def test_what_became_too_old_meanwhile_is_no_ground_for_a_decision():
    law = replace(LAW, lookback=replace(LAW.lookback, felony=7.0))
    aged = replace(WHOLE, records=(Record(frozenset({"conviction"}), "felony", 7.01),), withheld=frozenset())
    for act in (Act.ASSESS, Act.NOTIFY, Act.REASSESS, Act.DECIDE):
        assert why_not(act, Stack(SENT, (law,)), aged, FROM) == Lacks.OUT_OF_SCOPE_KEPT
        assert why_not(act, Stack(SENT, (law,)), replace(aged, withheld=frozenset({0})), FROM) == Lacks.NOTHING_LEFT
    # Where something is left, it is looked at again without what was withheld.
    changed = replace(WHOLE, has_response=False, is_changed=True, reassessment=None)
    assert why_not(Act.DECIDE, STACK, changed, FROM) == Lacks.REASSESSMENT
    assert why_not(Act.DECIDE, STACK, replace(changed, reassessment=WEIGHED), FROM) is None


def test_after_a_laws_last_day_only_counsel_opens_the_way_to_a_decision():
    last = FROM.date()
    facts = replace(WHOLE, timeline=replace(TIMELINE, decide_by=last), today=last)
    assert why_not(Act.DECIDE, STACK, facts, FROM) is None
    late = replace(facts, today=last + timedelta(days=1))
    assert why_not(Act.DECIDE, STACK, late, FROM) == Lacks.LAST_DAY_PASSED
    assert why_not(Act.DECIDE, STACK, replace(late, is_late_allowed=True), FROM) is None
    assert why_not(Act.CLEAR, STACK, late, FROM) is None


def test_an_open_dispute_holds_even_after_its_thirty_days():
    disputed = timeline_of(STACK, Happened(DELIVERIES, disputes=(Dispute(SENT),)), CALENDAR)
    facts = replace(WHOLE, timeline=disputed, final_from=final_from(disputed, [UTC]))
    assert why_not(Act.DECIDE, STACK, facts, FROM + timedelta(days=400)) == Lacks.DISPUTE_OPEN


def test_a_moment_without_a_zone_and_an_unknown_act_are_errors():
    with pytest.raises(ValueError, match="time zone"):
        why_not(Act.DECIDE, STACK, WHOLE, datetime(2026, 6, 9))  # noqa: DTZ001
    with pytest.raises(ValueError, match="shred"):
        why_not("shred", STACK, WHOLE, FROM)


def test_the_notices_before_a_point_leave_out_those_on_request_and_optional_ones():
    assert must_have_been_sent(STACK, When.PRELIMINARY) == (
        "pre_check_disclosure_and_authorization", "applicant_information_request",
    )  # fmt: skip


def test_the_checklist_of_a_notice():
    assert missing_contents(STACK, "preliminary_adverse", frozenset({"not_final"})) == ("how_to_respond",)
    assert missing_contents(STACK, "preliminary_adverse", WHOLE.contents) == ()
    assert missing_contents(STACK, "no_such_notice", frozenset()) == ()


@pytest.mark.parametrize("point", list(Point))
def test_nobody_but_an_officer_of_the_case_reads_at_any_point(point: Point):
    assert may_read(point, is_officer_of_case=False) is False
    assert may_read(point, is_officer_of_case=True) is (point != Point.OPENED)
