"""A talk before anything is decided, and a last day that has passed: neither is ever silent."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fellowship.access import Refused
from fellowship.models import Letter, Person
from recruitment.models import CaseStep, FairChanceCase
from recruitment.rules.fair_chance import TalkOutcome
from recruitment.rules.fair_chance_case import Lacks
from recruitment.rules.fair_chance_law import Ask
from recruitment.services import case_answers as answers
from recruitment.services import fair_chance_path as path
from recruitment.services import fair_chance_talk as talks
from tests.factories import cases
from tests.factories import selection as make
from tests.factories.people import sign_in

LATER = cases.LATER
# A Monday after every window of the tests has closed, at ten in the morning in Los Angeles.
TALK = datetime(2026, 12, 21, 18, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(farah: Person) -> FairChanceCase:
    case = cases.notified(farah)
    person = case.offer.application.person
    answers.ask_for_time(actor=person, case_id=case.pk, kind=Ask.ORAL_PRESENTATION, at=LATER + timedelta(days=1))
    case.refresh_from_db()
    return case


def lacks(case: FairChanceCase, farah: Person, at: datetime) -> Lacks:
    with pytest.raises(path.NotYet) as caught:
        path.decide_against(actor=farah, case_id=case.pk, at=at)
    return caught.value.lacks


def test_a_talk_that_was_asked_for_comes_before_any_decision(asked: FairChanceCase, farah: Person) -> None:
    assert lacks(asked, farah, asked.final_from) == Lacks.PRESENTATION_NOT_SET
    for _again in (1, 2):
        case = talks.set_talk(actor=farah, case_id=asked.pk, starts_at=TALK, at=LATER + timedelta(days=2))
    assert case.earliest_final == TALK.date() + timedelta(days=1)
    letter = Letter.objects.get(kind="recruitment.fair_chance_talk")
    assert letter.recipient == asked.offer.application.person
    assert "21\N{NO-BREAK SPACE}December" in letter.body
    assert CaseStep.objects.filter(action="set_talk").count() == 1
    with pytest.raises(talks.TalkAhead):
        talks.note_talk(actor=farah, case_id=case.pk, outcome=TalkOutcome.HELD, at=TALK - timedelta(seconds=1))
    assert lacks(case, farah, TALK - timedelta(seconds=1)) == Lacks.PRESENTATION_AHEAD
    assert lacks(case, farah, case.final_from) == Lacks.PRESENTATION_OPEN
    # Whoever did not come may get another time; the first answer stands until then.
    for outcome in (TalkOutcome.MISSED, TalkOutcome.HELD):
        talks.note_talk(actor=farah, case_id=case.pk, outcome=outcome, at=TALK + timedelta(hours=1))
    case.refresh_from_db()
    assert case.presentation_outcome == "missed"
    again = TALK + timedelta(days=1)
    case = talks.set_talk(actor=farah, case_id=case.pk, starts_at=again, at=TALK + timedelta(hours=2))
    assert (case.presentation_outcome, case.earliest_final) == ("", again.date() + timedelta(days=1))
    talks.note_talk(actor=farah, case_id=case.pk, outcome=TalkOutcome.HELD, at=again + timedelta(hours=1))
    # What was said in it is weighed in writing first.
    assert lacks(case, farah, case.final_from) == Lacks.REASSESSMENT
    cases.assess(case, farah, at=case.final_from)
    path.decide_against(actor=farah, case_id=case.pk, at=case.final_from)
    with pytest.raises(talks.NoTalkNow):
        talks.set_talk(actor=farah, case_id=case.pk, starts_at=again + timedelta(days=9), at=case.final_from)


def test_only_the_officer_sets_a_talk_and_only_to_come(asked: FairChanceCase, farah: Person) -> None:
    how = {"case_id": asked.pk, "starts_at": TALK, "at": LATER}
    for person in (make.officer("Cleo Brand"), make.manager(), asked.offer.application.person):
        with pytest.raises(Refused):
            talks.set_talk(actor=person, **how)
    with pytest.raises(talks.TalkInThePast):
        talks.set_talk(actor=farah, **{**how, "at": TALK})
    early = cases.with_officer(farah, name="Jo Park")
    with pytest.raises(talks.NoTalkNow):
        talks.set_talk(actor=farah, **{**how, "case_id": early.pk})


def test_after_a_last_day_counsel_is_named_or_the_case_is_cleared(farah: Person) -> None:
    case = cases.notified(farah)
    answers.respond(actor=case.offer.application.person, case_id=case.pk, text="x", at=LATER + timedelta(days=1))
    case.refresh_from_db()
    cases.assess(case, farah, at=case.final_from)
    how = {"actor": farah, "case_id": case.pk, "counsel": "A. Counsel", "reason": "A flood closed the office"}
    with pytest.raises(talks.NotLate):
        talks.allow_late(**how, at=case.final_from)
    late = datetime.combine(case.decide_by, LATER.timetz()) + timedelta(days=1)
    assert lacks(case, farah, late) == Lacks.LAST_DAY_PASSED
    with pytest.raises(ValueError, match="counsel"):
        talks.allow_late(**{**how, "reason": " "}, at=late)
    for _again in (1, 2):
        talks.allow_late(**how, at=late)
    assert CaseStep.objects.filter(action="allow_late").count() == 1
    assert path.decide_against(actor=farah, case_id=case.pk, at=late).stage == "decided"


def test_the_pages_of_a_talk_and_of_a_late_decision(
    asked: FairChanceCase, farah: Person, client: Client, clock: Any
) -> None:
    clock.move_to(LATER + timedelta(days=2))
    sign_in(client, farah)
    page, form = (reverse(f"recruitment_case{part}", args=[asked.pk]) for part in ("", "_talk"))
    assert "Set a time" in client.get(page).content.decode()
    day = {"day_month": "12", "day_day": "21", "day_year": "2026"}
    bad = client.post(form, {**day, "first": "soon"})
    assert bad.status_code == 422
    assert "soon" in bad.content.decode()
    assert client.post(form, {**day, "day_year": "2020", "first": "10 am"}).status_code == 422
    assert client.post(form, {**day, "first": "10 am"}).status_code == 302
    asked.refresh_from_db()
    assert asked.presentation_at == TALK
    own = Client()
    sign_in(own, asked.offer.application.person, second_factor=False)
    assert "We talk with you on" in own.get(reverse("recruitment_fair_chance")).content.decode()
    clock.move_to(TALK + timedelta(hours=1))
    sign_in(client, farah)
    note = reverse("recruitment_case_talk_note", args=[asked.pk])
    assert "It took place" in client.get(page).content.decode()
    for said in ("?", "held", "held"):
        assert client.post(note, {"talk": said}).status_code == 302
    assert "The talk took place" in client.get(page).content.decode()
    answers.respond(actor=asked.offer.application.person, case_id=asked.pk, text="x", at=TALK + timedelta(hours=2))
    clock.move_to(TALK + timedelta(days=40))
    sign_in(client, farah)
    assert "Note what counsel says" in client.get(page).content.decode()
    late = reverse("recruitment_case_late", args=[asked.pk])
    assert client.get(late).status_code == 200
    assert client.post(late, {"counsel": "A. Counsel", "reason": ""}).status_code == 422
    assert client.post(late, {"counsel": "A. Counsel", "reason": "A flood"}).status_code == 302
    assert "A. Counsel gave a reason" in client.get(page).content.decode()
    other = Client()
    sign_in(other, make.officer("Cleo Brand"))
    for name in ("recruitment_case_talk", "recruitment_case_late"):
        assert other.get(reverse(name, args=[asked.pk])).status_code == 404
