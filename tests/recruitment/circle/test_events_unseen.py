"""Nobody who reads or interviews sees who signed up for an event, and nothing that selects asks for it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.urls import NoReverseMatch, reverse

from fellowship.models import StoredFile
from fellowship.rules.roles import Role
from recruitment import urls
from recruitment.models import EventSignup, InterviewSlot
from recruitment.rules.stages import Action
from recruitment.services import events as services
from tests.architecture.source import modules
from tests.factories import circle as make
from tests.factories import recruitment as base
from tests.factories import selection
from tests.factories.people import sign_in

AT = make.AT
CANARY = "Kanarienvogel"
# What may know of events: the events' own modules, the list of tables, erasure and a person's own data.
OWN = {"events", "event_letters", "event_calendar", "circle", "erasing", "own_data", "erasure"}


def addresses(*keys: Any) -> list[str]:
    """Every address of recruitment with every id one could think of, the files of events apart."""
    found = []
    for pattern in [*urls.staff, *urls.my]:
        names = tuple(pattern.pattern.converters)
        for key in keys:
            values = dict.fromkeys(names, key)
            if "key" in values:
                values["key"] = "experience"
            try:
                found.append(reverse(pattern.name, kwargs=values))
            except NoReverseMatch:
                continue
    return sorted(set(found))


@pytest.mark.django_db
# Each walks every address there is, which takes half a minute.
@pytest.mark.deep
@pytest.mark.parametrize("role", [Role.REVIEWER, Role.INTERVIEWER])
def test_no_page_export_search_or_file_shows_a_sign_up(client, clock, role):
    cycle = selection.cycle()
    event = make.event(cycle, title=f"{CANARY} hour", place=f"https://{CANARY}.example", about=CANARY)
    maya = base.person()
    application = base.submitted(maya, cycle)
    signup = services.sign_up(actor=maya, event_id=event.pk, at=AT)
    base.moved(application, Action.START_REVIEW)
    watcher = base.person("Rosa Delgado", role=role)
    # A second role that keeps events opens nothing for whoever reads or interviews.
    base.RoleGrant.objects.create(
        person=watcher, role=Role.PROGRAM_MANAGER, starts_on=AT.date() - timedelta(days=9), granted_at=AT
    )
    keys = [application.pk, event.pk, signup.pk]
    if role == Role.REVIEWER:
        selection.reviewer("Ellis Tran")
        keys += [read.pk for read in selection.assigned(application)]
    else:
        base.moved(application, Action.INVITE)
        slot = InterviewSlot.objects.create(
            cycle=cycle, starts_at=AT - timedelta(hours=1), minutes=45, place="Here", application=application,
            booked_at=AT, created_at=AT,
        )  # fmt: skip
        slot.interviewers.add(watcher)
        keys.append(slot.pk)
    sign_in(client, watcher)
    client.raise_request_exception = False
    opened = set()
    for address in [*addresses(*keys), "/staff/", "/my/"]:
        for method in (client.get, client.post):
            answer = method(address)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            opened.add((address, answer.status_code))
            said = body.decode(errors="ignore").lower()
            assert CANARY.lower() not in said, address
    assert EventSignup.objects.get().stage == "going"
    assert {status for address, status in opened if "/events/" in address} <= {403, 404, 405}
    assert any(status == 200 for _address, status in opened)


@pytest.mark.django_db
def test_the_page_of_an_application_is_silent_even_for_those_who_decide(client, clock):
    cycle = base.cycle()
    event = make.event(cycle, title=f"{CANARY} hour")
    application = base.submitted(base.person(), cycle)
    services.sign_up(actor=application.person, event_id=event.pk, at=AT)
    sign_in(client, base.manager("Noa Fox"))
    assert CANARY not in client.get(reverse("recruitment_application", args=[application.pk])).text
    file = StoredFile.objects.create(
        owner=application.person, purpose="recruitment.answer", name="a.pdf", content_type="application/pdf", size=1,
        sha256="0" * 64, content=ContentFile(b"%PDF", name="x.pdf"), created_at=AT,
    )  # fmt: skip
    assert CANARY not in str(client.get(reverse("file", args=[file.pk])).headers)


def test_nothing_that_selects_asks_for_events():
    """No module of recruitment, its own apart, imports the tables or the queries of events."""
    strangers = [
        module.path
        for module in modules()
        if module.parts[0] == "recruitment"
        and Path(module.path).stem not in OWN | {"__init__", "tasks", "circle_urls", "apps"}
        and "migrations" not in module.parts
        and any(word in module.text for word in ("EventSignup", "event_signups", "queries.events", "models.events"))
    ]
    assert strangers == []
