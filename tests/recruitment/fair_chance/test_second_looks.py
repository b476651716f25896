"""A decision rests on an assessment from after the last thing that came up, however often something comes."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from fellowship.models import Person
from recruitment.models import CaseAssessment, FairChanceCase
from recruitment.queries.case_desk import desk
from recruitment.queries.fair_chance_path import heard_by
from recruitment.rules.fair_chance_case import Lacks
from recruitment.rules.fair_chance_law import Ask
from recruitment.services import case_answers as answers
from recruitment.services import fair_chance_path as path
from recruitment.services.case_evidence import send_evidence
from recruitment.services.fair_chance_nightly import look_after_cases
from tests.factories import cases
from tests.factories import selection as make
from tests.factories.people import sign_in

LATER = cases.LATER
HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def farah() -> Person:
    return make.officer()


def looked_again(farah: Person, **how: Any) -> FairChanceCase:
    """A case whose response was weighed in writing after the time to respond."""
    case = cases.notified(farah, **how)
    answers.respond(actor=case.offer.application.person, case_id=case.pk, text="First", at=LATER + HOUR)
    case.refresh_from_db()
    cases.assess(case, farah, at=case.final_from)
    return FairChanceCase.objects.get(pk=case.pk)


def lacks(case: FairChanceCase, farah: Person, at: datetime) -> Lacks:
    with pytest.raises(path.NotYet) as caught:
        path.decide_against(actor=farah, case_id=case.pk, at=at)
    return caught.value.lacks


def late_response(case: FairChanceCase, farah: Person, at: datetime) -> None:
    answers.respond(actor=case.offer.application.person, case_id=case.pk, text="Second", at=at)


def new_paper(case: FairChanceCase, farah: Person, at: datetime) -> None:
    send_evidence(actor=case.offer.application.person, case_id=case.pk, upload=cases.pdf(), at=at)


def wrong_report(case: FairChanceCase, farah: Person, at: datetime) -> None:
    kind = Ask.ACCURACY_DISPUTE
    answers.ask_for_time(actor=case.offer.application.person, case_id=case.pk, kind=kind, at=at)


def dispute(case: FairChanceCase, farah: Person, at: datetime) -> None:
    path.open_dispute(actor=farah, case_id=case.pk, at=at)
    path.close_dispute(actor=farah, case_id=case.pk, at=at)


@pytest.mark.parametrize("something", [late_response, new_paper, wrong_report, dispute])
def test_whatever_comes_after_a_second_look_calls_for_another(farah: Person, something: Callable[..., None]) -> None:
    case = looked_again(farah)
    at = case.final_from + HOUR
    something(case, farah, at)
    case.refresh_from_db()
    assert lacks(case, farah, case.final_from + 30 * HOUR) == Lacks.REASSESSMENT
    later = max(case.final_from, at) + HOUR
    cases.assess(case, farah, at=later, conclusion="Read again.")
    case = path.decide_against(actor=farah, case_id=case.pk, at=later)
    assert case.stage == "decided"
    rows = list(CaseAssessment.objects.filter(case=case).order_by("number"))
    assert [(row.number, row.is_second) for row in rows] == [(1, False), (2, True), (3, True)]


def test_a_wish_for_time_says_nothing_that_has_to_be_weighed(farah: Person) -> None:
    case = looked_again(farah)
    answers.ask_for_time(
        actor=case.offer.application.person, case_id=case.pk, kind=Ask.MORE_TIME, at=case.final_from + HOUR
    )
    assert path.decide_against(actor=farah, case_id=case.pk, at=case.final_from + HOUR).stage == "decided"


def test_a_record_that_ages_out_after_a_second_look_calls_for_another(farah: Person) -> None:
    since = LATER.date().replace(year=LATER.year - 7) + timedelta(days=40)
    old = path.Found(frozenset({"conviction"}), since, "felony")
    case = looked_again(farah, found=[old, cases.CONVICTED])
    later = LATER + timedelta(days=42)
    assert look_after_cases(at=later).withheld == 1
    case.refresh_from_db()
    FairChanceCase.objects.filter(pk=case.pk).update(late_reason="x")
    assert lacks(case, farah, later) == Lacks.REASSESSMENT
    cases.assess(case, farah, at=later)
    path.decide_against(actor=farah, case_id=case.pk, at=later)


def test_a_record_that_ages_out_before_the_notice_calls_for_a_new_first_assessment(farah: Person) -> None:
    since = LATER.date().replace(year=LATER.year - 7) + timedelta(days=1)
    old = path.Found(frozenset({"conviction"}), since, "felony")
    case = cases.assessed(farah, found=[old, cases.CONVICTED])
    cases.notices_before(case, farah)
    later = LATER + timedelta(days=3)
    cases.paper(case, "preliminary_adverse", at=later)
    send = {"actor": farah, "case_id": case.pk, "sendings": cases.SENDINGS, "at": later}
    with pytest.raises(path.NotYet) as caught, transaction.atomic():
        path.send_preliminary(**send)
    assert caught.value.lacks == Lacks.REASSESSMENT
    cases.assess(case, farah, at=later)
    cases.paper(case, "preliminary_adverse", at=later)
    assert path.send_preliminary(**send).stage == "notified"
    assert list(CaseAssessment.objects.order_by("number").values_list("number", "is_second")) == [
        (1, False), (2, False),
    ]  # fmt: skip


def test_without_anything_new_a_second_click_writes_no_second_assessment(farah: Person) -> None:
    case = looked_again(farah)
    with pytest.raises(path.NotYet) as caught:
        cases.assess(case, farah, at=case.final_from + HOUR)
    assert caught.value.lacks == Lacks.NOTHING_NEW
    assert case.assessments.count() == 2


def test_the_database_holds_a_decision_that_rests_on_an_old_look(farah: Person) -> None:
    case = looked_again(farah)
    late_response(case, farah, case.final_from + HOUR)
    for fields in (
        {"stage": "decided", "decided_at": case.final_from + 2 * HOUR},
        {"stage": "not_cleared", "decided_at": case.final_from, "final_sent_at": case.final_from + HOUR},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            FairChanceCase.objects.filter(pk=case.pk).update(**fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseAssessment.objects.filter(case=case, number=1).update(is_second=True)


def test_the_officer_sees_why_and_reads_what_came_while_writing(farah: Person, client: Client, clock: Any) -> None:
    case = looked_again(farah)
    at = case.final_from + HOUR
    clock.move_to(at)
    sign_in(client, farah)
    page, form = (reverse(f"recruitment_case{part}", args=[case.pk]) for part in ("", "_assessment"))
    assert client.get(form).status_code == 302
    late_response(case, farah, at)
    shown = client.get(page).content.decode()
    assert "Something came up since the last assessment" in shown
    assert "Write a new assessment" in shown
    assert "Decide against clearing" not in shown
    case.refresh_from_db()
    said = {f"factor_{code}": "Weighed" for code in cases.stack(case).factors}
    said |= {"duties": "Drives", "conclusion": "Blaumeise", "heard": heard_by(case)}
    answers.respond(actor=case.offer.application.person, case_id=case.pk, text="Third", at=at + HOUR)
    clock.move_to(at + 2 * HOUR)
    sign_in(client, farah)
    refused = client.post(form, said)
    assert refused.status_code == 422
    for words in ("Something came up while you wrote", "Blaumeise", "Third"):
        assert words in refused.content.decode()
    case.refresh_from_db()
    assert heard_by(case) in refused.content.decode()
    assert client.post(form, {**said, "heard": heard_by(case)}).status_code == 302
    assert desk(farah, case.pk, at + 2 * HOUR).came_up == ()
    assert "Decide against clearing" in client.get(page).content.decode()
