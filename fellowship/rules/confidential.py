"""Parts of the program whose very existence in a person's file is nobody's business but the few who handle it.

A part that registers here is left out of the screens that show everything: the outbox hides its
letters from those who keep it, and the audit trail hides its rows from administrators who are not auditors.
A letter of such a part that did not go out is shown to the roles that the part names, and to nobody else.
"""

from dataclasses import dataclass

from fellowship.rules.roles import Role


@dataclass(frozen=True, slots=True)
class Part:
    """One confidential part.

    ``letter_prefix`` is what the kinds of its letters, files and jobs begin with; ``keepers`` are the roles that
    see to its letters that did not go out, with ``own_only`` just those that they caused themselves or nobody did.
    """

    app_label: str
    letter_prefix: str
    keepers: tuple[Role, ...] = ()
    own_only: bool = False


_parts: dict[str, Part] = {}


def register(*, app_label: str, letter_prefix: str, keepers: tuple[Role, ...] = (), own_only: bool = False) -> None:
    """Declare a confidential part; a prefix declared again takes the place of the first."""
    _parts[letter_prefix] = Part(app_label, letter_prefix, keepers, own_only)


def parts() -> tuple[Part, ...]:
    """The confidential parts, by what their letters begin with."""
    return tuple(_parts[prefix] for prefix in sorted(_parts))


def app_labels() -> tuple[str, ...]:
    """The confidential parts, by app label."""
    return tuple(sorted({part.app_label for part in _parts.values()}))


def letter_prefixes() -> tuple[str, ...]:
    """What the kinds of confidential letters begin with."""
    return tuple(sorted(_parts))


def part_of(key: str) -> str:
    """The app label of the confidential part that a kind of letter, file or job belongs to; empty: none."""
    return next((part.app_label for prefix, part in _parts.items() if key.startswith(prefix)), "")
