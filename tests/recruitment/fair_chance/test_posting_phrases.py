"""Phrases that a posting may not use, and the work with clients that it may describe."""

import json
from pathlib import Path

import pytest

from recruitment.rules.posting_phrases import Phrase, phrases_in

PHRASES = json.loads((Path(__file__).parent / "phrases.json").read_text(encoding="utf-8"))
CITY = frozenset({"no_mention_of_check"})


@pytest.mark.parametrize("text", PHRASES["shuts_out"])
def test_what_shuts_people_out_is_refused_everywhere(text: str):
    assert [found.phrase for found in phrases_in(text)][:1] == [Phrase.EXCLUDES]


@pytest.mark.parametrize("text", PHRASES["must_be_passed"])
def test_that_a_check_must_be_passed_is_refused_everywhere(text: str):
    assert Phrase.CLEAN_CHECK in [found.phrase for found in phrases_in(text)]


@pytest.mark.parametrize("text", PHRASES["names_a_check"])
def test_new_york_city_lets_a_posting_say_nothing_of_a_check(text: str):
    assert phrases_in(text) == ()
    assert [found.phrase for found in phrases_in(text, CITY)] == [Phrase.NAMES_CHECK]


@pytest.mark.parametrize("text", PHRASES["passes"])
def test_the_work_with_clients_and_a_welcome_pass_everywhere(text: str):
    assert phrases_in(text, CITY) == ()


def test_the_words_found_are_given_as_they_were_written():
    (found,) = phrases_in("Welcome.\n\nSorry,   A\nCl\u00e9an   Record please")
    assert found.words == "Cl\u00e9an Record"
