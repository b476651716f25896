"""Checks of texts that the public reads about an office; apps that know what may not be said register theirs."""

from collections.abc import Callable, Collection, Iterable
from datetime import date

# A check takes the text, the codes of the office's jurisdictions and the day, and returns sentences that say what is
# wrong.
Check = Callable[[str, Collection[str], date], Iterable[str]]
_checks: list[Check] = []


def register(check: Check) -> None:
    """Have texts checked; the same check counts once."""
    if check not in _checks:
        _checks.append(check)


def faults_in(text: str, codes: Collection[str], day: date) -> list[str]:
    """What all checks say against a text."""
    return [sentence for check in _checks for sentence in check(text, codes, day)]
