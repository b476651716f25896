"""Two acts at one moment never pass the cap of a region. Needs PostgreSQL."""

from datetime import date

import pytest

from cohorts.models import Placement, PlacementChange, RegionCap
from cohorts.services import backfilling, closing, transfers
from fellowship.rules.roles import Role
from tests.cohorts.test_publish_race import at_once
from tests.factories.cohorts import AT, list_offices, make_cohort, make_fellow, make_placement, make_seat
from tests.factories.people import make_office, make_staff

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
DAY = date(2026, 12, 1)


class Full:
    """A region that takes one more, two seats there, and people who could come."""

    def __init__(self):
        self.cohort = make_cohort(year=2026, starts_on=date(2026, 9, 7), ends_on=date(2028, 9, 6))
        self.dana = make_staff(Role.PROGRAM_MANAGER)
        region = make_office().region
        self.seats = [make_seat(self.cohort, make_office(region=region)) for _number in range(2)]
        self.away = [make_placement(cohort=self.cohort) for _number in range(2)]
        self.waits = make_fellow(self.cohort)
        list_offices(self.waits, *(seat.office for seat in self.seats))
        RegionCap.objects.create(cohort=self.cohort, region=region, most=1, set_at=AT)

    def move(self, number):
        asked = {"placement_id": self.away[number].pk, "seat_id": self.seats[number].pk, "from_day": DAY}
        return lambda: transfers.plan_transfer(actor=self.dana, reason="", at=AT, **asked)

    def place(self, number):
        asked = {"seat_id": self.seats[number].pk, "fellow_id": self.waits.pk, "starts_on": DAY}
        return lambda: backfilling.place_waiting(actor=self.dana, at=AT, **asked)

    def close(self, number):
        gone = self.away[number]
        return lambda: closing.close_office(
            actor=self.dana, office_id=gone.seat.office_id, last_day=DAY, moves={gone.pk: self.seats[number].pk},
            reason="", at=AT,
        )  # fmt: skip

    def come(self):
        """How many come to the region, or are there."""
        there = {"seat__in": self.seats}
        coming = PlacementChange.objects.filter(to_seat__in=self.seats).exclude(stage="called_off").count()
        return coming + Placement.objects.filter(**there).count()


@pytest.mark.parametrize(("first", "second"), [("move", "move"), ("move", "place"), ("close", "move")])
def test_one_of_two_comes_and_the_other_hears_that_it_is_full(first, second):
    for _try in range(4):
        full = Full()
        answers = at_once(getattr(full, first)(0), getattr(full, second)(1))
        assert full.come() == 1
        refused = [one for one in answers if isinstance(one, (transfers.DoesNotFit, closing.NotThatWay))]
        assert len(refused) == 1
