"""Double entry: which accounts a movement touches, and what a balance means.

Every entry adds up to zero. Money in the bank is always promised to exactly one of three heaps:
free to give (available), kept for an approved request (reserved), on its way (sending); so
``bank = available + reserved + sending`` holds after every entry.
"""

from collections.abc import Mapping
from enum import StrEnum


class AccountCode(StrEnum):
    """The accounts of a fund."""

    BANK = "bank"
    AVAILABLE = "available"
    RESERVED = "reserved"
    SENDING = "sending"


class Memo(StrEnum):
    """Why money moved."""

    GIFT = "gift"
    GIFT_UNDONE = "gift_undone"
    RESERVE = "reserve"
    RELEASE = "release"
    SEND = "send"
    PAID = "paid"
    NOT_PAID = "not_paid"
    RETURNED = "returned"


HEAPS = (AccountCode.AVAILABLE, AccountCode.RESERVED, AccountCode.SENDING)

# What each movement debits and credits. A debit raises the bank; a credit raises a heap.
_MOVES: dict[Memo, tuple[AccountCode, AccountCode]] = {
    Memo.GIFT: (AccountCode.BANK, AccountCode.AVAILABLE),
    Memo.GIFT_UNDONE: (AccountCode.AVAILABLE, AccountCode.BANK),
    Memo.RESERVE: (AccountCode.AVAILABLE, AccountCode.RESERVED),
    Memo.RELEASE: (AccountCode.RESERVED, AccountCode.AVAILABLE),
    Memo.SEND: (AccountCode.RESERVED, AccountCode.SENDING),
    Memo.PAID: (AccountCode.SENDING, AccountCode.BANK),
    Memo.NOT_PAID: (AccountCode.SENDING, AccountCode.RESERVED),
    Memo.RETURNED: (AccountCode.BANK, AccountCode.RESERVED),
}

LARGEST_CENTS = 10_000_000_00


class NotAnAmount(ValueError):
    """Not a whole number of cents above zero and within reason."""


def postings(memo: Memo, cents: int) -> dict[AccountCode, int]:
    """The lines of one movement of ``cents``: debit above zero, credit below; they add up to zero.

    Raises :class:`NotAnAmount` for anything but a whole number from one cent to ten million dollars.
    """
    if isinstance(cents, bool) or not isinstance(cents, int) or not 0 < cents <= LARGEST_CENTS:
        raise NotAnAmount(cents)
    debit, credit = _MOVES[memo]
    return {debit: cents, credit: -cents}


def natural(code: AccountCode, signed_cents: int) -> int:
    """What people call the balance: the bank's sign is kept, a heap's turned round."""
    return signed_cents if code is AccountCode.BANK else -signed_cents


def faults(
    entries: Mapping[str, int], sums: Mapping[AccountCode, int], kept: Mapping[AccountCode, int]
) -> tuple[str, ...]:
    """What is wrong with a fund's books, in English for the log; nothing when they hold.

    ``entries`` gives the sum of each entry that is not zero, ``sums`` the signed sum of postings by
    account, ``kept`` the balances kept beside them.
    """
    found = [f"entry {entry} adds up to {total}, not to zero" for entry, total in sorted(entries.items())]
    for code in AccountCode:
        balance = natural(code, sums.get(code, 0))
        if balance != kept.get(code, 0):
            found.append(f"{code} is kept as {kept.get(code, 0)} but its postings give {balance}")
        if balance < 0:
            found.append(f"{code} is below zero: {balance}")
    return tuple(found)
