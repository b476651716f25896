"""Language, time zone, the second factor before Wagtail, and plain refusals."""

import pytest
from django.test import Client

from fellowship.rules.roles import Role
from tests.factories.people import make_person, make_staff, sign_in

pytestmark = pytest.mark.django_db


def test_the_signed_in_person_is_spoken_to_in_their_language(client, clock):
    sign_in(client, make_person(language="es"))
    client.cookies["django_language"] = "en"
    page = client.get("/my/profile/")
    assert (page["Content-Language"], 'lang="es"' in page.content.decode()) == ("es", True)


def test_a_visitor_keeps_the_language_of_the_cookie_then_of_the_browser(client):
    assert client.get("/accounts/login/", headers={"accept-language": "es-MX,es"})["Content-Language"] == "es"
    client.cookies["django_language"] = "en"
    assert client.get("/accounts/login/", headers={"accept-language": "es"})["Content-Language"] == "en"


def test_switching_language_is_remembered_and_leads_back(client, clock):
    person = make_person()
    sign_in(client, person)
    answer = client.post("/language/", {"language": "es", "next": "/my/profile/"})
    person.refresh_from_db()
    assert (answer["Location"], person.language, answer.cookies["django_language"].value) == (
        "/my/profile/",
        "es",
        "es",
    )


@pytest.mark.parametrize("next_url", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_the_language_switch_leads_nowhere_else(client, next_url):
    assert client.post("/language/", {"language": "es", "next": next_url})["Location"].startswith("/")
    assert "evil" not in client.post("/language/", {"language": "es", "next": next_url})["Location"]


def test_an_unknown_language_falls_back(client):
    answer = client.post("/language/", {"language": "xx", "next": "/my/"})
    assert answer.cookies["django_language"].value == "en"


def test_wagtail_asks_for_the_second_factor(client, clock):
    person = make_staff(Role.CONTENT_EDITOR, is_staff=True, is_superuser=True)
    sign_in(client, person, second_factor=False)
    assert client.get("/cms/")["Location"] == "/accounts/2fa/"


def test_wagtails_own_sign_in_leads_to_ours(client):
    assert client.get("/cms/login/?next=/cms/")["Location"] == "/accounts/login/?next=/cms/"


def test_unknown_addresses_get_a_helpful_page(client):
    page = client.get("/nowhere/")
    assert page.status_code == 404
    assert "Go to the front page" in page.content.decode()


def test_the_policy_is_strict_outside_wagtail(client):
    policy = client.get("/accounts/login/")["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "script-src 'self'" in policy


def test_a_stale_form_is_answered_kindly(clock):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/language/", {"language": "es"})
    assert answer.status_code == 403


def test_what_one_person_was_to_be_told_is_not_told_to_the_next_at_the_same_phone(client, clock):
    person = make_person()
    sign_in(client, person)
    saved = {"name": "Ana Ruiz", "called": "", "pronouns": "", "language": "en", "time_zone": "America/Chicago"}
    assert client.post("/my/profile/", saved).status_code == 302
    assert client.cookies["messages"].value
    client.post("/accounts/logout/")
    page = client.get("/accounts/login/").content.decode()
    assert "You are signed out." in page
    assert "saved" not in page.lower()
    assert not client.cookies["messages"].value
