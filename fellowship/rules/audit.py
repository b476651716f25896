"""The audit chain: what one link covers, and what an action is called in plain words."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

FIRST_HASH = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """An audit row as plain values."""

    id: int
    at: datetime
    kind: str
    action: str
    actor_id: str | None
    subject_label: str
    subject_id: str
    about_id: str | None
    data: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the chain as it is kept. ``entry`` is ``None`` where its row is gone."""

    position: int
    previous_hash: str
    hash: str
    sealed_at: datetime
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where the chain does not hold: ``position`` and the reason in English."""

    position: int
    reason: str


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def canonical(entry: Entry, position: int, sealed_at: datetime) -> str:
    """The one way to write a link down: JSON, keys sorted, no spaces, times in UTC to the microsecond."""
    body = {
        "about": entry.about_id,
        "action": entry.action,
        "actor": entry.actor_id,
        "at": _moment(entry.at),
        "data": entry.data,
        "id": entry.id,
        "kind": entry.kind,
        "position": position,
        "sealed_at": _moment(sealed_at),
        "subject": [entry.subject_label, entry.subject_id],
    }
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def link_hash(previous_hash: str, entry: Entry, position: int, sealed_at: datetime) -> str:
    """SHA-256 (FIPS 180-4) over the hash before and the canonical text, as 64 hex digits."""
    text = f"{previous_hash}\n{canonical(entry, position, sealed_at)}"
    return hashlib.sha256(text.encode()).hexdigest()


def forge(entries: Iterable[Entry], *, length: int, head_hash: str, sealed_at: datetime) -> Iterator[Link]:
    """The links that add ``entries`` to a chain of ``length`` links that ends in ``head_hash``."""
    for position, entry in enumerate(entries, start=length + 1):
        digest = link_hash(head_hash, entry, position, sealed_at)
        yield Link(position, head_hash, digest, sealed_at, entry)
        head_hash = digest


def first_break(links: Iterable[Link], *, length: int, head_hash: str) -> Break | None:
    """The first fault of a whole chain read in order, or ``None``.

    Finds a missing, added, moved or changed row, and links cut off the end. It can't find a chain that
    was written anew from some link on together with its end: keep a copy of the end elsewhere for that.
    """
    expected, previous = 1, FIRST_HASH
    for link in links:
        fault = _fault(link, expected, previous)
        if fault:
            return Break(expected, fault)
        expected, previous = expected + 1, link.hash
    if expected - 1 < length:
        return Break(expected, f"the chain ends after {expected - 1} links, but {length} were made")
    if expected - 1 > length:
        return Break(length + 1, "links were added past the end")
    if previous != head_hash:
        return Break(length, "the last link is not the one that was made last")
    return None


def _fault(link: Link, expected: int, previous: str) -> str:
    if link.position != expected:
        return f"link {expected} is missing; the next one is {link.position}"
    if link.previous_hash != previous:
        return "it does not follow from the link before"
    if link.entry is None:
        return "its row is gone"
    if link.hash != link_hash(previous, link.entry, link.position, link.sealed_at):
        return f"row {link.entry.id} was changed after it was sealed"
    return ""


@dataclass(frozen=True, slots=True)
class _Words:
    sentence: object
    told: bool
    nobody: object


_words: dict[str, _Words] = {}


def describe(action: str, sentence: object, *, told: bool = True, nobody: object = "") -> None:
    """Say in plain words what an action is ("Opened a file"); the last word counts.

    ``told=False`` keeps it off the page "Who looked at my file": for what would warn the person whom it concerns,
    such as a complaint about them. ``nobody`` stands in place of a name where a row of this action names nobody, and
    that is not to say that the program did it by itself.
    """
    _words[action] = _Words(sentence, told, nobody)


def sentence_of(action: str) -> object:
    """The plain words for an action; the action itself where nobody gave any."""
    return _words[action].sentence if action in _words else action


def nobody_of(action: str) -> object:
    """What stands in place of a name in a row that names nobody; empty where the program acted."""
    return _words[action].nobody if action in _words else ""


def is_told(action: str) -> bool:
    """Whether the person concerned may know of an action."""
    return action not in _words or _words[action].told


def described() -> Mapping[str, object]:
    """Every action that has plain words, with them."""
    return {action: words.sentence for action, words in _words.items()}
