"""Caps of regions go on after matching: seats that fell free, offers and moves keep to them."""

from datetime import timedelta

import pytest

from cohorts.models import PlacementChange, RegionCap, SeatOffer
from cohorts.queries.seat_lines import vacancies
from cohorts.queries.vacancies import seats_for
from cohorts.services import backfilling, seat_offers, transfers
from tests.cohorts.test_seat_offers import DAY, LIST, World
from tests.factories.cohorts import AT, make_placement, make_seat
from tests.factories.people import make_office, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock):
    return World()


def cap(world, most):
    RegionCap.objects.update_or_create(
        cohort=world.cohort,
        region=world.office.region,
        defaults={"most": most, "reason": "Two trainers", "set_at": AT},
    )


def line(world):
    (seat,) = [row for row in vacancies(world.dana) if row.id == world.seat.pk]
    return [one.name for one in seat.line], seat.is_full


def place(world, fellow):
    return backfilling.place_waiting(
        actor=world.dana, seat_id=world.seat.pk, fellow_id=fellow.pk, starts_on=DAY, at=AT
    )


def test_whoever_is_placed_there_counts_and_nobody_else_is_asked_or_placed(client, world):
    cap(world, 1)
    assert line(world) == (["Noor Haddad", "Sam Osei"], False)
    there = make_placement(cohort=world.cohort, office=world.office)
    assert line(world) == ([], True)
    with pytest.raises(transfers.DoesNotFit):
        place(world, world.noor)
    with pytest.raises(transfers.DoesNotFit):
        world.offer()
    sign_in(client, world.dana)
    assert "As many as the cap of this region lets in" in client.get(LIST).content.decode()

    there.stage = "ended"
    there.save()
    assert place(world, world.noor).stage == "planned"


def test_an_open_offer_counts_until_it_is_answered_and_never_against_its_own_person(world):
    cap(world, 1)
    other = make_seat(world.cohort, world.office)
    offer = world.offer()
    with pytest.raises(transfers.DoesNotFit):
        seat_offers.offer_seat(actor=world.dana, fellow_id=world.sam.pk, seat_id=other.pk, starts_on=DAY, at=AT)
    seat_offers.decline_seat(actor=world.noor.person, offer_id=offer.pk, at=AT)
    again = seat_offers.offer_seat(
        actor=world.dana, fellow_id=world.sam.pk, seat_id=world.seat.pk, starts_on=DAY, at=AT
    )
    seat_offers.accept_seat(actor=world.sam.person, offer_id=again.pk, at=AT)
    assert SeatOffer.objects.get(pk=again.pk).stage == "accepted"


def test_a_cap_lowered_after_an_offer_does_not_take_it_away(world):
    cap(world, 2)
    make_placement(cohort=world.cohort, office=world.office)
    offer = world.offer()
    cap(world, 1)
    assert seat_offers.accept_seat(actor=world.noor.person, offer_id=offer.pk, at=AT).stage == "planned"


def test_moves_into_a_full_region_are_not_offered_and_within_it_they_are(world):
    near = make_office(name="Near")
    world.office.region.offices.add(near)
    far = make_office(name="Far")
    here, near_seat = make_placement(cohort=world.cohort, office=world.office), make_seat(world.cohort, near)
    away = make_placement(cohort=world.cohort, office=far)
    cap(world, 1)

    assert near_seat.pk in {row.id for row in seats_for(world.dana, here.fellow, away_from=world.office.pk)}
    assert seats_for(world.dana, away.fellow, away_from=far.pk) == ()
    cap(world, 2)
    assert {row.id for row in seats_for(world.dana, away.fellow, away_from=far.pk)} == {near_seat.pk, world.seat.pk}
    PlacementChange.objects.create(
        placement=away, kind="transfer", effective_on=AT.date() + timedelta(days=9), to_seat=near_seat, made_at=AT,
        made_by=world.dana, last_day_before=away.ends_on, last_day_after=away.ends_on,
    )  # fmt: skip
    assert line(world) == ([], True)


@pytest.mark.parametrize("seats", [1, 3])
def test_a_cap_costs_three_queries_for_any_number_of_seats(client, world, django_assert_num_queries, seats):
    cap(world, 5)
    for _more in range(seats - 1):
        make_seat(world.cohort, make_office())
    sign_in(client, world.dana)
    client.get(LIST)
    with django_assert_num_queries(16):
        assert client.get(LIST).content.decode().count('class="card" id="seat-') == seats
