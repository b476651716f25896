"""What both sides said, as it reaches a matching run: regions, limits, skills, money, couples, conflicts."""

import pytest

from cohorts.models import Conflict, Couple, OfficeTerms, RegionRanking
from cohorts.queries.snapshots import take_snapshot
from cohorts.rules.checker import Breach, check
from cohorts.rules.eligibility import Bar
from cohorts.rules.explain import ladder
from cohorts.rules.levels import place
from cohorts.rules.market import read_market
from cohorts.rules.matching import solve
from cohorts.rules.together import joint_list, neutral_order, spread
from tests.factories.cohorts import AT, list_fellows, list_offices, make_cohort, make_fellow, make_seat
from tests.factories.people import make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(clock):
    return make_cohort()


@pytest.fixture
def offices(cohort):
    made = [make_office(name=name) for name in ("Calder", "Marrow", "Tamarack")]
    for office in made:
        made[0].region.offices.add(office)
        office.refresh_from_db()
        make_seat(cohort, office)
    return made


def keys(*rows):
    return [str(row.pk) for row in rows]


def test_a_region_stands_for_its_offices_without_a_mark_of_their_own(cohort, offices):
    calder, marrow, tamarack = offices
    fellow = make_fellow(cohort)
    last = make_office(name="Sable")
    make_seat(cohort, last)
    make_seat(cohort, make_office(name="Elsewhere"))
    list_offices(fellow, never=[marrow])
    fellow.ranking.create(office=last, position=2)
    RegionRanking.objects.create(fellow=fellow, region=calder.region, position=1)
    entry = take_snapshot(cohort)["fellows"][str(fellow.pk)]

    assert entry["ranking"] == [*neutral_order(str(cohort.pk), keys(calder, tamarack)), str(last.pk)]
    assert (entry["from_regions"], entry["never"]) == (sorted(keys(calder, tamarack)), keys(marrow))


def test_each_hard_limit_keeps_apart_by_its_own_name(cohort, offices):
    calder, marrow, tamarack = offices
    OfficeTerms.objects.create(cohort=cohort, office=calder, car_needed=True)
    OfficeTerms.objects.create(cohort=cohort, office=marrow, commute_minutes=46, car_needed=False)
    type(tamarack).objects.filter(pk=tamarack.pk).update(state="NM")
    limits = {"without_car": True, "longest_commute": 45, "states": ["NM"]}
    fellow = make_fellow(cohort, limits=limits)
    list_offices(fellow, *offices)
    snapshot = take_snapshot(cohort)
    found = solve(snapshot)
    by_hand = check(snapshot, {str(fellow.pk): str(calder.pk)})

    assert found["matching"] == {str(fellow.pk): None}
    assert [rung.bar for rung in ladder(snapshot, found["matching"], str(fellow.pk))] == [
        Bar.CAR, Bar.COMMUTE, Bar.PLACE,
    ]  # fmt: skip
    assert [note.kind for note in by_hand.breaches] == [Breach.LIMIT]


def test_what_is_not_known_of_an_office_keeps_nobody_away(cohort, offices):
    fellow = make_fellow(cohort, limits={"without_car": True, "longest_commute": 15})
    list_offices(fellow, offices[0])

    assert take_snapshot(cohort)["conflicts"] == []


def test_a_conflict_counts_once_whoever_told_of_it(cohort, offices):
    fellow = make_fellow(cohort)
    for side in ("fellow", "office"):
        Conflict.objects.create(fellow=fellow, office=offices[0], side=side, note="NOTE-CANARY", noted_at=AT)

    snapshot = take_snapshot(cohort)
    assert snapshot["conflicts"] == [[str(fellow.pk), str(offices[0].pk), "conflict"]]
    assert "NOTE-CANARY" not in str(snapshot)


def test_tentative_seats_count_only_when_the_run_says_so(cohort, offices):
    make_seat(cohort, offices[0], funding="tentative")
    far = make_seat(cohort, funding="tentative").office
    fellow = make_fellow(cohort)
    list_offices(fellow, far)
    without, with_them = take_snapshot(cohort), take_snapshot(cohort, tentative=True)

    seats = [
        [entry["offices"][str(one.pk)]["capacity"] for one in (offices[0], far)] for entry in (without, with_them)
    ]
    assert seats == [[1, 0], [2, 1]]
    assert solve(without)["matching"] == {str(fellow.pk): None}
    assert solve(with_them)["matching"] == {str(fellow.pk): str(far.pk)}


def test_seats_are_kept_for_skills_firmly_or_if_possible(cohort, offices):
    make_seat(cohort, offices[0], skill="driver", skill_is_firm=False)
    make_seat(cohort, offices[0], skill="language:vi")
    fellow = make_fellow(
        cohort, skills=["driver"],
        languages=[{"language": "vi", "level": "working"}, {"language": "ko", "level": "basic"}],
    )  # fmt: skip
    snapshot = take_snapshot(cohort)

    assert snapshot["offices"][str(offices[0].pk)]["reserved"] == [
        {"skill": "language:vi", "seats": 1, "mode": "hard"}, {"skill": "driver", "seats": 1, "mode": "soft"},
    ]  # fmt: skip
    assert snapshot["fellows"][str(fellow.pk)]["skills"] == ["driver", "language:vi"]


def test_a_couple_is_placed_in_one_metropolitan_area(cohort, offices):
    calder, marrow, tamarack = offices
    for office, metro in zip(offices, ("Bay", "Desert", "Bay"), strict=True):
        OfficeTerms.objects.create(cohort=cohort, office=office, metro=metro)
    ana, ben = make_fellow(cohort, "Ana"), make_fellow(cohort, "Ben")
    list_offices(ana, marrow, calder, tamarack)
    list_offices(ben, marrow, tamarack)
    list_fellows(marrow, cohort, ana, ben)
    Couple.objects.create(cohort=cohort, first=ana, second=ben)
    snapshot = take_snapshot(cohort)
    found = place(read_market(snapshot))

    assert sorted(found.matching.items()) == sorted(zip(keys(ana, ben), keys(calder, tamarack), strict=True))
    assert check(snapshot, found.matching).passes


def test_the_joint_list_is_fair_to_both():
    metro = {"a": "x", "b": "x", "c": "y"}

    assert joint_list(["a", "c", "b"], ["b", "a", "c"], metro) == [
        ["a", "b"], ["a", "a"], ["b", "b"], ["c", "c"], ["b", "a"],
    ]  # fmt: skip
    assert spread(["r", "a"], {"r": ["b", "a", "c"]}, {"a"}) == ["b", "c", "a"]
    assert neutral_order("k", ["1", "2", "3"]) == neutral_order("k", ["3", "1", "2"])
