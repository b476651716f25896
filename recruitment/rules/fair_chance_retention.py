"""How long the papers of a closed case are kept, and what a receipt of their deletion says."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from recruitment.rules.fair_chance_stack import Stack

# Where no law of the stack names a time: the longest that a state's law was found to ask for (Gov. Code 12946).
DEFAULT_YEARS = 4
# What a case holds, by class, in the order in which a receipt names it.
CLASSES = (
    "records", "assessments", "responses", "notices", "deliveries", "papers", "files", "requests", "disputes",
    "escalations", "late_words", "hand_overs",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KeepFor:
    """How long a case is kept. ``is_torn`` where another law allows less: counsel is told."""

    years: int
    is_torn: bool


def keep_for(stack: Stack) -> KeepFor:
    """The longest time that a law of the stack wants; ours where none names one."""
    retention = stack.retention
    years = retention.years or DEFAULT_YEARS
    return KeepFor(years, retention.most_years is not None and retention.most_years < years)


def last_day(closed_on: date, years: int) -> date:
    """The last day on which the papers are kept. What ended on February 29 is kept to the end of a February."""
    try:
        return closed_on.replace(year=closed_on.year + years)
    except ValueError:
        return date(closed_on.year + years, 2, 28)


def digest_of(ids: Iterable[str]) -> str:
    """SHA-256 over the ids in order, one a line."""
    return hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()


def statement(*, receipt: str, made_at: str, cases: int, classes: Mapping[str, int], ids_sha256: str) -> str:
    """What is signed: everything that a receipt says, always in the same words."""
    said = {"receipt": receipt, "made_at": made_at, "cases": cases, "classes": dict(classes), "ids": ids_sha256}
    return json.dumps(said, sort_keys=True, separators=(",", ":"))
