"""Editors write the organization's own words, within each kind's closed list."""

import pytest
from django.urls import reverse

from fellowship.models import LetterTemplate
from fellowship.rules.roles import Role
from fellowship.services import roles
from tests.factories.core import AT, DECISION, NEWS, make_letter
from tests.factories.people import make_person, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor(client, clock):
    editor = make_person()
    roles.grant_role(actor=None, person=editor, role=Role.CONTENT_EDITOR, starts_on=AT.date(), at=AT)
    editor.refresh_from_db()
    sign_in(client, editor)
    return editor


def write(client, **words):
    words = {"kind": NEWS.key, "language": "en", "subject": "Hello {called}", "body": "Dear {called}: {note}", **words}
    return client.post(reverse("letter_templates:add"), words)


def test_own_words_are_kept_and_used(client, noor):
    assert write(client).status_code == 302
    letter = make_letter()
    assert (letter.subject, letter.body) == ("Hello Maya", "Dear Maya: All is well.")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"body": "Dear {calld}"}, "{calld} can&#x27;t be used here. This text can use: {called}, {link}, {note}."),
        ({"subject": "{note}"}, "{note} can&#x27;t be used here. This text can use: {called}, {link}."),
        ({"kind": DECISION.key, "subject": "x", "body": "{note}"}, "This text can use: {called}."),
        ({"kind": ""}, "required"),
        ({"kind": "x.unheard"}, "Select a valid choice"),
        ({"body": ""}, "required"),
    ],
)
def test_a_text_beyond_the_list_is_refused_and_the_list_named(client, noor, words, message):
    answer = write(client, **words)
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert LetterTemplate.objects.count() == 0


def test_the_form_shows_what_can_be_used_and_the_words_that_hold_now(client, noor):
    body = client.get(reverse("letter_templates:add")).content.decode()
    assert "{called}, {link}, {note}" in body
    assert "Here is our answer." in body
    kept = LetterTemplate.objects.create(kind=NEWS.key, language="en", subject="x", body="y")
    body = client.get(reverse("letter_templates:edit", args=[kept.pk])).content.decode()
    assert "Noticias" in body
    assert "Here is our answer." not in body


def test_the_list_names_kinds_and_copies_nothing(client, noor):
    kept = LetterTemplate.objects.create(kind=NEWS.key, language="en", subject="x", body="y")
    LetterTemplate.objects.create(kind="old.kind", language="en", subject="x", body="y")
    body = client.get(reverse("letter_templates:index")).content.decode()
    assert "News" in body
    assert "old.kind" in body
    assert str(kept) == "tests.news (en)"
    assert client.get(f"/cms/letter_templates/copy/{kept.pk}/").status_code == 404


def test_once_a_kind_and_language(client, noor):
    write(client)
    assert "already exists" in write(client).content.decode()
    assert LetterTemplate.objects.count() == 1
