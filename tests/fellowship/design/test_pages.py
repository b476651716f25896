"""Pages of the design itself: the living page, refusals, signing in."""

import re

import pytest
from django.contrib.messages import constants
from django.template.loader import get_template, render_to_string

from tests.fellowship.design.test_forms import Page


@pytest.mark.django_db
class TestLivingPage:
    """``/design/``."""

    def test_shows_every_part_in_demo_mode(self, client, settings):
        settings.DEMO_MODE = True
        html = client.get("/design/").content.decode()
        page = Page(html)
        assert sorted(page.ids) == sorted(set(page.ids))
        parts = ("tasks", "summary", "timeline", "pager", "progress", "bars", "heat", "board", "letter")
        assert [name for name in parts if not re.search(rf'class="[^"]*\b{name}\b', html)] == []

    def test_is_not_there_outside_demo_mode(self, client, settings):
        settings.DEMO_MODE = False
        assert client.get("/design/").status_code == 404


@pytest.mark.django_db
class TestSignIn:
    """The first page most people see."""

    def test_offers_code_first_and_keeps_where_one_was_going(self, client):
        html = client.get("/accounts/login/?next=/my/").content.decode()
        assert html.index("Send me a code") < html.index("Use your password")
        assert html.count('name="next" value="/my/"') >= 2

    def test_lists_the_invented_people_only_in_demo_mode(self, client, settings):
        settings.DEMO_MODE = False
        assert "Maya Castellanos" not in client.get("/accounts/login/").content.decode()
        settings.DEMO_MODE = True
        html = client.get("/accounts/login/").content.decode()
        assert '<button name="as" value="maya">' in html
        assert "Applicant in this year’s cycle" in html

    def test_wrong_password_opens_the_fold_with_the_error(self, client):
        html = client.post("/accounts/login/", {"login": "a@example.org", "password": ""}).content.decode()
        assert re.search(r"<title>Error: Sign in", html)
        assert '<details class="fold" open>' in html
        assert 'href="#id_password"' in html
        assert "id_password" in Page(html).controls

    @pytest.mark.parametrize(
        "url",
        [
            "/accounts/signup/", "/accounts/login/code/", "/accounts/password/reset/", "/accounts/inactive/",
            "/accounts/3rdparty/login/cancelled/", "/accounts/password/reset/done/",
        ],
    )  # fmt: skip
    def test_every_entrance_has_one_title_and_our_shell(self, client, url):
        response = client.get(url)
        html = response.content.decode()
        assert response.status_code == 200
        assert len(re.findall(r"<h1[ >]", html)) == 1
        assert 'class="skip" href="#main"' in html


@pytest.mark.django_db
class TestRefusals:
    """Pages for when something is not there, not allowed, or was faster."""

    def test_unknown_address_is_a_page_with_ways_on(self, client):
        response = client.get("/my-lost-page/")
        html = response.content.decode()
        assert response.status_code == 404
        assert "We can’t find this page" in html
        assert "/accounts/login/" in html

    def test_forbidden_says_why_and_whom_to_ask(self, rf):
        html = render_to_string(
            "403.html", {"reason": "For officers.", "ask": "Ask Ada.", "stale_form": False}, shell_request(rf)
        )
        assert "For officers." in html
        assert "Ask Ada." in html

    def test_stale_form_says_that_nothing_is_lost(self, rf):
        html = render_to_string("403.html", {"stale_form": True, "reason": "", "ask": ""}, shell_request(rf))
        assert "what you typed is still there" in html

    def test_conflict_leads_back_to_the_page_as_it_is_now(self, rf):
        html = render_to_string("409.html", {"sentence": "Dana was faster."}, shell_request(rf, "/staff/x/?page=2"))
        assert "Dana was faster." in html
        assert 'href="/staff/x/?page=2"' in html

    def test_broken_page_needs_nothing(self):
        html = get_template("500.html").render({})
        assert "Something broke on our side" in html
        assert "Algo falló" in html


def shell_request(rf, path="/"):
    """A request as the context of every page needs it."""
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415  (needs the registry)
    from django.contrib.messages.storage.cookie import CookieStorage  # noqa: PLC0415

    request = rf.get(path)
    request.user = AnonymousUser()
    request._messages = CookieStorage(request)
    return request


@pytest.mark.django_db
def test_messages_are_notices_of_their_kind(rf):
    request = shell_request(rf)
    for level in (constants.SUCCESS, constants.WARNING, constants.ERROR, constants.INFO):
        request._messages.add(level, "Said & done")
    html = render_to_string("404.html", {}, request)
    assert re.findall(r'class="(notice(?: [\w-]+)?)" role="(\w+)"', html) == [
        ("notice notice--good", "status"),
        ("notice notice--yours", "status"),
        ("notice notice--bad", "alert"),
        ("notice", "status"),
    ]
    assert html.count("Said &amp; done") == 4
