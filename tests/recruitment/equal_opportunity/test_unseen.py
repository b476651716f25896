"""A canary among the voluntary answers: no door that opens to anybody on staff says it, nor any export or packet."""

import re
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from fellowship.models import Job, StoredFile
from fellowship.rules.roles import Role
from recruitment.models import EqualOpportunityAnswers, ReviewAssignment
from recruitment.queries.narrowing import Wanted
from recruitment.queries.packets import packet_of
from recruitment.rules import importing
from recruitment.rules.equal_opportunity import Answers, seal
from recruitment.rules.spreadsheets import Column
from recruitment.services import exports
from recruitment.services.equal_opportunity import settle_questions
from tests import doors
from tests.factories import selection as make
from tests.factories.people import give_role, make_staff, sign_in

pytestmark = pytest.mark.django_db
AT = make.AT
CANARY = "Zwitscherling"
FOUND = re.compile(CANARY)
CHANGING = re.compile(r'(name="csrfmiddlewaretoken" value="[^"]*"|nonce-[\w+/=-]+)')


@pytest.fixture
def application(clock):
    """An application in review whose voluntary answers say the canary."""
    application = make.submitted(make.person("Maya Okafor"))
    make.reviewer(), make.reviewer("Ellis Tran")
    make.assigned(make.cleared(application))
    plant(application)
    return application


def plant(application):
    sealed = seal(Answers(race=frozenset({CANARY}), gender=CANARY, veteran=CANARY))
    EqualOpportunityAnswers.objects.update_or_create(application=application, defaults={"sealed": sealed})


def walk(client, person, application):
    """Open every address that the person's rules allow; what it answered."""
    sign_in(client, person)
    keys = [application.pk, application.person_id, *ReviewAssignment.objects.values_list("pk", flat=True)]
    answered = doors.open_every_door(client, person, keys, FOUND)
    assert sum(200 in answers for answers in answered.values()) > 5


@pytest.mark.deep
def test_no_door_says_it(client, application):
    walk(client, make.manager(), application)


@pytest.mark.deep
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.RECRUITMENT_MANAGER])
def test_no_door_says_it_in_any_other_role(client, application, role):
    walk(client, make_staff(role), application)


@pytest.mark.deep
def test_neither_to_the_reader_it_is_given_to(client, application):
    walk(client, ReviewAssignment.objects.order_by("reviewer__name")[0].reviewer, application)
    assert CANARY not in repr(packet_of(application, 7))


@pytest.mark.deep
def test_the_walk_would_find_it(client, application):
    """The person's own copy says it: the canary can be seen where it may be."""
    with pytest.raises(AssertionError, match="says Zwitscherling"):
        walk(client, application.person, application)


def test_no_export_has_it(application):
    ines = make.manager()
    job = exports.start_export(
        actor=ines, cycle_slug=application.cycle.slug, wanted=Wanted(), columns=list(Column), at=AT
    )
    exports.run_export(job_id=job.pk, now=lambda: AT)
    file = StoredFile.objects.get(pk=Job.objects.get(pk=job.pk).result_file_id)
    with file.content.open() as content:
        book = load_workbook(BytesIO(content.read()))
    cells = [str(cell) for sheet in book for row in sheet.values for cell in row]
    assert application.reference in cells
    assert CANARY not in " ".join(cells)
    words = {*map(str, Column), *map(str, importing.Column)}
    assert not {word for word in words if re.search("race|ethnic|gender|veteran|disab|voluntary|equal", word)}


@pytest.mark.parametrize("role", [Role.RECRUITMENT_MANAGER, Role.PROGRAM_MANAGER, Role.REVIEWER, Role.AUDITOR])
def test_pages_are_the_same_whether_it_was_answered_or_not(client, clock, role):
    application = make.submitted(make.person("Maya Okafor"))
    staff = make_staff(role)
    give_role(staff, Role.HOST_SUPERVISOR)
    sign_in(client, staff)
    addresses = [
        reverse("recruitment_pipeline"),
        reverse("recruitment_application", args=[application.pk]),
        reverse("recruitment_numbers"),
        reverse("recruitment_equal_reports"),
        "/staff/",
    ]

    def look():
        return [CHANGING.sub("", client.get(address).text) for address in addresses]

    before = look()
    settle_questions(
        actor=application.person, application_id=application.pk, at=AT, answers=Answers(frozenset({"asian"}))
    )
    assert look() == before
