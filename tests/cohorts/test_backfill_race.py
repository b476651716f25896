"""Seats that fell free, offices that close: acts at one moment end with one person a seat. Needs PostgreSQL."""

from datetime import date

import pytest

from cohorts.models import Placement, PlacementChange, Seat, SeatOffer
from cohorts.services import backfilling, closing, seat_offers, transfers
from fellowship.rules.roles import Role
from recruitment.services.applications import move_application
from tests.cohorts.test_publish_race import at_once
from tests.factories.cohorts import AT, list_offices, make_cohort, make_fellow, make_placement, make_seat
from tests.factories.people import make_office, make_staff

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
DAY = date(2027, 9, 6)


class World:
    """One office with two seats, and two people who wait for it."""

    def __init__(self):
        self.cohort, self.office = make_cohort(), make_office()
        self.managers = [make_staff(Role.PROGRAM_MANAGER) for _number in range(2)]
        self.seats = [make_seat(self.cohort, self.office) for _number in range(2)]
        self.fellows = [make_fellow(self.cohort) for _number in range(2)]
        for fellow in self.fellows:
            list_offices(fellow, self.office)

    def place(self, manager, seat, fellow):
        asked = {"seat_id": self.seats[seat].pk, "fellow_id": self.fellows[fellow].pk, "starts_on": DAY, "at": AT}
        return lambda: backfilling.place_waiting(actor=self.managers[manager], **asked)

    def offer(self, manager, seat, fellow):
        asked = {"seat_id": self.seats[seat].pk, "fellow_id": self.fellows[fellow].pk, "starts_on": DAY, "at": AT}
        return lambda: seat_offers.offer_seat(actor=self.managers[manager], **asked)


@pytest.fixture
def world():
    return World()


def test_two_managers_place_in_one_seat_and_one_person_gets_it(world):
    answers = at_once(world.place(0, 0, 0), world.place(1, 0, 1), world.place(1, 0, 0))
    made = Placement.objects.get()
    assert len(answers) == 3
    assert {answer.pk for answer in answers if isinstance(answer, Placement)} == {made.pk}
    assert any(isinstance(answer, transfers.SeatGone) for answer in answers)


def test_two_seats_are_offered_to_one_person_and_one_offer_stands(world):
    answers = at_once(world.offer(0, 0, 0), world.offer(1, 1, 0), world.offer(0, 0, 1))
    open_ones = list(SeatOffer.objects.filter(stage="open").values_list("seat_id", "fellow_id"))
    assert len(answers) == 3
    assert len({seat for seat, _fellow in open_ones}) == len({fellow for _seat, fellow in open_ones}) == len(open_ones)
    assert 1 <= len(open_ones) <= 2


def test_a_yes_twice_is_one_placement_and_beside_a_taking_back_one_of_the_two(world):
    first, second = world.offer(0, 0, 0)(), world.offer(0, 1, 1)()

    def accept(offer, fellow):
        person = world.fellows[fellow].person
        return lambda: seat_offers.accept_seat(actor=person, offer_id=offer.pk, at=AT)

    def take_back():
        return seat_offers.take_back_offer(actor=world.managers[1], offer_id=second.pk, at=AT)

    answers = at_once(accept(first, 0), accept(first, 0), accept(second, 1), take_back)
    second.refresh_from_db()
    assert len(answers) == 4
    assert Placement.objects.filter(fellow=world.fellows[0]).count() == 1
    assert Placement.objects.filter(fellow=world.fellows[1]).count() == (1 if second.stage == "accepted" else 0)
    assert second.stage in {"accepted", "taken_back"}


def test_a_yes_beside_a_withdrawal_leaves_nobody_placed_who_left(world):
    offer = world.offer(0, 0, 0)()
    fellow = world.fellows[0]

    def withdraw():
        return move_application(actor=None, application_id=fellow.application_id, action="withdraw", at=AT)

    def accept():
        return seat_offers.accept_seat(actor=fellow.person, offer_id=offer.pk, at=AT)

    answers = at_once(accept, withdraw, world.place(1, 1, 0))
    fellow.refresh_from_db()
    assert len(answers) == 3
    assert Placement.objects.filter(fellow=fellow).count() == (0 if fellow.stage == "left" else 1)


def test_an_office_closes_beside_a_move_to_its_seat_and_from_it():
    cohort = make_cohort(year=2026, starts_on=date(2026, 9, 7), ends_on=date(2028, 9, 6))
    office, dana = make_office(), make_staff(Role.PROGRAM_MANAGER)
    seat, elsewhere = make_seat(cohort, office), make_seat(cohort, make_office())
    there, coming = make_placement(cohort=cohort, office=office), make_placement(cohort=cohort)

    def move(placement, to):
        return lambda: transfers.plan_transfer(
            actor=dana, placement_id=placement.pk, seat_id=to.pk, from_day=date(2026, 12, 1), reason="", at=AT
        )

    def close():
        return closing.close_office(
            actor=dana, office_id=office.pk, last_day=date(2026, 11, 30), moves={there.pk: None}, reason="", at=AT
        )

    answers = at_once(close, move(coming, seat), move(there, elsewhere))
    is_closed = any(answer in {0, 1} for answer in answers)
    planned = PlacementChange.objects.filter(stage="planned")
    assert len(answers) == 3
    assert planned.filter(placement=there).count() == 1
    assert planned.filter(placement=coming).count() == (0 if is_closed else 1)
    assert Seat.objects.filter(office=office, is_open=True).exists() is not is_closed
