"""The habits of the suite work: undefined variables, the network and the clock."""

import socket
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.template import Context, Origin, Template, engines

from fellowship import clock as real_clock
from tests.architecture.source import TEMPLATES
from tests.strictness import NoNetwork, UndefinedVariable


def page(text: str, path: str) -> Template:
    """A template that claims to come from a file."""
    return Template(text, origin=Origin(path), engine=engines["django"].engine)


def test_an_undefined_variable_fails_in_our_templates():
    with pytest.raises(UndefinedVariable, match=r"person\.nickname .*line 2"):
        page("Hello\n{{ person.nickname }}", str(TEMPLATES / "a.html")).render(Context({"person": object()}))


def test_an_undefined_variable_with_a_default_fails_too():
    with pytest.raises(UndefinedVariable):
        page("{{ nothing|default:'x' }}", str(TEMPLATES / "a.html")).render(Context())


def test_asking_whether_something_is_defined_is_fine():
    assert page("{% if nothing %}a{% else %}b{% endif %}", str(TEMPLATES / "a.html")).render(Context()) == "b"


def test_templates_of_others_keep_their_habits():
    assert page("{{ nothing|default:'x' }}", "elsewhere/a.html").render(Context()) == "x"


@pytest.mark.parametrize("address", ["192.0.2.1", "2001:db8::1", "example.org"])
def test_no_other_machine_can_be_reached(address):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe, pytest.raises(NoNetwork):
        probe.connect((address, 80))


def test_the_clock_stands_and_moves_when_told(clock):
    assert real_clock.now().isoformat() == "2026-11-22T15:00:00+00:00"
    clock.advance(days=1, hours=2)
    assert real_clock.now().isoformat() == "2026-11-23T17:00:00+00:00"


def test_the_clock_is_real_without_the_fixture():
    assert abs(real_clock.now() - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.mark.django_db
def test_rows_come_in_no_order_that_nobody_asked_for():
    if connection.vendor != "sqlite":
        pytest.skip("SQLite turns the order round; PostgreSQL promises none")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE letters_of_the_alphabet (letter text)")
        cursor.execute("INSERT INTO letters_of_the_alphabet VALUES ('a'), ('b'), ('c')")
        cursor.execute("SELECT letter FROM letters_of_the_alphabet")
        assert [row[0] for row in cursor.fetchall()] == ["c", "b", "a"]
