"""The words of letters: who may put in what."""

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fellowship.rules import letters as rules
from fellowship.rules.letters import TRUSTED, UNTRUSTED, BadTemplate, LetterKind, LetterStage
from fellowship.rules.refusals import NotAllowed
from tests.factories.core import AT, NEWS

# Every step of a letter's life; whatever is not here must be refused.
STEPS = {
    ("held", "release"): "queued", ("held", "edit"): "held", ("held", "discard"): "discarded",
    ("held", "cancel"): "cancelled", ("queued", "hold"): "held", ("queued", "edit"): "queued",
    ("queued", "discard"): "discarded", ("queued", "cancel"): "cancelled", ("queued", "claim"): "sending",
    ("sending", "deliver"): "sent", ("sending", "put_off"): "queued", ("sending", "give_up"): "failed",
    ("sending", "count_as_sent"): "sent", ("sending", "send_again"): "queued", ("failed", "release"): "queued",
    ("failed", "edit"): "failed", ("failed", "discard"): "discarded", ("failed", "cancel"): "cancelled",
}  # fmt: skip
ACTIONS = sorted({action for _stage, action in STEPS})


@pytest.mark.parametrize("stage", list(LetterStage))
@pytest.mark.parametrize("action", ACTIONS)
def test_every_cell_of_the_table(stage, action):
    expected = STEPS.get((stage.value, action))
    if expected is None:
        with pytest.raises(NotAllowed):
            rules.steps.after(stage, action)
    else:
        assert rules.steps.after(stage, action) == expected


def kind(**terms):
    terms = {"key": "x.y", "label": "X", "default": {"en": ("Hi", "Hello")}, **terms}
    return LetterKind(**terms)


@pytest.mark.parametrize(
    ("subject", "body", "names"),
    [
        ("Hi", "Dear {calld}", ("calld",)),
        ("Hi {note}", "Dear {called}", ("note",)),
        ("{x} {y}", "", ("x", "y")),
        ("Hi", "{}", ("",)),
        ("Hi", "{called!r}", ("called!r",)),
        ("Hi", "{called.email}", ("called.email",)),
        ("Hi", "{called[0]}", ("called[0]",)),
    ],
)
def test_a_text_that_asks_for_more_is_refused(subject, body, names):
    with pytest.raises(BadTemplate) as caught:
        rules.check_text(NEWS, subject=subject, body=body)
    assert caught.value.names == names


def test_a_kind_with_a_bad_default_is_refused():
    with pytest.raises(BadTemplate):
        rules.register(kind(key="x.bad", default={"en": ("Hi", "Dear {called}")}))
    with pytest.raises(ValueError, match="English"):
        rules.register(kind(key="x.none", default={"es": ("Hola", "Hola")}))


def test_a_kind_is_declared_once():
    rules.register(NEWS)
    with pytest.raises(ValueError, match="twice"):
        rules.register(kind(key=NEWS.key))
    assert rules.kind_of(NEWS.key) is NEWS
    assert NEWS in rules.kinds()
    with pytest.raises(KeyError):
        rules.kind_of("x.unheard")


def test_values_fill_their_places_once():
    filled = rules.fill(NEWS, "{called} {called}, {note}", {"called": "{note}", "note": "so {called}", "link": ""})
    assert filled == "{note} {note}, so {called}"


def test_a_missing_and_a_strange_value_are_mistakes():
    with pytest.raises(ValueError, match="needs a value for called"):
        rules.fill(NEWS, "{called}", {})
    with pytest.raises(ValueError, match="declares no ssn"):
        rules.fill(NEWS, "hello", {"ssn": "1"})


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("line\none\r\n two\u2028three", "line one two three"),
        ("see https://evil.example/x?y=1 now", "see https //evil[.]example/x?y=1 now"),
        ("HTTPS://EVIL.EXAMPLE", "HTTPS //EVIL[.]EXAMPLE"),
        ("www.evil.example", "www[.]evil[.]example"),
        ("javascript://x", "javascript //x"),
        ("mail me@people.example", "mail me@people.example"),
        ("a\x00b\x07c", "a b c"),
        ("zero\u200bwidth \u202eright", "zerowidth right"),
        ("costs 3.50, e.g. rent", "costs 3.50, e.g. rent"),
        ("<b>bold</b>", "<b>bold</b>"),
        (12, "12"),
    ],
)
def test_somebody_elses_words_stay_words(words, plain):
    assert rules.plain_words(words) == plain


@given(st.text(max_size=200))
def test_no_words_can_bring_a_line_end_or_a_link(words):
    plain = rules.plain_words(words)
    assert "\n" not in plain
    assert "\r" not in plain
    assert not re.search(r"[a-z]://", plain, re.IGNORECASE)
    assert not re.search(r"www\.[a-z]", plain, re.IGNORECASE)


def test_a_trusted_value_keeps_its_link_and_lines():
    filled = rules.fill(NEWS, "{link}", {"link": "https://us.example/a\nb", "called": "", "note": ""})
    assert filled == "https://us.example/a\nb"


def test_a_subject_is_one_line_and_no_longer_than_its_cap():
    assert rules.one_line("Hello\nBcc: x@evil.example") == "Hello Bcc: x@evil.example"
    assert len(rules.one_line("x" * 500)) == 150


def test_pauses_grow_and_then_it_is_given_up():
    waits = [rules.next_try(attempt, AT) for attempt in range(1, 7)]
    minutes = [(wait - AT).total_seconds() / 60 if wait else None for wait in waits]
    assert minutes == [1, 5, 30, 120, 720, None]


def test_stuck_after_a_quarter_of_an_hour():
    began = AT - timedelta(minutes=15)
    assert rules.is_stuck("sending", began, AT)
    assert not rules.is_stuck("sending", began + timedelta(seconds=1), AT)
    assert not rules.is_stuck("queued", began, AT)
    assert not rules.is_stuck("sending", None, AT)


def test_trust_is_one_of_two():
    assert {TRUSTED, UNTRUSTED} == set(rules.Trust)
