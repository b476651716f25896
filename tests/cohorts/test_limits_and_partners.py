"""Regions, hard limits, partners and conflicts on a fellow's own pages; steps that are saved, undone, or told late."""

from datetime import timedelta

import pytest

from cohorts.models import Conflict, Couple, Fellow, FellowRanking, OfficeTerms, PartnerWish, RankingSheet
from cohorts.queries.list_states import fellow_state, office_state
from cohorts.queries.snapshots import take_snapshot
from cohorts.rules.lists import dropped
from cohorts.services.partners import WishGone
from fellowship.models import AuditEntry
from fellowship.rules.roles import Role, Scope
from tests.factories.cohorts import AT, list_offices, make_cohort, make_fellow, make_seat
from tests.factories.people import give_role, make_office, make_person, sign_in

pytestmark = pytest.mark.django_db
URL, LIMITS, PARTNER = "/my/ranking/", "/my/ranking/limits/", "/my/ranking/partner/"


@pytest.fixture
def cohort(clock):
    return make_cohort(closes=timedelta(days=3))


@pytest.fixture
def offices(cohort):
    made = [make_office(name=name) for name in ("Calder", "Marrow", "Tamarack")]
    for office in made:
        make_seat(cohort, office)
    return made


@pytest.fixture
def maya(cohort, offices):
    return make_fellow(cohort, "Maya Lind")


@pytest.fixture
def ben(cohort, offices):
    return make_fellow(cohort, "Ben Ode")


@pytest.fixture
def evelyn(offices):
    person = make_person(name="Evelyn Adair")
    give_role(person, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=offices[0])
    return person


def numbers(**typed):
    return {f"n_{row.pk.hex}": number for row, number in typed.values()}


def state(fellow):
    return fellow_state(fellow)["order"]


def keys(*rows):
    return [str(row.pk) for row in rows]


def test_a_whole_region_takes_a_number_like_an_office(client, maya, offices):
    calder, marrow, _last = offices
    sign_in(client, maya.person)
    answer = client.post(URL, numbers(a=(marrow, "1"), b=(calder.region, "2")) | {"do": "save"})
    text = client.get(URL).content.decode()

    assert answer.status_code == 302
    assert state(maya) == keys(marrow, calder.region)
    assert "Stands for, in this order: Calder" in text
    assert take_snapshot(maya.cohort)["fellows"][str(maya.pk)]["ranking"] == keys(marrow, calder)


def test_a_region_of_nowhere_is_refused(client, maya, offices):
    elsewhere = make_office().region
    sign_in(client, maya.person)
    client.post(URL, numbers(a=(elsewhere, "1")) | {"do": f"add:{elsewhere.pk}"})

    assert state(maya) == []


def test_a_row_is_dropped_before_another(client, maya, offices):
    calder, marrow, tamarack = offices
    sign_in(client, maya.person)
    typed = numbers(a=(calder, "1"), b=(marrow, "2"), c=(tamarack, "3"))
    client.post(URL, {**typed, "do": f"drop:{tamarack.pk}:{calder.pk}"})

    assert state(maya) == keys(tamarack, calder, marrow)
    assert dropped([["a"], ["b", "c"]], "a", "c") == [["a"], ["b", "c"]]
    assert dropped([["a", "b"], ["c"]], "a", None) == [["b"], ["c"], ["a"]]
    assert dropped([["a"], ["b"]], "a", "a") == [["a"], ["b"]]


def test_an_older_window_is_told_and_overwrites_nothing(client, maya, offices):
    calder, marrow, _last = offices
    sign_in(client, maya.person)
    client.post(URL, numbers(a=(calder, "1")) | {"do": "save", "version": "0"})
    late = client.post(URL, numbers(a=(marrow, "1")) | {"do": "save", "version": "0"})
    text = late.content.decode()

    assert (late.status_code, state(maya)) == (422, keys(calder))
    assert "This list was changed in another window." in text
    assert 'name="version" value="1"' in text
    assert text.count('value="1"') >= 2
    client.post(URL, numbers(a=(marrow, "1")) | {"do": "save", "version": "1"})
    assert state(maya) == keys(marrow)


def test_the_same_step_twice_is_no_quarrel(client, maya, offices):
    sign_in(client, maya.person)
    sent = numbers(a=(offices[0], "1")) | {"do": "save", "version": "0"}

    assert [client.post(URL, sent).status_code for _time in range(2)] == [302, 302]
    assert RankingSheet.objects.get().version == 1


def test_the_last_step_is_undone_and_done_again(client, maya, offices):
    calder, marrow, _last = offices
    list_offices(maya, calder)
    sign_in(client, maya.person)
    assert "Undo the last step" not in client.get(URL).content.decode()
    assert client.post(URL, {"do": "undo"}).status_code == 422
    client.post(URL, numbers(a=(calder, "2"), b=(marrow, "1")) | {"do": "save"})
    client.post(URL, {"do": "undo"})
    assert state(maya) == keys(calder)
    client.post(URL, numbers(a=(calder, "typed since")) | {"do": "undo"})
    assert state(maya) == keys(marrow, calder)
    assert "Saved" in client.get(URL).content.decode()


def test_limits_are_kept_told_and_close_offices(client, maya, offices):
    calder, marrow, tamarack = offices
    OfficeTerms.objects.create(cohort=maya.cohort, office=calder, car_needed=True)
    OfficeTerms.objects.create(cohort=maya.cohort, office=marrow, commute_minutes=50)
    sent = {"without_car": "on", "longest_commute": "45", "regions": [str(tamarack.region_id)], "skills": ["driver"],
            "not_before_month": "9", "not_before_day": "20", "not_before_year": "2027"}  # fmt: skip
    sign_in(client, maya.person)
    answer = client.post(LIMITS, sent)
    maya.refresh_from_db()
    text = client.get(URL).content.decode()

    assert (answer.status_code, maya.skills) == (302, ["driver"])
    assert maya.limits == {
        "regions": [str(tamarack.region_id)], "without_car": True, "longest_commute": 45, "not_before": "2027-09-20",
    }  # fmt: skip
    assert text.count("Closed by your limits") == 3
    assert "Only offices I can reach without a car." in text
    assert 'value="20"' in client.get(LIMITS).content.decode()
    assert client.post(LIMITS, {"longest_commute": "7"}).status_code == 422
    client.post(LIMITS, {"longest_commute": "0"})
    assert (Fellow.objects.get(pk=maya.pk).limits, Fellow.objects.get(pk=maya.pk).skills) == ({}, [])
    assert "20" not in str(
        list(AuditEntry.objects.filter(action="cohorts.save_limits").values_list("data", flat=True))
    )


def test_limits_and_partners_close_with_the_lists(client, maya, clock):
    clock.advance(days=4)
    sign_in(client, maya.person)

    assert client.post(LIMITS, {"without_car": "on"}).status_code == 422
    assert client.post(PARTNER, {"do": "name", "email": "ben@tests.example"}).status_code == 422
    assert (Fellow.objects.get(pk=maya.pk).limits, PartnerWish.objects.count()) == ({}, 0)


def said(client, email):
    answer = client.post(PARTNER, {"do": "name", "email": email}, follow=True)
    return answer.status_code, answer.content.decode().replace(email, "").partition("<main")[2]


def test_naming_someone_says_the_same_whoever_has_that_address(client, maya, ben):
    sign_in(client, maya.person)
    texts = {
        said(client, email)[1].split("csrfmiddlewaretoken")[0] for email in (ben.person.email, "no@tests.example")
    }

    assert len(texts) == 1
    assert "Ben Ode" not in texts.pop()
    assert said(client, maya.person.email)[0] == 422


def test_a_pair_takes_two_yes_and_either_takes_it_back(client, maya, ben):
    sign_in(client, maya.person)
    client.post(PARTNER, {"do": "name", "email": ben.person.email.upper()})
    assert not Couple.objects.exists()
    sign_in(client, ben.person)
    assert "Maya Lind wants to be placed near you." in client.get(PARTNER).content.decode()
    wish = PartnerWish.objects.get()
    for _time in range(2):
        assert client.post(PARTNER, {"do": f"yes:{wish.pk}"}).status_code == 302
    couple = Couple.objects.get()
    assert {couple.first, couple.second} == {maya, ben}
    assert "You and Maya Lind both said yes." in client.get(PARTNER).content.decode()
    client.post(PARTNER, {"do": "back"})
    assert not Couple.objects.exists()
    sign_in(client, maya.person)
    assert ben.person.email not in client.get(PARTNER).content.decode()


def test_a_no_is_not_told_and_not_asked_again(client, maya, ben):
    sign_in(client, maya.person)
    client.post(PARTNER, {"do": "name", "email": ben.person.email})
    before = client.get(PARTNER).content.decode().partition("<h1")[2].partition("csrf")[0]
    sign_in(client, ben.person)
    client.post(PARTNER, {"do": f"no:{PartnerWish.objects.get().pk}"})
    sign_in(client, maya.person)
    assert client.get(PARTNER).content.decode().partition("<h1")[2].partition("csrf")[0] == before
    client.post(PARTNER, {"do": "back"})
    client.post(PARTNER, {"do": "name", "email": ben.person.email})
    sign_in(client, ben.person)
    assert "Maya Lind" not in client.get(PARTNER).content.decode()
    client.post(PARTNER, {"do": "name", "email": maya.person.email})
    assert Couple.objects.count() == 1


def test_a_wish_for_someone_else_cant_be_answered(client, maya, ben, cohort):
    sign_in(client, maya.person)
    client.post(PARTNER, {"do": "name", "email": ben.person.email})
    wish = PartnerWish.objects.get()
    sign_in(client, make_fellow(cohort, "Zoe Nonesuch").person)
    for step in (f"yes:{wish.pk}", f"no:{wish.pk}", "yes:nonsense"):
        answer = client.post(PARTNER, {"do": step})
        assert answer.status_code == 422
        assert str(WishGone.sentence) in answer.content.decode()
        assert "Enter your partner" not in answer.content.decode()
    assert (Couple.objects.count(), PartnerWish.objects.get().declined_at) == (0, None)


def test_a_partner_learns_nothing_of_the_list(client, maya, ben, offices):
    Couple.objects.create(cohort=maya.cohort, first=maya, second=ben)
    sign_in(client, maya.person)
    before = [client.get(url).content.decode().partition("<h1")[2].partition("csrf")[0] for url in (URL, PARTNER)]
    list_offices(ben, offices[1], never=[offices[0]])
    after = [client.get(url).content.decode().partition("<h1")[2].partition("csrf")[0] for url in (URL, PARTNER)]

    assert before == after


def test_both_sides_tell_of_a_conflict_and_neither_learns_of_the_other(client, maya, evelyn, offices):
    sent = {"kind": "relative", "note": "NOTE-CANARY"}
    office_url = f"/my/office/{offices[0].pk}/ranking/"
    sign_in(client, evelyn)
    client.post(office_url + "conflict/", {**sent, "other": str(maya.pk)})
    mine = client.get(office_url).content.decode()
    sign_in(client, maya.person)
    theirs = client.get(URL).content.decode()

    assert ("You told staff about: Maya Lind." in mine, "You told staff" in theirs) == (True, False)
    assert take_snapshot(maya.cohort)["conflicts"] == [[str(maya.pk), str(offices[0].pk), "conflict"]]
    for _time in range(2):
        client.post(URL + "conflict/", {**sent, "other": str(offices[0].pk)})
    assert "conflict of interest with: Calder" in client.get(URL).content.decode()
    assert sorted(Conflict.objects.values_list("side", flat=True)) == ["fellow", "office"]
    for url in (URL, "/my/placement/why/", URL + "conflict/"):
        assert "NOTE-CANARY" not in client.get(url).content.decode()


def test_foreign_people_and_offices_are_not_there(client, maya, evelyn, offices, cohort):
    stranger = make_fellow(make_cohort(), "Zoe Nonesuch")
    sent = {"kind": "relative"}
    sign_in(client, evelyn)
    assert (
        client.post(f"/my/office/{offices[1].pk}/ranking/conflict/", {**sent, "other": str(maya.pk)}).status_code
        == 404
    )
    own = f"/my/office/{offices[0].pk}/ranking/conflict/"
    assert client.post(own, {**sent, "other": str(stranger.pk)}).status_code == 422
    assert [client.get(url).status_code for url in (LIMITS, PARTNER, URL + "conflict/")] == [404, 404, 404]
    sign_in(client, maya.person)
    assert client.post(URL + "conflict/", {**sent, "other": str(make_office().pk)}).status_code == 422
    assert client.post(own, {**sent, "other": str(maya.pk)}).status_code == 403
    assert not Conflict.objects.exists()


def scores(*rows):
    return {f"n_{fellow.pk.hex}": score for fellow, score in rows}


def test_scores_make_the_order_and_equal_ones_tie(client, maya, ben, evelyn, offices):
    cohort = maya.cohort
    zoe = make_fellow(cohort, "Zoe Lark")
    url = f"/my/office/{offices[0].pk}/ranking/"
    sign_in(client, evelyn)
    client.post(url, scores((maya, "70"), (ben, "90"), (zoe, "70")) | {"by": "score", "do": "save"})
    kept = office_state(offices[0].pk, cohort.pk)
    text = client.get(url).content.decode()

    assert kept["groups"] == [keys(ben), sorted(keys(maya, zoe))]
    assert kept["scores"] == {str(maya.pk): 70, str(ben.pk): 90, str(zoe.pk): 70}
    assert 'value="90"' in text
    bad = client.post(url, scores((maya, "101")) | {"by": "score"})
    assert (bad.status_code, "Enter a score from 1 to 100 for Maya Lind" in bad.content.decode()) == (422, True)
    client.post(f"{url}{ben.pk}/not/", {"reason": "Not now"})
    assert office_state(offices[0].pk, cohort.pk)["scores"] == {str(maya.pk): 70, str(zoe.pk): 70}
    client.post(url, {"do": "undo", "by": "score"})
    assert office_state(offices[0].pk, cohort.pk) == kept


def test_a_list_saved_before_the_clock_strikes_stands(client, maya, offices, clock):
    sign_in(client, maya.person)
    client.post(URL, numbers(a=(offices[0], "1")) | {"do": "save"})
    clock.advance(days=4)
    late = client.post(URL, numbers(a=(offices[1], "1")) | {"do": "save"})

    assert (late.status_code, state(maya)) == (422, keys(offices[0]))
    assert "Lists are closed. Your list stands as you last saved it." in late.content.decode()
    assert FellowRanking.objects.get().fellow == maya
    assert RankingSheet.objects.get().saved_at == AT


def test_states_go_by_their_names(client, maya, offices):
    type(offices[0]).objects.update(state="NC")
    sign_in(client, maya.person)
    assert "North Carolina" in client.get(LIMITS).content.decode()
    client.post(LIMITS, {"states": ["NC"], "longest_commute": "0"})
    assert "Never in North Carolina." in client.get(URL).content.decode()
