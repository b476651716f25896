"""The order of the waiting list, and who is next."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.rules.waitlist import Waiting, moved_to, next_in_line

EAST, WEST = uuid4(), uuid4()


@given(order=st.lists(st.integers(), unique=True, min_size=1), place=st.integers(-3, 30), pick=st.integers(0, 99))
def test_moving_keeps_everybody_and_the_order_of_the_others(order: list[int], place: int, pick: int) -> None:
    one = order[pick % len(order)]
    after = moved_to(order, one, place)
    assert sorted(after) == sorted(order)
    assert [other for other in after if other != one] == [other for other in order if other != one]
    assert after.index(one) + 1 == min(max(place, 1), len(order))
    assert moved_to(after, one, place) == after


def test_somebody_who_is_not_on_the_list_can_not_be_moved() -> None:
    with pytest.raises(ValueError, match="not in list"):
        moved_to([1, 2], 3, 1)


def waiting(*offices: UUID, spanish: bool = False) -> Waiting:
    return Waiting(uuid4(), frozenset(offices), spanish)


@pytest.mark.parametrize("spanish_needed", [False, True])
def test_the_first_who_would_go_there_is_next(spanish_needed: bool) -> None:
    elsewhere, here, speaks = waiting(WEST), waiting(EAST), waiting(EAST, WEST, spanish=True)
    found = next_in_line([elsewhere, here, speaks], office=EAST, spanish_needed=spanish_needed)
    assert found == (speaks if spanish_needed else here)


def test_no_choice_fits_any_office_and_nobody_fits_where_nobody_would_go() -> None:
    anywhere = waiting()
    assert next_in_line([waiting(WEST), anywhere], office=EAST) == anywhere
    assert next_in_line([waiting(WEST)], office=EAST) is None
    assert next_in_line([], office=EAST) is None
