"""The columns of the list as a spreadsheet, and cells that a spreadsheet must not run."""

from enum import StrEnum

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class Column(StrEnum):
    """What the list of applications can be written with, in order."""

    REFERENCE = "reference"
    NAME = "name"
    CALLED = "called"
    PRONOUNS = "pronouns"
    EMAIL = "email"
    STAGE = "stage"
    SINCE = "since"
    WAITING = "waiting"
    SENT = "sent"
    OFFICES = "offices"
    LANGUAGES = "languages"
    READS = "reads"
    SCORE = "score"
    OWNER = "owner"


def neutral(value: object) -> object:
    """A text that a spreadsheet would take for a formula, with an apostrophe before it; anything else as it is."""
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA_STARTS):
        return f"'{value}"
    return value
