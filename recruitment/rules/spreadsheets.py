"""The columns of the list as a spreadsheet."""

from enum import StrEnum


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
