"""What keeps a form version from being published."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from recruitment.rules.questions import CHOICE_KINDS, QuestionKind, choices_in

FEWEST_CHOICES = 2


class FaultKind(StrEnum):
    """A reason not to publish."""

    NO_QUESTIONS = "no_questions"
    SAME_KEY = "same_key"
    NO_STEP_TITLE = "no_step_title"
    STEP_SPLIT = "step_split"
    FEW_CHOICES = "few_choices"
    SAME_CHOICE = "same_choice"
    CHOICES_DIFFER = "choices_differ"
    NOT_A_CHOICE = "not_a_choice"
    IDENTITY_SHOWN = "identity_shown"
    ASKED_TWICE = "asked_twice"


# What even a draft may not have, because the database would refuse it.
BLOCKS_SAVING = frozenset({FaultKind.SAME_KEY, FaultKind.IDENTITY_SHOWN})


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason, and the key or page it concerns."""

    kind: FaultKind
    where: str = ""


def _lines(text: str) -> int:
    return sum(1 for line in text.splitlines() if line.strip())


def choice_faults(row: Mapping[str, Any]) -> list[FaultKind]:
    """What is wrong with the choices of one question."""
    if row.get("kind") not in CHOICE_KINDS:
        return [FaultKind.NOT_A_CHOICE] if row.get("choices", "").strip() else []
    keys = [key for key, _label in choices_in(row["choices"])]
    found = []
    if len(keys) < FEWEST_CHOICES:
        found.append(FaultKind.FEW_CHOICES)
    if len(set(keys)) < len(keys) or "" in keys:
        found.append(FaultKind.SAME_CHOICE)
    if row["choices_es"].strip() and _lines(row["choices_es"]) != _lines(row["choices"]):
        found.append(FaultKind.CHOICES_DIFFER)
    return found


def _step_faults(rows: Sequence[Mapping[str, Any]]) -> list[Fault]:
    """A page needs a title, and its questions stand together."""
    found: list[Fault] = []
    titles: dict[str, str] = {}
    last = ""
    for row in rows:
        step = row.get("step", "")
        if step in titles and step != last:
            found.append(Fault(FaultKind.STEP_SPLIT, step))
        titles[step] = titles.get(step) or row.get("step_title", "").strip()
        last = step
    found.extend(Fault(FaultKind.NO_STEP_TITLE, step) for step, title in titles.items() if not title)
    return found


def faults_in(rows: Sequence[Mapping[str, Any]]) -> tuple[Fault, ...]:
    """Everything that keeps these questions, in order, from being published; empty when they are ready."""
    if not rows:
        return (Fault(FaultKind.NO_QUESTIONS),)
    found = [Fault(FaultKind.SAME_KEY, key) for key, count in Counter(row["key"] for row in rows).items() if count > 1]
    kinds = Counter(row.get("kind") for row in rows)
    once = (QuestionKind.OFFICES, QuestionKind.LANGUAGES)
    found.extend(Fault(FaultKind.ASKED_TWICE, kind) for kind in once if kinds[kind] > 1)
    found.extend(_step_faults(rows))
    for row in rows:
        if row.get("identifies") and row.get("visible_to_reviewers"):
            found.append(Fault(FaultKind.IDENTITY_SHOWN, row["key"]))
        found.extend(Fault(kind, row["key"]) for kind in choice_faults(row))
    return tuple(found)
