"""What the redaction desk finds by itself, in both languages, and how it shows what is taken out."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recruitment.rules.giveaways import patterns, worth_a_look
from recruitment.rules.redaction import Hidden, Term, finds, suggest
from recruitment.rules.striking import Fate, struck


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("I studied at Ellison Community College.", "I studied at [school withheld]."),
        ("the University of New Mexico and UCLA", "the [school withheld] and [school withheld]"),
        ("Lincoln High School, class of 1999", "[school withheld], [age withheld]"),
        ("I grew up in Stockton, CA 95202.", "I grew up in [place withheld]."),
        ("We moved to Texas, near King County.", "We moved to [place withheld], near [place withheld]."),
        ("12 Alder Street, Apt 3", "[place withheld]"),
        ("I worked at Saint Mary Clinic for years", "I worked at [workplace withheld] for years"),
        ("My name is Ana Ruiz; call Mrs. Chen", "My name is [name withheld]; call [name withheld]"),
        ("My pronouns are she/her.", "[gender withheld]."),
        ("I use they/them", "I use [gender withheld]"),
        ("As a single mother of two I waited", "[gender withheld] of two I waited"),
        ("I pledged a sorority; my husband came", "I pledged a [gender withheld]; [gender withheld] came"),
        ("I am 43 years old", "[age withheld]"),
        ("Me llamo José Luis y tengo 43 años.", "Me llamo [name withheld] y [age withheld]."),
        ("Soy madre soltera.", "[gender withheld]."),
        ("Soy abogada y estoy orgullosa", "[gender withheld] y [gender withheld]"),
        ("Como mujer latina trabajé como enfermera", "[gender withheld] [gender withheld]"),
        (
            "I help. I was arrested at nineteen and it cost me a job. Now I help.",
            "I help. [detail withheld]. Now I help.",
        ),
        ("I have a criminal record, and I work.", "[detail withheld]."),
        ("Me arrestaron una vez; después estudié.", "[detail withheld]."),
        ("Nací en Guadalajara", "Nací en [place withheld]"),
        ("Estudié en la Universidad Autónoma de Chiapas.", "Estudié en la [school withheld]."),
    ],
)
def test_giveaways_are_found(text: str, marked: str) -> None:
    assert suggest(text, (), patterns()) == marked


@pytest.mark.parametrize(
    "text",
    [
        "I sat with her at court. She asked for her son. He said no.",
        "When my brother was arrested, the lawyer had nine minutes for us.",
        "Front desk at a free clinic, two years. Care of a younger brother.",
        "May I ask? In March we read Section 8 out loud.",
        "As a friend I waited. I was a volunteer there.",
        "La acompañé al tribunal. Ella pidió ver a su hijo.",
        "A man had his benefits stopped over a letter to an old address.",
        "Llamé a la clínica y me quedé con él.",
    ],
)
def test_what_is_said_of_others_stays(text: str) -> None:
    assert suggest(text, (), patterns()) == text


def test_others_are_named_as_worth_a_look() -> None:
    assert worth_a_look("I called Ellison and she came with Bo. In March, her son.") == ("Ellison", "she", "her")
    assert worth_a_look("[name withheld] stayed. Nothing else.") == ()
    assert len(worth_a_look(" a".join(f"x Name{letter * 3}" for letter in "abcdefghijklmnopqrstuv"))) == 12


def test_own_words_win_over_patterns() -> None:
    terms = [Term("Ellison Community College", Hidden.SCHOOL), Term("Stockton", Hidden.DETAIL)]
    assert suggest("From Stockton to Ellison Community College", terms, patterns()) == (
        "From [detail withheld] to [school withheld]"
    )
    assert [found.hidden for found in finds("ana@mail.example", [Term("ana", Hidden.NAME)], patterns())] == [
        Hidden.EMAIL
    ]


@pytest.mark.parametrize(
    "text",
    ["A " * 9000, "Aa " * 6000, "a" * 18_000, "A" * 18_000, "I am a " * 2500, "como una " * 2000, "a." * 9000,
     "1" * 18_000, "@a" * 9000, "from A of " * 1800, "Universidad de la " * 1000],
)  # fmt: skip
def test_no_text_is_slow(text: str) -> None:
    began = time.process_time()
    struck(text, suggest(text, (), patterns()))
    worth_a_look(text)
    assert time.process_time() - began < 2


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_finds_lie_apart_and_inside_the_text(text: str) -> None:
    places = [(found.start, found.end) for found in finds(text, (), patterns())]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(first[1] <= second[0] for first, second in pairwise(places))


def test_what_was_taken_out_is_struck_with_its_reason() -> None:
    original = "My name is Ana Ruiz. I stayed all night."
    pieces = struck(original, "My name is [name withheld]. I stayed.")
    assert [(piece.text, piece.fate, piece.reason) for piece in pieces] == [
        ("My name is ", Fate.KEPT, ""),
        ("Ana Ruiz", Fate.STRUCK, "name"),
        (". I stayed ", Fate.KEPT, ""),
        ("all night", Fate.STRUCK, "edited"),
        (".", Fate.KEPT, ""),
    ]
    added = struck("I went home.", "I went to a friend.")
    assert "".join(piece.text for piece in added if piece.fate is Fate.ADDED) == "to a friend "


@given(st.text(alphabet="ab .\n", max_size=80), st.text(alphabet="ab .\n", max_size=80))
def test_the_original_is_whole_whatever_was_made_of_it(original: str, cleared: str) -> None:
    kept = "".join(piece.text for piece in struck(original, cleared) if piece.fate is not Fate.ADDED)
    assert kept == original


def test_an_endless_text_is_shown_as_written() -> None:
    assert [piece.fate for piece in struck("x " * 5000, "")] == [Fate.KEPT]
