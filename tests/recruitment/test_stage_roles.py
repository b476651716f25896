"""Every cell of stage × action × role, made from the table: who may take which step, and that nobody else can."""

import pytest
from django.db import transaction

from fellowship.access import Refused
from fellowship.rules.refusals import NotAllowed
from fellowship.rules.roles import Role
from recruitment.access.applicant import MANAGERS
from recruitment.models import Application, StageChange
from recruitment.rules.stages import APPLICANT_ACTIONS, MANAGER_ACTIONS, TABLE, Action, Stage
from recruitment.services.applications import move_application
from tests.factories import recruitment as make

pytestmark = pytest.mark.django_db
ROLES = ("the applicant", "a stranger", *Role)
# What these parts of the program do comes through the door without an actor, after a permission of its own.
ASKED_HERE = [action for action in Action if action in APPLICANT_ACTIONS | MANAGER_ACTIONS]


def may(role, stage, action):
    """Who takes a step, in words of the contract: the applicant their own, managers what was sent in."""
    if action in APPLICANT_ACTIONS:
        return role == "the applicant"
    return role in MANAGERS and stage != Stage.DRAFT


@pytest.mark.parametrize("stage", list(Stage))
def test_a_step_is_taken_by_those_it_belongs_to_and_by_nobody_else(stage):
    application = make.draft()
    for role in ROLES:
        with transaction.atomic():  # each role finds the same application, and what it did is undone
            assert_steps_of(role, application, stage)
            transaction.set_rollback(True)


def assert_steps_of(role, application, stage):
    """One role tries every action at one stage."""
    sent = None if stage == Stage.DRAFT else make.AT
    if role == "the applicant":
        actor = application.person
    else:
        actor = make.person("Some One", role=None if role == "a stranger" else role)
    for action in ASKED_HERE:
        Application.objects.filter(pk=application.pk).update(stage=stage, submitted_at=sent)
        if not may(role, stage, action):
            expected = Refused
        elif not TABLE.allows(stage, action):
            expected = NotAllowed
        else:
            expected = None
        if expected is None:
            move_application(actor=actor, application_id=application.pk, action=action, at=make.AT)
            assert StageChange.objects.get().actor == actor
            StageChange.objects.all().delete()
            continue
        with pytest.raises(expected):
            move_application(actor=actor, application_id=application.pk, action=action, at=make.AT)
        assert Application.objects.get(pk=application.pk).stage == stage
        assert not StageChange.objects.exists()
