"""Marking a quiz: right answers counted, the best try counts, the pass mark is a number of right answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """One marked try: ``score`` of ``out_of`` right, and whether that reaches the pass mark."""

    score: int
    out_of: int
    passed: bool


def mark(answers: Mapping[str, str], right: Mapping[str, frozenset[str]], pass_mark: int) -> Result:
    """Count the right answers.

    ``answers`` maps question to chosen choice; ``right`` maps each question of the quiz to its right
    choices. Unanswered questions count as wrong; answers to questions that are not in the quiz don't count.
    """
    score = sum(1 for question, choices in right.items() if answers.get(question) in choices)
    return Result(score=score, out_of=len(right), passed=score >= pass_mark)


def best(results: Iterable[Result]) -> Result | None:
    """The try that counts: the highest score; ``None`` before the first."""
    return max(results, key=lambda result: (result.passed, result.score), default=None)


def unanswered(answers: Mapping[str, str], questions: Iterable[str]) -> tuple[str, ...]:
    """The questions still without an answer, in the order given."""
    return tuple(question for question in questions if not answers.get(question))
