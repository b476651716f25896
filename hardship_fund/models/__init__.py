"""The fund's tables."""

from hardship_fund.models.decisions import Approval, ConflictDeclaration
from hardship_fund.models.funds import Category, Fund
from hardship_fund.models.ledger import JournalEntry, LedgerAccount, Posting
from hardship_fund.models.payments import Disbursement
from hardship_fund.models.requests import Evidence, Request, RequestStep

__all__ = [
    "Approval",
    "Category",
    "ConflictDeclaration",
    "Disbursement",
    "Evidence",
    "Fund",
    "JournalEntry",
    "LedgerAccount",
    "Posting",
    "Request",
    "RequestStep",
]
