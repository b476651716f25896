"""The trail for auditors, and for each person who looked at their file."""

from datetime import timedelta

import pytest
from django.urls import reverse
from wagtail.models import Site

from fellowship.models import OrganizationSettings, RoleGrant
from fellowship.queries import audit as queries
from fellowship.queries.audit import Filters
from fellowship.rules import audit as rules
from fellowship.rules import confidential
from fellowship.rules.roles import Role
from fellowship.services import audit
from tests.factories.core import AT
from tests.factories.people import make_person, make_staff, sign_in

pytestmark = pytest.mark.django_db

rules.describe("tests.seen", "Read a packet")
rules.describe("tests.changed", "Changed a plan")
rules.describe("tests.complaint", "Wrote a complaint", told=False)


@pytest.fixture
def abe(client, clock):
    auditor = make_staff(Role.AUDITOR, name="Abe Stone")
    sign_in(client, auditor)
    OrganizationSettings.for_site(Site.objects.get(is_default_site=True))
    return auditor


def note(actor, about, action="tests.changed", at=AT, *, look=False, key=""):
    subject = about or actor
    if look:
        return audit.record_read(actor=actor, action=action, subject=subject, about=about, at=at, key=key)
    return audit.record(actor=actor, action=action, subject=subject, about=about, at=at, key=key)


def entries(reader, **filters):
    shown = queries.entry_page(person=reader, filters=Filters(**filters), page=1)
    return [(str(row.who), str(row.sentence)) for row in shown.object_list if row.action.startswith("tests.")]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_three_as_for_one(client, abe, count, django_assert_num_queries):
    for _number in range(count):
        note(make_person(), make_person())
    # The session, the person, their roles; the count, the rows, the names; the site and its organization.
    with django_assert_num_queries(7):
        assert client.get(reverse("audit")).status_code == 200


def test_filters_find_rows_by_person_action_kind_and_day(abe):
    dana, maya = make_person(name="Dana Whitcomb"), make_person(name="Maya Castellanos")
    note(dana, maya, at=AT - timedelta(days=2))
    note(maya, None, "tests.seen", look=True)
    note(None, maya, "tests.seen")
    everything = [
        ("The system", "Read a packet"), ("Maya Castellanos", "Read a packet"), ("Dana Whitcomb", "Changed a plan"),
    ]  # fmt: skip
    assert entries(abe) == everything
    assert entries(abe, person="castell") == everything
    assert entries(abe, person="dana") == everything[2:]
    assert entries(abe, person="nobody") == []
    assert entries(abe, action="tests.changed") == everything[2:]
    assert entries(abe, kind="read") == everything[1:2]
    today = AT.date()
    assert entries(abe, first=today) == everything[:2]
    assert entries(abe, last=today - timedelta(days=1)) == everything[2:]
    assert entries(abe, first=today, last=today) == everything[:2]


def test_the_page_names_people_seals_and_what_is_not_sealed_yet(client, abe):
    gone = make_person(name="Gone Person")
    note(gone, make_person(name="Maya Castellanos"))
    audit.seal_waiting(at=AT)
    note(None, make_person(name="Luis Ferrer"))
    gone_id = str(gone.pk)[:8]
    gone.delete()
    body = client.get(reverse("audit"), {"action": "tests.changed"}).content.decode()
    for words in (f"A person since deleted ({gone_id})", "The system", "Luis Ferrer", "Sealed", "Not yet sealed"):
        assert words in body


def test_nonsense_in_the_address_does_no_harm(client, abe):
    answer = client.get(reverse("audit"), {"first": "yesterday", "kind": "x", "action": "y", "page": "z"})
    assert answer.status_code == 200
    assert "Enter the first day as a date" in answer.content.decode()
    assert "Nothing matches" in client.get(reverse("audit"), {"person": "zzz"}).content.decode()


def test_counting_ends_at_the_cap(client, abe, monkeypatch):
    monkeypatch.setattr(queries, "COUNT_CAP", 2)
    for _number in range(3):
        note(abe, None)
    body = client.get(reverse("audit")).content.decode()
    assert "Only the newest 10,000 rows" in body


def test_administrators_do_not_see_the_confidential_parts(abe):
    confidential.register(app_label="hidden_app", letter_prefix="hidden.")
    ada = make_staff(Role.ADMINISTRATOR)
    note(abe, make_person(), "tests.seen", key="hidden.asked")
    note(abe, make_person(), "tests.changed")
    assert entries(ada) == [("Abe Stone", "Changed a plan")]
    assert len(entries(abe)) == 2


def looks(person):
    shown = queries.looks_page(person=person, page=1)
    return [(look.name, [str(role) for role in look.roles], str(look.sentence)) for look in shown.object_list]


def test_a_person_sees_who_looked_and_who_changed():
    maya, luis = make_person(), make_person()
    dana = make_staff(Role.PROGRAM_MANAGER, name="Dana Whitcomb")
    note(dana, maya, "tests.seen", look=True)
    note(dana, maya, at=AT - timedelta(hours=1))
    note(dana, maya, "tests.unheard", at=AT - timedelta(hours=2), look=True)
    note(dana, maya, "tests.unheard")
    note(dana, maya, "tests.complaint", look=True)
    note(dana, luis, "tests.seen", look=True)
    note(maya, maya, "tests.seen", look=True)
    note(None, maya, "tests.changed")
    who = ("Dana Whitcomb", ["Program manager"])
    assert looks(maya) == [(*who, "Read a packet"), (*who, "Changed a plan"), (*who, "Looked at a record")]


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.FUND_COMMITTEE])
def test_those_who_decide_without_being_known_are_shown_by_role(role):
    maya, rosa = make_person(), make_staff(role, name="Rosa Delgado")
    note(rosa, maya, "tests.seen", look=True)
    ((name, roles, _sentence),) = looks(maya)
    assert (name, roles) == ("", [str(queries.LABELS[role])])


def test_the_role_is_the_one_of_that_day():
    maya, dana = make_person(), make_staff(Role.TRAINER, name="Dana Whitcomb")
    RoleGrant.objects.update(ends_on=AT.date() - timedelta(days=1))
    note(dana, maya, "tests.seen", look=True)
    note(dana, maya, "tests.seen", at=AT - timedelta(days=3), look=True)
    assert [roles for _name, roles, _sentence in looks(maya)] == [[], ["Trainer"]]


def test_the_page_of_a_person(client, clock, django_assert_num_queries):
    maya, dana = make_person(), make_staff(Role.PROGRAM_MANAGER, name="Dana Whitcomb")
    assert client.get(reverse("who_looked")).url.startswith("/accounts/login/")
    sign_in(client, maya, second_factor=False)
    assert "Nobody yet" in client.get(reverse("who_looked")).content.decode()
    gone = make_person()
    note(gone, maya, "tests.seen", at=AT - timedelta(hours=1), look=True)
    gone.delete()
    for number in range(3):
        note(dana, maya, "tests.seen", at=AT + timedelta(minutes=number), look=True)
    with django_assert_num_queries(10):
        body = client.get(reverse("who_looked")).content.decode()
    assert body.count("Dana Whitcomb, Program manager") == 3
    assert "Somebody who is no longer here" in body


def test_everyone_finds_the_page_from_home():
    (card,) = queries.home_cards(make_person(), AT)
    assert card.url == reverse("who_looked")
