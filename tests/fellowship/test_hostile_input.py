"""Input that no honest browser sends: it must never break a page, and never lose what was typed."""

import pytest
from allauth.core.internal.httpkit import get_client_ip
from django.http import QueryDict
from django.test import RequestFactory

from fellowship.design.parsing import Unreadable, date_from
from fellowship.middleware import CookiesWithoutNul, WithoutNul, without_nul
from fellowship.rules.roles import Role
from tests.factories.people import make_person, make_staff, sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/a%00b/", "/es/%00/", "/openings/%00/", "/documents/1/%00"])
def test_an_address_with_a_nul_leads_nowhere(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/staff/roles/?q=%00", "/staff/audit/?about=%00", "/staff/roles/?page=%00"])
def test_a_search_for_a_nul_finds_what_a_search_for_nothing_finds(client, clock, address):
    sign_in(client, make_staff(Role.ADMINISTRATOR))
    assert client.get(address).status_code == 200


def test_a_cookie_with_a_nul_is_no_cookie(client, clock):
    hostile = 'sessionid="a\\000b"; csrftoken="\\000"'
    assert client.get("/accounts/login/", HTTP_COOKIE=hostile).status_code == 200
    request = RequestFactory().get("/", HTTP_COOKIE=f"{hostile}; kept=1")
    assert request.COOKIES["sessionid"] == "a\x00b"
    assert CookiesWithoutNul(lambda asked: asked.COOKIES)(request) == {"kept": "1"}


def test_a_nul_in_a_form_is_dropped_and_the_rest_is_kept(client, clock):
    person = make_person(name="Before")
    sign_in(client, person)
    sent = {"name": "Ana\x00 Ruiz \U0001f33b", "language": "en", "time_zone": "America/Chicago"}
    assert client.post("/my/profile/", sent).status_code == 302
    person.refresh_from_db()
    assert person.name == "Ana Ruiz \U0001f33b"


def test_names_and_lists_are_cleaned_and_stay_frozen():
    clean = without_nul(QueryDict("a%00=1&b=x%00y&b=z"))
    assert dict(clean.lists()) == {"a": ["1"], "b": ["xy", "z"]}
    with pytest.raises(AttributeError):
        clean["a"] = "2"


def test_what_is_clean_is_not_copied():
    sent = QueryDict("a=1")
    assert without_nul(sent) is sent


def test_only_what_is_posted_is_read():
    request = RequestFactory().put("/", b"\x00", content_type="application/json")
    WithoutNul.process_view(request)
    assert request.body == b"\x00"


@pytest.mark.parametrize("month", ["9" * 12, "9" * 5000])
def test_a_month_of_many_figures_is_no_date(month):
    with pytest.raises(Unreadable):
        date_from(day="1", month=month, year="2026")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_trail_up_to_the_ends_of_the_calendar(client, clock, day):
    sign_in(client, make_staff(Role.AUDITOR))
    for asked in ({"first": day}, {"last": day}):
        assert client.get("/staff/audit/", asked).status_code == 200


def test_behind_a_proxy_nobody_chooses_the_address_that_tries_are_counted_by(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    headers = {"x-forwarded-for": "203.0.113.9, 198.51.100.7"}
    assert get_client_ip(RequestFactory().get("/", headers=headers)) == "198.51.100.7"
