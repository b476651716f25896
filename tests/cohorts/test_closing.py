"""An office closes: everybody there moves or ends in one act, told once; nothing happens by halves."""

from datetime import UTC, date, datetime

import pytest

from cohorts.models import Placement, PlacementChange, Seat
from cohorts.services import changes, closing, placements, transfers
from fellowship.models import AuditEntry, Letter
from fellowship.rules.roles import Role, Scope
from tests.factories.cohorts import AT, make_cohort, make_placement, make_seat
from tests.factories.people import give_role, make_office, make_person, make_staff, sign_in

pytestmark = pytest.mark.django_db
TYPED = {"last_day_month": 11, "last_day_day": 30, "last_day_year": 2026, "reason": "REASON-CANARY"}


@pytest.fixture
def cohort():
    return make_cohort(year=2026, starts_on=date(2026, 9, 7), ends_on=date(2028, 9, 6))


@pytest.fixture
def office():
    return make_office(name="Calder")


@pytest.fixture
def dana(client, clock):
    person = make_staff(Role.PROGRAM_MANAGER, name="Dana Whitcomb")
    sign_in(client, person)
    return person


@pytest.fixture
def two(cohort, office):
    evelyn = make_person(name="Evelyn Adair")
    give_role(evelyn, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=office)
    return [
        make_placement(cohort=cohort, office=office, person=make_person(name=name), supervisor=evelyn)
        for name in ("Keisha Brandt", "Noah Pell")
    ]


def page_of(office):
    return f"/staff/placement/offices/{office.pk}/close/"


def chosen(*pairs):
    return TYPED | {f"placement_{one.pk}": str(getattr(what, "pk", what)) for one, what in pairs}


def test_one_moves_one_ends_and_the_seats_close_once(client, dana, cohort, office, two):
    keisha, noah = two
    seat, spare = make_seat(cohort, make_office(name="Marrow")), make_seat(cohort, office)
    url, typed = page_of(office), chosen((keisha, seat), (noah, "end"))

    check = client.post(url, typed).content.decode().replace("\xa0", " ")
    assert "Keisha Brandt moves on 1 December 2026 to: Marrow" in check
    assert "The placement of Noah Pell ends. The last day is 30 November 2026." in check
    assert "3 seats of the office are closed for matching." in check
    assert not PlacementChange.objects.exists()
    assert [client.post(url, typed | {"confirm": "1"}).status_code for _click in range(2)] == [302, 302]

    planned = PlacementChange.objects.order_by("kind").values_list("kind", "placement", "effective_on", "end_kind")
    assert list(planned) == [
        ("end", noah.pk, date(2026, 12, 1), "office"),
        ("transfer", keisha.pk, date(2026, 12, 1), ""),
    ]
    assert not Seat.objects.filter(office=office, is_open=True).exists()
    letters = Letter.objects.order_by("recipient__name", "pk").values_list("recipient__name", "stage")
    assert sorted(letters) == [
        ("Evelyn Adair", "queued"), ("Evelyn Adair", "queued"), ("Keisha Brandt", "queued"), ("Noah Pell", "held"),
    ]  # fmt: skip
    assert "REASON-CANARY" not in "".join(Letter.objects.values_list("body", flat=True))
    entry = AuditEntry.objects.get(action="cohorts.close_office")
    assert entry.data == {"last_day": "2026-11-30", "moved": 1, "ended": 1, "seats": 3}

    changes.settle_due_changes(at=datetime(2026, 12, 1, 20, tzinfo=UTC))
    assert set(Placement.objects.filter(seat__office=office).values_list("stage", flat=True)) == {"ended"}
    assert Placement.objects.get(replaces=keisha).seat == seat
    spare.refresh_from_db()
    assert not spare.is_open


def test_a_seat_is_for_one_person_and_each_needs_a_choice(client, dana, cohort, office, two):
    seat = make_seat(cohort, make_office(name="Marrow"))
    for typed, words in (
        (chosen((two[0], seat), (two[1], seat)), "Somebody else moves to this seat. Choose another one."),
        (chosen((two[0], seat), (two[1], "")), "Choose what happens to this placement."),
    ):
        answer = client.post(page_of(office), typed | {"confirm": "1"})
        assert (answer.status_code, answer.content.decode().count(words)) == (422, 2)
        assert "REASON-CANARY" in answer.content.decode()
    assert not PlacementChange.objects.exists()


def test_a_seat_taken_meanwhile_undoes_the_whole_act_and_is_said_at_its_field(client, dana, cohort, office, two):
    keisha, noah = two
    seat, other = make_seat(cohort, make_office()), make_placement(cohort=cohort)
    move = {"actor": dana, "seat_id": seat.pk, "from_day": date(2026, 12, 1), "reason": "", "at": AT}
    transfers.plan_transfer(placement_id=other.pk, **move)
    with pytest.raises(closing.NotThatWay) as no:
        closing.close_office(
            actor=dana, office_id=office.pk, last_day=date(2026, 11, 30), reason="", at=AT,
            moves={keisha.pk: None, noah.pk: seat.pk},
        )  # fmt: skip
    answer = client.post(page_of(office), chosen((keisha, "end"), (noah, seat)) | {"confirm": "1"})

    assert no.value.placement_id == noah.pk
    assert (answer.status_code, "This seat is not open any more." in answer.content.decode()) == (422, True)
    assert list(PlacementChange.objects.values_list("placement", flat=True)) == [other.pk]
    assert Seat.objects.filter(office=office, is_open=True).count() == 2


def test_who_leaves_anyway_is_left_alone_and_who_comes_must_be_called_off(client, dana, cohort, office, two):
    keisha, noah = two
    Placement.objects.filter(pk=keisha.pk).update(ends_on=date(2026, 11, 30))
    coming = make_placement(cohort=cohort, person=make_person(name="Imani Cole"))
    move = transfers.plan_transfer(
        actor=dana, placement_id=coming.pk, seat_id=make_seat(cohort, office).pk, from_day=date(2026, 12, 1),
        reason="", at=AT,
    )  # fmt: skip
    refused = client.post(page_of(office), chosen((noah, "end")) | {"confirm": "1"})
    assert (refused.status_code, "Call that move off first." in refused.content.decode()) == (422, True)
    assert "Imani Cole" in refused.content.decode()

    changes.call_off_change(actor=dana, change_id=move.pk, at=AT)
    assert client.post(page_of(office), chosen((noah, "end")) | {"confirm": "1"}).status_code == 302
    assert PlacementChange.objects.get(stage="planned").placement == noah


def test_who_has_not_begun_begins_elsewhere_and_was_never_here(dana, office):
    cohort = make_cohort(year=2026, starts_on=date(2027, 1, 4), ends_on=date(2028, 9, 6))
    one, gone = (make_placement(cohort=cohort, office=office, stage="planned") for _number in range(2))
    seat = make_seat(cohort, make_office())
    closing.close_office(
        actor=dana, office_id=office.pk, last_day=date(2026, 12, 15), reason="", at=AT,
        moves={one.pk: seat.pk, gone.pk: None},
    )  # fmt: skip
    assert Placement.objects.get(pk=gone.pk).stage == "cancelled"

    begun = datetime(2027, 1, 4, 20, tzinfo=UTC)
    placements.settle_due_placements(at=begun)
    changes.settle_due_changes(at=begun)
    new = Placement.objects.get(replaces=one)
    assert (Placement.objects.get(pk=one.pk).stage, new.stage, new.fellow.stage) == ("cancelled", "active", "active")
    assert (new.seat, new.starts_on) == (seat, date(2027, 1, 4))


def test_a_day_before_today_is_refused_at_its_field(client, dana, office, two):
    typed = chosen((two[0], "end"), (two[1], "end")) | {"last_day_year": 2025, "confirm": "1"}
    answer = client.post(page_of(office), typed)
    assert (answer.status_code, answer.content.decode().count("Choose a day from today on")) == (422, 2)


def test_another_region_finds_no_such_office_and_nothing_happens(client, clock, office, two):
    person = make_person()
    give_role(person, Role.PROGRAM_MANAGER, scope=Scope.REGION, region=make_office().region)
    sign_in(client, person)
    typed = chosen((two[0], "end"), (two[1], "end")) | {"confirm": "1"}

    assert [client.get(page_of(office)).status_code, client.post(page_of(office), typed).status_code] == [404, 404]
    assert not PlacementChange.objects.exists()


def test_the_page_takes_the_same_queries_for_any_number(client, dana, cohort, office, django_assert_num_queries):
    make_seat(cohort, make_office())
    make_placement(cohort=cohort, office=office)
    client.get(page_of(office))
    with django_assert_num_queries(16):
        assert client.get(page_of(office)).content.decode().count("<select") == 1
    for _number in range(2):
        make_placement(cohort=cohort, office=office)
    with django_assert_num_queries(16):
        assert client.get(page_of(office)).content.decode().count("<select") == 3
    assert page_of(office) in client.get(f"/staff/placement/placements/?office={office.pk}").content.decode()
