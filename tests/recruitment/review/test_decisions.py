"""Decisions after review: every stage, choice and role; letters held, and cancelled with the decision."""

import pytest
from django.db import transaction

from fellowship.access import Refused
from fellowship.models import Letter
from fellowship.rules.refusals import NotAllowed
from fellowship.rules.roles import Role
from recruitment.models import Application
from recruitment.rules.decisions import Choice
from recruitment.rules.stages import TABLE, Stage
from recruitment.services.decisions import decide
from recruitment.services.pipeline import reopen_application
from tests.factories import recruitment as base
from tests.factories import selection as make

pytestmark = pytest.mark.django_db
AT = make.AT
MANAGERS = {Role.RECRUITMENT_MANAGER, Role.PROGRAM_MANAGER}
PATHS: dict[Stage, tuple[str, ...]] = {
    Stage.SUBMITTED: (),
    Stage.IN_REVIEW: ("start_review",),
    Stage.INTERVIEW: ("start_review", "invite"),
    Stage.WAITLISTED: ("start_review", "waitlist"),
    Stage.OFFERED: ("start_review", "invite", "offer"),
    Stage.ACCEPTED: ("start_review", "invite", "offer", "accept"),
    Stage.DECLINED: ("decline",),
    Stage.OFFER_DECLINED: ("start_review", "invite", "offer", "turn_down"),
    Stage.OFFER_LAPSED: ("start_review", "invite", "offer", "lapse"),
    Stage.WITHDRAWN: ("withdraw",),
}


def at_stage(stage: Stage) -> Application:
    return base.moved(make.submitted(), *PATHS[stage])


def take(application: Application, choice: Choice, role: Role) -> Application:
    category = "strength" if choice is Choice.DECLINE else ""
    actor = make.person("Someone Else", role=role)
    return decide(actor=actor, application_id=application.pk, choice=choice, category=category, at=AT)


@pytest.mark.parametrize("stage", list(PATHS))
def test_every_stage_choice_and_role(stage: Stage) -> None:
    application = at_stage(stage)
    for choice in Choice:
        with transaction.atomic():  # each choice finds the same application, and is undone
            assert_chosen_by_managers_alone(application, stage, choice)
            transaction.set_rollback(True)


def assert_chosen_by_managers_alone(application: Application, stage: Stage, choice: Choice) -> None:
    for role in [role for role in Role if role not in MANAGERS]:
        with pytest.raises(Refused):
            take(application, choice, role)
    if TABLE.allows(stage, choice):
        moved = take(application, choice, Role.RECRUITMENT_MANAGER)
        assert moved.stage == TABLE.after(stage, choice)
    else:
        for role in MANAGERS:
            with pytest.raises(NotAllowed):
                take(application, choice, role)
        application.refresh_from_db()
        assert application.stage == stage


def test_nobody_decides_about_themselves() -> None:
    boss = make.manager()
    application = base.moved(make.submitted(boss), "start_review")
    for choice in Choice:
        with pytest.raises(Refused):
            decide(actor=boss, application_id=application.pk, choice=choice, category="strength", at=AT)


def test_letters_wait_and_a_decision_taken_back_takes_its_letter_back() -> None:
    application = at_stage(Stage.IN_REVIEW)
    take(application, Choice.DECLINE, Role.PROGRAM_MANAGER)
    declined = Letter.objects.get(kind="recruitment.application_declined")
    assert declined.stage == "held"
    reopen_application(actor=make.manager(), application_id=application.pk, at=AT)
    declined.refresh_from_db()
    assert declined.stage == "cancelled"
    take(application, Choice.INVITE, Role.PROGRAM_MANAGER)
    invited = Letter.objects.get(kind="recruitment.interview_invited")
    assert invited.stage == "held"
    take(application, Choice.DECLINE, Role.PROGRAM_MANAGER)
    invited.refresh_from_db()
    assert invited.stage == "cancelled"
    stages = Letter.objects.filter(kind="recruitment.application_declined").values_list("stage", flat=True)
    assert sorted(stages) == ["cancelled", "held"]


def test_spanish_readers_get_spanish_letters() -> None:
    application = make.invited(make.person("Maya Okafor", language="es"))
    letter = Letter.objects.get(kind="recruitment.interview_invited")
    assert letter.recipient_id == application.person_id
    assert letter.subject == "Nos gustaría hablar con usted"


def test_unknown_choices_are_mistakes() -> None:
    application = at_stage(Stage.IN_REVIEW)
    with pytest.raises(ValueError, match="maybe"):
        decide(actor=make.manager(), application_id=application.pk, choice="maybe", at=AT)
    with pytest.raises(ValueError, match="''"):
        decide(actor=make.manager(), application_id=application.pk, choice="decline", at=AT)
