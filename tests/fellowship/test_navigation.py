"""The main navigation: what belongs together stands under one name, and shows its parts where the reader stands."""

import pytest
from django.test import Client, RequestFactory

from fellowship.context import shell
from fellowship.queries import navigation
from fellowship.queries.navigation import NavItem
from fellowship.rules.roles import Role
from tests.factories.people import make_staff, sign_in

pytestmark = pytest.mark.django_db


def shell_of(person, path):
    request = RequestFactory().get(path)
    request.user = person
    return shell(request)["shell"]


def labels(entries):
    return [str(entry["label"]) for entry in entries]


def test_what_belongs_to_selection_stands_under_one_name_and_beneath_the_bar_where_the_reader_is():
    manager = make_staff(Role.RECRUITMENT_MANAGER)
    seen = shell_of(manager, "/staff/clearing/")
    selection = next(entry for entry in seen["nav"] if str(entry["label"]) == "Selection")
    assert labels(selection["items"]) == [
        "Applications",
        "Clearing",
        "Decisions",
        "Waiting list",
        "Postings",
        "Fair-chance laws",
    ]
    assert (selection["url"], selection["current"]) == ("/staff/applications/", True)
    assert labels(entry for entry in seen["beneath"] if entry["current"]) == ["Clearing"]
    assert {"Applications", "Clearing"} & set(labels(seen["nav"])) == set()


def test_elsewhere_nothing_stands_beneath_the_bar():
    seen = shell_of(make_staff(Role.RECRUITMENT_MANAGER), "/staff/")
    assert (labels(entry for entry in seen["nav"] if entry["current"]), list(seen["beneath"])) == (["Today"], [])


def test_a_group_of_which_a_person_sees_one_part_is_called_by_that_part(monkeypatch):
    parts = [
        NavItem("staff", "Rooms", "staff_today", weight=1, roles=(Role.TRAINER,), group="House"),
        NavItem("staff", "Gardens", "roles", weight=2, group="House"),
    ]
    monkeypatch.setattr(navigation, "_items", parts)
    both, one = (shell_of(make_staff(role), "/staff/roles/")["nav"] for role in (Role.TRAINER, Role.AUDITOR))
    assert (labels(both), labels(both[0]["items"])) == (["House"], ["Rooms", "Gardens"])
    assert [(str(entry["label"]), entry["url"], entry["items"]) for entry in one] == [("Gardens", "/staff/roles/", [])]


def test_the_page_shows_the_parts_with_the_one_that_is_open():
    client = Client()
    sign_in(client, make_staff(Role.RECRUITMENT_MANAGER))
    page = client.get("/staff/waiting-list/").content.decode()
    beneath = page[page.index('class="beneath') :]
    assert '<a href="/staff/waiting-list/" aria-current="page">Waiting list</a>' in beneath[: beneath.index("</nav>")]


def test_a_stranger_on_our_own_public_pages_has_the_menu_of_the_site(client, db, monkeypatch):
    spoken = []
    entry = {"label": "What we pay", "url": "/pay/", "current": False}
    monkeypatch.setattr(navigation, "public_menu", lambda language: spoken.append(language) or [entry])
    for page in ("/openings/", "/check/"):
        assert '<a href="/pay/">What we pay</a>' in client.get(page).text
    assert "What we pay" not in client.get("/accounts/login/").text
    assert spoken == ["en", "en"]
