"""Kinds of letters, the life of a letter, and how words and values become one text."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from fellowship.rules.stages import StageTable, Step

SUBJECT_CAP = 150
STUCK_AFTER = timedelta(minutes=15)
RETRY_AFTER = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)


@dataclass(frozen=True, slots=True)
class Outsider:
    """Somebody without an account who gets a letter, and the language to write in."""

    name: str
    email: str
    language: str = "en"


class LetterStage(StrEnum):
    """Where a letter stands."""

    HELD = "held"
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    DISCARDED = "discarded"
    CANCELLED = "cancelled"


UNSENT = (LetterStage.HELD, LetterStage.QUEUED, LetterStage.FAILED)

_HELD, _QUEUED, _SENDING, _FAILED = LetterStage.HELD, LetterStage.QUEUED, LetterStage.SENDING, LetterStage.FAILED

# ``claim`` stands between a queued letter and the mail server: whatever happens while a letter is ``sending``,
# it is never sent again without the knowledge of a person (``send_again``) or a clear no from the server.
steps = StageTable(
    (
        Step(_HELD, "release", _QUEUED),
        Step(_HELD, "edit", _HELD),
        Step(_HELD, "discard", LetterStage.DISCARDED),
        Step(_HELD, "cancel", LetterStage.CANCELLED),
        Step(_QUEUED, "hold", _HELD),
        Step(_QUEUED, "edit", _QUEUED),
        Step(_QUEUED, "discard", LetterStage.DISCARDED),
        Step(_QUEUED, "cancel", LetterStage.CANCELLED),
        Step(_QUEUED, "claim", _SENDING),
        Step(_SENDING, "deliver", LetterStage.SENT),
        Step(_SENDING, "put_off", _QUEUED),
        Step(_SENDING, "give_up", _FAILED),
        Step(_SENDING, "count_as_sent", LetterStage.SENT),
        Step(_SENDING, "send_again", _QUEUED),
        Step(_FAILED, "release", _QUEUED),
        Step(_FAILED, "edit", _FAILED),
        Step(_FAILED, "discard", LetterStage.DISCARDED),
        Step(_FAILED, "cancel", LetterStage.CANCELLED),
    )
)


class Trust(StrEnum):
    """Who wrote a value: we ourselves, or somebody whose words must stay plain words."""

    TRUSTED = "trusted"
    UNTRUSTED = "untrusted"


TRUSTED, UNTRUSTED = Trust.TRUSTED, Trust.UNTRUSTED


class BadTemplate(ValueError):
    """A text uses what its kind does not offer. ``names`` are the placeholders at fault."""

    def __init__(self, message: str, names: Iterable[str] = ()) -> None:
        """Keep the names."""
        super().__init__(message)
        self.names = tuple(names)


@dataclass(frozen=True)
class LetterKind:
    """A kind of letter that the program writes.

    ``placeholders`` is the closed list of values a text may use. ``decision`` letters wait for a person.
    ``default`` holds (subject, body) by language; bodies are plain text, a blank line between paragraphs.
    """

    key: str
    label: object
    placeholders: Mapping[str, Trust] = field(default_factory=dict)
    decision: bool = False
    default: Mapping[str, tuple[object, object]] = field(default_factory=dict)


_kinds: dict[str, LetterKind] = {}
_PLACEHOLDER = re.compile(r"\{([^{}\s]*)\}")


def register(kind: LetterKind) -> None:
    """Declare a kind; raises ``ValueError`` for a key used twice, no English text, or a bad default."""
    known = _kinds.get(kind.key)
    if known is not None and known != kind:
        message = f"letter kind {kind.key} is declared twice"
        raise ValueError(message)
    if "en" not in kind.default:
        message = f"letter kind {kind.key} has no English text"
        raise ValueError(message)
    for subject, body in kind.default.values():
        check_text(kind, subject=str(subject), body=str(body))
    _kinds[kind.key] = kind


def kind_of(key: str) -> LetterKind:
    """The kind for ``key``; ``KeyError`` when nobody declared it."""
    return _kinds[key]


def kinds() -> tuple[LetterKind, ...]:
    """Every declared kind, by key."""
    return tuple(_kinds[key] for key in sorted(_kinds))


def placeholders_in(text: str) -> tuple[str, ...]:
    """The names between braces, in the order met, each once."""
    return tuple(dict.fromkeys(_PLACEHOLDER.findall(text)))


def check_text(kind: LetterKind, *, subject: str, body: str) -> None:
    """Raise :class:`BadTemplate` unless both texts use only what ``kind`` offers.

    A subject may hold trusted values only: others could bring a person's secrets into a mail's subject line.
    """
    unknown = [name for name in placeholders_in(f"{subject} {body}") if name not in kind.placeholders]
    if unknown:
        message = f"{kind.key} has no {', '.join(unknown)}"
        raise BadTemplate(message, unknown)
    others = [name for name in placeholders_in(subject) if kind.placeholders[name] is not TRUSTED]
    if others:
        message = f"the subject of {kind.key} may not hold {', '.join(others)}"
        raise BadTemplate(message, others)


# The name in a mail address is passed over, so that only its mailbox can be written to, and no page opened.
_SCHEME = re.compile(r"\b([a-zA-Z][a-zA-Z0-9+.-]*):(?=//)")
_HOST = re.compile(r"(?<![@\w.-])(?:[\w-]+\.)+[a-zA-Z]{2,}\b(?!@)")


def plain_words(value: object) -> str:
    """Somebody else's words on one line, without control characters and without anything that opens as a link."""
    text = "".join(" " if unicodedata.category(sign) in {"Cc", "Zl", "Zp"} else sign for sign in str(value))
    text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    text = _SCHEME.sub(r"\1 ", " ".join(text.split()))
    return _HOST.sub(lambda host: host.group().replace(".", "[.]"), text)


def fill(kind: LetterKind, text: str, values: Mapping[str, object]) -> str:
    """``text`` with its placeholders replaced by ``values``, each handled as far as it is trusted.

    Raises ``ValueError`` where a value is missing or was never declared. Values are put in once:
    braces inside a value stay braces.
    """
    strange = sorted(set(values) - set(kind.placeholders))
    if strange:
        message = f"{kind.key} declares no {', '.join(strange)}"
        raise ValueError(message)

    def value_of(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in values:
            message = f"{kind.key} needs a value for {name}"
            raise ValueError(message)
        value = values[name]
        return str(value) if kind.placeholders[name] is TRUSTED else plain_words(value)

    return _PLACEHOLDER.sub(value_of, text)


def one_line(text: str) -> str:
    """A subject line: no line ends, no more than its cap."""
    return " ".join(text.split())[:SUBJECT_CAP]


def next_try(attempts: int, at: datetime) -> datetime | None:
    """When to try again after ``attempts`` failures; ``None`` when it is time to give up."""
    return at + RETRY_AFTER[attempts - 1] if attempts <= len(RETRY_AFTER) else None


def is_stuck(stage: str, sending_since: datetime | None, at: datetime) -> bool:
    """Whether a letter has been ``sending`` for so long that nobody knows if it went out."""
    return stage == LetterStage.SENDING and sending_since is not None and at - sending_since >= STUCK_AFTER
