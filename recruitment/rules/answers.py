"""When an answer is whole, how far a page has come, and how two tabs are kept from losing each other's text."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from recruitment.rules.conditions import Condition, asked
from recruitment.rules.groups import Part, gap_in
from recruitment.rules.questions import CHOICE_KINDS, TEXT_KINDS, QuestionKind


@dataclass(frozen=True, slots=True)
class QuestionSpec:
    """A question in one language, as plain values."""

    key: str
    kind: QuestionKind
    label: str
    step: str
    help_text: str = ""
    required: bool = True
    max_words: int | None = None
    choices: tuple[tuple[str, str], ...] = ()
    parts: tuple[Part, ...] = ()
    shown_if: Condition | None = None
    identifies: bool = False


class Lack(StrEnum):
    """What keeps an answer from being whole."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    NOT_A_CHOICE = "not_a_choice"
    GAP = "gap"


class StepStatus(StrEnum):
    """How far a page has come."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"


def is_given(value: Any) -> bool:
    """Whether anything was answered: not nothing, not only white space, not an unticked statement."""
    if isinstance(value, str):
        return bool(value.strip())
    return value is not None and value is not False and value != []


def word_count(text: Any) -> int:
    """How many words: runs of anything but white space."""
    return len(text.split()) if isinstance(text, str) else 0


def lack_of(spec: QuestionSpec, value: Any) -> Lack | None:
    """What is missing from an answer, or ``None`` when it can be sent."""
    if not is_given(value):
        return Lack.MISSING if spec.required else None
    if spec.kind in TEXT_KINDS and spec.max_words and word_count(value) > spec.max_words:
        return Lack.TOO_LONG
    if spec.kind in CHOICE_KINDS:
        known = {key for key, _label in spec.choices}
        chosen = {value} if isinstance(value, str) else set(value)
        return None if chosen <= known else Lack.NOT_A_CHOICE
    if spec.kind is QuestionKind.GROUP and gap_in(spec.parts, value) is not None:
        return Lack.GAP
    return None


def status_of(specs: Iterable[QuestionSpec], answers: Mapping[str, Any]) -> StepStatus:
    """How far the questions of a page have come."""
    here = tuple(specs)
    given = [spec for spec in here if is_given(answers.get(spec.key))]
    if not given:
        return StepStatus.NOT_STARTED
    whole = all(lack_of(spec, answers.get(spec.key)) is None for spec in here)
    return StepStatus.COMPLETED if whole else StepStatus.IN_PROGRESS


def can_be_sent(specs: Iterable[QuestionSpec], answers: Mapping[str, Any]) -> bool:
    """Whether the answer to every question that is asked is whole."""
    return all(lack_of(spec, answers.get(spec.key)) is None for spec in asked(tuple(specs), answers))


def digest(value: Any) -> str:
    """Twelve characters that stand for a value; two values that mean the same have the same."""
    kept = value if is_given(value) else None
    text = json.dumps(kept, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a tab saw of an answer when it opened the page: its revision (0: none) and what it said."""

    revision: int = 0
    digest: str = digest(None)


def write_token(seen: Mapping[str, Seen]) -> str:
    """What a page saw, as one hidden value: ``key.revision.digest`` joined by ``~``."""
    return "~".join(f"{key}.{mark.revision}.{mark.digest}" for key, mark in sorted(seen.items()))


def read_token(token: str) -> dict[str, Seen]:
    """Read :func:`write_token`; parts that make no sense are left out, so that they count as never seen."""
    seen = {}
    for part in token.split("~"):
        key, _dot, rest = part.partition(".")
        number, _dot, mark = rest.partition(".")
        if key and number.isascii() and number.isdigit() and len(number) < 10 and mark:  # noqa: PLR2004 - a sane number
            seen[key] = Seen(int(number), mark)
    return seen


class Verdict(StrEnum):
    """What becomes of a value that a tab sends."""

    SAME = "same"
    SAVE = "save"
    UNTOUCHED = "untouched"
    CONFLICT = "conflict"


def verdict_on(*, sent: Any, seen: Seen, kept: Any, revision: int) -> Verdict:
    """Whether ``sent`` may replace ``kept`` (now at ``revision``), given what the tab saw when it opened.

    A tab that did not touch the answer never overwrites it; one that did, over a newer revision, is refused.
    """
    if digest(sent) == digest(kept):
        return Verdict.SAME
    if seen.revision == revision:
        return Verdict.SAVE
    return Verdict.UNTOUCHED if digest(sent) == seen.digest else Verdict.CONFLICT
