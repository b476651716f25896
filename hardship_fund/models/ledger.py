"""The books: accounts, entries and postings, in integer cents of one currency. Only ever added to."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fellowship.models import Person, PublicRecord
from hardship_fund.models.funds import Fund
from hardship_fund.models.requests import Request
from hardship_fund.rules.ledger import AccountCode, Memo

ACCOUNTS = [code.value for code in AccountCode]
MEMOS = [memo.value for memo in Memo]


class LedgerAccount(models.Model):
    """One account of one fund. ``balance_cents`` is kept beside the postings so that the database can refuse debt."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="accounts")
    code = models.CharField(max_length=12, choices=[(a, a) for a in ACCOUNTS])
    balance_cents = models.BigIntegerField(default=0)

    class Meta:
        """One of each code; nothing below zero."""

        verbose_name = _("ledger account")
        verbose_name_plural = _("ledger accounts")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["fund", "code"], name="hardship_account_once"),
            models.CheckConstraint(name="hardship_account_code", condition=Q(code__in=ACCOUNTS)),
            models.CheckConstraint(name="hardship_never_negative", condition=Q(balance_cents__gte=0)),
        ]

    def __str__(self) -> str:
        """Return the code."""
        return self.code


class JournalEntry(PublicRecord):
    """One movement of money; its postings add up to zero. ``dedup_key`` keeps a replay from counting twice."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="entries")
    occurred_at = models.DateTimeField()
    memo = models.CharField(max_length=20, choices=[(m, m) for m in MEMOS])
    note = models.CharField(max_length=200, blank=True)
    dedup_key = models.CharField(max_length=120, unique=True)
    request = models.ForeignKey(Request, on_delete=models.PROTECT, null=True, related_name="entries")
    made_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        """Known reasons only."""

        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["fund", "occurred_at"], name="hardship_journal"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="hardship_entry_memo", condition=Q(memo__in=MEMOS)),
        ]


class Posting(models.Model):
    """One line of an entry: debit above zero, credit below, never zero."""

    entry = models.ForeignKey(JournalEntry, on_delete=models.PROTECT, related_name="postings")
    account = models.ForeignKey(LedgerAccount, on_delete=models.PROTECT, related_name="postings")
    amount_cents = models.BigIntegerField()

    class Meta:
        """An account is touched once an entry."""

        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["entry", "account"], name="hardship_posting_once"),
            models.CheckConstraint(name="hardship_posting_not_zero", condition=~Q(amount_cents=0)),
        ]

    def __str__(self) -> str:
        """Return the place in the book."""
        return f"posting {self.pk}"
