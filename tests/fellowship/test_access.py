"""The gate before every view, and the agreement of predicates with their twins."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse

from fellowship import access
from fellowship.models import HostOffice
from fellowship.rules.roles import Role
from tests.factories.people import give_role, make_office, make_person, make_staff

pytestmark = pytest.mark.django_db


def test_an_unknown_permission_never_opens_a_door(clock):
    with pytest.raises(KeyError):
        access.can(make_person(), "fellowship.no_such_thing")


def test_nobody_is_refused(clock):
    assert access.can(AnonymousUser(), "fellowship.see_today") is False
    assert access.can(None, "fellowship.see_today") is False


def test_a_superuser_without_a_role_is_refused(clock):
    person = make_person(is_superuser=True, is_staff=True)
    assert access.can(person, "fellowship.grant_roles") is False


def test_refusal_says_why_and_whom_to_ask(clock):
    with pytest.raises(access.Refused) as refused:
        access.require(make_person(), "fellowship.grant_roles")
    assert (str(refused.value.reason), str(refused.value.ask)) == (
        "This page is for other people.",
        "It is open to: An administrator. If you need it for your work, ask an administrator to give you the role.",
    )


def test_a_permission_is_declared_once():
    row = access.permission("fellowship.see_today")
    access.register(row)
    other = access.Permission(row.code, who="Someone else", predicate=row.predicate)
    with pytest.raises(ValueError, match="declared twice"):
        access.register(other)


def test_a_permission_without_a_twin_shows_nothing(clock):
    with pytest.raises(LookupError):
        access.visible(make_person(), "fellowship.see_today")


def test_public_views_let_everyone_in(rf):
    view = access.allow(access.PUBLIC)(lambda _request: HttpResponse("in"))
    request = rf.get("/")
    request.user = AnonymousUser()
    assert (view(request).content, view.access_rule) == (b"in", "public")


def test_visitors_are_led_to_sign_in_and_back(client):
    answer = client.get("/my/?from=mail")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/my/%3Ffrom%3Dmail")


def test_the_403_page_names_whom_to_ask(clock, client):
    client.force_login(make_person(), backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get("/staff/")
    assert answer.status_code == 403
    assert "Anyone with a staff role" in answer.content.decode()


def test_reach_of_roles(clock):
    person = make_staff(Role.PROGRAM_MANAGER)
    west, east = make_office(), make_office()
    manager, supervisor = make_person(), make_person()
    give_role(manager, Role.PROGRAM_MANAGER, scope="region", region=west.region)
    give_role(supervisor, Role.HOST_SUPERVISOR, scope="office", office=east)

    def reach(who, role):
        return set(HostOffice.objects.filter(access.offices_of(who, role)))

    assert reach(person, Role.PROGRAM_MANAGER) == {west, east}
    assert reach(manager, Role.PROGRAM_MANAGER) == {west}
    assert reach(supervisor, Role.HOST_SUPERVISOR) == {east}
    assert reach(supervisor, Role.PROGRAM_MANAGER) == set()
