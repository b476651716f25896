"""Which answers of an earlier application can be used again in a new one."""

from collections.abc import Collection
from typing import Any

from recruitment.rules.answers import QuestionSpec, is_given
from recruitment.rules.groups import entries_in
from recruitment.rules.questions import CHOICE_KINDS, QuestionKind

# Asked anew each time: what one agrees to, and files, which grow old.
NEVER_AGAIN = frozenset({QuestionKind.STATEMENT, QuestionKind.FILE})


def used_again(spec: QuestionSpec, *, kind: str, identifies: bool, value: Any, offices: Collection[str]) -> Any:
    """The earlier answer as the new question can take it; ``None`` when it can't.

    Only questions of the same kind match. Agreements, files and whatever says who the person is (in either form) are
    asked anew. Choices, parts and offices that are gone are left out.
    """
    if kind != spec.kind or spec.kind in NEVER_AGAIN or identifies or spec.identifies or not is_given(value):
        return None
    if spec.kind in CHOICE_KINDS:
        known = {key for key, _label in spec.choices}
        if isinstance(value, str):
            return value if value in known else None
        return [key for key in value if key in known] or None
    if spec.kind is QuestionKind.OFFICES:
        return [office for office in value if office in offices] or None
    if spec.kind is QuestionKind.GROUP:
        return entries_in(spec.parts, value) or None
    return value
