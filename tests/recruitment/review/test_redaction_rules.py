"""What the redaction desk suggests, and how withheld text is cut."""

from hypothesis import given
from hypothesis import strategies as st

from recruitment.rules.redaction import (
    Hidden,
    Segment,
    Term,
    marker,
    own_terms,
    paragraphs,
    plain,
    segments,
    suggest,
)


def test_own_name_in_parts_and_in_any_case_is_marked() -> None:
    terms = own_terms(names=["Maya Ruiz-Okafor"], identity=[])
    text = "I am MAYA. My mother is Mrs. Okafór; ruiz is my father's."
    marked = "I am [name withheld]. My mother is Mrs. [name withheld]; [name withheld] is my father's."
    assert suggest(text, terms) == marked


def test_a_name_inside_a_word_stays() -> None:
    assert suggest("The mayan calendar", own_terms(names=["Maya"], identity=[])) == "The mayan calendar"


def test_addresses_links_and_phones_are_marked() -> None:
    text = "Write to maya@mail.example, see https://maya.example/cv or call (503) 555-0142 or 555-0142. @mayaok"
    assert suggest(text, ()) == (
        "Write to [e-mail withheld], see [link withheld] or call [phone withheld] or [phone withheld]. [link withheld]"
    )


def test_answers_that_identify_are_marked_whole() -> None:
    terms = own_terms(names=[], identity=["Ellison Community College", "no"])
    assert suggest("At Ellison Community College I said no.", terms) == "At [detail withheld] I said no."


def test_the_longer_term_wins_and_markers_stay() -> None:
    terms = own_terms(names=["Ana Maria Lopez"], identity=[])
    assert suggest("Ana Maria Lopez and [school withheld]", terms) == "[name withheld] and [school withheld]"


def test_short_terms_are_left_alone() -> None:
    assert own_terms(names=["Bo Li"], identity=["x"]) == (Term("Bo Li", Hidden.NAME),)
    assert suggest("Bo", [Term("Bo", Hidden.NAME)]) == "Bo"


@given(st.text(max_size=200))
def test_plain_keeps_every_place(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(st.text(max_size=200), st.lists(st.text(min_size=3, max_size=12), max_size=4))
def test_segments_put_together_are_the_text(text: str, names: list[str]) -> None:
    marked = suggest(text, own_terms(names=names, identity=[]))
    again = "".join(f"[{cut.text} withheld]" if cut.withheld else cut.text for cut in segments(marked))
    assert again == marked


def test_segments_name_what_is_hidden() -> None:
    assert segments(f"At {marker(Hidden.SCHOOL)} then") == (
        Segment("At "),
        Segment("school", withheld=True),
        Segment(" then"),
    )
    assert segments("[secret withheld]") == (Segment("[secret withheld]"),)


def test_blank_lines_part_paragraphs() -> None:
    assert paragraphs("One\r\n\r\nTwo\nlines\n\n  \n") == ((Segment("One"),), (Segment("Two\nlines"),))
