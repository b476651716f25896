"""The chain of hashes: every way to tamper with it shows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fellowship.rules import audit as rules
from fellowship.rules.audit import FIRST_HASH, Entry

AT = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)


def entry(number, **fields):
    fields = {
        "id": number, "at": AT, "kind": "write", "action": "x.do", "actor_id": None, "subject_label": "x.y",
        "subject_id": str(number), "about_id": None, "data": {"b": 1, "a": "é"}, **fields,
    }  # fmt: skip
    return Entry(**fields)


def chain(count, start=1):
    return list(rules.forge([entry(n + start) for n in range(count)], length=0, head_hash=FIRST_HASH, sealed_at=AT))


def test_the_canonical_text_is_fixed_for_good():
    text = rules.canonical(entry(7, about_id="b", actor_id="a"), 3, AT)
    assert text == (
        '{"about":"b","action":"x.do","actor":"a","at":"2026-11-22T15:00:00.000000+00:00",'
        '"data":{"a":"\\u00e9","b":1},"id":7,"kind":"write","position":3,'
        '"sealed_at":"2026-11-22T15:00:00.000000+00:00","subject":["x.y","7"]}'
    )


def test_the_same_moment_in_another_zone_is_the_same_text():
    there = AT.astimezone(timezone(timedelta(hours=-5)))
    assert rules.canonical(entry(1, at=there), 1, there) == rules.canonical(entry(1), 1, AT)


def test_a_whole_chain_holds_and_goes_on_from_its_end():
    links = chain(3)
    more = list(rules.forge([entry(9)], length=3, head_hash=links[-1].hash, sealed_at=AT))
    assert [link.position for link in links + more] == [1, 2, 3, 4]
    assert rules.first_break(links + more, length=4, head_hash=more[-1].hash) is None
    assert rules.first_break([], length=0, head_hash=FIRST_HASH) is None


TAMPERING = {
    "a changed row": (2, lambda links: [links[0], replace(links[1], entry=entry(2, action="x.undo")), links[2]]),
    "a row that is gone": (2, lambda links: [links[0], replace(links[1], entry=None), links[2]]),
    "a missing link": (2, lambda links: [links[0], links[2]]),
    "two links swapped": (1, lambda links: [links[1], links[0], links[2]]),
    "the first link cut off": (1, lambda links: links[1:]),
    "the last link cut off": (3, lambda links: links[:2]),
    "nothing left": (1, lambda _links: []),
    "a changed hash": (2, lambda links: [links[0], replace(links[1], hash="f" * 64), links[2]]),
    "a link from elsewhere": (2, lambda links: [links[0], replace(links[1], previous_hash="f" * 64), links[2]]),
    "a changed time of sealing": (1, lambda links: [replace(links[0], sealed_at=AT + timedelta(1)), *links[1:]]),
    "a link too many": (4, lambda links: [*links, *rules.forge([entry(9)], length=3, head_hash=links[-1].hash,
                                                               sealed_at=AT)]),
}  # fmt: skip


@pytest.mark.parametrize("case", TAMPERING)
def test_tampering_is_found_where_it_happened(case):
    position, tamper = TAMPERING[case]
    links = chain(3)
    found = rules.first_break(tamper(links), length=3, head_hash=links[-1].hash)
    assert found is not None
    assert found.position == position
    assert found.reason


def test_a_chain_written_anew_shows_by_its_end():
    true, false = chain(3), chain(3, start=5)
    assert rules.first_break(false, length=3, head_hash=true[-1].hash).position == 3


@given(
    field=st.sampled_from(["action", "kind", "subject_label", "subject_id", "actor_id", "about_id"]),
    number=st.integers(0, 4),
    value=st.text(min_size=1, max_size=20),
)
def test_no_field_of_any_row_can_change_unseen(field, number, value):
    links = chain(5)
    if getattr(links[number].entry, field) == value:
        return
    links[number] = replace(links[number], entry=replace(links[number].entry, **{field: value}))
    assert rules.first_break(links, length=5, head_hash=links[-1].hash).position == number + 1


def test_words_for_actions():
    rules.describe("x.seen", "Saw it")
    rules.describe("x.complaint", "Complained", told=False)
    assert rules.sentence_of("x.seen") == "Saw it"
    assert rules.sentence_of("x.unheard") == "x.unheard"
    assert [rules.is_told(action) for action in ("x.seen", "x.complaint", "x.unheard")] == [True, False, True]
    assert rules.described()["x.complaint"] == "Complained"
