"""The books under every kind of pressure: limits, replays, changes, and any order of events."""

import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from fellowship.access import Refused
from fellowship.rules.refusals import Conflict, NotAllowed
from hardship_fund.models import JournalEntry, LedgerAccount, Posting, Request
from hardship_fund.queries import books, caps
from hardship_fund.rules.ledger import LARGEST_CENTS, Memo, NotAnAmount
from hardship_fund.services import deciding, following, funds, ledger, paying
from tests.factories import hardship as make
from tests.factories.hardship import AT

pytestmark = pytest.mark.django_db


def balance(cast, code):
    return LedgerAccount.objects.get(fund=cast.fund, code=code).balance_cents


def gift(cast, cents, key, actor=None):
    return ledger.record_gift(
        actor=actor or cast.tomas, fund_id=cast.fund.pk, cents=cents, note="Check 9", key=key, at=AT
    )


def test_a_gift_counts_once_however_often_it_is_sent(clock):
    cast = make.make_cast(money=0)
    assert gift(cast, 100_00, "a").pk == gift(cast, 100_00, "a").pk
    assert balance(cast, "available") == 100_00


@pytest.mark.parametrize("cents", [0, -5, LARGEST_CENTS + 1])
def test_a_gift_is_an_amount(clock, cents):
    with pytest.raises(NotAnAmount):
        gift(make.make_cast(money=0), cents, "a")


def test_only_the_treasurer_of_the_fund_records_money(clock):
    cast = make.make_cast(money=0)
    other = funds.open_fund(actor=None, code="other", name="Other", at=AT)
    for actor in (cast.samuel, cast.advocate, make.make_treasurer(other)):
        with pytest.raises(Refused):
            gift(cast, 100_00, "a", actor)
    with pytest.raises(Refused):
        funds.open_fund(actor=cast.tomas, code="mine", name="Mine", at=AT)


def test_a_gift_is_taken_back_once_and_only_while_it_is_there(clock):
    cast = make.make_cast(money=0)
    first = gift(cast, 740_00, "a")
    request = make.make_approved(cast)
    with pytest.raises(ledger.NotEnoughMoney):
        ledger.undo_gift(actor=cast.tomas, entry_id=first.pk, at=AT)
    following.withdraw_request(actor=cast.advocate, request_id=request.pk, at=AT)
    undone = ledger.undo_gift(actor=cast.tomas, entry_id=first.pk, at=AT)
    with pytest.raises(ledger.AlreadyUndone):
        ledger.undo_gift(actor=cast.tomas, entry_id=first.pk, at=AT)
    with pytest.raises(ledger.NotAGift):
        ledger.undo_gift(actor=cast.tomas, entry_id=undone.pk, at=AT)
    assert [balance(cast, code) for code in ("bank", "available", "reserved", "sending")] == [0, 0, 0, 0]


def test_the_second_yes_needs_the_money_and_the_first_is_kept(clock):
    cast = make.make_cast(money=739_99)
    request = make.make_submitted(cast)
    make.say_yes(cast.samuel, request)
    with pytest.raises(ledger.NotEnoughMoney):
        make.say_yes(cast.grace, request)
    request.refresh_from_db()
    assert (request.stage, request.approvals.count()) == ("in_review", 1)
    assert make.say_yes(cast.grace, request, 739_99).approved_cents == 739_99
    assert balance(cast, "available") == 0


def test_approving_twice_is_a_friendly_nothing_and_another_amount_replaces_the_first(clock):
    cast = make.make_cast()
    request = make.make_submitted(cast)
    make.say_yes(cast.samuel, request, 500_00)
    make.say_yes(cast.samuel, request, 500_00)
    make.say_yes(cast.samuel, request, 600_00)
    assert list(request.approvals.values_list("amount_cents", flat=True)) == [600_00]
    assert make.say_yes(cast.grace, request, 700_00).approved_cents == 600_00
    assert make.say_yes(cast.grace, request, 700_00).stage == "approved"
    with pytest.raises(deciding.AlreadyDecided):
        make.say_yes(cast.third, request)


def test_one_yes_and_one_no_wait_for_a_third(clock):
    cast = make.make_cast()
    request = make.make_submitted(cast)
    make.say_yes(cast.samuel, request)
    make.say_no(cast.grace, request)
    make.say_no(cast.grace, request)
    request.refresh_from_db()
    assert request.stage == "in_review"
    assert make.say_no(cast.third, request).stage == "denied"
    request.refresh_from_db()
    assert (request.denial_reason, request.denial_note) == ("not_shown", "Send the bill.")


def test_every_point_and_an_amount_within_reach(clock):
    cast = make.make_cast()
    request = make.make_submitted(cast)
    vote = {"actor": cast.samuel, "request_id": request.pk, "seen_version": 1, "at": AT}
    with pytest.raises(deciding.NotAllMet):
        deciding.approve(**vote, amount_cents=1_00, criteria=make.ALL_MET[1:])
    for cents in (0, -1, 740_01):
        with pytest.raises(caps.Unfit):
            deciding.approve(**vote, amount_cents=cents, criteria=make.ALL_MET)
    with pytest.raises(deciding.ChangedSince):
        deciding.approve(**{**vote, "seen_version": 2}, amount_cents=1_00, criteria=make.ALL_MET)


@pytest.mark.parametrize("stage", ["submitted", "in_review", "approved", "failed"])
@pytest.mark.parametrize("what", ["payee", "amount"])
def test_any_change_voids_every_yes_and_frees_the_money(clock, stage, what):
    cast = make.make_cast()
    request = make.make_at(cast, stage)
    amount, payee = (700_00, make.PAYEE) if what == "amount" else (740_00, make.OTHER_PAYEE)
    following.change_request(actor=cast.advocate, request_id=request.pk, amount_cents=amount, payee=payee, at=AT)
    request.refresh_from_db()
    assert (request.stage, request.version, request.approved_cents) == ("submitted", 2, None)
    assert balance(cast, "available") == 5_000_00
    make.say_yes(cast.samuel, request, 700_00)
    request.refresh_from_db()
    assert request.stage == "in_review"
    assert make.say_yes(cast.grace, request, 700_00).stage == "approved"


def test_no_change_voids_nothing(clock):
    cast = make.make_cast()
    request = make.make_at(cast, "in_review")
    following.change_request(actor=cast.advocate, request_id=request.pk, amount_cents=740_00, payee=make.PAYEE, at=AT)
    request.refresh_from_db()
    assert (request.stage, request.version) == ("in_review", 1)


def test_an_answer_voids_what_was_decided_before_it(clock):
    cast = make.make_cast()
    request = make.make_at(cast, "in_review")
    deciding.ask_for_more(actor=cast.grace, request_id=request.pk, seen_version=1, question="Which shop?", at=AT)
    deciding.ask_for_more(actor=cast.grace, request_id=request.pk, seen_version=1, question="Which shop?", at=AT)
    following.answer_question(
        actor=cast.advocate, request_id=request.pk, text="Bay Motors", upload=make.picture(), at=AT
    )
    request.refresh_from_db()
    assert (request.stage, request.version, request.evidence.count()) == ("submitted", 2, 3)
    assert make.say_yes(cast.grace, request).stage == "in_review"


def test_a_yes_counts_for_what_was_read(clock):
    cast = make.make_cast()
    request = make.make_at(cast, "approved")
    with pytest.raises(paying.NotTheSameAsShown):
        paying.start_payment(actor=cast.tomas, request_id=request.pk, seen_version=7, key="k", at=AT)


def test_a_payment_is_begun_once_and_ends_once(clock):
    cast = make.make_cast()
    request = make.make_approved(cast)
    payment = make.begin_payment(cast, request, "k")
    assert make.begin_payment(cast, request, "k").pk == payment.pk
    confirm = {"actor": cast.tomas, "payment_id": payment.pk, "at": AT}
    paying.confirm_payment(**confirm, reference="1042", receipt=make.picture("receipt-keisha.png"))
    assert paying.confirm_payment(**confirm, reference=" 1042 ").stage == "paid"
    with pytest.raises(paying.OtherReference):
        paying.confirm_payment(**confirm, reference="1043")
    payment.refresh_from_db()
    assert payment.receipt.name == "receipt.png"
    paying.fail_payment(**confirm, reason="Came back")
    paying.fail_payment(**confirm, reason="Came back")
    assert [balance(cast, code) for code in ("bank", "reserved", "sending")] == [5_000_00, 740_00, 0]
    assert books.faults(cast.fund) == ()


def test_after_a_failure_it_is_paid_anew(clock):
    cast = make.make_cast()
    request = make.make_at(cast, "failed")
    assert balance(cast, "reserved") == 740_00
    paying.retry_payment(actor=cast.tomas, request_id=request.pk, at=AT)
    payment = make.begin_payment(cast, request, "second")
    paying.confirm_payment(actor=cast.tomas, payment_id=payment.pk, reference="1043", at=AT)
    assert balance(cast, "bank") == 4_260_00


# --- verify_ledger -------------------------------------------------------------------------------------------


def test_the_books_are_verified(clock):
    cast = make.make_cast()
    make.make_approved(cast)
    out = StringIO()
    call_command("verify_ledger", stdout=out)
    assert "1 fund(s) hold" in out.getvalue()
    LedgerAccount.objects.filter(fund=cast.fund, code="available").update(balance_cents=1)
    with pytest.raises(CommandError, match="available is kept as 1 but its postings give 426000"):
        call_command("verify_ledger")


@pytest.mark.skipif(connection.vendor == "postgresql", reason="PostgreSQL refuses to delete postings")
def test_a_missing_posting_is_found(clock):
    cast = make.make_cast()
    entry = JournalEntry.objects.get()
    Posting.objects.filter(account__code="bank")._raw_delete("default")
    assert f"entry {entry.pk} adds up to -500000, not to zero" in books.faults(cast.fund)
    Posting.objects.all()._raw_delete("default")
    assert f"entry {entry.pk} has no postings" in books.faults(cast.fund)


# --- any order of events -------------------------------------------------------------------------------------


class Books(RuleBasedStateMachine):
    """Any movement in any order, often with nothing to move: the books always hold."""

    def __init__(self):
        super().__init__()
        Books.count += 1
        self.fund = funds.open_fund(actor=None, code=f"f{Books.count}", name="Fund", at=AT)
        self.expected = {"bank": 0, "available": 0, "reserved": 0, "sending": 0}
        self.keys = 0
        self.last = None

    count = 0
    moves = {
        Memo.GIFT: ("bank", "available", 1, 1), Memo.GIFT_UNDONE: ("available", "bank", -1, -1),
        Memo.RESERVE: ("available", "reserved", -1, 1), Memo.RELEASE: ("reserved", "available", -1, 1),
        Memo.SEND: ("reserved", "sending", -1, 1), Memo.PAID: ("sending", "bank", -1, -1),
        Memo.NOT_PAID: ("sending", "reserved", -1, 1), Memo.RETURNED: ("bank", "reserved", 1, 1),
    }  # fmt: skip

    def post(self, memo, cents, key):
        return ledger.post(fund_id=self.fund.pk, memo=memo, cents=cents, dedup_key=key, at=AT, actor=None)

    @rule(memo=st.sampled_from(Memo), cents=st.integers(1, 300))
    def move(self, memo, cents):
        one, other, sign_one, sign_other = self.moves[memo]
        self.keys += 1
        key = f"{self.fund.code}-{self.keys}"
        after = {**self.expected}
        after[one] += sign_one * cents
        after[other] += sign_other * cents
        if min(after.values()) < 0:
            with pytest.raises(ledger.NotEnoughMoney):
                self.post(memo, cents, key)
        else:
            self.post(memo, cents, key)
            self.expected, self.last = after, (memo, cents, key)

    @rule()
    def replay(self):
        if self.last:
            self.post(*self.last)

    @invariant()
    def the_books_hold(self):
        kept = dict(LedgerAccount.objects.filter(fund=self.fund).values_list("code", "balance_cents"))
        assert kept == self.expected
        assert kept["bank"] == kept["available"] + kept["reserved"] + kept["sending"]
        assert books.faults(self.fund) == ()


def test_the_books_hold_in_any_order(clock):
    few = settings(max_examples=6, stateful_step_count=12, suppress_health_check=list(HealthCheck), deadline=None)
    run_state_machine_as_test(Books, settings=few)


@pytest.mark.deep
def test_the_books_hold_in_any_order_at_length(clock):
    many = settings(max_examples=200, stateful_step_count=40, suppress_health_check=list(HealthCheck), deadline=None)
    run_state_machine_as_test(Books, settings=many)


# --- two at the same moment ----------------------------------------------------------------------------------


def at_once(*acts):
    """Run the acts in threads that start together; gives what each raised, or ``None``."""
    barrier, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        try:
            barrier.wait(10)
            act()
        except (Conflict, NotAllowed, Refused) as no:
            results[number] = type(no)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_approvals_cannot_both_take_the_last_dollars(clock):
    cast = make.make_cast(money=1_000_00)
    other = make.make_person(name="Ben Cole")
    make.give_role(other, make.Role.ADVOCATE)
    requests = [make.make_submitted(cast), make.make_submitted(cast, by=other)]
    for request in requests:
        make.say_yes(cast.samuel, request)
    results = at_once(*[lambda request=request: make.say_yes(cast.grace, request) for request in requests])
    assert sorted(map(str, results), key=len) == [str(None), str(ledger.NotEnoughMoney)]
    assert balance(cast, "available") == 260_00
    assert books.faults(cast.fund) == ()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_second_yeses_make_one_award_and_two_begun_payments_one(clock):
    cast = make.make_cast()
    request = make.make_submitted(cast)
    make.say_yes(cast.samuel, request)
    results = at_once(*[lambda who=who: make.say_yes(who, request) for who in (cast.grace, cast.third)])
    assert sorted(map(str, results), key=len) == [str(None), str(deciding.AlreadyDecided)]
    assert balance(cast, "reserved") == 740_00
    Request.objects.get(pk=request.pk, stage="approved")
    begun = at_once(*[lambda key=key: make.begin_payment(cast, request, key) for key in ("one", "two")])
    assert begun.count(None) == 1
    assert balance(cast, "sending") == 740_00
