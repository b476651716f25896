"""A letter in a manager's own words: looked at in each language, held, and never sent twice."""

import pytest
from django.urls import reverse

from fellowship.access import Refused
from fellowship.models import Letter
from recruitment.rules.free_letters import Draft
from recruitment.rules.stages import Action
from recruitment.services import free_letters
from tests.factories import recruitment as make
from tests.factories import selection

pytestmark = pytest.mark.django_db
AT = make.AT
BULK = "/staff/applications/bulk/"
WORDS = {
    "subject_en": "A question about {cycle}", "body_en": "Dear {called},\n\nPlease look at {link}.\n\n{organization}",
    "subject_es": "Una pregunta", "body_es": "Hola, {called}:\n\nSu solicitud {reference} está bien.",
}  # fmt: skip
KEY = "6f0c6bd0-9a4e-4d0e-8a5e-2f6d5a3f8c11"


@pytest.fixture
def ines(client, clock, monkeypatch):
    monkeypatch.setattr("fellowship.second_factor.given", lambda _request: True)
    ines = make.manager()
    client.force_login(ines)
    return ines


@pytest.fixture
def chosen(ines):
    cycle = make.cycle()
    rows = [make.submitted(make.person(name), cycle) for name in ("Ana Sol", "Ben Ode")]
    spanish = make.submitted(make.person("Cleo Park", language="es", called="Cleo evil.example"), cycle)
    return [*rows, spanish]


@pytest.fixture
def before(chosen):
    return set(Letter.objects.values_list("pk", flat=True))


def post(client, rows, **fields):
    return client.post(BULK, {"act": "letter", "pick": [str(row.pk) for row in rows], **fields})


def test_it_is_written_looked_at_changed_and_held(client, chosen, before):
    page = post(client, chosen)
    assert "Write a letter to 3 people" in page.text
    assert "Subject in English" in page.text
    assert "Subject in Spanish" in page.text
    assert "{organization}" in page.text
    looked = post(client, chosen, look="1", key=KEY, **WORDS)
    assert "2 people read it like this" in looked.text
    assert "Hola, Cleo evil[.]example:" in looked.text
    assert "A question about 2027 fellowship" in looked.text
    assert not Letter.objects.exclude(pk__in=before).exists()
    changed = post(client, chosen, change="1", key=KEY, **WORDS)
    assert changed.status_code == 200
    assert "Una pregunta" in changed.text
    for _time in range(2):
        done = post(client, chosen, confirm="1", key=KEY, **WORDS)
        assert done["Location"].startswith("/staff/applications/")
    assert "3 letters are held." in client.get("/staff/applications/").text
    written = Letter.objects.exclude(pk__in=before)
    assert set(written.values_list("stage", flat=True)) == {"held"}
    ana = written.get(recipient=chosen[0].person)
    assert ana.subject == "A question about 2027 fellowship"
    assert ana.body.startswith("Dear Ana,\n\nPlease look at http")
    assert reverse("recruitment_status", args=[chosen[0].pk]) in ana.body
    cleo = written.get(recipient=chosen[2].person)
    assert (cleo.language, cleo.subject) == ("es", "Una pregunta")
    assert "Una pregunta" in client.get(reverse("letters")).text
    assert "A letter in our own words" in client.get(reverse("recruitment_application", args=[chosen[0].pk])).text


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("subject_en", "For {called}", "can’t hold {called}"),
        ("subject_en", "", "Write a subject."),
        ("body_en", "Dear {name}", "There is no {name}"),
        ("body_es", " ", "Write the letter."),
    ],
)
def test_bad_words_are_told_at_the_field_and_kept(client, chosen, field, text, sentence):
    before = set(Letter.objects.values_list("pk", flat=True))
    answer = post(client, chosen, confirm="1", key=KEY, **{**WORDS, field: text})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "está bien." in answer.text or field == "body_es"
    assert not Letter.objects.exclude(pk__in=before).exists()


def test_only_the_languages_that_are_read_are_asked_for(client, chosen, before):
    page = post(client, chosen[:2])
    assert "Subject in Spanish" not in page.text
    english = {key: text for key, text in WORDS.items() if key.endswith("en")}
    assert post(client, chosen[:2], confirm="1", key=KEY, **english).status_code == 302
    assert Letter.objects.exclude(pk__in=before).count() == 2


def test_who_withdrew_is_left_out_and_named(client, chosen, ines):
    ana = make.moved(chosen[0], Action.WITHDRAW)
    before = set(Letter.objects.values_list("pk", flat=True))
    assert f"Left out, because they were withdrawn: {ana.reference}" in post(client, chosen).text
    done = free_letters.write_letters(
        actor=ines, application_ids=[row.pk for row in chosen],
        drafts={"en": Draft("A", "B"), "es": Draft("C", "D")}, key=KEY, at=AT,
    )  # fmt: skip
    assert (done.count, done.skipped) == (2, (ana.reference,))
    assert not Letter.objects.exclude(pk__in=before).filter(recipient=ana.person).exists()
    assert "Back to the applications" in post(client, chosen[:1]).text


def test_a_missing_language_and_a_stranger_are_refused(ines, chosen):
    ids = [row.pk for row in chosen]
    with pytest.raises(free_letters.NoWords):
        free_letters.write_letters(actor=ines, application_ids=ids, drafts={"en": Draft("A", "B")}, key=KEY, at=AT)
    with pytest.raises(Refused):
        free_letters.write_letters(
            actor=selection.reviewer(), application_ids=ids, drafts={"en": Draft("A", "B")}, key=KEY, at=AT
        )
