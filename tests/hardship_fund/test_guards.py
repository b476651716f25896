"""The database refuses what the rules forbid, whoever asks."""

import pytest
from django.db import IntegrityError, connection, transaction

from fellowship.access import Refused
from fellowship.models import Person
from fellowship.queries import close_people
from fellowship.rules.roles import Role, Scope
from hardship_fund.access import decidable, may_decide
from hardship_fund.models import (
    Approval,
    ConflictDeclaration,
    Disbursement,
    JournalEntry,
    LedgerAccount,
    Posting,
    Request,
)
from hardship_fund.services import deciding, paying
from tests.factories import hardship as make
from tests.factories.hardship import AT
from tests.factories.people import give_role, make_office, make_person, make_region

pytestmark = pytest.mark.django_db


def refused_by_the_database(act):
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def approval(request, approver, **fields):
    values = {
        "request": request, "request_version": request.version, "requester": request.requester, "approver": approver,
        "decision": "approve", "amount_cents": 740_00, "at": AT, **fields,
    }  # fmt: skip
    return Approval.objects.create(**values)


def disbursement(request, paid_by, one, two, **fields):
    values = {
        "request": request, "requester": request.requester, "approver_one": one, "approver_two": two,
        "paid_by": paid_by, "amount_cents": request.approved_cents, "idempotency_key": "k", "started_at": AT, **fields,
    }  # fmt: skip
    return Disbursement.objects.create(**values)


def test_nobody_approves_their_own_request_not_even_a_superuser(clock):
    cast = make.make_cast()
    Person.objects.filter(pk=cast.advocate.pk).update(is_superuser=True, is_staff=True)
    give_role(cast.advocate, Role.FUND_COMMITTEE, scope=Scope.FUND, fund_code=cast.fund.code)
    request = make.make_submitted(cast)
    boss = Person.objects.get(pk=cast.advocate.pk)
    with pytest.raises(Refused):
        deciding.approve(
            actor=boss, request_id=request.pk, seen_version=1, amount_cents=740_00, criteria=make.ALL_MET, at=AT
        )
    refused_by_the_database(lambda: approval(request, boss))


def test_the_copied_requester_must_be_true(clock):
    cast = make.make_cast()
    request = make.make_submitted(cast)
    refused_by_the_database(lambda: approval(request, cast.samuel, requester=cast.third))
    kept = approval(request, cast.samuel)
    refused_by_the_database(lambda: Approval.objects.filter(pk=kept.pk).update(approver=cast.advocate))
    refused_by_the_database(lambda: Approval.objects.filter(pk=kept.pk).update(amount_cents=None))
    refused_by_the_database(lambda: approval(request, cast.grace, decision="deny", amount_cents=None))


def test_whoever_stands_aside_can_neither_decide_nor_pay(clock):
    cast = make.make_cast()
    request = make.make_submitted(cast)
    ConflictDeclaration.objects.create(request=request, person=cast.samuel, source="declared", at=AT)
    refused_by_the_database(lambda: approval(request, cast.samuel))
    make.say_yes(cast.grace, request)
    make.say_yes(cast.third, request)
    request.refresh_from_db()
    ConflictDeclaration.objects.create(request=request, person=cast.tomas, source="works_with", at=AT)
    refused_by_the_database(lambda: disbursement(request, cast.tomas, cast.grace, cast.third))
    with pytest.raises(Refused):
        make.begin_payment(cast, request)


def test_nobody_pays_what_they_asked_for_or_approved(clock):
    cast = make.make_cast()
    for person in (cast.samuel, cast.advocate):
        give_role(person, Role.TREASURER, scope=Scope.FUND, fund_code=cast.fund.code)
    request = make.make_approved(cast)
    for person in (cast.samuel, cast.advocate):
        with pytest.raises(Refused):
            paying.start_payment(actor=person, request_id=request.pk, seen_version=1, key="x", at=AT)
        refused_by_the_database(lambda person=person: disbursement(request, person, cast.samuel, cast.grace))
    # Naming others as approvers does not help: they must have approved, be two, and not ask.
    refused_by_the_database(lambda: disbursement(request, cast.samuel, cast.third, cast.grace))
    refused_by_the_database(lambda: disbursement(request, cast.tomas, cast.third, cast.grace))
    refused_by_the_database(lambda: disbursement(request, cast.tomas, cast.samuel, cast.third))
    refused_by_the_database(lambda: disbursement(request, cast.tomas, cast.grace, cast.grace))
    refused_by_the_database(lambda: disbursement(request, cast.tomas, cast.samuel, cast.grace, amount_cents=1))
    disbursement(request, cast.tomas, cast.samuel, cast.grace)


def test_one_live_payment_a_request(clock):
    cast = make.make_cast()
    request = make.make_approved(cast)
    make.begin_payment(cast, request)
    refused_by_the_database(lambda: disbursement(request, cast.tomas, cast.samuel, cast.grace))


def test_the_books_are_only_added_to(clock):
    cast = make.make_cast()
    entry = JournalEntry.objects.get()
    refused_by_the_database(lambda: JournalEntry.objects.filter(pk=entry.pk).update(memo="paid"))
    refused_by_the_database(lambda: Posting.objects.update(amount_cents=1))
    refused_by_the_database(lambda: LedgerAccount.objects.filter(code="available").update(balance_cents=-1))
    assert JournalEntry.objects.filter(fund=cast.fund).update(made_by=None) == 1
    if connection.vendor == "postgresql":
        refused_by_the_database(lambda: Posting.objects.all().delete())


@pytest.mark.postgres
def test_an_entry_that_is_not_zero_cannot_be_committed(clock):
    make.make_cast()
    entry = JournalEntry.objects.get()
    account = LedgerAccount.objects.get(code="reserved")
    Posting.objects.create(entry=entry, account=account, amount_cents=5)
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("field", ["reference", "category", "amount_cents", "payee", "submitted_at"])
def test_what_was_sent_is_complete(clock, field):
    request = make.make_submitted(make.make_cast())
    refused_by_the_database(lambda: Request.objects.filter(pk=request.pk).update(**{field: None}))


def test_an_award_never_passes_what_was_asked(clock):
    request = make.make_approved(make.make_cast())
    refused_by_the_database(lambda: Request.objects.filter(pk=request.pk).update(approved_cents=740_01))
    refused_by_the_database(lambda: Request.objects.filter(pk=request.pk).update(approved_cents=None))
    refused_by_the_database(lambda: Request.objects.filter(pk=request.pk).update(stage="elsewhere"))


# --- those who work with the person -------------------------------------------------------------------------


def leads(cast):
    """People who answer for the advocate, each also a member of the committee."""
    grant = cast.advocate.role_grants.get()
    office = grant.office
    supervisor, manager, national = (make.make_member(cast.fund, name) for name in ("Evelyn", "Dana", "Nat"))
    give_role(supervisor, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=office)
    give_role(manager, Role.PROGRAM_MANAGER, scope=Scope.REGION, region=office.region)
    give_role(national, Role.PROGRAM_MANAGER)
    return supervisor, manager, national


def test_supervisor_and_program_manager_take_no_part_even_on_the_committee(clock):
    cast = make.make_cast()
    request = make.make_submitted(cast)
    for person in leads(cast):
        assert list(decidable(person)) == []
        assert not may_decide(person, request)
        with pytest.raises(Refused):
            make.say_yes(person, request)
    elsewhere = make.make_member(cast.fund, "Elsewhere")
    give_role(elsewhere, Role.PROGRAM_MANAGER, scope=Scope.REGION, region=make_region())
    give_role(elsewhere, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=make_office())
    assert list(decidable(elsewhere)) == [request]
    assert may_decide(elsewhere, request)


def test_a_coach_named_by_another_part_takes_no_part(clock, monkeypatch):
    cast = make.make_cast()
    request = make.make_submitted(cast)
    pairs = {cast.samuel.pk: [cast.advocate.pk], cast.advocate.pk: [cast.samuel.pk]}
    monkeypatch.setattr(close_people, "_providers", [lambda person_id, _on: pairs.get(person_id, [])])
    assert list(decidable(cast.samuel)) == []
    assert not may_decide(cast.samuel, request)
    assert list(decidable(cast.grace)) == [request]


def test_standing_aside_voids_ones_own_decision_and_hides_the_request(clock):
    cast = make.make_cast()
    request = make.make_submitted(cast)
    make.say_yes(cast.samuel, request)
    deciding.declare_conflict(actor=cast.samuel, request_id=request.pk, at=AT)
    deciding.declare_conflict(actor=cast.samuel, request_id=request.pk, at=AT)
    assert list(decidable(cast.samuel)) == []
    assert make.say_yes(cast.grace, request).stage == "in_review"
    assert make.say_yes(cast.third, request).stage == "approved"


def test_standing_aside_before_deciding_voids_nothing(clock):
    cast = make.make_cast()
    request = make.make_submitted(cast)
    make.say_yes(cast.samuel, request)
    deciding.declare_conflict(actor=cast.grace, request_id=request.pk, at=AT)
    assert make.say_yes(cast.third, request).stage == "approved"


def test_a_stranger_can_not_even_stand_aside(clock):
    cast = make.make_cast()
    request = make.make_submitted(cast)
    with pytest.raises(Refused):
        deciding.declare_conflict(actor=make_person(), request_id=request.pk, at=AT)
