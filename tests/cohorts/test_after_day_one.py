"""What holds between publication and the end: letters that wait, a leave, days before the first, and leaving."""

from datetime import date, timedelta

import pytest

from cohorts.models import Placement
from cohorts.queries.host_dates import host_plan
from cohorts.queries.meeting import advocates_of_mine
from cohorts.queries.placements import current_placement
from cohorts.services import changes, requests, transfers
from fellowship.access import can
from fellowship.queries import close_people
from fellowship.rules.refusals import NotAllowed
from fellowship.rules.roles import Role, Scope
from hardship_fund.access import works_with
from recruitment.models import Application
from recruitment.services.applications import withdraw_application
from tests.factories.cohorts import AT, make_cohort, make_placement, make_seat
from tests.factories.people import give_role, make_office, make_person, make_staff
from tests.factories.wellness import make_pair
from wellness.queries.caseload import caseload, pairings

pytestmark = pytest.mark.django_db


@pytest.fixture
def dana(clock):
    return make_staff(Role.PROGRAM_MANAGER, name="Dana Whitcomb")


def test_placements_count_as_published_for_an_office_once_their_letters_went():
    cohort, office, evelyn = make_cohort(), make_office(), make_person()
    seat = make_seat(cohort, office)
    run = cohort.runs.create(
        number=1, stage="published", published_at=AT, created_at=AT, snapshot={}, sha256="0" * 64, seed="a" * 64,
        letters_due_at=AT + timedelta(hours=1),
    )  # fmt: skip

    def states():
        dates = host_plan(evelyn, office, cohort, [seat], unsigned=0, at=AT + timedelta(minutes=1)).dates
        return [(one.title, one.when, one.status) for one in dates if one.title == "Placements published"]

    assert states() == [("Placements published", None, "Next")]
    run.letters_due_at = None
    run.save()
    assert states() == [("Placements published", AT, "Done")]


def test_whoever_is_on_leave_keeps_what_is_theirs_and_is_not_called_back(dana):
    keisha, evelyn = make_person(name="Keisha Brandt"), make_person()
    placement = make_placement(person=keisha, supervisor=evelyn)
    give_role(keisha, Role.ADVOCATE, scope=Scope.OFFICE, office=placement.seat.office)
    pair = make_pair(advocate=keisha, coach=dana)
    pair.started_at = AT - timedelta(days=60)
    pair.save()
    assert [row.is_long_ago for row in caseload(dana, AT)] == [True]
    changes.plan_leave(
        actor=dana, placement_id=placement.pk, first_day=AT.date(), last_day=AT.date() + timedelta(days=9), reason="",
        at=AT,
    )  # fmt: skip
    facts, on = current_placement(keisha, AT.date()), AT.date()

    assert (Placement.objects.get().stage, facts.id) == ("paused", placement.pk)
    assert [row.is_long_ago for row in caseload(dana, AT)] == [False]
    assert can(keisha, "hardship_fund.ask")
    assert can(keisha, "cohorts.see_own_placement", Placement.objects.get())
    assert [row.name for row in advocates_of_mine(evelyn, on)] == ["Keisha Brandt"]
    assert [row.person_id for row in pairings(dana, on)] == [keisha.pk]
    assert works_with(evelyn, keisha.pk)
    assert evelyn.pk in close_people.of(keisha.pk, on)


def test_before_the_first_day_the_sentence_about_a_move_names_that_day(dana):
    cohort = make_cohort(year=2026, starts_on=date(2027, 1, 4), ends_on=date(2028, 9, 6))
    coming, begun = make_placement(cohort=cohort, stage="planned"), make_placement()
    for placement, words in ((coming, "The placement has not begun."), (begun, "after the first day")):
        seat = make_seat(placement.fellow.cohort, make_office())
        with pytest.raises(changes.BadDay) as bad:
            transfers.plan_transfer(
                actor=dana, placement_id=placement.pk, seat_id=seat.pk, from_day=AT.date() - timedelta(days=1),
                reason="", at=AT,
            )  # fmt: skip
        assert (words in str(bad.value.sentence), bad.value.field) == (True, "from_day")


def test_somebody_placed_can_not_withdraw_the_application_but_asks_for_an_end_that_managers_plan(dana):
    cohort = make_cohort(year=2026, starts_on=date(2027, 1, 4), ends_on=date(2028, 9, 6))
    placement = make_placement(cohort=cohort, stage="planned")
    person, application_id = placement.fellow.person, placement.fellow.application_id
    Application.objects.filter(pk=application_id).update(stage="placed")
    with pytest.raises(NotAllowed):
        withdraw_application(actor=person, application_id=application_id, at=AT)
    assert Placement.objects.get().stage == "planned"

    asked = requests.ask_for_change(actor=person, placement_id=placement.pk, kind="end", words="Another job.", at=AT)
    requests.answer_request(actor=dana, request_id=asked.pk, agree=True, words="We end it.", at=AT)
    changes.end_early(
        actor=dana, placement_id=placement.pk, last_day=cohort.starts_on, end_kind="own_wish", reason="", at=AT
    )
    placement.refresh_from_db()
    assert (placement.stage, placement.fellow.stage) == ("cancelled", "left")
