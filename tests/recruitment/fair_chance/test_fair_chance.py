"""The fair-chance step: nothing before an accepted offer, nobody but the officer, no decision against anyone."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from fellowship.access import Refused, can, visible
from fellowship.models import AuditEntry, Letter, Person
from fellowship.rules.refusals import NotAllowed
from fellowship.rules.roles import Role
from recruitment import selection_urls, signals
from recruitment.models import CaseStep, FairChanceCase
from recruitment.queries.case_list import queue
from recruitment.queries.fair_chance import case_page, outcome_for
from recruitment.rules.fair_chance import CASES, CaseStage, Outcome, Reason, Standing, may_inquire, outcome_of
from recruitment.rules.fair_chance_case import Lacks
from recruitment.rules.fair_chance_law import InquiryStage, When
from recruitment.rules.offers import OfferStage
from recruitment.services.fair_chance import (
    CaseTaken,
    MayNotAsk,
    NoCase,
    NotSigned,
    Withdrawn,
    authorize_check,
    clear_case,
    keep_notes,
    look_at_case,
    open_case,
    record_report,
    take_case,
)
from recruitment.services.fair_chance_steps import NotYet
from tests.factories import cases
from tests.factories import recruitment as base
from tests.factories import selection as make
from tests.factories.people import sign_in

AT = make.AT
LATER = AT + timedelta(days=2)
SECRET = "GEHEIMNIS of the officer"
db = pytest.mark.django_db
READY = Standing("accepted", True, AT, AT, "disclosed")


def authorized(case: FairChanceCase) -> FairChanceCase:
    person = case.offer.application.person
    return authorize_check(actor=person, case_id=case.pk, signature=person.name, address="192.0.2.7", at=LATER)


def working(officer: Person) -> FairChanceCase:
    case = cases.agreed(make.accepted(), officer)
    cases.send_before(case, officer, When.VOLUNTEERED)
    return case


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, Reason.ALLOWED),
        ({"offer_stage": None}, Reason.NO_OFFER),
        ({"is_conditional": False}, Reason.NOT_CONDITIONAL),
        ({"offer_stage": "sent"}, Reason.NOT_ACCEPTED),
        ({"accepted_at": None}, Reason.NOT_ACCEPTED),
        ({"accepted_at": LATER}, Reason.NOT_ACCEPTED),
        ({"authorized_at": None}, Reason.NOT_AUTHORIZED),
        ({"authorized_at": LATER}, Reason.NOT_AUTHORIZED),
        ({"is_withdrawn": True}, Reason.CLOSED),
        ({"case_stage": "cleared"}, Reason.CLOSED),
    ],
)
def test_the_gate_opens_only_when_everything_is_there(change: dict[str, Any], reason: Reason) -> None:
    found = may_inquire(replace(READY, **change), AT)
    assert found[:2] == (reason is Reason.ALLOWED, reason)


TWO_STEPS = replace(READY, law_stage=InquiryStage.CONDITIONAL_OFFER_AFTER_NONCRIMINAL)


@pytest.mark.parametrize(
    ("standing", "reason", "earliest"),
    [
        (READY, Reason.ALLOWED, AT),
        (replace(READY, law_stage=InquiryStage.CONDITIONAL_OFFER), Reason.ALLOWED, AT),
        (TWO_STEPS, Reason.OTHER_CHECKS_FIRST, None),
        (replace(TWO_STEPS, other_checks_done_at=LATER), Reason.OTHER_CHECKS_FIRST, LATER),
        (replace(TWO_STEPS, other_checks_done_at=AT), Reason.ALLOWED, AT),
        (replace(READY, authorized_at=LATER), Reason.NOT_AUTHORIZED, LATER),
        (replace(READY, authorized_at=None), Reason.NOT_AUTHORIZED, None),
        (replace(READY, is_withdrawn=True), Reason.CLOSED, None),
    ],
)
def test_the_law_may_want_all_other_checks_first_and_the_earliest_moment_is_told(
    standing: Standing, reason: Reason, earliest: datetime | None
) -> None:
    assert may_inquire(standing, AT) == (reason is Reason.ALLOWED, reason, earliest)


@pytest.mark.parametrize(
    ("change", "was"),
    [
        ({}, True),
        ({"offer_stage": "ended"}, True),
        ({"offer_stage": "lapsed"}, False),
        ({"accepted_at": None}, False),
        ({"accepted_at": LATER}, False),
    ],
)
def test_an_offer_that_ended_was_accepted_all_the_same(change: dict[str, Any], was: bool) -> None:
    assert replace(READY, **change).was_accepted(AT) is was


moments = st.none() | st.integers(-3, 3).map(lambda days: AT + timedelta(days=days))


@given(
    standing=st.builds(
        Standing,
        offer_stage=st.none() | st.sampled_from([stage.value for stage in OfferStage]),
        is_conditional=st.booleans(),
        accepted_at=moments,
        authorized_at=moments,
        case_stage=st.none() | st.sampled_from([stage.value for stage in CaseStage]),
        is_withdrawn=st.booleans(),
    )
)
def test_no_inquiry_without_an_accepted_conditional_offer_and_consent(standing: Standing) -> None:
    if may_inquire(standing, AT).allowed:
        assert standing.offer_stage == "accepted"
        assert standing.is_conditional
        assert standing.accepted_at is not None
        assert standing.accepted_at <= AT
        assert standing.authorized_at is not None
        assert standing.authorized_at <= AT


def test_the_table_knows_no_decision_against_anyone() -> None:
    assert {row.action for row in CASES} == {"authorize", "report_nothing", "refer", "clear"}
    assert {row.to for row in CASES} == {"disclosed", "nothing_to_review", "with_officer", "cleared"}


def test_others_learn_one_word() -> None:
    assert outcome_of(case_stage="cleared", is_withdrawn=False) is Outcome.CLEARED
    assert outcome_of(case_stage="cleared", is_withdrawn=True) is Outcome.WITHDRAWN
    for stage in ("not_cleared", "withdrawn"):
        assert outcome_of(case_stage=stage, is_withdrawn=False) is Outcome.WITHDRAWN
    for stage in (*{stage.value for stage in CaseStage} - {"cleared", "not_cleared", "withdrawn"}, None):
        assert outcome_of(case_stage=stage, is_withdrawn=False) is Outcome.NOT_YET


@db
def test_a_case_needs_an_accepted_conditional_offer() -> None:
    offer = make.sent()
    with pytest.raises(NoCase):
        open_case(offer=offer, at=AT)
    case = make.accepted(make.invited(make.person("Jo Park")))
    assert open_case(offer=case.offer, at=LATER).pk == case.pk
    case.offer.is_conditional = False
    with pytest.raises(NoCase):
        open_case(offer=case.offer, at=LATER)
    assert FairChanceCase.objects.count() == 1


@db
def test_nothing_is_kept_or_asked_before_the_applicant_agrees() -> None:
    case, farah = make.accepted(), make.officer()
    take_case(actor=farah, case_id=case.pk, at=LATER)
    with pytest.raises(MayNotAsk):
        keep_notes(actor=farah, case_id=case.pk, notes=SECRET, at=LATER)
    for is_clean in (True, False):
        with pytest.raises(MayNotAsk):
            record_report(actor=farah, case_id=case.pk, is_clean=is_clean, at=LATER)
    with pytest.raises(MayNotAsk):
        clear_case(actor=farah, case_id=case.pk, at=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        FairChanceCase.objects.update(stage="with_officer")
    case.refresh_from_db()
    assert (case.stage, case.notes) == ("opened", "")


@db
def test_only_the_applicant_agrees_with_their_name_and_once() -> None:
    case = make.accepted()
    with pytest.raises(Refused):
        authorize_check(actor=make.officer(), case_id=case.pk, signature="X", address=None, at=LATER)
    person = case.offer.application.person
    with pytest.raises(NotSigned):
        authorize_check(actor=person, case_id=case.pk, signature="  ", address=None, at=LATER)
    authorized(case)
    authorize_check(actor=person, case_id=case.pk, signature="Other", address=None, at=LATER + timedelta(days=1))
    case.refresh_from_db()
    assert (case.stage, case.authorized_name, case.authorized_at) == ("disclosed", person.name, LATER)


@db
@pytest.mark.parametrize("is_clean", [True, False])
def test_no_report_is_noted_before_the_notices_that_a_law_wants_before_it(is_clean: bool) -> None:
    farah = make.officer()
    case = cases.agreed(make.accepted(), farah)
    for _again in (1, 2):
        with pytest.raises(NotYet) as caught:
            record_report(actor=farah, case_id=case.pk, is_clean=is_clean, at=LATER)
        assert caught.value.lacks is Lacks.NOTICES_BEFORE
    assert FairChanceCase.objects.get().stage == "disclosed"
    cases.send_before(case, farah, When.VOLUNTEERED)
    record_report(actor=farah, case_id=case.pk, is_clean=is_clean, at=LATER)
    assert FairChanceCase.objects.get().stage == ("cleared" if is_clean else "with_officer")


@db
def test_nothing_to_review_clears_at_once_and_tells() -> None:
    heard: list[Any] = []

    def listen(**news: Any) -> None:
        heard.append((news["application_id"], news["at"]))

    farah = make.officer()
    case = working(farah)
    signals.finalist_cleared.connect(listen)
    try:
        for _again in (1, 2):
            record_report(actor=farah, case_id=case.pk, is_clean=True, at=LATER)
    finally:
        signals.finalist_cleared.disconnect(listen)
    case.refresh_from_db()
    application = case.offer.application
    application.refresh_from_db()
    assert (case.stage, case.cleared_at) == ("cleared", LATER)
    assert application.stage in ("finalist", "placed")
    assert heard == [(application.pk, LATER)]
    assert Letter.objects.filter(kind="recruitment.fair_chance_cleared").count() == 1
    assert outcome_for(application.pk) is Outcome.CLEARED
    with pytest.raises(MayNotAsk):
        keep_notes(actor=farah, case_id=case.pk, notes=SECRET, at=LATER)


@db
def test_something_to_review_goes_to_the_officer_who_may_clear() -> None:
    farah = make.officer()
    case = working(farah)
    record_report(actor=farah, case_id=case.pk, is_clean=False, at=LATER)
    keep_notes(actor=farah, case_id=case.pk, notes=SECRET, at=LATER)
    case.refresh_from_db()
    assert (case.stage, case.notes) == ("with_officer", SECRET)
    assert outcome_for(case.offer.application_id) is Outcome.NOT_YET
    with pytest.raises(NotAllowed):
        record_report(actor=farah, case_id=case.pk, is_clean=True, at=LATER)
    for _again in (1, 2):
        clear_case(actor=farah, case_id=case.pk, at=LATER)
    assert FairChanceCase.objects.get().stage == "cleared"


@db
def test_notes_are_encrypted_at_rest() -> None:
    farah = make.officer()
    case = working(farah)
    keep_notes(actor=farah, case_id=case.pk, notes=SECRET, at=LATER)
    with connection.cursor() as cursor:
        cursor.execute("SELECT notes FROM recruitment_fairchancecase")
        assert SECRET not in cursor.fetchone()[0]
    assert not any(SECRET in str(row.data) for row in AuditEntry.objects.all())


@db
def test_a_case_has_one_officer() -> None:
    case = authorized(make.accepted())
    farah, other = make.officer(), make.officer("Cleo Brand")
    take_case(actor=farah, case_id=case.pk, at=LATER)
    take_case(actor=farah, case_id=case.pk, at=LATER)
    with pytest.raises(CaseTaken):
        take_case(actor=other, case_id=case.pk, at=LATER)
    for act in (keep_notes, record_report, clear_case):
        extra = {keep_notes: {"notes": SECRET}, record_report: {"is_clean": True}, clear_case: {}}[act]
        with pytest.raises(Refused):
            act(actor=other, case_id=case.pk, at=LATER, **extra)
    assert [line.is_mine for line in queue(farah, LATER)] == [True]
    assert queue(other, LATER) == ()
    assert CaseStep.objects.filter(action="take").count() == 1


@db
def test_an_officer_never_has_their_own_case() -> None:
    farah = make.officer()
    case = make.accepted(make.invited(farah))
    assert queue(farah, LATER) == ()
    with pytest.raises(Refused):
        take_case(actor=farah, case_id=case.pk, at=LATER)


@db
def test_after_a_withdrawal_nothing_more_happens() -> None:
    farah = make.officer()
    case = working(farah)
    base.moved(case.offer.application, "withdraw")
    with pytest.raises((MayNotAsk, Withdrawn)):
        record_report(actor=farah, case_id=case.pk, is_clean=True, at=LATER)
    fresh = make.accepted(make.invited(make.person("Jo Park")))
    base.moved(fresh.offer.application, "withdraw")
    with pytest.raises(Withdrawn):
        authorized(fresh)
    assert outcome_for(case.offer.application_id) is Outcome.WITHDRAWN


@db
def test_opening_a_case_is_noted() -> None:
    farah = make.officer()
    case = working(farah)
    look_at_case(actor=farah, case_id=case.pk, at=LATER)
    row = AuditEntry.objects.get(action="recruitment.read_case")
    assert (row.kind, row.actor_id, row.about_id) == ("read", farah.pk, case.offer.application.person_id)
    with pytest.raises(Refused):
        look_at_case(actor=make.manager(), case_id=case.pk, at=LATER)


def everyone(case: FairChanceCase) -> list[Person]:
    """One person of each role, an officer without this case, the applicant and a stranger."""
    people = [make.person(f"Person {role}", role=role) for role in Role]
    return [*people, case.offer.application.person, make.person("Jo Park")]


@db
@pytest.mark.deep
@pytest.mark.parametrize("stage", ["with_officer", "disclosed", "cleared", "withdrawn"])
def test_no_state_lets_anybody_but_the_officer_read_the_notes(client: Client, clock: Any, stage: str) -> None:
    farah = make.officer()
    case = working(farah)
    keep_notes(actor=farah, case_id=case.pk, notes=SECRET, at=LATER)
    if stage in ("with_officer", "cleared"):
        record_report(actor=farah, case_id=case.pk, is_clean=False, at=LATER)
    if stage == "cleared":
        clear_case(actor=farah, case_id=case.pk, at=LATER)
    if stage == "withdrawn":
        base.moved(case.offer.application, "withdraw")
    clock.move_to(LATER)
    assert case_page(farah, case.pk, LATER).notes == SECRET
    addresses = [
        reverse(one.name, kwargs=dict.fromkeys(one.pattern.converters, case.pk))
        for one in [*selection_urls.staff, *selection_urls.my]
        if set(one.pattern.converters) <= {"case_id"}
    ]
    for person in everyone(case):
        assert not can(person, "recruitment.work_case", case)
        assert case not in visible(person, "recruitment.open_case")
        own = Client()
        sign_in(own, person)
        for address in [
            *addresses,
            reverse("recruitment_decide", args=[case.offer.application_id]),
            "/staff/",
            "/my/",
        ]:
            assert SECRET not in own.get(address).content.decode(), (person.name, address)


@db
def test_pages_of_the_applicant_and_the_officer(client: Client, clock: Any) -> None:
    case, farah = make.accepted(), make.officer()
    clock.move_to(LATER)
    sign_in(client, case.offer.application.person, second_factor=False)
    own = reverse("recruitment_fair_chance")
    assert "What we may not look at" in client.get(own).content.decode()
    assert client.post(own, {"signature": ""}).status_code == 422
    assert client.post(own, {"signature": "Maya Okafor"}).status_code == 302
    assert "Agreed by Maya Okafor" in client.get(own).content.decode()
    desk = Client()
    sign_in(desk, farah)
    assert case.offer.application.reference in desk.get(reverse("recruitment_cases")).content.decode()
    page = reverse("recruitment_case", args=[case.pk])
    assert "Take this case" in desk.get(page).content.decode()
    assert desk.post(reverse("recruitment_take_case", args=[case.pk])).status_code == 302
    notes = reverse("recruitment_case_notes", args=[case.pk])
    assert desk.post(notes, {"notes": SECRET}).status_code == 302
    assert SECRET in desk.get(page).content.decode()
    assert desk.post(reverse("recruitment_case_report", args=[case.pk]), {"report": "?"}).status_code == 302
    report = reverse("recruitment_case_report", args=[case.pk])
    assert "Something to review" not in desk.get(page).content.decode()
    refused = desk.post(report, {"report": "something"})
    assert refused.status_code == 409
    assert "A notice that the law wants before this has not been sent." in refused.content.decode()
    cases.send_before(case, farah, When.VOLUNTEERED)
    assert "Something to review" in desk.get(page).content.decode()
    assert desk.post(report, {"report": "something"}).status_code == 302
    shown = desk.get(page).content.decode()
    assert "Enter the records, or clear" in shown
    clear = reverse("recruitment_clear_case", args=[case.pk])
    assert desk.get(clear).status_code == 200
    assert desk.post(clear).status_code == 302
    assert desk.get(clear).status_code == 302
    assert "Your offer stands" in client.get(own).content.decode()
    boss = Client()
    sign_in(boss, make.manager())
    assert boss.get(page).status_code == 403
    assert boss.get(reverse("recruitment_cases")).status_code == 403
