"""Parts of the program whose very existence in a person's file is nobody's business but the few who handle it.

A part that registers here is left out of the screens that show everything: the outbox hides its
letters from those who keep it, and the audit trail hides its rows from administrators who are not auditors.
"""

_app_labels: set[str] = set()
_letter_prefixes: set[str] = set()


def register(*, app_label: str, letter_prefix: str) -> None:
    """Declare a confidential part: its app label and what the kinds of its letters begin with."""
    _app_labels.add(app_label)
    _letter_prefixes.add(letter_prefix)


def app_labels() -> tuple[str, ...]:
    """The confidential parts, by app label."""
    return tuple(sorted(_app_labels))


def letter_prefixes() -> tuple[str, ...]:
    """What the kinds of confidential letters begin with."""
    return tuple(sorted(_letter_prefixes))
