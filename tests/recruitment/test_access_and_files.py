"""Who may take which step, predicates beside their twins, and files that come with an application."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from fellowship.access import Refused, can, visible
from fellowship.models import StoredFile
from fellowship.rules.roles import Role
from recruitment.models import Answer, Application
from recruitment.rules.stages import APPLICANT_ACTIONS, MANAGER_ACTIONS, TABLE, Action
from recruitment.services.applications import move_application, submit_application
from tests.factories import recruitment as make

pytestmark = pytest.mark.django_db
OTHERS = [role for role in Role if role not in {Role.RECRUITMENT_MANAGER, Role.PROGRAM_MANAGER}]
FIRST_STAGE = {step.action: step.stage for step in reversed(TABLE.rows)}


def standing(action, person=None):
    """An application that stands where ``action`` is a step."""
    application = make.draft(person)
    stage = FIRST_STAGE[action]
    sent = None if stage == "draft" else make.AT
    Application.objects.filter(pk=application.pk).update(stage=stage, submitted_at=sent)
    return application


@pytest.mark.parametrize("action", sorted(MANAGER_ACTIONS))
def test_managers_steps_are_refused_to_everyone_else(clock, action):
    application = standing(action)
    for role in (None, *OTHERS):
        nosy = make.person("Nosy", role=role)
        with pytest.raises(Refused):
            move_application(actor=nosy, application_id=application.pk, action=action, at=make.AT)
    with pytest.raises(Refused):
        move_application(actor=application.person, application_id=application.pk, action=action, at=make.AT)


@pytest.mark.parametrize("action", sorted(MANAGER_ACTIONS))
@pytest.mark.parametrize("role", [Role.RECRUITMENT_MANAGER, Role.PROGRAM_MANAGER])
def test_managers_take_them_but_not_on_their_own_application(clock, action, role):
    application, manager = standing(action), make.person("Inés", role=role)
    move_application(actor=manager, application_id=application.pk, action=action, at=make.AT)
    own = standing(action, make.person("Own", role=role))
    with pytest.raises(Refused):
        move_application(actor=own.person, application_id=own.pk, action=action, at=make.AT)


@pytest.mark.parametrize("action", sorted(APPLICANT_ACTIONS))
def test_the_applicants_steps_are_nobody_elses(clock, action):
    application = standing(action)
    for role in (None, *Role):
        nosy = make.person("Nosy", role=role)
        with pytest.raises(Refused):
            move_application(actor=nosy, application_id=application.pk, action=action, at=make.AT)
    move_application(actor=application.person, application_id=application.pk, action=action, at=make.AT)


def test_nobody_submits_for_somebody_else(clock):
    application = make.fill(make.draft())
    with pytest.raises(Refused):
        submit_application(actor=make.manager(), application_id=application.pk, at=make.AT)


def test_every_step_belongs_to_somebody():
    inside = {Action.ACCEPT, Action.TURN_DOWN, Action.LAPSE, Action.CLEAR, Action.PLACE, Action.UNPLACE}
    assert APPLICANT_ACTIONS | MANAGER_ACTIONS | inside == set(Action)


@pytest.mark.parametrize("code", ["own_application", "see_pipeline", "decide"])
def test_predicates_agree_with_their_twins(clock, code):
    maya, manager = make.person("Maya"), make.manager()
    made = [make.draft(maya), make.submitted(make.person("Ana")), make.submitted(manager)]
    for person in (maya, manager, made[1].person, make.person("Nobody"), make.person("Rosa", role=Role.REVIEWER)):
        seen = set(visible(person, f"recruitment.{code}").values_list("pk", flat=True))
        assert seen == {row.pk for row in made if can(person, f"recruitment.{code}", row)}


# --- Files ------------------------------------------------------------------------------------------------------


def picture():
    content = BytesIO()
    Image.new("RGB", (20, 20)).save(content, "PNG")
    return SimpleUploadedFile("my résumé.png", content.getvalue(), "image/png")


@pytest.fixture
def page(client, clock):
    application = make.draft()
    client.force_login(application.person)
    return application, reverse("recruitment_step", args=[application.pk, "experience"])


def test_a_file_is_kept_also_when_the_rest_of_the_page_is_not_whole(client, page):
    application, address = page
    answer = client.post(address, {"experience": "", "resume": picture()})
    assert answer.status_code == 422
    kept = Answer.objects.get(question__key="resume")
    assert (kept.file.owner, kept.file.purpose) == (application.person, "recruitment.answer")
    assert kept.value["name"] in answer.text
    client.post(address, {"experience": "Front desk"})
    assert Answer.objects.get(question__key="resume").file == kept.file


def test_a_file_that_is_not_what_it_says_is_refused_and_the_text_is_kept(client, page):
    _application, address = page
    trick = SimpleUploadedFile("resume.pdf", b"MZ\x90\x00 not a pdf", "application/pdf")
    answer = client.post(address, {"experience": "Front desk", "resume": trick})
    assert answer.status_code == 422
    assert "<title>Error:" in answer.text
    assert not StoredFile.objects.exists()
    assert Answer.objects.get(question__key="experience").value == "Front desk"


def test_managers_read_the_file_only_after_the_application_was_sent(client, page):
    application, address = page
    client.post(address, {"experience": "Front desk", "resume": picture()})
    file = StoredFile.objects.get()
    manager = make.manager()
    code = "recruitment.read_answer_file"
    assert not can(manager, code, file)
    assert not visible(manager, code).exists()
    make.fill(application)
    submit_application(actor=application.person, application_id=application.pk, at=make.AT)
    assert can(manager, code, file)
    assert list(visible(manager, code)) == [file]
    for role in (Role.REVIEWER, Role.AUDITOR, Role.INTERVIEWER):
        assert not can(make.person("Nosy", role=role), code, file)
