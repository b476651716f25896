"""What keeps a form version from being published."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from recruitment.rules.groups import PartFault, fault_of
from recruitment.rules.questions import CHOICE_KINDS, QuestionKind, choice_key, choices_in

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
    NO_PARTS = "no_parts"
    PARTS_UNREADABLE = "parts_unreadable"
    SAME_PART = "same_part"
    PARTS_DIFFER = "parts_differ"
    NOT_A_GROUP = "not_a_group"
    HALF_A_CONDITION = "half_a_condition"
    CONDITION_NOT_BEFORE = "condition_not_before"
    CONDITION_NO_CHOICE = "condition_no_choice"


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


PART_FAULTS = {
    PartFault.NONE: FaultKind.NO_PARTS,
    PartFault.UNREADABLE: FaultKind.PARTS_UNREADABLE,
    PartFault.SAME: FaultKind.SAME_PART,
    PartFault.DIFFER: FaultKind.PARTS_DIFFER,
}
YES_OR_NO: Mapping[str, tuple[str, ...]] = {QuestionKind.YES_NO: ("yes", "no"), QuestionKind.STATEMENT: ("yes",)}


def part_faults(row: Mapping[str, Any]) -> list[FaultKind]:
    """What is wrong with the parts of a repeating entry."""
    parts, parts_es = row.get("parts") or "", row.get("parts_es") or ""
    if row.get("kind") != QuestionKind.GROUP:
        return [FaultKind.NOT_A_GROUP] if parts.strip() else []
    fault = fault_of(parts, parts_es)
    return [PART_FAULTS[fault]] if fault is not None else []


def answers_to(row: Mapping[str, Any]) -> tuple[str, ...]:
    """The answers to a question that another one can hang on; empty where none can."""
    if row.get("kind") in CHOICE_KINDS:
        return tuple(key for key, _label in choices_in(row["choices"]))
    return YES_OR_NO.get(row.get("kind") or "", ())


def condition_faults(row: Mapping[str, Any], before: Sequence[Mapping[str, Any]]) -> list[FaultKind]:
    """What is wrong with when a question is asked: it must hang on an answer to a question that stands before it."""
    key, value = row.get("shown_if_key") or "", row.get("shown_if_value") or ""
    if not key and not value:
        return []
    if not key or not value:
        return [FaultKind.HALF_A_CONDITION]
    above = next((each for each in before if each["key"] == key), None)
    if above is None:
        return [FaultKind.CONDITION_NOT_BEFORE]
    return [] if choice_key(value) in answers_to(above) else [FaultKind.CONDITION_NO_CHOICE]


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
    for place, row in enumerate(rows):
        if row.get("identifies") and row.get("visible_to_reviewers"):
            found.append(Fault(FaultKind.IDENTITY_SHOWN, row["key"]))
        faults = [*choice_faults(row), *part_faults(row), *condition_faults(row, rows[:place])]
        found.extend(Fault(kind, row["key"]) for kind in faults)
    return tuple(found)
