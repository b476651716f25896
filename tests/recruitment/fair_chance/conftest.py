"""The officer of the fair-chance tests."""

from typing import Any

import pytest
from django.test import Client

from fellowship.models import Person
from tests.factories import cases
from tests.factories import selection as make
from tests.factories.people import sign_in


@pytest.fixture
def farah() -> Person:
    """A fair-chance officer."""
    return make.officer()


@pytest.fixture
def officer(client: Client, clock: Any, farah: Person) -> Client:
    """The officer, signed in on the day on which the cases of the factory stand."""
    clock.move_to(cases.LATER)
    sign_in(client, farah)
    return client
