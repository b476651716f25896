"""Searching the answers: what is found, how it is shown, and what is never looked through."""

import pytest

from recruitment.models import Answer, SearchText
from recruitment.queries.narrowing import Wanted, wanted_from
from recruitment.rules.questions import QuestionKind
from recruitment.rules.searching import Piece, excerpt, folded, is_searchable, read_phrases, texts_in
from recruitment.services.search import refresh_texts
from tests.factories import recruitment as make

PIPELINE = "/staff/applications/"


@pytest.fixture
def ines(client, clock, monkeypatch):
    monkeypatch.setattr("fellowship.second_factor.given", lambda _request: True)
    ines = make.manager()
    client.force_login(ines)
    return ines


def says(application, text):
    """Let the first long answer of an application say ``text``."""
    answer = Answer.objects.filter(application=application, question__kind=QuestionKind.LONG_TEXT).order_by("pk")[0]
    Answer.objects.filter(pk=answer.pk).update(value=text)
    refresh_texts(application)
    return application


def names(answer):
    return sorted(row.name for row in answer.context["pipeline"].page.object_list)


@pytest.fixture
def three(ines):
    cycle = make.cycle()
    ana, ben, eve = (make.submitted(make.person(name), cycle) for name in ("Ana Sol", "Ben Ito", "Eve Olafs"))
    says(ana, "At the clinic I coordinated housing first, then benefits.")
    says(ben, "I housed nobody. First I listened. Organicé una cooperativa en Ibagué.")
    return ana, ben, says(eve, "Straße & <b>bold</b> words 100% of the time.")


FOUND = (
    ("housing", ["Ana Sol"]),
    ("hous", ["Ana Sol", "Ben Ito"]),
    ("HOUSING benefit", ["Ana Sol"]),
    ("housing listened", []),
    ('"housing first"', ["Ana Sol"]),
    ('"first housing"', []),
    ("ousing", []),
    ("organice ibague", ["Ben Ito"]),
    ("Organicé", ["Ben Ito"]),
    ("strasse", ["Eve Olafs"]),
    ("100%", ["Eve Olafs"]),
    ("%", []),
    ("' & | ! <-> :*", []),
    ("_", []),
    ('"', []),
)


@pytest.mark.django_db
def test_words_are_found_where_they_begin(client, three):
    for words, found in FOUND:
        answer = client.get(PIPELINE, {"words": words})
        assert answer.status_code == 200
        assert (words, names(answer)) == (words, found)


@pytest.mark.django_db
def test_the_place_is_shown_and_marked_and_nothing_runs(client, three):
    assert "<mark>housing</mark> first" in client.get(PIPELINE, {"words": "hous"}).text
    text = client.get(PIPELINE, {"words": "bold"}).text
    assert "&lt;b&gt;<mark>bold</mark>&lt;/b&gt;" in text
    assert "In the answers" not in client.get(PIPELINE).text


@pytest.mark.django_db
def test_drafts_and_ones_own_application_are_never_found(client, ines):
    cycle = make.cycle()
    draft = make.fill(make.draft(make.person("Draft Person"), cycle))
    says(draft, "canary in a draft")
    own = says(make.submitted(ines, cycle), "canary of my own")
    assert names(client.get(PIPELINE, {"words": "canary"})) == []
    assert list(SearchText.objects.values_list("application_id", flat=True)) == [own.pk]


@pytest.mark.django_db
def test_only_what_people_wrote_is_looked_through(client, ines):
    application = make.submitted(make.person("Ana Sol"))
    kept = SearchText.objects.get(pk=application.pk)
    assert {"404-555-0188", "I called the clinic, and stayed."} <= set(kept.text.split("\n"))
    assert ("e-mail" in kept.text, "2027-09-07" in kept.text) == (False, False)
    looked_through = [QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT, QuestionKind.GROUP]
    assert [kind for kind in QuestionKind if is_searchable(kind)] == looked_through


@pytest.mark.django_db
def test_what_is_set_aside_is_not_found(client, three):
    Answer.objects.filter(application=three[0]).update(set_aside=True)
    refresh_texts(three[0])
    assert names(client.get(PIPELINE, {"words": "housing"})) == []


@pytest.mark.parametrize(
    ("kind", "value", "texts"),
    [
        ("long_text", " One ", ("One",)),
        ("group", [{"place": "Clinic", "years": 2}, {"place": " Court "}, {"place": ""}], ("Clinic", "Court")),
        ("choice", "e-mail", ()),
        ("short_text", None, ()),
    ],
)
def test_texts_of_an_answer(kind, value, texts):
    assert texts_in(kind, value) == texts


@pytest.mark.django_db
def test_what_was_searched_for_is_not_kept_with_an_export(client, three):
    wanted = Wanted(words="housing", search="ana", waiting=3, score_from=2.5)
    assert wanted_from(wanted.as_json()) == Wanted(waiting=3, score_from=2.5)


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("", ()),
        ("a b a", (("a",), ("b",))),
        ('x "Y  z" w', (("x",), ("y", "z"), ("w",))),
        ('"unclosed phrase', (("unclosed",), ("phrase",))),
        ("1 2 3 4 5 6 7", tuple((figure,) for figure in "123456")),
    ],
)
def test_what_is_meant(text, phrases):
    assert read_phrases(text) == phrases


def test_folding_keeps_order_and_drops_accents():
    assert folded("Él—¡Sí! A_b\n2") == " el si a b 2"


@pytest.mark.parametrize(
    ("text", "words", "pieces"),
    [
        ("I like tea.", "tea", ["I like ", "*tea", "."]),
        ("Té y té", "te", ["*Té", " y ", "*té"]),
        ("ﬁne Straße hier", "strasse", ["ﬁne ", "*Straße", " hier"]),
        ("nothing here", "tea", []),
        ("two\nlines", '"two lines"', ["*two\nlines"]),
    ],
)
def test_an_excerpt_keeps_the_letters_as_written(text, words, pieces):
    expected = [Piece(piece.removeprefix("*"), hit=piece.startswith("*")) for piece in pieces]
    assert list(excerpt(text, read_phrases(words))) == expected


def test_a_long_text_is_cut_at_words_around_the_first_place():
    pieces = excerpt("word " * 100 + "target " + "word " * 100, (("target",),))
    whole = "".join(piece.text for piece in pieces)
    assert whole.startswith("… word ")
    assert whole.endswith("word …")
    assert len(whole) < 200
    assert [piece.text for piece in pieces if piece.hit] == ["target"]
