"""Is a course complete? Computed from what happened, with every criterion that is not met yet."""

from collections.abc import Iterable
from dataclasses import dataclass

from training.rules.kinds import LessonKind


@dataclass(frozen=True, slots=True)
class LessonState:
    """What is known about one person and one lesson."""

    key: str
    title: str
    kind: LessonKind
    is_required: bool
    is_done: bool


@dataclass(frozen=True, slots=True)
class Unmet:
    """One thing still to do before the course is complete."""

    key: str
    title: str
    kind: LessonKind


@dataclass(frozen=True, slots=True)
class Completion:
    """How far a person is. ``unmet`` is empty exactly when the course is complete."""

    done: int
    total: int
    unmet: tuple[Unmet, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every criterion is met; a course without lessons is never complete."""
        return self.total > 0 and not self.unmet


def completion(lessons: Iterable[LessonState]) -> Completion:
    """Judge a course by its lessons.

    ``done`` and ``total`` count the required lessons only. A lesson that is finished stays finished:
    the state given here comes from events that are never removed.
    """
    required = [lesson for lesson in lessons if lesson.is_required]
    unmet = tuple(Unmet(lesson.key, lesson.title, lesson.kind) for lesson in required if not lesson.is_done)
    return Completion(done=len(required) - len(unmet), total=len(required), unmet=unmet)
