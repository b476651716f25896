"""Starting for real: five answers, pages in each language, an administrator, and a list that follows what is there."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from fellowship.models import OrganizationSettings, Person
from fellowship.queries import setup
from fellowship.rules.roles import Role
from fellowship.website.models import ContentPage, HomePage
from fellowship.website.services import start
from tests.factories.people import give_role, make_office, make_person, make_staff, sign_in

pytestmark = pytest.mark.django_db
ANSWERS = {
    "organization": "Harbor Fellows",
    "time_zone": "America/Chicago",
    "languages": "en,es",
    "name": "Ana Ruiz",
    "email": "Ana@harbor.example",
}


def begin(clock, **changed):
    """Start with the usual answers."""
    told = {**ANSWERS, **changed}
    return start.start(
        organization=told["organization"],
        time_zone=told["time_zone"],
        languages=tuple(told["languages"].split(",")),
        name=told["name"],
        email=told["email"],
        at=clock.now,
    )


def test_it_makes_pages_an_organization_and_an_administrator(clock, client):
    made = begin(clock)
    assert (made.pages, made.administrator) == (True, True)
    assert OrganizationSettings.objects.get().name == "Harbor Fellows"
    person = Person.objects.get()
    assert (person.email, person.time_zone) == ("ana@harbor.example", "America/Chicago")
    assert list(person.role_grants.values_list("role", flat=True)) == [Role.ADMINISTRATOR]
    assert client.get("/").status_code == 200
    page = client.get("/es/questions/").content.decode()
    assert 'lang="es"' in page
    assert "¿Necesito carro?" in page
    assert "Harbor Fellows" in page


def test_starting_again_changes_nothing(clock):
    begin(clock)
    pages = HomePage.objects.count(), ContentPage.objects.count()
    again = begin(clock, email="ANA@HARBOR.example")
    assert (again.pages, again.administrator) == (False, False)
    assert (HomePage.objects.count(), ContentPage.objects.count()) == pages
    assert Person.objects.count() == 1


def test_one_language_makes_one_tree_that_answers_in_both(clock, client):
    begin(clock, languages="en")
    assert HomePage.objects.count() == 1
    assert "Nobody should walk this alone." in client.get("/es/").content.decode()


def test_the_public_pages_name_their_translations(clock, client):
    begin(clock)
    page = client.get("/fair-chance/").content.decode()
    assert 'hreflang="es" href="http://testserver/es/fair-chance/"' in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"time_zone": "Mars/Base"}, "--time-zone: That is no time zone we know."),
        ({"languages": "en,xx"}, "--languages: Write one or more of en, es"),
        ({"email": "nobody"}, "--email: Write a full e-mail address"),
        ({"organization": "  "}, "--organization: Please write a name."),
    ],
)
def test_wrong_answers_get_a_sentence(wrong, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("start", noinput=True, **{**ANSWERS, **wrong})


def test_the_command_asks_what_it_was_not_told(clock, monkeypatch):
    answers = iter(["Harbor Fellows", "nowhere", "", "", "Ana Ruiz", "ana@harbor.example"])
    monkeypatch.setattr("builtins.input", lambda _question: next(answers))
    out = StringIO()
    call_command("start", stdout=out)
    assert "That is no time zone we know." in out.getvalue()
    assert "Ana Ruiz is an administrator." in out.getvalue()


@override_settings(DEMO_MODE=True)
def test_the_demonstration_is_not_started_for_real():
    with pytest.raises(CommandError, match="demo settings"):
        call_command("start", noinput=True, **ANSWERS)


def left(clock):
    """What the list still asks for."""
    return [str(line.title) for line in setup.checklist(clock.now) if not line.done]


def test_the_list_follows_what_is_there(clock, client):
    begin(clock)
    admin = Person.objects.get()
    assert left(clock) == [
        "Add your first host office",
        "Grant the roles you need",
        "Open a cycle with its dates",
        "Read the letters that will go out",
        "See that all staff have a second factor",
    ]
    make_office()
    for role in setup.NEEDED_ROLES:
        give_role(make_person(), role)
    assert left(clock) == [
        "Open a cycle with its dates",
        "Read the letters that will go out",
        "See that all staff have a second factor",
    ]
    sign_in(client, admin)
    assert client.get("/staff/setup/letters/").status_code == 200
    assert client.post("/staff/setup/letters/").status_code == 302
    assert left(clock) == ["Open a cycle with its dates", "See that all staff have a second factor"]
    page = client.get("/staff/").content.decode()
    assert "Open a cycle with its dates" in page
    assert "5 of 7 things are done." in page


def test_only_administrators_see_the_list(clock, client):
    sign_in(client, make_staff(Role.PROGRAM_MANAGER))
    assert client.get("/staff/setup/").status_code == 403
    assert "Open a cycle" not in client.get("/staff/").content.decode()
