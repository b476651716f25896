"""The night's work on open cases: the same dates as the path of one case, a letter before a last day, each once."""

import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from fellowship.models import Letter, Person
from recruitment.models import CaseEscalation, CaseRecord, CaseStep, FairChanceCase, LawExemption
from recruitment.queries.case_watch import DATES, shared, work_out
from recruitment.queries.fair_chance_path import stack_of_case, timeline_for
from recruitment.rules.fair_chance_law import Ask
from recruitment.services import case_answers as answers
from recruitment.services import fair_chance_path as path
from recruitment.services.fair_chance_nightly import Looked, look_after_cases
from tests.factories import cases
from tests.factories import selection as make

LATER = cases.LATER
pytestmark = pytest.mark.django_db


def some_cases(farah: Person) -> list[FairChanceCase]:
    """Cases in several places and stages, with everything that moves a date."""
    plain, asked, disputed = (cases.notified(farah, name) for name in ("Ana Ruiz", "Jo Park", "Lee Moss"))
    for case, act in ((asked, Ask.MORE_TIME), (disputed, Ask.ORAL_PRESENTATION)):
        person = case.offer.application.person
        answers.ask_for_time(actor=person, case_id=case.pk, kind=act, at=LATER + timedelta(days=1))
        answers.respond(actor=person, case_id=case.pk, text="x", at=LATER + timedelta(days=1))
    path.open_dispute(actor=farah, case_id=disputed.pk, at=LATER + timedelta(days=2))
    exempt = cases.located("us-ca", name="Eve Lund")
    LawExemption.objects.create(
        office=exempt.offer.opening.office, law="us-ca", code="farm_labor", reason="A test",
        counsel="A. Counsel", switched_on_at=exempt.opened_at,
    )  # fmt: skip
    bare = make.accepted(make.invited(make.person("Ben Ito")))
    return [plain, asked, disputed, exempt, bare, cases.with_officer(farah, "us-ny-nyc", name="Kim Ode")]


def test_the_night_comes_to_the_same_dates_as_the_path_of_one_case(farah: Person) -> None:
    made = some_cases(farah)
    at = LATER + timedelta(days=3)
    stored = {case.pk: tuple(getattr(case, name) for name in DATES) for case in FairChanceCase.objects.all()}
    assert [one.is_changed for one in work_out(list(stored), at, shared())] == [False] * len(made)
    assert len({dates for dates in stored.values() if dates[0]}) == 3
    for case in FairChanceCase.objects.filter(notified_at__isnull=False):
        timeline, first = timeline_for(case, stack_of_case(case, path.law_day(case, at)))
        assert stored[case.pk] == (
            timeline.received, timeline.response_deadline, timeline.earliest_final, timeline.decide_by, first,
        )  # fmt: skip
    # Whatever was stored, the night mends it.
    FairChanceCase.objects.filter(notified_at__isnull=False).update(decide_by=None, respond_by=None)
    assert look_after_cases(at=at).changed == 3
    again = {case.pk: tuple(getattr(case, name) for name in DATES) for case in FairChanceCase.objects.all()}
    assert again == stored
    assert look_after_cases(at=at).changed == 0


def test_the_work_of_a_night_takes_the_same_queries_for_any_number(
    farah: Person, django_assert_num_queries: Any
) -> None:
    first = cases.notified(farah, "Ana Ruiz")
    memory, at = shared(), LATER + timedelta(days=1)
    work_out([case.pk for case in FairChanceCase.objects.all()], at, memory)
    for name in (None, "Jo Park"):
        if name:
            second = cases.notified(farah, name)
            second.offer.opening = first.offer.opening
            second.offer.save()
        ids = list(FairChanceCase.objects.values_list("pk", flat=True))
        with django_assert_num_queries(8):
            assert len(work_out(ids, at, memory)) == len(ids)


def test_officers_are_told_before_a_last_day_once(farah: Person) -> None:
    other, case = make.officer("Cleo Brand"), cases.notified(farah)
    person = case.offer.application.person
    answers.respond(actor=person, case_id=case.pk, text="x", at=LATER + timedelta(days=1))
    case.refresh_from_db()
    soon = datetime.combine(case.decide_by, LATER.timetz()) - timedelta(days=1)
    assert look_after_cases(at=soon - timedelta(days=20)).raised == 0
    Letter.objects.all().delete()
    assert look_after_cases(at=soon).raised == 2
    assert set(CaseEscalation.objects.values_list("kind", flat=True)) == {"decide_soon", "idle"}
    letter = Letter.objects.get()
    assert letter.recipient == farah
    assert "1 last day to decide is near" in letter.body
    assert case.offer.application.reference not in letter.body + letter.subject
    assert look_after_cases(at=soon) == Looked(cases=1)
    # A last day that passes is no secret among officers, and no way to a decision.
    look_after_cases(at=soon + timedelta(days=3))
    assert {row.recipient for row in Letter.objects.filter(kind="recruitment.fair_chance_day_passed")} == {
        farah,
        other,
    }
    with pytest.raises(path.NotYet):
        path.decide_against(actor=farah, case_id=case.pk, at=soon + timedelta(days=3))


def test_the_last_day_to_respond_and_cases_that_nobody_has(farah: Person) -> None:
    case = cases.notified(farah)
    FairChanceCase.objects.update(officer=None)
    other = make.officer("Cleo Brand")
    Letter.objects.all().delete()
    look_after_cases(at=datetime.combine(case.respond_by, LATER.timetz()))
    assert list(CaseEscalation.objects.values_list("kind", "due_on")) == [("response_ends", case.respond_by)]
    assert {row.recipient for row in Letter.objects.all()} == {farah, other}


def test_what_became_too_old_is_withheld_at_night(farah: Person) -> None:
    old = path.Found(
        frozenset({"conviction"}), LATER.date().replace(year=LATER.year - 7) + timedelta(days=3), "felony", text="x"
    )
    cases.notified(farah, found=[old])
    assert look_after_cases(at=LATER + timedelta(days=2)).withheld == 0
    assert look_after_cases(at=LATER + timedelta(days=5)).withheld == 1
    assert CaseRecord.objects.get().facts is None
    assert CaseStep.objects.filter(action="sort_again").count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_case_that_an_officer_works_on_is_waited_for(farah: Person) -> None:
    case, other = cases.notified(farah), cases.notified(farah, "Jo Park")
    FairChanceCase.objects.update(decide_by=None, respond_by=None)
    holds, over = threading.Event(), threading.Event()

    def work() -> None:
        try:
            with transaction.atomic():
                locked = FairChanceCase.objects.select_for_update().get(pk=case.pk)
                holds.set()
                over.wait(timeout=1)
                locked.notes = "written meanwhile"
                locked.save(update_fields=["notes"])
        finally:
            connection.close()

    officer = threading.Thread(target=work)
    officer.start()
    assert holds.wait(timeout=10)
    assert look_after_cases(at=LATER + timedelta(days=1)).changed == 2
    officer.join()
    case.refresh_from_db()
    other.refresh_from_db()
    assert case.notes == "written meanwhile"
    assert case.respond_by is not None
    assert other.respond_by is not None
