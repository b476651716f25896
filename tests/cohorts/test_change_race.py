"""Two managers act at the same moment: one seat goes to one person. Needs PostgreSQL."""

from datetime import date

import pytest

from cohorts.models import PlacementChange
from cohorts.services import changes, transfers
from fellowship.rules.roles import Role
from tests.cohorts.test_publish_race import at_once
from tests.factories.cohorts import AT, make_cohort, make_placement, make_seat
from tests.factories.people import make_staff

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_a_seat_is_promised_once_and_two_plans_for_one_person_are_one():
    cohort = make_cohort(year=2026, starts_on=date(2026, 9, 7), ends_on=date(2028, 9, 6))
    dana, seat = make_staff(Role.PROGRAM_MANAGER), make_seat(cohort)
    one, other = make_placement(cohort=cohort), make_placement(cohort=cohort)

    def move(placement):
        return lambda: transfers.plan_transfer(
            actor=dana, placement_id=placement.pk, seat_id=seat.pk, from_day=date(2026, 12, 1), reason="", at=AT
        )

    def extend():
        return changes.extend_placement(actor=dana, placement_id=one.pk, last_day=date(2028, 12, 1), reason="", at=AT)

    answers = at_once(move(one), move(one), move(other), extend, extend)
    planned = PlacementChange.objects.filter(kind="transfer", stage="planned")

    assert len(answers) == 5
    assert planned.count() == 1
    assert PlacementChange.objects.filter(kind="extend").count() <= 1
