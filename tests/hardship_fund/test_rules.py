"""The pure rules, by example and by property."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fellowship.rules.refusals import NotAllowed
from hardship_fund.rules import amounts, blind, days, deciding, ledger, payee, periods, report
from hardship_fund.rules.amounts import DayTrouble, Help, Over
from hardship_fund.rules.deciding import Outcome, Vote
from hardship_fund.rules.ledger import AccountCode, Memo
from hardship_fund.rules.payee import Payee, PayTo
from hardship_fund.rules.stages import PART_OF, Action, Stage, payment_steps, steps

DAY = date(2026, 11, 22)
near_days = st.dates(date(2024, 1, 1), date(2028, 12, 31))
helps = st.lists(st.builds(Help, near_days, st.integers(1, 5_000_00)), max_size=6)


# --- caps ----------------------------------------------------------------------------------------------------


def test_what_counts_is_the_fullest_twelve_months_with_the_day_in_it():
    before, after = Help(DAY - timedelta(days=300), 100), Help(DAY + timedelta(days=300), 70)
    assert amounts.in_use(DAY, [before, after]) == 100
    assert amounts.in_use(DAY, [before, Help(DAY + timedelta(days=30), 70)]) == 170


def test_a_year_is_over_on_the_same_day_of_the_next():
    assert amounts.in_use(DAY, [Help(date(2025, 11, 22), 100)]) == 0
    assert amounts.in_use(DAY, [Help(date(2025, 11, 23), 100)]) == 100
    assert amounts.in_use(DAY, [Help(date(2027, 11, 22), 100)]) == 0
    assert amounts.in_use(DAY, [Help(date(2027, 11, 21), 100)]) == 100


def test_a_leap_day_has_a_year_as_well():
    assert amounts.a_year_later(date(2028, 2, 29)) == date(2029, 2, 28)
    assert amounts.a_year_later(date(2028, 2, 28)) == date(2029, 2, 28)


@given(near_days, helps)
def test_no_run_of_twelve_months_holds_more_than_said(day, given_):
    said = amounts.in_use(day, given_)
    for offset in range(366):
        start = day - timedelta(days=offset)
        if day < amounts.a_year_later(start):
            run = sum(h.cents for h in given_ if start <= h.event_on < amounts.a_year_later(start))
            assert run <= said


@given(near_days, helps, st.integers(1, 3_000_00), st.integers(0, 3_000_00), st.integers(1, 9_000_00))
def test_what_is_left_fits_and_one_cent_more_does_not(day, given_, per_request, more, cents):
    caps = {"per_request": per_request, "twelve_months": per_request + more}
    left = amounts.left(day, given_, **caps)
    assert (amounts.passed_cap(cents, day, given_, **caps) is None) == (cents <= left)


def test_the_cap_that_is_passed_is_named():
    caps = {"per_request": 100, "twelve_months": 150}
    assert amounts.passed_cap(101, DAY, [], **caps) is Over.PER_REQUEST
    assert amounts.passed_cap(51, DAY, [Help(DAY, 100)], **caps) is Over.TWELVE_MONTHS
    assert amounts.left(DAY, [Help(DAY, 400)], **caps) == 0


@pytest.mark.parametrize(
    ("offset", "trouble"), [(1, DayTrouble.AHEAD), (0, None), (-180, None), (-181, DayTrouble.TOO_LONG_AGO)]
)
def test_the_day_something_happened(offset, trouble):
    assert amounts.event_trouble(DAY + timedelta(days=offset), DAY, within_days=180) is trouble


@pytest.mark.parametrize(
    ("offset", "trouble"), [(-1, DayTrouble.PAST), (0, None), (365, None), (366, DayTrouble.TOO_FAR)]
)
def test_the_day_the_money_is_needed(offset, trouble):
    assert amounts.need_trouble(DAY + timedelta(days=offset), DAY) is trouble


@pytest.mark.parametrize(("offset", "allowed", "fast"), [(3, True, True), (4, True, False), (0, False, False)])
def test_the_fast_path(offset, allowed, fast):
    assert amounts.is_fast(DAY + timedelta(days=offset), DAY, within_days=3, allowed=allowed) is fast


def test_a_reference():
    assert amounts.reference("HF", 2027, 31) == "HF-27-0031"


def test_an_answer_is_due_sooner_on_the_fast_path():
    at = datetime(2026, 11, 22, 3, tzinfo=UTC)
    assert days.answer_due(at, fast=False, usual_hours=48, fast_hours=24) == at + timedelta(hours=48)
    assert days.answer_due(at, fast=True, usual_hours=48, fast_hours=24) == at + timedelta(hours=24)
    assert days.local_day(at, "America/Los_Angeles") == date(2026, 11, 21)


# --- deciding ------------------------------------------------------------------------------------------------

ids = st.sampled_from([UUID(int=number) for number in range(4)])
votes = st.lists(
    st.builds(Vote, ids, st.booleans(), st.integers(1, 1000)), max_size=6, unique_by=lambda v: v.approver_id
)


@given(votes)
def test_two_different_people_settle_it(cast):
    yes = [vote for vote in cast if vote.approves]
    no = [vote for vote in cast if not vote.approves]
    outcome = deciding.outcome(cast)
    assert (outcome is Outcome.APPROVED) == (len(yes) >= 2)
    assert (outcome is Outcome.DENIED) == (len(no) >= 2 > len(yes))
    if outcome is Outcome.APPROVED:
        assert deciding.award(cast) == min(vote.cents for vote in yes)


def test_the_same_person_twice_is_one_vote():
    one = uuid4()
    assert deciding.outcome([Vote(one, True, 5), Vote(one, True, 5)]) is Outcome.OPEN


def test_no_award_without_two():
    with pytest.raises(ValueError, match="two approvals"):
        deciding.award([Vote(uuid4(), True, 5), Vote(uuid4(), False)])


def test_every_point_must_be_met():
    assert deciding.all_met(deciding.Criterion)
    assert not deciding.all_met(list(deciding.Criterion)[1:])


# --- the books -----------------------------------------------------------------------------------------------


@given(st.sampled_from(Memo), st.integers(1, ledger.LARGEST_CENTS))
def test_every_movement_adds_up_to_zero_and_keeps_the_bank_equal_to_its_heaps(memo, cents):
    lines = ledger.postings(memo, cents)
    assert sum(lines.values()) == 0
    moved = {code: ledger.natural(code, signed) for code, signed in lines.items()}
    assert moved.get(AccountCode.BANK, 0) == sum(moved.get(code, 0) for code in ledger.HEAPS)


@pytest.mark.parametrize("cents", [0, -1, 1.5, True, "5", None, ledger.LARGEST_CENTS + 1])
def test_only_whole_cents_move(cents):
    with pytest.raises(ledger.NotAnAmount):
        ledger.postings(Memo.GIFT, cents)


def test_faults_are_named():
    sums = {AccountCode.BANK: -5, AccountCode.AVAILABLE: -9}
    kept = {AccountCode.BANK: -5, AccountCode.AVAILABLE: 8}
    assert ledger.faults({"e1": 3}, sums, kept) == (
        "entry e1 adds up to 3, not to zero",
        "bank is below zero: -5",
        "available is kept as 8 but its postings give 9",
    )
    assert ledger.faults({}, {}, {}) == ()


# --- without a name ------------------------------------------------------------------------------------------


def test_a_story_loses_what_gives_its_person_away():
    text = (
        "I am KEISHA Brandt of the Calder  office? No: Calder County Public Defender. Mail keisha.b@home.example or "
        "call (503) 555-0142 or 555-0199. See www.mine.example. I live at 12 Alder Street. Brandt-Lee is my cousin."
    )
    clean = blind.redact(text, names=["Keisha Brandt", ""], workplaces=["Calder County Public Defender", " "])
    for secret in ("keisha", "brandt", "county public", "@", "0142", "0199", "www", "12 alder"):
        assert secret not in clean.lower()
    assert "[workplace withheld]" in clean
    assert "cousin" in clean


def test_amounts_and_days_stay_readable():
    text = "It costs $1,200.50 since 2026-11-20, for 3 days at 5 pm."
    assert blind.redact(text, names=["Ida Moss"]) == text


@given(st.text(max_size=200), st.text(alphabet="abcdefgh", min_size=2, max_size=9))
def test_a_name_never_stands_as_a_word(text, name):
    clean = blind.redact(f"{text} {name} {text}", names=[name])
    assert f" {name} " not in clean


# --- numbers for the board -----------------------------------------------------------------------------------

cells = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 12))


@given(cells)
def test_no_small_number_is_shown_nor_can_be_reckoned(counts):
    hidden = report.suppressed(counts)
    shown = {key: count for key, count in counts.items() if key not in hidden}
    assert all(count == 0 or count >= 5 for count in shown.values())
    total = report.total_shown(counts)
    if total is not None:
        rest = total - sum(shown.values())
        assert rest == 0 or len(hidden) >= 2
    assert total is None or total == 0 or total >= 5


def test_a_lone_small_cell_takes_the_next_with_it():
    assert report.suppressed({"a": 2, "b": 9, "c": 6, "d": 0}) == {"a", "c"}
    assert report.total_shown({"a": 2, "b": 0}) is None
    assert report.total_shown({"a": 7, "b": 9}) == 16


def test_a_median_needs_five():
    assert report.median_hours([1, 2, 3, 4]) is None
    assert report.median_hours([1, 2, 3, 4, 50.04]) == 3


# --- payee and stages ----------------------------------------------------------------------------------------


def test_a_payee_survives_its_column():
    kept = Payee(PayTo.DIRECT, "Bay Motors", "9 Quay Road", "Fairhaven", "CA", "94102", "INV-77")
    assert payee.payee_from(kept.as_json()) == kept
    assert payee.payee_from(None) is None
    assert kept.address == ("9 Quay Road", "Fairhaven, CA 94102")


def test_every_action_has_its_people_and_every_stage_its_way_out():
    assert {row.action for row in steps} == set(PART_OF) == set(Action)
    ends = {stage for stage in Stage if not steps.actions(stage)}
    assert ends == {Stage.CLOSED, Stage.DENIED, Stage.WITHDRAWN}


def test_a_payment_ends_once():
    assert payment_steps.after("paid", "fail") == "failed"
    with pytest.raises(NotAllowed):
        payment_steps.after("failed", "confirm")


# --- quarters of the report ----------------------------------------------------------------------------------


def test_quarters_are_named_by_their_days():
    assert periods.quarter_of(date(2026, 12, 31)) == periods.Quarter(2026, 4)
    assert periods.Quarter(2026, 4).next == periods.Quarter(2027, 1)
    assert periods.Quarter(2027, 1).first_day == date(2027, 1, 1)
    assert [each.key for each in periods.quarters_between(date(2026, 9, 30), date(2027, 1, 1))] == [
        "2027-1", "2026-4", "2026-3",
    ]  # fmt: skip


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)))
def test_every_day_is_in_just_one_quarter(day):
    quarter = periods.quarter_of(day)
    assert quarter.first_day <= day < quarter.next.first_day
    assert periods.quarter_from(quarter.key) == quarter


@pytest.mark.parametrize("odd", ["", "2026", "2026-5", "2026-0", "0-1", "99999-1", "²-1", "2026-1-1", "x-1", "-1-1"])
def test_an_odd_quarter_is_no_quarter(odd):
    assert periods.quarter_from(odd) is None
