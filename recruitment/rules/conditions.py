"""Questions that are asked only when an earlier question has a given answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar


@dataclass(frozen=True, slots=True)
class Condition:
    """Ask only if the question ``key`` was answered with ``value`` (for several choices: with it among them)."""

    key: str
    value: str


class Asking(Protocol):
    """What a question must tell: its key, and when it is asked."""

    @property
    def key(self) -> str:
        """The question's key."""

    @property
    def shown_if(self) -> Condition | None:
        """When it is asked; ``None``: always."""


Question = TypeVar("Question", bound=Asking)


def picked(value: Any) -> frozenset[str]:
    """The choices in an answer: one, several, or "yes" for a statement agreed to."""
    if value is True:
        return frozenset({"yes"})
    if isinstance(value, str):
        return frozenset({value})
    return frozenset(each for each in value if isinstance(each, str)) if isinstance(value, list) else frozenset()


def asked(questions: Sequence[Question], values: Mapping[str, Any]) -> tuple[Question, ...]:
    """The questions that these answers ask, in order. What hangs on a question that isn't asked isn't asked either."""
    found: dict[str, Question] = {}
    for question in questions:
        when = question.shown_if
        if when is None or (when.key in found and when.value in picked(values.get(when.key))):
            found[question.key] = question
    return tuple(found.values())


def on_one_page(questions: Sequence[Question], asked_keys: frozenset[str]) -> tuple[Question, ...]:
    """The questions of one page that are asked, or would be after another answer on the same page."""
    here: dict[str, Question] = {}
    for question in questions:
        if question.key in asked_keys or (question.shown_if is not None and question.shown_if.key in here):
            here[question.key] = question
    return tuple(here.values())
