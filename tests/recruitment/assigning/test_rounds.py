"""Practice rounds: the same samples for all, blind, and nothing of it counts."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fellowship.access import Refused, can, visible
from fellowship.models import Person
from fellowship.rules.roles import Role
from recruitment.models import Application, CalibrationRead, CalibrationRound, Cycle, ReviewAssignment, Score
from recruitment.queries.conflicts import barred_readers
from recruitment.queries.rounds import practice_list, round_page, sample_page
from recruitment.queries.rounds_to_do import for_practice
from recruitment.rules.assigning import Barred
from recruitment.services.rounds import (
    NoSamples,
    RoundClosed,
    RoundOpen,
    SampleMarked,
    close_round,
    mark_sample,
    open_round,
)
from tests.factories import recruitment as base
from tests.factories import selection as make
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db
AT = make.AT


def over(of: Cycle, name: str = "Ana Ruiz") -> Application:
    """An application whose reads are over: two readers scored it, and it moved on."""
    application = make.cleared(make.submitted(make.person(name), of))
    for read in make.assigned(application):
        make.scored(read, 3)
    base.moved(application, "invite")
    return application


def opened() -> tuple[CalibrationRound, Person, Application]:
    """A round with one sample; Noor and Lee joined after it was read."""
    of = make.cycle()
    application = over(of)
    make.reviewer("Noor Aziz"), make.reviewer("Lee Moss")
    boss = make.manager("Ada Boss")
    made = open_round(actor=boss, cycle_id=of.pk, application_ids=[application.pk], due_on=None, at=AT)
    return made, boss, application


def marks(read: CalibrationRead, value: int) -> dict[int, int]:
    return dict.fromkeys(read.sample.round.cycle.rubric.criteria.values_list("pk", flat=True), value)


def test_everybody_who_may_gets_the_samples_and_practice_keeps_them_away_later() -> None:
    made, boss, application = opened()
    assert set(CalibrationRead.objects.values_list("reader__name", flat=True)) == {"Noor Aziz", "Lee Moss"}
    with pytest.raises(RoundOpen):
        open_round(actor=boss, cycle_id=made.cycle_id, application_ids=[application.pk], due_on=None, at=AT)
    readers = list(CalibrationRead.objects.values_list("reader_id", flat=True))
    assert set(barred_readers([application], readers, AT)[application.pk].values()) == {Barred.PRACTICED}
    waiting = make.submitted(make.person("Jo Park"), made.cycle)
    close_round(actor=boss, round_id=made.pk, at=AT)
    with pytest.raises(NoSamples):
        open_round(actor=boss, cycle_id=made.cycle_id, application_ids=[waiting.pk], due_on=None, at=AT)
    with pytest.raises(Refused):
        open_round(actor=make.reviewer(), cycle_id=made.cycle_id, application_ids=[application.pk], due_on=None, at=AT)


def test_marks_are_saved_once_count_for_nothing_and_end_with_the_round() -> None:
    made, boss, _application = opened()
    first, second = CalibrationRead.objects.order_by("reader__name")
    scores, reads = Score.objects.count(), ReviewAssignment.objects.count()
    for _again in (1, 2):
        mark_sample(actor=first.reader, read_id=first.pk, marks=marks(first, 4), at=AT)
    with pytest.raises(SampleMarked):
        mark_sample(actor=first.reader, read_id=first.pk, marks=marks(first, 1), at=AT)
    with pytest.raises(Refused):
        mark_sample(actor=first.reader, read_id=second.pk, marks=marks(first, 1), at=AT)
    for _again in (1, 2):
        close_round(actor=boss, round_id=made.pk, at=AT)
    with pytest.raises(RoundClosed):
        mark_sample(actor=second.reader, read_id=second.pk, marks=marks(second, 1), at=AT)
    assert (Score.objects.count(), ReviewAssignment.objects.count()) == (scores, reads)


def test_the_others_marks_come_after_ones_own_and_without_a_name() -> None:
    made, boss, _application = opened()
    first, second = CalibrationRead.objects.order_by("reader__name")
    mark_sample(actor=first.reader, read_id=first.pk, marks=marks(first, 4), at=AT)
    before = sample_page(second.reader, second.pk)
    assert (before.rows, before.is_open) == ((), True)
    mark_sample(actor=second.reader, read_id=second.pk, marks=marks(second, 2), at=AT)
    after = sample_page(second.reader, second.pk)
    assert {(row.own, row.others, row.is_apart) for row in after.rows} == {(2, (4,), True)}
    assert "Lee Moss" not in repr(after)
    page = round_page(boss, made.pk)
    assert (page.readers, page.done, page.wanted, page.difference) == (("Lee Moss", "Noor Aziz"), 2, 2, 2)
    assert page.alpha is not None
    assert str(page.words) == "Too few marks to say how well readers agree."
    assert [row.means for row in page.samples] == [(4.0, 2.0)]


def test_the_screens_of_a_round(client: Client, clock: Any) -> None:
    of = make.cycle()
    application = over(of, "Kanarienvogel Ruiz")
    noor, boss = make.reviewer("Noor Aziz"), make.manager("Ada Boss")
    sign_in(client, boss)
    new = reverse("recruitment_new_round", args=[of.pk])
    assert application.reference in client.get(new).content.decode()
    assert client.post(new, {}).status_code == 422
    answer = client.post(new, {"applications": [str(application.pk)]})
    made = CalibrationRound.objects.get()
    assert answer.headers["Location"] == reverse("recruitment_round", args=[made.pk])
    assert client.post(new, {"applications": [str(application.pk)]}).status_code == 422
    assert "Can’t be told yet" in client.get(reverse("recruitment_round", args=[made.pk])).content.decode()
    assert "Practice round 1" in client.get(reverse("recruitment_calibration")).content.decode()
    sign_in(client, noor)
    assert [str(step.title) for step in for_practice(noor, AT)] == ["Mark 1 sample for practice"]
    read = CalibrationRead.objects.get()
    address = reverse("recruitment_sample", args=[read.pk])
    assert "Round 1, sample 1" in client.get(reverse("recruitment_practice")).content.decode()
    page = client.get(address).content.decode()
    assert "Kanarienvogel" not in page
    assert application.reference not in page
    assert client.post(address, {}).status_code == 422
    typed = {f"c{criterion}": "3" for criterion in marks(read, 3)}
    for _again in (1, 2):
        assert client.post(address, typed).status_code == 302
    assert "nobody else yet" in client.get(address).content.decode()
    assert client.get(reverse("recruitment_round", args=[made.pk])).status_code == 403
    sign_in(client, boss)
    assert client.post(reverse("recruitment_close_round", args=[made.pk])).status_code == 302


def test_predicates_and_twins_agree() -> None:
    _made, boss, application = opened()
    base.moved(over(_made.cycle, "Gone Away"), "withdraw")
    people = [boss, application.person, *Person.objects.filter(role_grants__role=Role.REVIEWER).order_by("pk")]
    for code, model in {
        "recruitment.keep_rounds": CalibrationRound,
        "recruitment.read_sample": CalibrationRead,
    }.items():
        everything = list(model.objects.order_by("pk"))  # type: ignore[attr-defined]
        passed = 0
        for person in people:
            by_twin = set(visible(person, code).values_list("pk", flat=True))
            assert by_twin == {one.pk for one in everything if can(person, code, one)}
            passed += len(by_twin)
        assert passed, code


def test_the_readers_list_costs_two_queries(django_assert_num_queries: Any) -> None:
    opened()
    reader = Person.objects.get(pk=CalibrationRead.objects.order_by("pk")[0].reader_id)
    with django_assert_num_queries(2):
        assert len(practice_list(reader)) == 1
