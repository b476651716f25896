"""Roles hold where and when they were granted, and every change is audited."""

from datetime import date, timedelta

import pytest

from fellowship import access
from fellowship.models import AuditEntry, RoleGrant
from fellowship.rules.roles import CMS_ROLES, SCOPES_OF_ROLE, Role, Scope, scope_is_allowed
from fellowship.services import roles
from tests.factories.people import give_role, make_office, make_person, make_region, make_staff, sign_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def grant(clock, **terms):
    """Grant as the system, from today on, unless told otherwise."""
    terms.setdefault("actor", None)
    terms.setdefault("starts_on", TODAY)
    return roles.grant_role(at=clock.now, **terms)


def test_a_role_holds_from_its_first_to_its_last_day(clock):
    person = make_person()
    grant(clock, person=person, role=Role.REVIEWER, ends_on=TODAY + timedelta(days=2))
    held = [access.has_role(person, Role.REVIEWER)]
    for day in range(1, 4):
        clock.move_to(clock.now.replace(day=22 + day))
        held.append(access.has_role(person, Role.REVIEWER))
    assert held == [True, True, True, False]


def test_a_role_that_begins_tomorrow_is_not_held_today(clock):
    person = make_person()
    grant(clock, person=person, role=Role.REVIEWER, starts_on=TODAY + timedelta(days=1))
    assert access.has_role(person, Role.REVIEWER) is False


def test_an_inactive_person_holds_nothing(clock):
    person = make_staff(Role.ADMINISTRATOR, is_active=False)
    assert access.grants_of(person) == ()
    assert access.can(person, "fellowship.grant_roles") is False


def test_roles_are_read_with_one_query(clock, django_assert_num_queries):
    person = make_staff(Role.REVIEWER, Role.TRAINER)
    with django_assert_num_queries(1):
        assert access.has_role(person, Role.REVIEWER)
        assert access.has_role(person, Role.TRAINER)
        assert not access.has_role(person, Role.TREASURER)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("scope", list(Scope))
def test_a_role_is_granted_only_at_its_scopes(clock, role, scope):
    places = {
        Scope.NATION: {},
        Scope.REGION: {"region": make_region()},
        Scope.OFFICE: {"office": make_office()},
        Scope.FUND: {"fund_code": "hardship"},
    }
    person = make_person()
    if scope in SCOPES_OF_ROLE[role]:
        assert scope_is_allowed(role, scope)
        made = grant(clock, person=person, role=role, scope=scope, **places[scope])
        assert (made.role, made.scope) == (role, scope)
    else:
        with pytest.raises(roles.WrongScope):
            grant(clock, person=person, role=role, scope=scope, **places[scope])
        assert RoleGrant.objects.count() == 0


def test_a_scope_without_its_place_is_refused(clock):
    with pytest.raises(roles.WrongScope):
        grant(clock, person=make_person(), role=Role.PROGRAM_MANAGER, scope=Scope.REGION)


def test_a_place_beside_the_whole_nation_is_refused(clock):
    with pytest.raises(roles.WrongScope):
        grant(clock, person=make_person(), role=Role.PROGRAM_MANAGER, region=make_region())


def test_the_same_role_is_not_granted_twice(clock):
    person = make_person()
    grant(clock, person=person, role=Role.REVIEWER)
    with pytest.raises(roles.AlreadyGranted):
        grant(clock, person=person, role=Role.REVIEWER)


def test_the_last_day_is_not_before_the_first(clock):
    with pytest.raises(roles.EndsBeforeStart):
        grant(clock, person=make_person(), role=Role.REVIEWER, ends_on=TODAY - timedelta(days=1))


def test_granting_needs_an_administrator(clock):
    with pytest.raises(access.Refused):
        grant(clock, actor=make_staff(Role.PROGRAM_MANAGER), person=make_person(), role=Role.REVIEWER)


def test_granting_and_ending_leave_audit_rows_without_names(clock):
    admin, person = make_staff(Role.ADMINISTRATOR), make_person(name="Zelda Unlikely")
    made = grant(clock, actor=admin, person=person, role=Role.REVIEWER)
    roles.end_role(actor=admin, grant_id=made.pk, on=TODAY, reason="done", at=clock.now)
    rows = list(AuditEntry.objects.filter(about_id=person.pk).order_by("id").values_list("action", "actor_id"))
    assert rows == [("fellowship.grant_role", admin.pk), ("fellowship.end_role", admin.pk)]
    assert "Zelda" not in str(list(AuditEntry.objects.values_list("data", flat=True)))


def test_ending_twice_keeps_the_earlier_day(clock):
    made = grant(clock, person=make_person(), role=Role.REVIEWER)
    roles.end_role(actor=None, grant_id=made.pk, on=TODAY, reason="", at=clock.now)
    again = roles.end_role(actor=None, grant_id=made.pk, on=TODAY + timedelta(days=9), reason="", at=clock.now)
    assert again.ends_on == TODAY


def test_the_last_administrator_stays(clock):
    made = grant(clock, person=make_person(), role=Role.ADMINISTRATOR)
    with pytest.raises(roles.LastAdministrator):
        roles.end_role(actor=None, grant_id=made.pk, on=TODAY, reason="", at=clock.now)
    grant(clock, person=make_person(), role=Role.ADMINISTRATOR)
    assert roles.end_role(actor=None, grant_id=made.pk, on=TODAY, reason="", at=clock.now).ends_on == TODAY


@pytest.mark.parametrize("role", sorted(CMS_ROLES))
def test_wagtail_opens_and_closes_with_the_role(clock, role):
    person = make_person()
    grant(clock, person=make_person(), role=Role.ADMINISTRATOR)
    made = grant(clock, person=person, role=role)
    person.refresh_from_db()
    assert (person.is_staff, person.groups.count()) == (True, 1)
    roles.end_role(actor=None, grant_id=made.pk, on=TODAY, reason="", at=clock.now)
    roles.settle_cms_access(on=TODAY + timedelta(days=1))
    person.refresh_from_db()
    assert (person.is_staff, person.groups.count()) == (False, 0)


def test_a_reviewer_never_opens_wagtail(clock):
    person = make_person()
    grant(clock, person=person, role=Role.REVIEWER)
    person.refresh_from_db()
    assert person.is_staff is False


def test_the_list_shows_who_holds_what(clock, client, django_assert_num_queries):
    admin = make_staff(Role.ADMINISTRATOR)
    give_role(make_person(name="Ruth Park"), Role.REVIEWER)
    sign_in(client, admin)
    client.get("/staff/roles/")
    with django_assert_num_queries(6):
        page = client.get("/staff/roles/")
    assert page.status_code == 200
    assert "Ruth Park" in page.content.decode()
    for _ in range(3):
        give_role(make_person(), Role.REVIEWER)
    with django_assert_num_queries(6):
        client.get("/staff/roles/")


def test_an_unknown_address_is_named_and_what_was_typed_is_kept(clock, client):
    sign_in(client, make_staff(Role.ADMINISTRATOR))
    answer = client.post(
        "/staff/roles/grant/", {"email": "nobody@tests.example", "role": "reviewer", "scope": "nation"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Nobody signs in with this address yet" in page
    assert 'value="nobody@tests.example"' in page


def test_granting_on_the_screen(clock, client):
    sign_in(client, make_staff(Role.ADMINISTRATOR))
    person = make_person(email="ruth@tests.example")
    terms = {"email": "RUTH@tests.example", "role": "reviewer", "scope": "nation", "starts_on": "2026-11-22"}
    assert client.post("/staff/roles/grant/", terms).status_code == 302
    assert list(person.role_grants.values_list("role", "scope")) == [("reviewer", "nation")]
    twice = client.post("/staff/roles/grant/", terms)
    assert (twice.status_code, person.role_grants.count()) == (422, 1)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_administrators_open_the_screens(clock, client, role):
    scope = {"scope": Scope.FUND, "fund_code": "x"} if SCOPES_OF_ROLE[role] == {Scope.FUND} else {}
    person = make_person()
    give_role(
        person,
        role,
        **(
            scope or ({} if Scope.NATION in SCOPES_OF_ROLE[role] else {"scope": Scope.OFFICE, "office": make_office()})
        ),
    )
    sign_in(client, person)
    assert client.get("/staff/roles/").status_code == 403
    assert client.post("/staff/roles/grant/", {}).status_code == 403


def test_staff_without_a_second_factor_are_led_to_one(clock, client):
    sign_in(client, make_staff(Role.ADMINISTRATOR), second_factor=False)
    answer = client.get("/staff/roles/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/2fa/")
