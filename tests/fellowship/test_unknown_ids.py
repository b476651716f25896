"""An id that leads nowhere: somebody with every role opens and posts to every address, and no page breaks."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from fellowship.rules.roles import Role
from tests import doors
from tests.factories.people import make_staff, sign_in

pytestmark = pytest.mark.django_db
NOBODY = UUID("00000000-0000-4000-8000-000000000000")


@pytest.mark.parametrize(
    ("method", "step"),
    [("post", 6), pytest.param("post", 1, marks=pytest.mark.long), pytest.param("get", 1, marks=pytest.mark.deep)],
)
def test_no_address_breaks_over_an_id_that_leads_nowhere(client: Client, clock: Any, method: str, step: int) -> None:
    everyone = make_staff(*Role, name="Ada Everywhere")
    sign_in(client, everyone)
    client.raise_request_exception = False
    keyed = [where for where, _ in doors.open_to(everyone) if "<uuid" in where and not where.startswith(doors.SHUT)]
    assert keyed
    broken = []
    for where in keyed[::step]:
        (address,) = doors.keyed(where, [NOBODY])
        if getattr(client, method)(re.sub(r"[\^$\\]", "", address)).status_code >= 500:
            broken.append(address)
    assert "\n".join(broken) == ""
