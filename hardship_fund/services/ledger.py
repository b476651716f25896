"""The books: every movement of money, under a lock, never below zero, never twice."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from fellowship import access
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from hardship_fund.models import Fund, JournalEntry, LedgerAccount, Posting, Request
from hardship_fund.rules import ledger as rules
from hardship_fund.rules.ledger import AccountCode, Memo


class NotEnoughMoney(Conflict):
    """The account a movement takes from does not hold that much. Nothing moved."""

    sentence = _("The fund does not hold that much at the moment. Nothing was changed.")


class AlreadyUndone(Conflict):
    """The gift was taken back before."""

    sentence = _("This was taken back already.")


class NotAGift(Conflict):
    """Only money that came in can be taken back by hand."""

    sentence = _("Only money that came in can be taken back here.")


@transaction.atomic
def open_accounts(*, fund: Fund) -> None:
    """Give a fund its accounts; those it has stay as they are."""
    LedgerAccount.objects.bulk_create(
        [LedgerAccount(fund=fund, code=code) for code in AccountCode], ignore_conflicts=True
    )


def lock_accounts(fund_id: UUID) -> dict[str, LedgerAccount]:
    """Lock all accounts of a fund, always in the same order, until the end of the transaction."""
    rows = LedgerAccount.objects.select_for_update(of=("self",)).filter(fund_id=fund_id).order_by("pk")
    return {account.code: account for account in rows}


def _opened(fund_id: UUID) -> dict[str, LedgerAccount]:
    """The accounts of a fund that was made without any, as in Wagtail."""
    open_accounts(fund=Fund.objects.get(pk=fund_id))
    return lock_accounts(fund_id)


@transaction.atomic
def post(
    *,
    fund_id: UUID,
    memo: Memo,
    cents: int,
    dedup_key: str,
    at: datetime,
    actor: Person | None,
    request: Request | None = None,
    note: str = "",
) -> JournalEntry:
    """Move ``cents`` as ``memo`` says; the same ``dedup_key`` again gives the first entry back and moves nothing.

    Raises :class:`NotEnoughMoney` where an account would fall below zero, and ``NotAnAmount`` for anything but
    whole cents above zero.
    """
    lines = rules.postings(memo, cents)
    accounts = lock_accounts(fund_id) or _opened(fund_id)
    known = JournalEntry.objects.filter(dedup_key=dedup_key).first()
    if known is not None:
        return known
    change = {code: rules.natural(code, signed) for code, signed in lines.items()}
    if any(accounts[code].balance_cents + delta < 0 for code, delta in change.items()):
        raise NotEnoughMoney
    entry = JournalEntry.objects.create(
        fund_id=fund_id, occurred_at=at, memo=memo, note=note, dedup_key=dedup_key, request=request, made_by=actor
    )
    Posting.objects.bulk_create(
        [Posting(entry=entry, account=accounts[code], amount_cents=signed) for code, signed in lines.items()]
    )
    for code, delta in change.items():
        LedgerAccount.objects.filter(pk=accounts[code].pk).update(balance_cents=F("balance_cents") + delta)
    return entry


@transaction.atomic
def record_gift(*, actor: Person, fund_id: UUID, cents: int, note: str, key: str, at: datetime) -> JournalEntry:
    """Write down money that came in. ``key`` comes from the form, so that a double click counts once.

    Raises ``Refused`` for anyone but the fund's treasurer.
    """
    fund = Fund.objects.get(pk=fund_id)
    access.require(actor, "hardship_fund.record_money", fund)
    entry = post(fund_id=fund_id, memo=Memo.GIFT, cents=cents, dedup_key=f"gift:{key}", at=at, actor=actor, note=note)
    audit.record(actor=actor, action="hardship_fund.record_money", subject=entry, at=at, data={"cents": cents})
    return entry


@transaction.atomic
def undo_gift(*, actor: Person, entry_id: UUID, at: datetime) -> JournalEntry:
    """Take a gift back with an entry of its own: written down wrongly, or a check that bounced.

    Raises ``Refused``, :class:`NotAGift`, :class:`AlreadyUndone`, or :class:`NotEnoughMoney` when it was given on.
    """
    gift = JournalEntry.objects.select_related("fund").select_for_update(of=("self",)).get(pk=entry_id)
    access.require(actor, "hardship_fund.record_money", gift.fund)
    if gift.memo != Memo.GIFT:
        raise NotAGift
    key = f"gift_undone:{gift.pk}"
    if JournalEntry.objects.filter(dedup_key=key).exists():
        raise AlreadyUndone
    cents = gift.postings.get(account__code=AccountCode.BANK).amount_cents
    entry = post(
        fund_id=gift.fund_id, memo=Memo.GIFT_UNDONE, cents=cents, dedup_key=key, at=at, actor=actor, note=gift.note
    )
    audit.record(actor=actor, action="hardship_fund.undo_gift", subject=entry, at=at, data={"cents": cents})
    return entry
