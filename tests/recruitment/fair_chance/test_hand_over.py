"""A case changes hands: its officer gives it, or another takes it over where that one has left."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from fellowship.access import Refused, can, forget_grants, visible
from fellowship.models import AuditEntry, Letter, Person, RoleGrant
from fellowship.rules.roles import Role
from recruitment.models import CaseEscalation, CaseHandOver, CasePaper, CaseStep, FairChanceCase
from recruitment.queries.case_list import queue
from recruitment.queries.case_own import own_path
from recruitment.services import case_hand_over as services
from recruitment.services.fair_chance import CaseTaken, keep_notes, look_at_case, take_case
from recruitment.services.fair_chance_nightly import look_after_cases
from tests.factories import cases
from tests.factories import selection as make
from tests.factories.people import sign_in

LATER = cases.LATER
WHY = "She moved to another city"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(clock: Any) -> None:
    clock.move_to(LATER)


@pytest.fixture
def farah() -> Person:
    return make.officer()


@pytest.fixture
def cleo() -> Person:
    return make.officer("Cleo Brand")


def leaves(person: Person) -> None:
    RoleGrant.objects.filter(person=person).update(ends_on=LATER.date() - timedelta(days=1))
    forget_grants(person)


def take_over(actor: Person, case: FairChanceCase, reason: str = WHY) -> FairChanceCase:
    return services.take_over_case(actor=actor, case_id=case.pk, reason=reason, at=LATER)


def test_a_case_whose_officer_has_left_is_taken_over_with_a_reason(farah: Person, cleo: Person) -> None:
    case = cases.notified(farah)
    keep_notes(actor=farah, case_id=case.pk, notes=cases.SECRET, at=LATER)
    waits = cases.paper(case, "final_adverse")
    with pytest.raises(CaseTaken):
        take_over(cleo, case)
    assert queue(cleo, LATER) == ()
    leaves(farah)
    assert [line.has_left for line in queue(cleo, LATER)] == [True]
    with pytest.raises(services.NoReason):
        take_over(cleo, case, "  ")
    with pytest.raises(CaseTaken):
        take_case(actor=cleo, case_id=case.pk, at=LATER)
    for _again in (1, 2):
        assert take_over(cleo, case).officer_id == cleo.pk
    row = CaseHandOver.objects.get()
    assert (row.before, row.after, row.by, row.reason) == (farah, cleo, cleo, WHY)
    assert CaseStep.objects.filter(case=case, action="take_over").count() == 1
    assert AuditEntry.objects.filter(action="recruitment.case_take_over", actor_id=cleo.pk).count() == 1
    # What waited named the officer of before; what went out stays.
    assert not CasePaper.objects.filter(pk=waits.pk).exists()
    assert case.papers.filter(kind="preliminary_adverse").count() == 1
    assert keep_notes(actor=cleo, case_id=case.pk, notes="Mine now", at=LATER).notes == "Mine now"
    with pytest.raises(Refused):
        look_at_case(actor=farah, case_id=case.pk, at=LATER)


def test_nobody_else_takes_over_or_reads_a_case_without_an_officer(farah: Person) -> None:
    case = cases.sorted_case(farah)
    leaves(farah)
    for role in Role:
        if role == Role.FAIR_CHANCE_OFFICER:
            continue
        who = make.person("Sam Lake", role=role)
        with pytest.raises(Refused), transaction.atomic():
            take_over(who, case)
        for code in ("recruitment.open_case", "recruitment.work_case"):
            assert not can(who, code, case), role
            assert not visible(who, code).exists(), role
    assert FairChanceCase.objects.get().officer == farah


def test_an_applicant_who_is_an_officer_never_gets_their_own_case(farah: Person, cleo: Person) -> None:
    case = cases.sorted_case(farah, name="Ana Ruiz")
    person = case.offer.application.person
    RoleGrant.objects.filter(person=cleo).update(person=person)
    forget_grants(person)
    with pytest.raises(services.NotTheirs):
        services.hand_over_case(actor=farah, case_id=case.pk, to=person, reason=WHY, at=LATER)
    leaves(farah)
    with pytest.raises(Refused):
        take_over(person, case)


def test_an_officer_gives_a_case_of_their_own_to_another_officer_alone(farah: Person, cleo: Person) -> None:
    case = cases.notified(farah)
    how = {"case_id": case.pk, "reason": WHY, "at": LATER}
    for to in (farah, make.manager(), case.offer.application.person):
        with pytest.raises(services.NotTheirs):
            services.hand_over_case(actor=farah, to=to, **how)
    for actor in (cleo, make.person("Ada Flores", role=Role.ADMINISTRATOR)):
        with pytest.raises(Refused):
            services.hand_over_case(actor=actor, to=cleo, **how)
    services.hand_over_case(actor=farah, to=cleo, **how)
    with pytest.raises(Refused):
        services.hand_over_case(actor=farah, to=cleo, **how)
    assert [line.is_mine for line in queue(cleo, LATER)] == [True]
    assert queue(farah, LATER) == ()


def test_the_applicant_reads_who_has_the_case_now(farah: Person, cleo: Person) -> None:
    case = cases.notified(farah)
    person = case.offer.application.person
    assert own_path(person, LATER).officer == "Farah Nassif"
    leaves(farah)
    assert own_path(person, LATER).officer == ""
    take_over(cleo, case)
    assert own_path(person, LATER).officer == "Cleo Brand"


def test_the_pages_of_handing_over(client: Client, farah: Person, cleo: Person) -> None:
    case = cases.notified(farah)
    give, take, page = (
        reverse(f"recruitment_case{name}", args=[case.pk]) for name in ("_hand_over", "_take_over", "")
    )
    sign_in(client, farah)
    assert give in client.get(page).text
    assert client.get(take).status_code == 302
    bad = client.post(give, {"to": str(case.offer.application.person_id), "reason": WHY})
    assert bad.status_code == 422
    assert WHY in bad.text
    assert "Cleo Brand" in bad.text
    assert client.post(give, {"to": str(cleo.pk), "reason": WHY}).status_code == 302
    for address in (give, take, page):
        assert client.get(address).status_code == 404
    leaves(cleo)
    assert "Has left" in client.get(reverse("recruitment_cases")).text
    untold = client.get(page).text
    assert "Take over this case" in untold
    for words in ("Preliminary notice sent", "What happened", cases.SECRET, WHY):
        assert words not in untold
    assert client.post(take, {"reason": ""}).status_code == 422
    for _again in (1, 2):
        assert client.post(take, {"reason": "She left, too"}).status_code == 302
    shown = client.get(page).text
    assert WHY in shown
    assert "She left, too" in shown
    own = Client()
    sign_in(own, case.offer.application.person, second_factor=False)
    seen = own.get(reverse("who_looked")).text
    assert "Another officer took over the case" in seen
    assert "The officer handed the case over to another officer" in seen
    assert WHY not in seen


def test_the_night_tells_once_of_a_case_that_nobody_may_open(farah: Person, cleo: Person) -> None:
    case = cases.sorted_case(farah)
    Letter.objects.all().delete()
    assert look_after_cases(at=LATER).raised == 0
    leaves(farah)
    assert look_after_cases(at=LATER).raised == 1
    assert CaseEscalation.objects.get().kind == "no_officer"
    letter = Letter.objects.get()
    assert (letter.recipient, "1 case has no officer" in letter.body) == (cleo, True)
    assert look_after_cases(at=LATER + timedelta(hours=1)).raised == 0
    take_over(cleo, case)
    assert look_after_cases(at=LATER + timedelta(hours=2)).raised == 0
    # Where nobody is left at all, those who give roles are told a number, and may open nothing.
    ada = make.person("Ada Flores", role=Role.ADMINISTRATOR)
    leaves(cleo)
    FairChanceCase.objects.all().update(opened_at=LATER)
    CaseStep.objects.filter(action="take_over").update(at=LATER + timedelta(days=1))
    assert look_after_cases(at=LATER + timedelta(hours=3)).raised == 1
    letter = Letter.objects.get(recipient=ada)
    assert "1 case has no officer" in letter.body
    assert case.offer.application.reference not in letter.body + letter.subject
    assert not can(ada, "recruitment.open_case", case)
