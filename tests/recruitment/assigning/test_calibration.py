"""One more read where readers stand apart, and the managers' page about readers."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fellowship.access import Refused
from fellowship.models import AuditEntry
from recruitment.models import AssigningRule, Cycle, ExtraRead, ReviewAssignment
from recruitment.queries import calibration as queries
from recruitment.services.calibration import NotReadNow, ask_extra_read, set_assigning_rule
from tests.factories import recruitment as base
from tests.factories import selection as make
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db
AT = make.AT


def ruled(of: Cycle, above: str | None = "0.7") -> AssigningRule:
    return set_assigning_rule(
        actor=make.manager(), cycle_id=of.pk, region_wish="away", extra_read_above=above and Decimal(above), at=AT
    )


def read_apart(*values: int, above: str | None = "0.7", third: bool = True) -> list[ReviewAssignment]:
    """Two readers of one application and their marks; a third reader is free."""
    of = make.cycle()
    ruled(of, above)
    reads = make.assigned(make.submitted(of=of))
    if third:
        make.reviewer("Noor Aziz")
    for read, value in zip(reads, values, strict=True):
        make.scored(read, value)
    return reads


def test_readers_who_stand_apart_get_a_third_once() -> None:
    reads = read_apart(4, 2)
    application = reads[0].application
    extra = ExtraRead.objects.get()
    assert (extra.application, extra.asked_by, extra.sigma) == (application, None, Decimal("1.41"))
    third = ReviewAssignment.objects.get(reviewer__name="Noor Aziz")
    assert (third.application, third.stage, third.assigned_by) == (application, "assigned", None)
    make.reviewer("Fourth Reader")
    make.scored(third, 1)
    assert ReviewAssignment.objects.count() == 3
    assert AuditEntry.objects.filter(action="recruitment.ask_extra_read").count() == 1
    assert ask_extra_read(actor=make.manager(), application_id=application.pk, at=AT) == extra


@pytest.mark.parametrize(("marks", "above"), [((3, 3), "0.7"), ((4, 2), None), ((4, 2), "1.5")])
def test_close_readers_or_no_threshold_ask_nobody(marks: tuple[int, int], above: str | None) -> None:
    read_apart(*marks, above=above)
    assert not ExtraRead.objects.exists()
    assert ReviewAssignment.objects.count() == 2


def test_nothing_is_asked_before_everybody_has_read() -> None:
    of = make.cycle(reads_per_application=3)
    ruled(of, "0.1")
    make.reviewer(), make.reviewer("Ellis Tran"), make.reviewer("Noor Aziz"), make.reviewer("Fourth Reader")
    reads = make.assigned(make.submitted(of=of))
    make.scored(reads[0], 4)
    make.scored(reads[1], 1)
    assert not ExtraRead.objects.exists()
    make.scored(reads[2], 1)
    assert ExtraRead.objects.count() == 1
    assert ReviewAssignment.objects.count() == 4


def test_without_a_free_reader_the_wish_stands_and_is_met_later() -> None:
    reads = read_apart(4, 2, third=False)
    assert ReviewAssignment.objects.count() == 2
    assert ExtraRead.objects.count() == 1
    make.reviewer("Noor Aziz")
    again = make.assigned(reads[0].application)
    assert len(again) == 3


def test_a_manager_asks_by_hand_and_only_while_it_is_read() -> None:
    reads = read_apart(3, 3)
    application, boss = reads[0].application, make.manager()
    with pytest.raises(Refused):
        ask_extra_read(actor=reads[0].reviewer, application_id=application.pk, at=AT)
    extra = ask_extra_read(actor=boss, application_id=application.pk, at=AT)
    assert (extra.asked_by, extra.sigma) == (boss, Decimal("0.00"))
    assert ReviewAssignment.objects.count() == 3
    other = make.invited(make.person("Jo Park"), application.cycle)
    with pytest.raises(NotReadNow):
        ask_extra_read(actor=boss, application_id=other.pk, at=AT)


def test_only_managers_set_the_rule() -> None:
    of = make.cycle()
    with pytest.raises(Refused):
        set_assigning_rule(actor=make.reviewer(), cycle_id=of.pk, region_wish="away", extra_read_above=None, at=AT)


def several(count: int) -> Cycle:
    of = make.cycle()
    make.reviewer(), make.reviewer("Ellis Tran")
    for number in range(count):
        for read, value in zip(
            make.assigned(make.submitted(make.person(f"Person {number}"), of)), (4, 3), strict=True
        ):
            make.scored(read, value)
    return of


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_with_one_and_three(django_assert_num_queries: Any, count: int) -> None:
    of, boss = several(count), make.manager()
    with django_assert_num_queries(11):
        page = queries.calibration_page(boss, of.slug)
    with django_assert_num_queries(9):  # the roles, and how far the readers agree, are known by now
        assert queries.calibration_page(boss, of.slug) == page
    assert page is not None
    assert page.reads == 2 * count
    assert [row.name for row in page.readers] == ["Ellis Tran", "Rosa Delgado"]
    assert [row.reference for row in page.apart] != []
    assert len(page.apart) == count


def test_the_adjusted_mean_stands_beside_the_raw_one() -> None:
    several(3)
    application = base.Application.objects.order_by("pk")[0]
    found = queries.adjusted_mean(application)
    assert found is not None
    assert (found.raw, found.reads) == (3.5, 2)
    assert found.adjusted == pytest.approx(3.5)
    assert queries.adjusted_mean(make.submitted(make.person("Jo Park"))) is None


def test_the_screens_of_calibration(client: Client, clock: Any) -> None:
    boss = make.manager()
    sign_in(client, boss)
    address = reverse("recruitment_calibration")
    reads = read_apart(4, 3, above=None)
    application = reads[0].application
    page = client.get(f"{address}?cycle={application.cycle.slug}").content.decode()
    assert application.reference in page
    assert "Rosa Delgado" in page
    assert "No read is asked for by itself." in page
    rule = reverse("recruitment_assigning_rule", args=[application.cycle_id])
    wrong = client.post(rule, {"extra_read_above": "9", "region_wish": "near"})
    assert wrong.status_code == 422
    assert 'value="9"' in wrong.content.decode()
    assert client.post(rule, {"extra_read_above": "0.5", "region_wish": "near"}).status_code == 302
    assert AssigningRule.objects.get().extra_read_above == Decimal("0.50")
    extra = reverse("recruitment_extra_read", args=[application.pk])
    assert "They stand apart by σ 0.71." in client.get(extra).content.decode()
    for _again in (1, 2):
        assert client.post(extra).status_code == 302
    assert ReviewAssignment.objects.count() == 3
    assert "It was asked for already." in client.get(extra).content.decode()
    decide = client.get(reverse("recruitment_decide", args=[application.pk])).content.decode()
    assert "Adjusted mean" in decide


def test_readers_never_see_calibration(client: Client, clock: Any) -> None:
    reads = read_apart(4, 3)
    sign_in(client, reads[0].reviewer)
    for address in (
        reverse("recruitment_calibration"),
        reverse("recruitment_assigning_rule", args=[reads[0].application.cycle_id]),
        reverse("recruitment_extra_read", args=[reads[0].application_id]),
        reverse("recruitment_readers"),
    ):
        assert client.get(address).status_code == 403, address
