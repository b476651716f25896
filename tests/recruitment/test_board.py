"""The pipeline as a board, and the filters it shares with the table."""

from datetime import timedelta

import pytest
from django.urls import reverse

from fellowship.rules.roles import Role
from recruitment.models import Application, ReviewAssignment, StageTally
from recruitment.queries import board as queries
from recruitment.queries.pipeline import stage_counts
from recruitment.rules.reading import ReadStage
from recruitment.rules.stages import TABLE, Action, Stage
from recruitment.services.tally import fold_stage_tally
from tests.factories import recruitment as make
from tests.factories import selection

pytestmark = pytest.mark.django_db
PIPELINE = "/staff/applications/"
BOARD = "/staff/applications/board/"


@pytest.fixture
def ines(client, clock, monkeypatch):
    monkeypatch.setattr("fellowship.second_factor.given", lambda _request: True)
    ines = make.manager()
    client.force_login(ines)
    return ines


def lanes(answer):
    return {lane.group: [slip.row.name for slip in lane.slips] for lane in answer.context["board"].lanes}


def listed(client, query):
    return sorted(row.name for row in client.get(f"{PIPELINE}?{query}").context["pipeline"].page.object_list)


def test_each_stage_is_a_column_and_filters_hold(client, ines):
    cycle = make.cycle()
    make.submitted(make.person("Ana Sol"), cycle)
    make.moved(make.submitted(make.person("Eve Olafs"), cycle), Action.START_REVIEW)
    make.moved(make.submitted(make.person("Gone Person"), cycle), Action.START_REVIEW, Action.DECLINE)
    assert lanes(client.get(BOARD)) == {
        "submitted": ["Ana Sol"], "in_review": ["Eve Olafs"], "interview": [], "waitlisted": [],
        "offered": [], "accepted": [],
    }  # fmt: skip
    assert lanes(client.get(f"{BOARD}?q=eve&stage=submitted"))["in_review"] == ["Eve Olafs"]
    assert lanes(client.get(f"{BOARD}?q=eve"))["submitted"] == []


def test_columns_are_paged_each_for_itself(client, ines, monkeypatch):
    monkeypatch.setattr(queries, "PER_LANE", 2)
    cycle = make.cycle()
    for number in range(3):
        make.submitted(make.person(f"Person {number}"), cycle)
    first, second = (client.get(f"{BOARD}?submitted_page={page}&sort=name") for page in ("1", "2"))
    assert lanes(first)["submitted"] == ["Person 0", "Person 1"]
    assert lanes(second)["submitted"] == ["Person 2"]
    assert "submitted_page=2" in first.text
    for page in ("0", "-1", "x", "9" * 40, "99", "²"):
        assert client.get(BOARD, {"submitted_page": page}).status_code == 200


def test_a_card_leads_to_the_check_page_of_its_step(client, ines):
    ana = make.submitted(make.person("Ana Sol"))
    move = reverse("recruitment_move", args=[ana.pk])
    assert move in client.get(BOARD).text
    assert client.get(f"{move}?to=in_review")["Location"] == reverse("recruitment_start_review", args=[ana.pk])
    assert client.get(f"{move}?to=declined")["Location"] == reverse("recruitment_decline", args=[ana.pk])
    for nowhere in ("placed", "", "nonsense"):
        assert client.get(f"{move}?to={nowhere}")["Location"] == reverse("recruitment_application", args=[ana.pk])
    ana.refresh_from_db()
    assert ana.stage == Stage.SUBMITTED
    assert client.get(reverse("recruitment_move", args=[make.draft(make.person("Draft")).pk])).status_code == 404


@pytest.mark.parametrize("stage", list(Stage))
def test_cards_offer_only_steps_of_the_table(stage):
    for to, _label in queries.targets_of(stage):
        action = queries.action_to(stage, to)
        assert TABLE.after(stage, action) == to


@pytest.mark.parametrize("rows", [1, 3])
def test_the_board_costs_the_same_for_any_number_of_cards(client, ines, rows, django_assert_num_queries):
    cycle = make.cycle()
    for number in range(rows):
        make.submitted(make.person(f"Person {number}"), cycle)
    client.get(BOARD)
    with django_assert_num_queries(13):
        client.get(BOARD)


def test_others_see_neither_board_nor_move(client, ines):
    ana = make.submitted(make.person("Ana Sol"))
    client.force_login(make.person("Nosy Parker", role=Role.REVIEWER))
    assert client.get(BOARD).status_code == 403
    assert client.get(reverse("recruitment_move", args=[ana.pk])).status_code == 403


def test_more_filters(client, ines, clock):
    cycle = make.cycle()
    ana, ben, eve = (make.submitted(make.person(name), cycle) for name in ("Ana Sol", "Ben Ito", "Eve Olafs"))
    Application.objects.filter(pk=ana.pk).update(
        stage_since=make.AT - timedelta(days=20), submitted_at=make.AT - timedelta(days=20)
    )
    reader = make.person("Rosa Reader", role=Role.REVIEWER)
    for number, (application, stage) in enumerate([(ben, ReadStage.SUBMITTED), (eve, ReadStage.ASSIGNED)], 1):
        done = make.AT if stage is ReadStage.SUBMITTED else None
        ReviewAssignment.objects.create(
            application=application,
            reviewer=reader,
            number=number,
            stage=stage,
            assigned_at=make.AT,
            submitted_at=done,
        )
    assert listed(client, "waiting=14") == ["Ana Sol"]
    assert listed(client, "reads=none") == ["Ana Sol"]
    assert listed(client, "reads=complete") == ["Ben Ito"]
    assert listed(client, "reads=open") == ["Eve Olafs"]
    assert listed(client, "sent_to=2026-11-10") == ["Ana Sol"]
    assert listed(client, "sent_from=2026-11-22&sent_to=2026-11-22") == ["Ben Ito", "Eve Olafs"]
    region = make.office("Far Office").region
    assert len(listed(client, f"region={region.pk}")) == 3
    everyone = ["Ana Sol", "Ben Ito", "Eve Olafs"]
    for nonsense in ("waiting=-1", "waiting=x", "reads=zzz", "score_from=nan", "score_to=99", "sent_from=0000-99-99"):
        assert listed(client, nonsense) == everyone


def test_scores_are_means_of_marks_that_are_in(client, ines):
    cycle = selection.cycle()
    for name, mark in (("Hi Up", 4), ("Lo Down", 1)):
        for read in selection.assigned(selection.submitted(make.person(name), cycle)):
            selection.scored(read, mark)
    selection.assigned(selection.submitted(make.person("Not Read"), cycle))
    assert listed(client, "score_from=3") == ["Hi Up"]
    assert listed(client, "score_to=2") == ["Lo Down"]
    assert listed(client, "score_from=1&score_to=4") == ["Hi Up", "Lo Down"]


def test_counts_follow_every_change_and_folding_changes_nothing(ines):
    cycle = make.cycle()
    ana, ben = (make.submitted(make.person(name), cycle) for name in ("Ana Sol", "Ben Ito"))
    make.submitted(ines, cycle)
    make.draft(make.person("Draft Person"), cycle)

    def now():
        return {stage: count for stage, count in stage_counts(ines, [cycle.pk])[cycle.pk].items() if count}

    assert now() == {Stage.SUBMITTED: 2}
    make.moved(ana, Action.START_REVIEW)
    assert now() == {Stage.SUBMITTED: 1, Stage.IN_REVIEW: 1}
    fold_stage_tally()
    assert now() == {Stage.SUBMITTED: 1, Stage.IN_REVIEW: 1}
    Application.objects.filter(pk=ben.pk).delete()
    assert now() == {Stage.IN_REVIEW: 1}
    fold_stage_tally()
    fold_stage_tally()
    assert now() == {Stage.IN_REVIEW: 1}
    assert StageTally.objects.count() <= 2


def test_declined_ones_are_opened_again_together(client, ines):
    cycle = make.cycle()
    gone, left = (make.submitted(make.person(name), cycle) for name in ("Gone Person", "Left Person"))
    make.moved(gone, Action.START_REVIEW, Action.DECLINE)
    make.moved(left, Action.WITHDRAW)
    assert "Open again…" in client.get(f"{PIPELINE}?stage=closed").text
    picked = {"act": "reopen", "pick": [str(gone.pk), str(left.pk)]}
    assert "Open 2 applications again?" in client.post(f"{PIPELINE}bulk/?stage=closed", picked).text
    answer = client.post(f"{PIPELINE}bulk/?stage=closed", {**picked, "confirm": "1", "note": "Misread"}, follow=True)
    assert "Done for 1 application." in answer.text
    assert left.reference in answer.text
    assert sorted(Application.objects.values_list("stage", flat=True)) == [Stage.IN_REVIEW, Stage.WITHDRAWN]


def test_picked_ones_go_to_the_page_of_readers(client, ines):
    ana = make.submitted(make.person("Ana Sol"))
    answer = client.post(f"{PIPELINE}bulk/", {"act": "readers", "pick": [str(ana.pk)]})
    assert answer["Location"] == f"{reverse('recruitment_assign')}?application={ana.pk}"
