"""The fund's books: balances, entries, and whether they hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, QuerySet, Sum
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise

from fellowship.access import funds_of, visible
from fellowship.models import Person
from fellowship.rules.roles import Role
from hardship_fund.models import Fund, JournalEntry, LedgerAccount, Posting
from hardship_fund.queries import words
from hardship_fund.rules import ledger as rules
from hardship_fund.rules.ledger import AccountCode, Memo

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Balance:
    """One account: now, and thirty days before."""

    code: str
    label: Text
    cents: int
    before_cents: int


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One movement: what it did to each account, in the sign people expect."""

    id: UUID
    at: datetime
    memo: str
    label: Text
    note: str
    reference: str
    cents: int
    bank: int
    available: int
    reserved: int
    sending: int
    may_undo: bool


@dataclass(frozen=True, slots=True)
class FundFacts:
    """A fund that a person works for."""

    id: UUID
    code: str
    name: str


def fund_for(person: Person, code: str = "") -> FundFacts:
    """The fund whose books a person may read: the one of ``code``, else their first; a 404 where there is none."""
    mine = Fund.objects.filter(code__in=funds_of(person, Role.FUND_COMMITTEE, Role.TREASURER)).order_by("name", "pk")
    fund = get_object_or_404(mine, code=code) if code else mine.first()
    if fund is None:
        fund = get_object_or_404(mine)
    return FundFacts(fund.pk, fund.code, fund.name)


def kept_fund(person: Person) -> FundFacts:
    """The fund for which a treasurer writes money down; a 404 where there is none."""
    fund = visible(person, "hardship_fund.record_money").order_by("name", "pk").first()
    fund = fund or get_object_or_404(visible(person, "hardship_fund.record_money"))
    return FundFacts(fund.pk, fund.code, fund.name)


def balances(fund_id: UUID, at: datetime) -> tuple[Balance, ...]:
    """Every account now and thirty days ago, in the order of the table; two queries."""
    month_ago = at - timedelta(days=30)
    kept = dict(LedgerAccount.objects.filter(fund_id=fund_id).values_list("code", "balance_cents"))
    since = dict(
        Posting.objects.filter(entry__fund_id=fund_id, entry__occurred_at__gt=month_ago)
        .values_list("account__code")
        .annotate(Sum("amount_cents"))
        .order_by("account__code")
    )
    return tuple(
        Balance(code, words.ACCOUNT[code], kept.get(code, 0),
                kept.get(code, 0) - rules.natural(code, since.get(code, 0)))
        for code in AccountCode
    )  # fmt: skip


def entries(
    person: Person,
    fund_id: UUID,
    *,
    account: str = "",
    from_day: date | None = None,
    to_day: date | None = None,
    memo: str = "",
) -> QuerySet[JournalEntry]:
    """The entries of a fund that match, newest first. Days are whole days where the reader lives."""
    rows: QuerySet[JournalEntry] = visible(person, "hardship_fund.see_books").filter(fund_id=fund_id)
    zone = ZoneInfo(person.time_zone)
    if account:
        rows = rows.filter(postings__account__code=account)
    if memo:
        rows = rows.filter(memo=memo)
    if from_day:
        rows = rows.filter(occurred_at__gte=datetime.combine(from_day, time(), zone))
    if to_day:
        rows = rows.filter(occurred_at__lt=datetime.combine(to_day + timedelta(days=1), time(), zone))
    with_accounts = Prefetch("postings", Posting.objects.select_related("account").order_by("pk"))
    return rows.select_related("request").prefetch_related(with_accounts).order_by("-occurred_at", "pk")


def lines(rows: Iterable[JournalEntry]) -> tuple[EntryLine, ...]:
    """Entries as plain values."""
    rows = list(rows)
    undone = set(
        JournalEntry.objects.filter(
            dedup_key__in=[f"gift_undone:{row.pk}" for row in rows if row.memo == Memo.GIFT]
        ).values_list("dedup_key", flat=True)
    )
    return tuple(_line(row, f"gift_undone:{row.pk}" in undone) for row in rows)


def _line(row: JournalEntry, is_undone: bool) -> EntryLine:
    moved = {
        posting.account.code: rules.natural(AccountCode(posting.account.code), posting.amount_cents)
        for posting in row.postings.all()
    }
    return EntryLine(
        id=row.pk, at=row.occurred_at, memo=row.memo, label=words.MEMO[row.memo], note=row.note,
        reference=(row.request.reference or "") if row.request else "",
        cents=max(abs(cents) for cents in moved.values()), bank=moved.get("bank", 0),
        available=moved.get("available", 0), reserved=moved.get("reserved", 0), sending=moved.get("sending", 0),
        may_undo=row.memo == Memo.GIFT and not is_undone,
    )  # fmt: skip


def gift(person: Person, entry_id: UUID) -> EntryLine:
    """One gift that a treasurer may take back, or a 404."""
    funds = visible(person, "hardship_fund.record_money")
    rows = JournalEntry.objects.filter(fund__in=funds, memo=Memo.GIFT).select_related("request")
    return lines([get_object_or_404(rows.prefetch_related("postings__account"), pk=entry_id)])[0]


def faults(fund: Fund) -> tuple[str, ...]:
    """What is wrong with a fund's books, in English; nothing when they hold."""
    off = (
        JournalEntry.objects.filter(fund=fund)
        .annotate(total=Sum("postings__amount_cents", default=0))
        .exclude(total=0)
        .values_list("pk", "total")
        .order_by("pk")
    )
    empty = JournalEntry.objects.filter(fund=fund, postings__isnull=True).order_by("pk").values_list("pk", flat=True)
    sums = dict(
        Posting.objects.filter(account__fund=fund)
        .values_list("account__code")
        .annotate(Sum("amount_cents"))
        .order_by("account__code")
    )
    kept = dict(LedgerAccount.objects.filter(fund=fund).values_list("code", "balance_cents"))
    found = rules.faults(
        {str(pk): total for pk, total in off},
        {AccountCode(code): total for code, total in sums.items()},
        {AccountCode(code): cents for code, cents in kept.items()},
    )
    return (*found, *(f"entry {pk} has no postings" for pk in empty))
