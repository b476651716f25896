"""Caps of regions: set, shown, frozen with a run, kept by it, and told in the why and in a clash."""

from datetime import timedelta

import pytest

from cohorts.models import Lock, RegionCap
from cohorts.queries.own_why import own_why
from cohorts.queries.runs import record_of
from cohorts.queries.snapshots import take_snapshot
from cohorts.rules.checker import Breach, check
from cohorts.rules.explain import Why, ladder
from cohorts.rules.levels import place
from cohorts.rules.market import read_market
from cohorts.services import caps, publication, runs
from fellowship.models import AuditEntry
from fellowship.rules.roles import Role, Scope
from tests.factories.cohorts import AT, list_offices, make_cohort, make_fellow, make_seat
from tests.factories.people import give_role, make_office, make_person, make_staff, sign_in

pytestmark = pytest.mark.django_db
WORDS = "At most 1 fellow in West this year."


@pytest.fixture
def cohort(clock):
    return make_cohort(closes=timedelta(days=3))


@pytest.fixture
def west(cohort):
    """Two offices of one region, a seat each."""
    made = [make_office(name=name) for name in ("Calder", "Marrow")]
    region = made[0].region
    region.name = "West"
    region.save()
    region.offices.add(made[1])
    for office in made:
        office.refresh_from_db()
        make_seat(cohort, office)
    return made


@pytest.fixture
def dana(clock):
    return make_staff(Role.PROGRAM_MANAGER, name="Dana Whitcomb")


def cap(dana, cohort, office, most=1):
    return caps.set_cap(
        actor=dana, cohort_id=cohort.pk, region_id=office.region_id, most=most, reason="Two trainers", at=AT
    )


def test_a_cap_is_set_changed_and_removed_with_a_reason(client, cohort, west, dana):
    url, region = f"/staff/placement/{cohort.pk}/caps/", west[0].region
    sign_in(client, dana)
    sent = {"region": str(region.pk), "most": "3", "reason": "Two trainers"}
    for wrong in ({"most": "-1"}, {"most": "x"}, {"reason": ""}, {"region": str(make_office().region_id)}):
        assert client.post(url, sent | wrong).status_code == 422
    for most in ("3", "3", "1"):
        client.post(url, sent | {"most": most})
    assert RegionCap.objects.get().most == 1
    for page in (url, f"/staff/placement/{cohort.pk}/seats/"):
        assert "Two trainers" in client.get(page).content.decode()
    assert WORDS in client.get(f"/staff/placement/{cohort.pk}/seats/").content.decode()
    assert "Change the cap of West" in client.get(url, {"region": str(region.pk)}).content.decode()
    remove = f"{url}{region.pk}/remove/"
    assert "Remove the cap of West?" in client.get(remove).content.decode()
    for _click in range(2):
        client.post(remove)
    assert not RegionCap.objects.exists()
    actions = AuditEntry.objects.filter(action__endswith="_cap").order_by("pk").values_list("action", "data")
    assert [(action.removeprefix("cohorts."), data["from"], data.get("to")) for action, data in actions] == [
        ("set_cap", None, 3), ("set_cap", 3, 1), ("remove_cap", 1, None),
    ]  # fmt: skip


def test_a_manager_of_a_region_sets_no_cap(client, cohort, west, dana):
    regional = make_person()
    give_role(regional, Role.PROGRAM_MANAGER, scope=Scope.REGION, region=west[0].region)
    cap(dana, cohort, west[0])
    sign_in(client, regional)
    url = f"/staff/placement/{cohort.pk}/caps/"

    assert [client.get(url).status_code, client.post(f"{url}{west[0].region_id}/remove/").status_code] == [403, 403]
    seats = client.get(f"/staff/placement/{cohort.pk}/seats/").content.decode()
    assert (WORDS in seats, url in seats) == (True, False)
    assert RegionCap.objects.count() == 1


def test_a_run_keeps_to_the_cap_and_everybody_can_read_it(client, cohort, west, dana):
    fellows = [make_fellow(cohort, name) for name in ("Ana Roe", "Ben Ode")]
    far = make_seat(cohort, make_office(name="Tamarack")).office
    for fellow, first in zip(fellows, west, strict=True):
        list_offices(fellow, first, far)
    row = cap(dana, cohort, west[0])
    snapshot = take_snapshot(cohort)
    assert snapshot["regions"] == {"West": {"offices": sorted(str(one.pk) for one in west), "cap": 1}}
    run = runs.start_run(actor=dana, cohort_id=cohort.pk, at=AT)
    run = runs.solve_run(job_id=run.job_id, at=AT)
    turned = next(one for one in fellows if run.outcome["matching"][str(one.pk)] == str(far.pk))

    assert sorted(run.outcome["matching"].values()).count(str(far.pk)) == 1
    assert record_of(dana, run.pk, AT).caps == (WORDS,)
    assert ladder(run.snapshot, run.outcome["matching"], str(turned.pk))[0].why is Why.REGION_FULL
    everyone = {str(one.pk): str(office.pk) for one, office in zip(fellows, west, strict=True)}
    assert [(note.kind, note.office) for note in check(run.snapshot, everyone).breaches] == [
        (Breach.REGION_CAP, "West"),
    ]  # fmt: skip
    sign_in(client, dana)
    for url in ("", "why/", f"why/fellows/{turned.pk}/"):
        shown = client.get(f"/staff/placement/runs/{run.pk}/{url}")
        assert (shown.status_code, WORDS in shown.content.decode()) == (200, url != "why/")
    publication.publish_run(actor=dana, run_id=run.pk, at=AT)
    rung = own_why(turned.person).rungs[0]
    assert f"{WORDS} The places there went to others." in rung.sentence
    row.delete()
    assert "regions" not in take_snapshot(cohort)


def test_agreed_places_and_a_cap_never_clash(client, cohort, west, dana):
    ana, ben = make_fellow(cohort), make_fellow(cohort)
    sign_in(client, dana)
    url = f"/staff/placement/{cohort.pk}/agreed/"
    cap(dana, cohort, west[0])
    for fellow, office in ((ana, west[0]), (ben, west[1])):
        answer = client.post(url, {"fellow": str(fellow.pk), "office": str(office.pk), "reason": "Agreed"})
    assert (answer.status_code, "has a cap" in answer.content.decode()) == (422, True)
    assert Lock.objects.count() == 1
    low = client.post(
        f"/staff/placement/{cohort.pk}/caps/", {"region": str(west[0].region_id), "most": "0", "reason": "None"}
    )
    assert (low.status_code, "are agreed on in this region already" in low.content.decode()) == (422, True)


def test_a_clash_names_the_cap_and_where_it_is_changed(client, cohort, west, dana):
    for office in west:
        list_offices(make_fellow(cohort), office)
        office.cohort_terms.create(cohort=cohort, minimum=1)
    cap(dana, cohort, west[0])
    run = runs.start_run(actor=dana, cohort_id=cohort.pk, at=AT)
    run = runs.solve_run(job_id=run.job_id, at=AT)
    clash = record_of(dana, run.pk, AT).clash

    assert (WORDS, f"/staff/placement/{cohort.pk}/caps/") in [(rule.sentence, rule.url) for rule in clash.rules]


LIMITED = {
    "fellows": {"a": {"ranking": ["x"], "not_before": "2027-10-01"}, "b": {"ranking": ["x"]}},
    "offices": {"x": {"capacity": 2, "minimum": 2, "ranking": ["a", "b"], "starts_on": "2027-09-06"}},
    "conflicts": [["b", "x", "commute"]],
}


def test_a_clash_calls_a_hard_limit_by_its_own_name():
    start = {**LIMITED, "conflicts": []}
    way = {**LIMITED, "fellows": {"a": {"ranking": ["x"]}, "b": {"ranking": ["x"]}}}

    assert place(read_market(start)).conflict == ("minimum 2 of x", "limit start date a")
    assert place(read_market(way)).conflict == ("limit commute b – x", "minimum 2 of x")
