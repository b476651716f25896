"""Abstaining, and marks that are kept while a reader works."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fellowship.access import Refused
from fellowship.models import AuditEntry
from fellowship.rules.refusals import NotAllowed
from recruitment.models import Abstention, ReadDraft, ReviewAssignment, Score
from recruitment.queries import selection_to_do
from recruitment.queries.assigning import plan_readers
from recruitment.queries.reading import compared, packet_page
from recruitment.queries.scores import score_panel
from recruitment.rules.reading import MarksRefused
from recruitment.services.reading import (
    AlreadyScored,
    DraftChanged,
    abstain_from_packet,
    recuse_reviewer,
    save_draft,
    submit_scores,
)
from tests.factories import recruitment as base
from tests.factories import selection as make
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db
AT = make.AT


def abstained(read: ReviewAssignment, *values: int) -> ReviewAssignment:
    """The packet scored with an abstention from the first criterion."""
    marks = make.marks(read, *values)
    first = next(iter(marks))
    marks.pop(first)
    return submit_scores(actor=read.reviewer, assignment_id=read.pk, marks=marks, abstained={first}, at=AT)


def test_abstaining_from_a_packet_asks_for_another_reader() -> None:
    application = make.submitted()
    first, second = make.assigned(application)
    for _again in (1, 2):
        abstain_from_packet(actor=first.reviewer, assignment_id=first.pk, reason=" Too close ", at=AT)
    first.refresh_from_db()
    assert (first.stage, first.recused_at, first.recused_reason) == ("abstained", AT, "Too close")
    make.scored(second, 4)
    boss, third = make.manager(), make.reviewer("Noor Aziz")
    panel = score_panel(boss, application.pk, AT)
    assert (panel.done, panel.wanted, panel.mean, panel.means) == (1, 2, 4.0, (4.0,))
    assert {(row.state, row.let_go) for row in panel.readers} == {("abstained", True), ("submitted", False)}
    assert "Find readers for 1 application" in [str(step.title) for step in selection_to_do.for_decider(boss, AT)]
    assert plan_readers(boss, AT).spread.reads == ((application.pk, third.pk),)
    assert AuditEntry.objects.filter(action="recruitment.abstain").count() == 1


def test_abstaining_is_for_the_reader_and_before_scores() -> None:
    read, other = make.assigned(make.submitted())
    with pytest.raises(Refused):
        abstain_from_packet(actor=other.reviewer, assignment_id=read.pk, at=AT)
    make.scored(other)
    with pytest.raises(NotAllowed):
        abstain_from_packet(actor=other.reviewer, assignment_id=other.pk, at=AT)
    recuse_reviewer(actor=read.reviewer, assignment_id=read.pk, at=AT)
    abstain_from_packet(actor=read.reviewer, assignment_id=read.pk, at=AT)
    read.refresh_from_db()
    assert read.stage == "recused"


def test_a_criterion_abstained_from_counts_in_no_mean_and_asks_for_another_reader() -> None:
    application = make.submitted()
    first, second = make.assigned(application)
    abstained(first, 1, 4, 4)
    make.scored(second, 2, 4, 4)
    first.refresh_from_db()
    assert (first.stage, first.is_whole) == ("submitted", False)
    assert Score.objects.filter(assignment=first).count() == 2
    assert Abstention.objects.count() == 1
    boss, third = make.manager(), make.reviewer("Noor Aziz")
    panel = score_panel(boss, application.pk, AT)
    assert [set(row.marks) for row in panel.rows] == [{None, 2}, {4}, {4}]
    assert set(panel.means) == {4.0, 10 / 3}
    assert plan_readers(boss, AT).spread.reads == ((application.pk, third.pk),)
    found = compared(second.reviewer, second.pk, AT)
    assert found is not None
    assert [(row.own, row.others) for row in found.rows] == [(2, (None,)), (4, (4,)), (4, (4,))]
    mine = compared(first.reviewer, first.pk, AT)
    assert mine is not None
    assert next((row.own, row.others, row.is_apart) for row in mine.rows) == (None, (2,), False)


def test_all_criteria_abstained_from_is_no_score(client: Client, clock: Any) -> None:
    read, _other = make.assigned(make.submitted())
    with pytest.raises(MarksRefused):
        submit_scores(actor=read.reviewer, assignment_id=read.pk, marks={}, abstained=set(make.marks(read)), at=AT)
    sign_in(client, read.reviewer)
    address = reverse("recruitment_packet", args=[read.pk])
    answer = client.post(address, {f"c{criterion}": "0" for criterion in make.marks(read)})
    assert answer.status_code == 422
    assert "You abstained from every criterion." in answer.content.decode()
    one = {f"c{criterion}": "0" if place == 0 else "3" for place, criterion in enumerate(make.marks(read))}
    assert client.post(address, one).status_code == 302
    assert Score.objects.count() == 2
    page = client.get(reverse("recruitment_packet_scores", args=[read.pk])).content.decode()
    assert page.count('<td class="n" data-label="You">–</td>') == 1


def test_abstaining_is_one_press_and_the_reason_is_optional(client: Client, clock: Any) -> None:
    read, _other = make.assigned(make.submitted())
    sign_in(client, read.reviewer)
    page = reverse("recruitment_stepped_back", args=[read.pk])
    for _again in (1, 2):
        assert client.post(reverse("recruitment_abstain", args=[read.pk])).headers["Location"] == page
    assert "You abstained from packet 1" in client.get(page).content.decode()
    assert client.post(page, {"reason": "I lost someone the same way"}).status_code == 302
    assert ReviewAssignment.objects.get(pk=read.pk).recused_reason == "I lost someone the same way"
    assert client.get(reverse("recruitment_packet", args=[read.pk])).status_code == 404


def draft(read: ReviewAssignment, mark: int, seen: int, note: str = "") -> int:
    first = next(iter(make.marks(read)))
    return save_draft(
        actor=read.reviewer, assignment_id=read.pk, marks={first: mark}, note=note, seen=seen, at=AT
    ).revision


def test_a_draft_is_kept_and_an_older_window_never_overwrites_it() -> None:
    read, other = make.assigned(make.submitted())
    assert draft(read, 3, 0) == 1
    assert draft(read, 3, 0) == 1
    assert draft(read, 4, 1, "Words") == 2
    with pytest.raises(DraftChanged):
        draft(read, 1, 1)
    page = packet_page(read.reviewer, read.pk, AT)
    assert (list(page.draft.marks.values()), page.draft.note, page.draft.revision) == ([4], "Words", 2)
    assert packet_page(other.reviewer, other.pk, AT).draft.marks == {}
    with pytest.raises(Refused):
        save_draft(actor=other.reviewer, assignment_id=read.pk, marks={}, note="x", seen=2, at=AT)
    make.scored(read)
    assert not ReadDraft.objects.exists()
    with pytest.raises(AlreadyScored):
        draft(read, 1, 2)


def test_a_draft_counts_for_nothing() -> None:
    application = make.submitted()
    read, _other = make.assigned(application)
    draft(read, 4, 0, "Not for anybody")
    panel = score_panel(make.manager(), application.pk, AT)
    assert (panel.done, panel.mean) == (0, None)
    assert "Not for anybody" not in repr(panel)


def test_autosave_keeps_what_is_chosen_so_far(client: Client, clock: Any) -> None:
    read, other = make.assigned(make.submitted())
    sign_in(client, read.reviewer)
    address = reverse("recruitment_read_draft", args=[read.pk])
    key = f"c{next(iter(make.marks(read)))}"
    saved = client.post(address, {key: "2", "c999": "4", "note": "Half a thought", "revision": "0"})
    assert saved.json()["revision"] == 1
    assert saved.json()["message"].startswith("Saved at ")
    older = client.post(address, {key: "9", "note": "x" * 3000, "revision": "nonsense"})
    assert older.status_code == 409
    assert "another window" in older.json()["message"]
    page = client.get(reverse("recruitment_packet", args=[read.pk])).content.decode()
    assert "Half a thought" in page
    assert f'id="id_{key}_1" value="2" checked' in page
    assert client.get(address).status_code == 405
    assert client.post(reverse("recruitment_read_draft", args=[other.pk]), {}).status_code == 404
    assert "Begun" in client.get(reverse("recruitment_reading")).content.decode()
    both = client.post(reverse("recruitment_packet", args=[read.pk]), {key: "1", "later": "yes", "revision": "0"})
    assert both.status_code == 422
    base.moved(read.application, "withdraw")
    assert client.post(address, {key: "2"}).status_code == 404


def test_the_time_left_follows_the_cycle(client: Client, clock: Any) -> None:
    rosa, _ellis = make.reviewer(), make.reviewer("Ellis Tran")
    of = make.cycle(minutes_per_packet=25)
    for number in range(3):
        make.assigned(make.submitted(make.person(f"Person {number}"), of))
    sign_in(client, rosa)
    page = client.get(reverse("recruitment_reading")).content.decode().replace("\xa0", " ")
    assert "3 left of 3 · about 25 minutes each, 1 h 15 min left · due 31 January" in page
    assert "About 25 minutes each." in str(next(iter(selection_to_do.for_reader(rosa, AT))).why)
