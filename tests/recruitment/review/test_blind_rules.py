"""The blind packet is an allow-list: whatever nobody has cleared is withheld."""

from dataclasses import replace

import pytest

from recruitment.rules.blind import BlindPacket, PacketAnswer, SourceAnswer, build_blind_packet, needs_clearing
from recruitment.rules.redaction import Segment

CANARY = "CANARY Maya Okafor"
FREE = SourceAnswer("Why?", "long_text", is_visible=True, identifies=False, value=CANARY, revision=2)


def only(answer: SourceAnswer) -> PacketAnswer:
    (shown,) = build_blind_packet(1, [answer]).answers
    return shown


def test_free_text_passes_only_as_cleared() -> None:
    cleared = replace(FREE, cleared_text="Because.", cleared_revision=2)
    assert only(cleared) == PacketAnswer(1, "Why?", ((Segment("Because."),),))


@pytest.mark.parametrize(
    "kind", ["long_text", "short_text", "file", "offices", "languages", "date", "statement", "new"]
)
@pytest.mark.parametrize("value", [CANARY, [CANARY], {"name": CANARY}, True, None])
def test_whatever_nobody_cleared_is_withheld(kind: str, value: object) -> None:
    assert only(replace(FREE, kind=kind, value=value)) == PacketAnswer(1, "Why?", is_withheld=True)


@pytest.mark.parametrize("revision", [1, 3, None])
def test_text_cleared_for_another_revision_is_stale(revision: int | None) -> None:
    stale = replace(FREE, cleared_text="Because.", cleared_revision=revision)
    assert only(stale).is_withheld


def test_clearing_does_not_open_kinds_that_are_never_shown() -> None:
    assert only(replace(FREE, kind="offices", cleared_text="Office", cleared_revision=2)).is_withheld


@pytest.mark.parametrize(
    "answer",
    [
        replace(FREE, is_visible=False, cleared_text=CANARY, cleared_revision=2),
        replace(FREE, identifies=True, cleared_text=CANARY, cleared_revision=2),
    ],
)
def test_hidden_questions_leave_no_trace(answer: SourceAnswer) -> None:
    assert build_blind_packet(7, [answer]) == BlindPacket(7)


def test_choices_pass_by_label_and_only_from_the_list() -> None:
    picked = replace(FREE, kind="choice", value="mail", choices=(("mail", "By mail"), ("call", "By phone")))
    assert only(picked).paragraphs == ((Segment("By mail"),),)
    both = replace(picked, kind="several", value=["call", "mail"])
    assert only(both).paragraphs == ((Segment("By phone"),), (Segment("By mail"),))
    for value in (CANARY, [CANARY], ["mail", CANARY], [["mail"]], {"a": 1}, None):
        assert only(replace(picked, value=value)).is_withheld


def test_languages_pass_only_as_a_known_language_at_a_known_level() -> None:
    spoken = replace(FREE, kind="languages", choices=(("es:working", "Spanish – working"),))
    good = {"language": "es", "level": "working"}
    assert only(replace(spoken, value=[good])).paragraphs == ((Segment("Spanish – working"),),)
    for bad in (CANARY, [CANARY], [{**good, "note": CANARY}], [{"language": CANARY, "level": "working"}], [good, {}]):
        assert only(replace(spoken, value=bad)).is_withheld


@pytest.mark.parametrize(("value", "shown"), [("3", True), ("-2.5", True), ("5035550142", False), (CANARY, False)])
def test_numbers_pass_while_too_short_to_be_a_phone(value: str, shown: bool) -> None:
    assert only(replace(FREE, kind="number", value=value)).is_withheld is not shown


def test_yes_and_no_pass() -> None:
    assert only(replace(FREE, kind="yes_no", value="yes")).said == "yes"
    assert only(replace(FREE, kind="yes_no", value="no")).said == "no"
    assert only(replace(FREE, kind="yes_no", value=CANARY)).is_withheld


def test_answers_are_numbered_as_shown() -> None:
    hidden = replace(FREE, identifies=True)
    packet = build_blind_packet(4, [FREE, hidden, replace(FREE, question="Next?")])
    assert [(row.number, row.question) for row in packet.answers] == [(1, "Why?"), (2, "Next?")]


@pytest.mark.parametrize(
    ("kind", "visible", "identifies", "needs"),
    [
        ("long_text", True, False, True),
        ("file", True, False, True),
        ("choice", True, False, False),
        ("long_text", False, False, False),
        ("long_text", True, True, False),
    ],
)
def test_what_needs_a_person(kind: str, visible: bool, identifies: bool, needs: bool) -> None:
    assert needs_clearing(kind=kind, is_visible=visible, identifies=identifies) is needs
