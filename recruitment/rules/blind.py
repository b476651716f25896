"""What a reviewer may see: a packet built from an allow-list. Whatever nobody has cleared is withheld.

A question passes when staff marked it visible to reviewers and it does not identify. Of those, answers
picked from a closed list and plain numbers pass as they are; every free word and every file passes
only as the text that a person cleared, and only while the answer is still the one they read.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from recruitment.rules.questions import CHOICE_KINDS, TEXT_KINDS, QuestionKind
from recruitment.rules.redaction import Segment, paragraphs

FREE = TEXT_KINDS | {QuestionKind.FILE, QuestionKind.GROUP}
# At most six digits: longer ones could be a telephone number or an identity number.
HARMLESS_NUMBER = re.compile(r"-?\d{1,6}(?:\.\d{1,3})?")


@dataclass(frozen=True, slots=True)
class SourceAnswer:
    """An answer with what decides about it. ``choices`` maps stored values to their labels."""

    question: str
    kind: str
    is_visible: bool
    identifies: bool
    value: object
    revision: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    cleared_text: str | None = None
    cleared_revision: int | None = None


@dataclass(frozen=True, slots=True)
class PacketAnswer:
    """One answer as a reviewer sees it. ``said`` is "yes" or "no" for a yes-or-no question."""

    number: int
    question: str
    paragraphs: tuple[tuple[Segment, ...], ...] = ()
    said: str = ""
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class BlindPacket:
    """All that a reviewer gets of an application."""

    number: int
    answers: tuple[PacketAnswer, ...] = ()


def needs_clearing(*, kind: str, is_visible: bool, identifies: bool) -> bool:
    """Whether a person has to clear answers to such a question before a reviewer sees them."""
    return is_visible and not identifies and kind in FREE


def _from_list(answer: SourceAnswer) -> tuple[str, ...] | None:
    """The labels of what was picked; ``None`` when any of it is not in the list."""
    labels = dict(answer.choices)
    picked = answer.value if isinstance(answer.value, list) else [answer.value]
    found = [labels[value] for value in picked if isinstance(value, str) and value in labels]
    return tuple(found) if len(found) == len(picked) else None


def _languages(answer: SourceAnswer) -> tuple[str, ...] | None:
    """The labels of the languages and levels picked, kept under ``language:level``; ``None`` for anything else."""
    labels = dict(answer.choices)
    rows = answer.value if isinstance(answer.value, list) else [None]
    found = []
    for row in rows:
        key = (
            f"{row['language']}:{row['level']}" if isinstance(row, dict) and set(row) == {"language", "level"} else ""
        )
        if key not in labels:
            return None
        found.append(labels[key])
    return tuple(found)


def _allowed(answer: SourceAnswer) -> tuple[str, str] | None:
    """The text and the yes-or-no of an answer that may be shown; ``None`` when it is withheld."""
    if answer.kind in CHOICE_KINDS or answer.kind == QuestionKind.LANGUAGES:
        labels = _from_list(answer) if answer.kind in CHOICE_KINDS else _languages(answer)
        return None if labels is None else ("\n\n".join(labels), "")
    if answer.kind == QuestionKind.NUMBER and HARMLESS_NUMBER.fullmatch(str(answer.value)):
        return str(answer.value), ""
    if answer.kind == QuestionKind.YES_NO and answer.value in ("yes", "no"):
        return "", str(answer.value)
    is_current = answer.cleared_text is not None and answer.cleared_revision == answer.revision
    return (answer.cleared_text or "", "") if answer.kind in FREE and is_current else None


def is_withheld(answer: SourceAnswer) -> bool:
    """Whether a reader sees nothing of the answer."""
    return not answer.is_visible or answer.identifies or _allowed(answer) is None


def build_blind_packet(number: int, answers: Iterable[SourceAnswer]) -> BlindPacket:
    """The packet called ``number``, answers in the order given.

    Questions that identify or are not for reviewers leave no trace, not even their label.
    """
    shown: list[PacketAnswer] = []
    for answer in answers:
        if not answer.is_visible or answer.identifies:
            continue
        place = len(shown) + 1
        allowed = _allowed(answer)
        if allowed is None:
            shown.append(PacketAnswer(place, answer.question, is_withheld=True))
        else:
            text, said = allowed
            shown.append(PacketAnswer(place, answer.question, paragraphs(text), said))
    return BlindPacket(number, tuple(shown))
