"""Two hands at one case in the same moment: never both a decision and an answer, never two officers, no word lost."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from fellowship.access import forget_grants
from fellowship.models import Person, RoleGrant
from recruitment.models import CaseHandOver
from recruitment.services import case_answers as answers
from recruitment.services import case_hand_over as hands
from recruitment.services import fair_chance_path as path
from recruitment.services.fair_chance import CaseTaken
from tests.factories import cases
from tests.factories import selection as make
from tests.factories.people import sign_in
from tests.recruitment.fair_chance.test_second_looks import looked_again

LATER = cases.LATER
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
Refusals = list[type[Exception]]


@pytest.fixture
def farah() -> Person:
    return make.officer()


def at_once(*acts: Callable[[], object]) -> Refusals:
    """Start these together; what they were refused with."""
    start, refused = threading.Barrier(len(acts), timeout=20), Refusals()

    def run(act: Callable[[], object]) -> None:
        try:
            start.wait()
            act()
        except (path.NotYet, path.NoRoomForAnswer, CaseTaken) as refusal:
            refused.append(type(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


@pytest.mark.parametrize("stand", [cases.notified, looked_again])
def test_a_response_and_a_decision_in_one_moment_are_never_both_kept(farah: Person, stand: Any) -> None:
    case = stand(farah)
    person, at = case.offer.application.person, case.final_from + timedelta(hours=1)
    before = case.responses.count()
    refused = at_once(
        lambda: path.decide_against(actor=farah, case_id=case.pk, at=at),
        lambda: answers.respond(actor=person, case_id=case.pk, text="x", at=at),
    )
    case.refresh_from_db()
    assert (case.decided_at is not None, case.look_due_at is not None, case.responses.count() - before, refused) in [
        (True, False, 0, [path.NoRoomForAnswer]),
        (False, True, 1, [path.NotYet]),
    ]


def test_a_response_that_loses_against_the_decision_is_kept_as_a_late_word(clock: Any, farah: Person) -> None:
    case, me = cases.notified(farah), Client()
    clock.move_to(case.final_from)
    sign_in(me, case.offer.application.person, second_factor=False)
    status: list[int] = []
    at_once(
        lambda: path.decide_against(actor=farah, case_id=case.pk, at=case.final_from),
        lambda: status.append(me.post(reverse("recruitment_case_respond"), {"text": "Wait"}).status_code),
    )
    case.refresh_from_db()
    found = (case.decided_at is not None, case.responses.count(), case.late_words.count())
    assert found in [(True, 0, 1), (False, 1, 0)]
    assert status == [302]


def test_two_officers_who_take_over_at_once_are_never_both_the_officer(farah: Person) -> None:
    case, cleo, dora = cases.sorted_case(farah), make.officer("Cleo Brand"), make.officer("Dora Vance")
    RoleGrant.objects.filter(person=farah).delete()
    forget_grants(farah)
    how = {"case_id": case.pk, "reason": "She left", "at": LATER}
    refused = at_once(*(lambda one=one: hands.take_over_case(actor=one, **how) for one in (cleo, dora)))
    case.refresh_from_db()
    assert case.officer in (cleo, dora)
    assert refused == [CaseTaken]
    assert CaseHandOver.objects.count() == 1
