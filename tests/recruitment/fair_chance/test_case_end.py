"""How a case ends: the offer with it, and nobody but the applicant and the officer learns why."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from fellowship.models import AuditEntry, Letter, Person
from fellowship.queries.audit import Filters
from fellowship.queries.audit import entry_page as audit_page
from fellowship.rules.roles import Role
from fellowship.services.audit import seal_waiting
from recruitment.models import (
    Application,
    CaseRecord,
    CaseStep,
    FairChanceCase,
    Offer,
    Opening,
    Recommendation,
    StageChange,
)
from recruitment.queries.dossier import dossier
from recruitment.queries.fair_chance import outcome_for
from recruitment.rules.fair_chance import Outcome
from recruitment.rules.fair_chance_case import Lacks
from recruitment.services import fair_chance_path as path
from recruitment.services.applications import withdraw_application
from recruitment.services.fair_chance import MayNotAsk, clear_case, look_at_case
from recruitment.services.waitlist import put_on_waitlist
from tests.factories import cases
from tests.factories import recruitment as base
from tests.factories import selection as make
from tests.factories.people import sign_in

AT, LATER = cases.AT, cases.LATER
pytestmark = pytest.mark.django_db


@pytest.fixture
def opening() -> Opening:
    return base.opening(make.cycle(), cases.office_in(cases.COUNTY, name="Alder Public Defender"), seats=1)


def waiting(name: str, opening: Opening) -> Application:
    application = base.moved(base.submitted(make.person(name), opening.cycle), "start_review")
    return put_on_waitlist(actor=make.manager(), application_id=application.pk, at=AT)


def stood(case: FairChanceCase) -> tuple[str, str, str]:
    case = FairChanceCase.objects.select_related("offer__application").get(pk=case.pk)
    return case.stage, case.offer.stage, case.offer.application.stage


def test_a_final_notice_ends_the_offer_and_the_seat_goes_to_the_next_once(opening: Opening) -> None:
    farah, ana = make.officer(), waiting("Ana Sol", opening)
    case = cases.decided(farah, opening=opening)
    assert stood(case) == ("decided", "accepted", "accepted")
    for _again in (1, 2):
        cases.final(case, farah)
    assert stood(case) == ("not_cleared", "ended", "withdrawn")
    case.refresh_from_db()
    assert case.closed_at == case.final_sent_at
    assert [offer.application_id for offer in Offer.objects.filter(stage="draft")] == [ana.pk]
    assert StageChange.objects.filter(application=case.offer.application, action="withdraw").count() == 1
    assert AuditEntry.objects.filter(action="recruitment.end_offer").count() == 1
    assert outcome_for(case.offer.application_id) is Outcome.WITHDRAWN


def test_a_refused_final_notice_leaves_everything_as_it_was(opening: Opening) -> None:
    farah = make.officer()
    case = cases.decided(farah, opening=opening)
    cases.paper(case, "final_adverse", at=case.decided_at)
    with pytest.raises(path.NotYet):
        path.send_final(actor=farah, case_id=case.pk, sendings=cases.SENDINGS[:1], at=case.decided_at)
    assert stood(case) == ("decided", "accepted", "accepted")


def test_staff_see_what_they_see_of_any_withdrawal(client: Client, clock: Any) -> None:
    farah, boss = make.officer(), make.manager()
    case = cases.final(cases.decided(farah), farah)
    other = cases.located(cases.COUNTY, name="Jo Park")
    withdraw_application(actor=other.offer.application.person, application_id=other.offer.application_id, at=LATER)
    ours, theirs = (dossier(boss, one.offer.application_id, case.closed_at) for one in (case, other))
    assert [(str(e.title), e.us, e.note) for e in ours.events] == [(str(e.title), e.us, e.note) for e in theirs.events]
    assert sorted(str(line.label) for line in ours.letters) == sorted(str(line.label) for line in theirs.letters)
    # Only the person is told that they did not end it themselves.
    clock.move_to(case.closed_at)
    sign_in(client, case.offer.application.person, second_factor=False)
    status = client.get(reverse("recruitment_status", args=[case.offer.application_id])).content.decode()
    for page in (status, client.get(reverse("home")).content.decode()):
        assert "Your offer has ended" in page
        assert "You withdrew" not in page
    own = client.get(reverse("recruitment_fair_chance")).content.decode()
    assert "The final decision was made" in own
    sign_in(client, other.offer.application.person, second_factor=False)
    assert "You withdrew" in client.get(reverse("recruitment_fair_chance")).content.decode()


def trail(reader: Person, case: FairChanceCase) -> list[tuple[Any, ...]]:
    """What a reader of the audit sees of the end of a case: everything but the moment, the ids and the person."""
    person = case.offer.application.person
    page = audit_page(person=reader, filters=Filters(person=person.email), page=1)
    rows = [row for row in page.object_list if row.at >= case.closed_at]
    assert {str(row.about) for row in rows} <= {person.name}
    return [
        (str(row.who), row.kind, row.action, str(row.sentence), row.record.split()[0], row.is_sealed, row.position)
        for row in rows
    ]  # fmt: skip


def test_the_audit_does_not_tell_how_an_accepted_offer_ended_but_to_those_who_read_all_of_it() -> None:
    farah, ada = make.officer(), base.person("Ada Flo", role=Role.ADMINISTRATOR)
    abe = base.person("Abe Ray", role=Role.AUDITOR)
    ours, theirs = cases.decided(farah), cases.decided(farah, "Jo Park")
    for one in (ours, theirs):
        # A request that is still open ends with the application.
        Recommendation.objects.create(
            application=one.offer.application, name="Lee Moss", email="lee@clinic.example", nonce="x", invited_at=AT,
            expires_at=AT + timedelta(days=90), last_sent_at=AT,
        )  # fmt: skip
    ours = cases.final(ours, farah)
    jo, at = theirs.offer.application.person, ours.closed_at + timedelta(hours=1)
    withdraw_application(actor=jo, application_id=theirs.offer.application_id, at=at, reason="Another job")
    theirs.refresh_from_db()
    seal_waiting(at=at)
    seen, other = trail(ada, ours), trail(ada, theirs)
    assert seen == other
    assert ("Not named", "write", "recruitment.withdraw", "Withdrawn", "recruitment.application", True, None) in seen
    assert {row[2] for row in seen} >= {
        "recruitment.withdraw", "recruitment.end_offer", "recruitment.take_back_recommendation",
    }  # fmt: skip
    assert jo.name not in {row[0] for row in other}
    # The truth stands in the rows of the case, which officers' acts are in: auditors read these.
    whole = trail(abe, ours), trail(abe, theirs)
    assert [[row[0] for row in rows if row[2] in {"recruitment.case_send_final", "recruitment.case_withdraw"}]
            for rows in whole] == [[farah.name], [jo.name]]  # fmt: skip
    assert all(row[6] for rows in whole for row in rows)
    assert StageChange.objects.get(application=theirs.offer.application, action="withdraw").actor == jo
    letter = Letter.objects.get(kind="recruitment.fair_chance_withdrawn")
    assert (letter.recipient, letter.created_by, letter.subject) == (jo, None, "You withdrew your application")
    assert not Letter.objects.filter(kind="recruitment.application_withdrawn").exists()


@pytest.mark.parametrize("made", [cases.located, cases.notified, cases.decided])
def test_a_withdrawal_ends_the_case_and_the_offer(made: Any) -> None:
    farah = make.officer()
    case = made(cases.COUNTY) if made is cases.located else made(farah)
    application = case.offer.application
    at = (case.decided_at or LATER) + timedelta(hours=1)
    for _again in (1, 2):
        withdraw_application(actor=application.person, application_id=application.pk, at=at)
    assert stood(case) == ("withdrawn", "ended", "withdrawn")
    case.refresh_from_db()
    assert case.closed_at == at
    assert CaseStep.objects.filter(case=case, action="withdraw").count() == 1
    if case.officer is not None:
        with pytest.raises(MayNotAsk):
            path.send_final(actor=farah, case_id=case.pk, sendings=[], at=at)


def test_a_cleared_case_stays_cleared_when_the_person_leaves_later() -> None:
    farah = make.officer()
    case = cases.with_officer(farah)
    clear_case(actor=farah, case_id=case.pk, at=LATER)
    application = case.offer.application
    withdraw_application(actor=application.person, application_id=application.pk, at=LATER + timedelta(days=1))
    assert stood(case) == ("cleared", "ended", "withdrawn")
    with pytest.raises(IntegrityError), transaction.atomic():
        FairChanceCase.objects.filter(pk=case.pk).update(closed_at=None)


def test_a_record_that_became_too_old_is_withheld_before_anything_is_decided() -> None:
    farah = make.officer()
    # Seven years are over on the third day after the notice went out.
    old = path.Found(frozenset({"conviction"}), LATER.date().replace(year=LATER.year - 7) + timedelta(days=3),
                     "felony", text=cases.SECRET)  # fmt: skip
    case = cases.notified(farah, found=[old])
    assert CaseRecord.objects.get().text == cases.SECRET
    look_at_case(actor=farah, case_id=case.pk, at=LATER + timedelta(days=2))
    assert CaseRecord.objects.get().is_withheld is False
    for _again in (1, 2):
        with pytest.raises(path.NotYet) as caught:
            path.decide_against(actor=farah, case_id=case.pk, at=case.final_from)
        assert caught.value.lacks == Lacks.NOTHING_LEFT
    # The refusal did not undo the withholding.
    row = CaseRecord.objects.get()
    assert (row.is_withheld, row.facts, row.text) == (True, None, None)
    assert "too_old" in {reason["why"] for reason in row.reasons}
    assert CaseStep.objects.filter(action="sort_again", actor=None).count() == 1
    clear_case(actor=farah, case_id=case.pk, at=case.final_from)
    assert stood(case) == ("cleared", "accepted", "finalist")


def test_with_something_left_the_officer_looks_again_first() -> None:
    farah = make.officer()
    old = path.Found(
        frozenset({"conviction"}), LATER.date().replace(year=LATER.year - 7) + timedelta(days=3), "felony"
    )
    case = cases.notified(farah, found=[old, cases.CONVICTED])
    look_at_case(actor=farah, case_id=case.pk, at=case.final_from)
    with pytest.raises(path.NotYet) as caught:
        path.decide_against(actor=farah, case_id=case.pk, at=case.final_from)
    assert caught.value.lacks == Lacks.REASSESSMENT
    cases.assess(case, farah, at=case.final_from)
    path.decide_against(actor=farah, case_id=case.pk, at=case.final_from)
    assert stood(case)[0] == "decided"
