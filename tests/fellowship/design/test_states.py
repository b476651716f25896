"""Names of states by their codes."""

from django.utils.translation import override

from cohorts.rules.pictures import TILES
from fellowship.design.states import STATES, state_in_words


def test_a_code_has_its_name_in_both_languages_and_what_is_none_stays():
    assert state_in_words("NC") == "North Carolina"
    with override("es"):
        assert state_in_words("NC") == "Carolina del Norte"
    assert state_in_words("Ontario") == "Ontario"


def test_every_tile_of_the_map_has_a_name():
    assert set(TILES) <= set(STATES)
    assert len(set(map(str, STATES.values()))) == len(STATES) == 56
