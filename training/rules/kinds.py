"""The kinds of lessons and of events on a person's path."""

from enum import StrEnum


class LessonKind(StrEnum):
    """How a lesson is finished: by saying so, by agreeing to it, or by passing a quiz."""

    READING = "reading"
    ACKNOWLEDGE = "acknowledge"
    QUIZ = "quiz"


class EventKind(StrEnum):
    """What can happen between a person and a lesson. Events are only ever added."""

    OPENED = "opened"
    COMPLETED = "completed"


class Standing(StrEnum):
    """Where a person stands with one lesson on a day."""

    DONE = "done"
    LATE = "late"
    UNDER_WAY = "under_way"
    SOON = "soon"
    NOT_YET = "not_yet"
