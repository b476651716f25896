"""The pure rules of coaching."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest

from fellowship.rules.refusals import NotAllowed
from wellness.rules.carrying import Item, to_carry
from wellness.rules.identifiers import Identifier, found_in
from wellness.rules.stages import AgendaState, MeetingStage, items, meetings
from wellness.rules.times import BadTime, TimeTrouble, check_ahead, moment_of

AT = datetime(2027, 1, 10, 15, tzinfo=UTC)
ALLOWED_MEETINGS = {
    ("planned", "move"): "planned",
    ("planned", "hold"): "held",
    ("planned", "miss"): "missed",
    ("planned", "cancel"): "cancelled",
}
ALLOWED_ITEMS = {
    ("open", "discuss"): "discussed",
    ("open", "carry"): "carried",
    ("discussed", "reopen"): "open",
}


@pytest.mark.parametrize("stage", MeetingStage)
@pytest.mark.parametrize("action", ["move", "hold", "miss", "cancel", "reopen"])
def test_every_cell_of_a_meetings_life(stage, action):
    cell = (str(stage), action)
    if cell in ALLOWED_MEETINGS:
        assert meetings.after(stage, action) == ALLOWED_MEETINGS[cell]
    else:
        with pytest.raises(NotAllowed):
            meetings.after(stage, action)


@pytest.mark.parametrize("state", AgendaState)
@pytest.mark.parametrize("action", ["discuss", "carry", "reopen"])
def test_every_cell_of_an_items_life(state, action):
    cell = (str(state), action)
    if cell in ALLOWED_ITEMS:
        assert items.after(state, action) == ALLOWED_ITEMS[cell]
    else:
        with pytest.raises(NotAllowed):
            items.after(state, action)


def test_what_is_open_and_not_ticked_is_carried_in_order():
    ids = [uuid4() for _ in range(4)]
    states = [AgendaState.OPEN, AgendaState.DISCUSSED, AgendaState.OPEN, AgendaState.OPEN]
    rows = [Item(pk, state) for pk, state in zip(ids, states, strict=True)]
    assert to_carry(rows, discussed=[ids[2]]) == (ids[0], ids[3])


def test_a_time_is_meant_in_its_zone():
    assert moment_of(date(2027, 1, 12), time(15, 30), "America/Chicago") == datetime(2027, 1, 12, 21, 30, tzinfo=UTC)


def test_a_time_that_the_clocks_jump_over_is_refused():
    with pytest.raises(BadTime) as refusal:
        moment_of(date(2027, 3, 14), time(2, 30), "America/New_York")
    assert refusal.value.trouble is TimeTrouble.NO_SUCH_TIME


def test_of_a_time_that_comes_twice_the_first_is_meant():
    assert moment_of(date(2027, 11, 7), time(1, 30), "America/New_York") == datetime(2027, 11, 7, 5, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "trouble"),
    [
        (AT, TimeTrouble.PAST),
        (AT - timedelta(days=1), TimeTrouble.PAST),
        (AT + timedelta(days=400), TimeTrouble.TOO_FAR),
    ],
)
def test_times_that_are_no_use(moment, trouble):
    with pytest.raises(BadTime) as refusal:
        check_ahead(moment, AT)
    assert refusal.value.trouble is trouble


def test_a_moment_ahead_is_fine():
    assert check_ahead(AT + timedelta(minutes=1), AT) is None


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("SSN 219-09-9999 on file", (Identifier.SSN,)),
        ("born 4/12/1988 in Fairhaven", (Identifier.BIRTH_DATE,)),
        ("DOB: 04-12-88", (Identifier.BIRTH_DATE,)),
        ("fecha de nacimiento 12/04/1988", (Identifier.BIRTH_DATE,)),
        ("his papers say 04/12/1988", (Identifier.BIRTH_DATE,)),
        ("call (503) 555-0142 after six", (Identifier.PHONE,)),
        ("503-555-0142", (Identifier.PHONE,)),
        ("Case No. 24CR-01931", (Identifier.CASE_NUMBER,)),
        ("causa número 2291-C", (Identifier.CASE_NUMBER,)),
        ("CR-2026-004512 set over", (Identifier.CASE_NUMBER,)),
        ("MA123456", (Identifier.CASE_NUMBER,)),
        ("219-09-9999 and 503-555-0142", (Identifier.SSN, Identifier.PHONE)),
    ],
)
def test_what_points_at_a_client(text, kinds):
    assert found_in(text) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "We talk on 01/15/2027 at 3:30",
        "12 clients, 3 in case management, 40 hours",
        "$1,200.50 for rent, room 204",
        "In case of rain we meet in 2-B",
        "ZIP 97204-1234",
        "In this case 4 of 5 agreed",
    ],
)
def test_what_does_not(text):
    assert found_in(text) == ()
