"""Giving out packets, scoring them, stepping back."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fellowship.access import Refused
from fellowship.models import AuditEntry
from fellowship.rules.refusals import NotAllowed
from recruitment.models import Application, ReviewAssignment, ReviewPhase, Score
from recruitment.queries.assigning import plan_readers
from recruitment.queries.scores import score_panel
from recruitment.rules.reading import MarksRefused
from recruitment.services.assigning import Assigned, NoReaders, NoRubric, assign_readers
from recruitment.services.calibration import ask_extra_read
from recruitment.services.reading import (
    AlreadyScored,
    NoLongerRead,
    explain_stepping_back,
    recuse_reviewer,
    submit_scores,
)
from tests.factories import recruitment as base
from tests.factories import selection as make
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db
AT = make.AT


def test_each_application_gets_two_readers_and_review_begins() -> None:
    rosa, ellis = make.reviewer(), make.reviewer("Ellis Tran")
    of, boss = make.cycle(), make.manager()
    first, second = make.submitted(of=of), make.submitted(make.person("Jo Park"), of)
    made = assign_readers(actor=boss, application_ids=[first.pk, second.pk], at=AT)
    assert made == Assigned(reads=4, applications=2)
    rows = ReviewAssignment.objects.values_list("application_id", "reviewer_id", "number", "stage", "due_on")
    due = date(2027, 1, 31)
    assert set(rows) == {
        (first.pk, rosa.pk, 1, "assigned", due), (first.pk, ellis.pk, 1, "assigned", due),
        (second.pk, rosa.pk, 2, "assigned", due), (second.pk, ellis.pk, 2, "assigned", due),
    }  # fmt: skip
    assert set(Application.objects.values_list("stage", flat=True)) == {"in_review"}
    assert AuditEntry.objects.filter(action="recruitment.assign_reader").count() == 4


def test_running_it_again_adds_nothing() -> None:
    application = make.submitted()
    make.assigned(application)
    again = assign_readers(actor=make.manager(), application_ids=[application.pk], at=AT)
    assert again == Assigned(reads=0, applications=0)


def test_nobody_reads_their_own_application_or_one_they_cleared() -> None:
    own = make.reviewer("Maya Okafor")
    clearer, free = make.reviewer("Clara Roy"), make.reviewer("Ellis Tran")
    base.RoleGrant.objects.create(
        person=clearer, role="recruitment_manager", starts_on=date(2026, 1, 1), granted_at=AT
    )
    application = make.cleared(make.submitted(own), by=clearer)
    made = assign_readers(actor=make.manager(), application_ids=[application.pk], at=AT)
    assert made == Assigned(reads=1, applications=1, short=(application.reference,))
    assert list(ReviewAssignment.objects.values_list("reviewer_id", flat=True)) == [free.pk]


def test_stepping_back_asks_for_another_reader_who_is_not_the_same() -> None:
    application = make.submitted()
    first, second = make.assigned(application)
    recuse_reviewer(actor=first.reviewer, assignment_id=first.pk, at=AT)
    boss = make.manager()
    assert assign_readers(actor=boss, application_ids=[application.pk], at=AT).short == (application.reference,)
    third = make.reviewer("Noor Aziz")
    plan = plan_readers(boss, AT)
    assert plan.spread.reads == ((application.pk, third.pk),)
    assert [row.reason for row in plan.excluded] == ["Stepped back from it"]
    assert [(row.reference, row.has, row.wants) for row in plan.wanting] == [(application.reference, 1, 2)]
    assert assign_readers(actor=boss, application_ids=[application.pk], at=AT).reads == 1
    assert second.stage == "assigned"


def test_giving_out_needs_a_rubric_readers_and_a_manager() -> None:
    application = base.submitted()
    with pytest.raises(NoRubric):
        assign_readers(actor=make.manager(), application_ids=[application.pk], at=AT)
    application = make.submitted(make.person("Jo Park"))
    with pytest.raises(NoReaders):
        assign_readers(actor=make.manager(), application_ids=[application.pk], at=AT)
    with pytest.raises(Refused):
        assign_readers(actor=make.reviewer(), application_ids=[application.pk], at=AT)
    assert not ReviewAssignment.objects.exists()


def test_drafts_and_applications_that_moved_on_are_passed_over() -> None:
    of = make.cycle()
    make.reviewer(), make.reviewer("Ellis Tran")
    draft, gone = base.draft(of=of), make.invited(make.person("Jo Park"), of)
    made = assign_readers(actor=make.manager(), application_ids=[draft.pk, gone.pk], at=AT)
    assert made == Assigned(reads=0, applications=0)


def test_scores_are_saved_once() -> None:
    read, _other = make.assigned(make.submitted())
    marks = make.marks(read, 1, 2, 4)
    make.scored(read, 1, 2, 4, note=" Clear. ")
    read.refresh_from_db()
    assert (read.stage, read.submitted_at, read.note) == ("submitted", AT, "Clear.")
    assert dict(Score.objects.filter(assignment=read).values_list("criterion_id", "value")) == marks
    make.scored(read, 1, 2, 4, note="Clear.")
    with pytest.raises(AlreadyScored):
        make.scored(read, 4, 4, 4)
    assert dict(Score.objects.filter(assignment=read).values_list("criterion_id", "value")) == marks
    assert AuditEntry.objects.filter(action="recruitment.score").count() == 1


def test_only_the_reader_scores_and_only_by_the_rubric() -> None:
    read, other = make.assigned(make.submitted())
    for stranger in (other.reviewer, make.manager(), read.application.person):
        with pytest.raises(Refused):
            submit_scores(actor=stranger, assignment_id=read.pk, marks=make.marks(read), at=AT)
    for wrong in ({}, {**make.marks(read), 999_999: 3}, dict.fromkeys(make.marks(read), 5)):
        with pytest.raises(MarksRefused):
            submit_scores(actor=read.reviewer, assignment_id=read.pk, marks=wrong, at=AT)
    assert not Score.objects.exists()


def test_scores_come_too_late_once_the_application_moved_on() -> None:
    read, _other = make.assigned(make.submitted())
    base.moved(read.application, "invite")
    with pytest.raises(NoLongerRead):
        make.scored(read)


def test_a_withdrawn_application_is_out_of_reach() -> None:
    read, _other = make.assigned(make.submitted())
    base.moved(read.application, "withdraw")
    with pytest.raises(Refused):
        make.scored(read)


def test_stepping_back_is_for_the_reader_once_and_before_scores() -> None:
    read, other = make.assigned(make.submitted())
    with pytest.raises(Refused):
        recuse_reviewer(actor=other.reviewer, assignment_id=read.pk, at=AT)
    with pytest.raises(Refused):
        explain_stepping_back(actor=read.reviewer, assignment_id=read.pk, reason="x", at=AT)
    recuse_reviewer(actor=read.reviewer, assignment_id=read.pk, at=AT)
    recuse_reviewer(actor=read.reviewer, assignment_id=read.pk, at=AT)
    explain_stepping_back(actor=read.reviewer, assignment_id=read.pk, reason=" My neighbor ", at=AT)
    read.refresh_from_db()
    assert (read.stage, read.recused_at, read.recused_reason) == ("recused", AT, "My neighbor")
    with pytest.raises(Refused):
        make.scored(read)
    make.scored(other)
    with pytest.raises(NotAllowed):
        recuse_reviewer(actor=other.reviewer, assignment_id=other.pk, at=AT)
    assert AuditEntry.objects.filter(action="recruitment.step_back").count() == 1


def test_the_panel_shows_both_readers_and_flags_the_distance() -> None:
    application = make.submitted()
    first, second = make.assigned(application)
    boss = make.manager()
    make.scored(first, 4, 3, 3, note="Strong.")
    panel = score_panel(boss, application.pk, AT)
    assert (panel.done, panel.wanted, panel.disagree, panel.mean) == (1, 2, False, pytest.approx(10 / 3))
    make.scored(second, 2, 3, 3)
    panel = score_panel(boss, application.pk, AT)
    assert (panel.done, panel.disagree) == (2, True)
    assert {(row.name, frozenset(row.marks), row.is_apart) for row in panel.rows} == {
        ("Puts the person first", frozenset({4, 2}), True),
        ("Finds a way through", frozenset({3}), False),
        ("Learns from what went wrong", frozenset({3}), False),
    }
    assert {(reader.name, reader.state, reader.note) for reader in panel.readers} == {
        ("Ellis Tran", "submitted", "Strong."), ("Rosa Delgado", "submitted", ""),
    }  # fmt: skip


@pytest.mark.parametrize(("reads", "begins", "wanted"), [(3, -1, 3), (3, 1, 2), (None, -1, 2), (1, -1, 2)])
def test_the_panel_counts_the_readers_that_the_phase_wants(reads: int | None, begins: int, wanted: int) -> None:
    """Those of the last phase that began; never fewer than were given."""
    application = make.submitted()
    make.assigned(application)
    ReviewPhase.objects.create(
        cycle=application.cycle, name="One", opens_at=AT + timedelta(days=begins),
        closes_at=AT + timedelta(days=begins, hours=12), reads_per_application=reads,
    )  # fmt: skip
    panel = score_panel(make.manager(), application.pk, AT)
    assert (panel.done, panel.wanted) == (0, wanted)


def test_the_panel_counts_the_extra_reader(client: Client, clock: Any) -> None:
    application = make.submitted()
    first, _second = make.assigned(application)
    make.scored(first)
    ask_extra_read(actor=make.manager("Eli Reed"), application_id=application.pk, at=AT)
    boss = make.manager()
    assert (score_panel(boss, application.pk, AT).done, score_panel(boss, application.pk, AT).wanted) == (1, 3)
    sign_in(client, boss)
    assert "1 of 3 readers done" in client.get(reverse("recruitment_application", args=[application.pk])).text
