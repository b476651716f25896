"""What surrounds a page of an application: its place, files already there, both versions of a clash."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from recruitment.queries.answer_texts import office_names, text_of
from recruitment.queries.forms import StepFacts
from recruitment.queries.own import Mine
from recruitment.rules.questions import QuestionKind


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that is there already."""

    label: str
    name: str
    id: UUID


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The page's place and what is there already."""

    number: int
    total: int
    next_step: str
    saved_at: datetime | None
    files: tuple[KeptFile, ...]


@dataclass(frozen=True, slots=True)
class ClashInWords:
    """Both versions of an answer, as text."""

    label: str
    theirs: str
    saved_at: datetime
    anchor: str


class ClashLike(Protocol):
    """What the service says of a clash."""

    @property
    def key(self) -> str:
        """The question's key."""

    @property
    def theirs(self) -> Any:
        """The value saved elsewhere."""

    @property
    def saved_at(self) -> datetime:
        """When it was saved."""


def page_of(mine: Mine, step: StepFacts) -> PageFacts:
    """The place of a page; no query."""
    kept = [(spec, mine.answers[spec.key]) for spec in step.specs if spec.key in mine.answers]
    files = tuple(
        KeptFile(spec.label, str(answer.value.get("name", "")), answer.file_id)
        for spec, answer in kept
        if spec.kind is QuestionKind.FILE and answer.file_id and answer.value
    )
    keys = [each.key for each in mine.steps]
    following = keys[step.number] if step.number < len(keys) else ""
    saved_at = max((answer.saved_at for _spec, answer in kept), default=None)
    return PageFacts(step.number, len(keys), following, saved_at, files)


def clashes_in_words(step: StepFacts, clashes: Iterable[ClashLike]) -> tuple[ClashInWords, ...]:
    """What was saved elsewhere, for the person to compare with what they typed."""
    specs = {spec.key: spec for spec in step.specs}
    found = list(clashes)
    offices = office_names({clash.key: clash.theirs for clash in found}, step.specs) if found else {}
    return tuple(
        ClashInWords(
            specs[clash.key].label, text_of(specs[clash.key], clash.theirs, offices), clash.saved_at, f"id_{clash.key}"
        )
        for clash in found
    )
