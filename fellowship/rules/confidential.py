"""Parts of the program whose very existence in a person's file is nobody's business but the few who handle it.

A part that registers here is left out of the screens that show everything: the outbox hides its
letters from those who keep it, and the audit trail hides its rows from administrators who are not auditors.
"""

_parts: dict[str, str] = {}


def register(*, app_label: str, letter_prefix: str) -> None:
    """Declare a confidential part: its app label and what the kinds of its letters, files and jobs begin with."""
    _parts[letter_prefix] = app_label


def app_labels() -> tuple[str, ...]:
    """The confidential parts, by app label."""
    return tuple(sorted(set(_parts.values())))


def letter_prefixes() -> tuple[str, ...]:
    """What the kinds of confidential letters begin with."""
    return tuple(sorted(_parts))


def part_of(key: str) -> str:
    """The app label of the confidential part that a kind of letter, file or job belongs to; empty: none."""
    return next((label for prefix, label in _parts.items() if key.startswith(prefix)), "")
