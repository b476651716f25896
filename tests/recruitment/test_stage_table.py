"""Every cell of the stage table of applications, made from the table itself."""

import pytest
from django.db import transaction

from fellowship.models import AuditEntry
from fellowship.rules.refusals import NotAllowed
from recruitment import signals
from recruitment.models import Application, StageChange
from recruitment.models.wording import ACTION_LABELS, APPLICANT_LABELS, STAFF_LABELS, STAFF_TAGS, WHAT_COMES_NEXT
from recruitment.rules.stages import CLOSED_STAGES, OPEN_STAGES, TABLE, Action, Stage
from recruitment.services.applications import move_application
from tests.factories import recruitment as make


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.django_db
def test_the_door_follows_the_table_in_every_cell(stage):
    application = make.draft()
    for action in Action:
        with transaction.atomic():  # each cell starts from the same application, and is undone
            assert_follows_the_table(application, stage, action)
            transaction.set_rollback(True)


def assert_follows_the_table(application, stage, action):
    """One action at one stage: taken once and told, or refused without a trace."""
    Application.objects.filter(pk=application.pk).update(
        stage=stage, submitted_at=None if stage == Stage.DRAFT else make.AT
    )

    if not TABLE.allows(stage, action):
        with pytest.raises(NotAllowed):
            move_application(actor=None, application_id=application.pk, action=action, at=make.AT)
        application.refresh_from_db()
        assert application.stage == stage
        assert not StageChange.objects.exists()
        return

    heard = []

    def hear(**news):
        heard.append((news["application_id"], news["action"], news["from_stage"], news["to_stage"]))

    signals.application_moved.connect(hear)
    try:
        move_application(actor=None, application_id=application.pk, action=action, at=make.AT, reason="because")
    finally:
        signals.application_moved.disconnect(hear)
    after = TABLE.after(stage, action)
    application.refresh_from_db()
    assert application.stage == after
    assert application.stage_since == make.AT
    story = list(StageChange.objects.values_list("from_stage", "to_stage", "action", "actor", "at", "reason"))
    assert story == [(stage, after, action, None, make.AT, "because")]
    assert heard == [(application.pk, action, stage, after)]
    trail = AuditEntry.objects.get(action=f"recruitment.{action}")
    assert trail.about_id == application.person_id
    assert trail.data == {"from": stage, "to": after}


def test_every_stage_and_action_has_its_words():
    assert set(STAFF_LABELS) == set(APPLICANT_LABELS) == set(WHAT_COMES_NEXT) == set(STAFF_TAGS) == set(Stage)
    assert set(ACTION_LABELS) == set(Action)


def test_a_stage_is_a_draft_open_or_closed_and_never_two_of_them():
    assert sorted([Stage.DRAFT, *OPEN_STAGES, *CLOSED_STAGES]) == sorted(Stage)


def test_the_way_to_a_place_is_open():
    stage = Stage.DRAFT
    for action in ("submit", "start_review", "invite", "offer", "accept", "clear", "place"):
        stage = TABLE.after(stage, action)
    assert stage == Stage.PLACED
