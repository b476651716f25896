"""What rarely happens: a fund without books, a draft without answers, an adapter that pays at once, receipts."""

from datetime import timedelta

import pytest
from django.http import Http404

from fellowship.access import can, visible
from fellowship.models import StoredFile
from fellowship.rules.roles import Role
from hardship_fund.access import may_choose, may_record_money, may_see_books, may_see_report, owns
from hardship_fund.models import Category, Fund, JournalEntry, LedgerAccount
from hardship_fund.queries import books, caps
from hardship_fund.rules.payee import Payee
from hardship_fund.rules.stages import Stage
from hardship_fund.services import adapters, asking, following, funds, ledger, paying
from tests.factories import hardship as make
from tests.factories.hardship import AT, TODAY
from tests.factories.people import give_role, make_person, make_staff

pytestmark = pytest.mark.django_db


def test_the_books_of_a_fund_made_by_hand_open_with_its_first_money(clock):
    fund = Fund.objects.create(code="by-hand", name="By hand")
    ledger.record_gift(actor=make.make_treasurer(fund), fund_id=fund.pk, cents=5_00, note="", key="k", at=AT)
    assert LedgerAccount.objects.get(fund=fund, code="available").balance_cents == 5_00
    assert books.faults(fund) == ()


def test_opening_a_fund_again_gives_the_first_and_keeps_what_staff_changed(clock):
    administrator = make_staff(Role.ADMINISTRATOR)
    first = funds.open_fund(actor=administrator, code="one", name="One", at=AT)
    Category.objects.filter(fund=first, code="housing").update(label="A roof")
    again = funds.open_fund(actor=administrator, code="one", name="Another name", at=AT)
    assert (again.pk, again.name) == (first.pk, "One")
    assert again.categories.get(code="housing").label == "A roof"


def test_a_draft_without_answers_is_asked_for_nothing(clock):
    cast = make.make_cast()
    draft = asking.start_request(actor=cast.advocate, at=AT)
    assert caps.missing(draft) == ("need", "story", "proof", "payee")
    assert caps.most(draft) == 0
    assert not caps.is_fast(draft, sent_on=TODAY)
    caps.check_own_amount(draft, 5)
    caps.check_request(draft, today=TODAY)


def test_a_draft_that_waited_past_its_day_is_still_sent(clock):
    cast = make.make_cast()
    draft = make.make_draft(cast, needed_by=TODAY + timedelta(days=1))
    sent = asking.submit_request(actor=cast.advocate, request_id=draft.pk, at=AT + timedelta(days=5))
    assert sent.stage == "submitted"


def test_an_answer_may_be_a_file_alone(clock):
    cast = make.make_cast()
    request = make.make_at(cast, Stage.NEEDS_INFO)
    following.answer_question(actor=cast.advocate, request_id=request.pk, text=" ", upload=make.picture(), at=AT)
    assert sorted(request.evidence.values_list("kind", flat=True)) == ["file", "note"]


def test_an_adapter_that_pays_at_once_is_done_at_once(clock, monkeypatch):
    seen = []

    class AtOnce:
        key = "at-once"

        def send(self, disbursement, payee):
            seen.append(payee)
            return adapters.Sent(reference="po_1", finished=True)

    monkeypatch.setitem(adapters.ADAPTERS, "at-once", AtOnce())
    cast = make.make_cast()
    request = make.make_approved(cast)
    payment = paying.start_payment(
        actor=cast.tomas, request_id=request.pk, seen_version=1, key="k", at=AT, adapter="at-once"
    )
    assert (payment.stage, payment.reference) == ("paid", "po_1")
    assert isinstance(seen[0], Payee)
    request.refresh_from_db()
    assert request.stage == "paid"


def test_receipts_are_for_the_treasurer_who_may_pay(clock):
    cast = make.make_cast()
    request = make.make_approved(cast)
    payment = make.begin_payment(cast, request)
    paying.confirm_payment(
        actor=cast.tomas, payment_id=payment.pk, reference="1", receipt=make.picture("receipt.png"), at=AT
    )
    receipt = StoredFile.objects.get(purpose="hardship.receipt")
    code = "hardship_fund.read_receipt"
    for person, may in ((cast.tomas, True), (cast.samuel, False), (cast.advocate, False)):
        assert can(person, code, receipt) is may
        assert list(visible(person, code)) == ([receipt] if may else [])
        assert can(person, "fellowship.read_file", receipt) is may
    assert can(cast.tomas, code)


def test_twins_of_the_rest_agree_with_their_predicates(clock):
    cast = make.make_cast()
    other = funds.open_fund(actor=None, code="other", name="Other", at=AT)
    ledger.record_gift(actor=make.make_treasurer(other), fund_id=other.pk, cents=5, note="", key="o", at=AT)
    Category.objects.filter(fund=cast.fund, code="housing").update(is_active=False)
    request = make.make_draft(cast)
    auditor = make_staff(Role.AUDITOR)
    rows = (
        ("hardship_fund.see_own", owns, [request]),
        ("hardship_fund.ask", may_choose, list(Category.objects.select_related("fund"))),
        ("hardship_fund.see_books", may_see_books, list(JournalEntry.objects.select_related("fund"))),
        ("hardship_fund.record_money", may_record_money, [cast.fund, other]),
        ("hardship_fund.see_report", may_see_report, [cast.fund, other]),
    )
    for person in (cast.advocate, cast.samuel, cast.tomas, auditor, make_person()):
        for code, predicate, things in rows:
            passed = {thing.pk for thing in things if predicate(person, thing)}
            assert {thing.pk for thing in visible(person, code)} == passed, (code, person)


def test_whoever_keeps_no_fund_finds_no_books(clock):
    person = make_person()
    give_role(person, Role.ADVOCATE)
    for ask in (books.fund_for, books.kept_fund):
        with pytest.raises(Http404):
            ask(person)
    cast = make.make_cast()
    assert books.fund_for(cast.samuel, cast.fund.code).name == "Hardship fund"
