"""Services refuse by themselves, whatever page stands before them; the check of a plan at the edge of a rule."""

from datetime import timedelta

import pytest

from cohorts.rules.checker import Breach, Finding, check
from cohorts.services import conflicts, hosting, requests
from fellowship.access import Refused
from fellowship.rules.roles import Role, Scope
from tests.factories.cohorts import AT, make_cohort, make_fellow, make_placement, make_seat
from tests.factories.people import give_role, make_office, make_person


@pytest.mark.django_db
def test_a_manager_of_another_region_is_refused_by_the_services(clock):
    cohort, placement = make_cohort(closes=timedelta(days=3)), make_placement(supervisor=make_person())
    fellow, office = make_fellow(cohort), make_seat(cohort).office
    asked = requests.ask_for_change(
        actor=placement.fellow.person, placement_id=placement.pk, kind="leave", words="In May", at=AT
    )
    far = make_person()
    give_role(far, Role.PROGRAM_MANAGER, scope=Scope.REGION, region=make_office().region)
    pair = {"cohort_id": cohort.pk, "office_id": office.pk}
    with pytest.raises(Refused):
        conflicts.note_conflict(actor=far, **pair, fellow_id=fellow.pk, kind="other", note="", at=AT)
    with pytest.raises(Refused):
        hosting.confirm_promises(actor=far, **pair, promises=["desk"], signed_as="Far", at=AT)
    with pytest.raises(Refused):
        requests.answer_request(actor=far, request_id=asked.pk, agree=True, words="Yes", at=AT)


@pytest.mark.parametrize(("first_day", "kinds"), [("2027-09-06", []), ("2027-09-05", [Breach.START_DATE])])
def test_the_first_day_one_can_start_is_early_enough(first_day, kinds):
    snapshot = {
        "fellows": {"a": {"ranking": ["x"], "never": [], "not_before": "2027-09-06"}},
        "offices": {"x": {"capacity": 1, "ranking": ["a"], "starts_on": first_day}},
    }
    assert [note.kind for note in check(snapshot, {"a": "x"}).breaches] == kinds


def test_whoever_stays_in_a_full_region_has_a_claim_on_its_empty_seat():
    snapshot = {
        "fellows": {"a": {"ranking": ["x", "y"], "never": []}},
        "offices": {one: {"capacity": 1, "ranking": ["a"]} for one in "xy"},
        "regions": {"R": {"offices": ["x", "y"], "cap": 1}},
    }
    assert [note.kind for note in check(snapshot, {"a": "y"}).findings] == [Finding.EMPTY_SEAT]
