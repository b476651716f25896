"""What an application form may not ask, found by words and patterns in English and Spanish before it is published.

Reasons and sources, by topic: a record – fair-chance laws such as Cal. Gov. Code 12952, NYC Admin. Code 8-107(11-a)
and Phila. Code 9-3500 let nobody ask before an offer; a driver's license – Cal. Gov. Code 12940 (SB 1100); age – the
Age Discrimination in Employment Act, 29 U.S.C. 623 and 29 CFR 1625.5; citizenship – 8 U.S.C. 1324b and Title VII with
29 CFR 1606; a year at school tells an age, so it falls under 29 CFR 1625.5 as well.

The check looks for questions about the person who applies. Questions about clients ("people who were arrested") pass.
It helps those who write forms; it is no proof that a form is lawful.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from recruitment.rules.forbidden_words import OTHERS, PATTERNS, SCHOOL, SELF, TIME, Topic

# No law lets a form ask for a record, so nobody can allow it.
NEVER_ALLOWED = frozenset({Topic.CRIMINAL_HISTORY})
CAN_BE_ALLOWED = tuple(topic for topic in Topic if topic not in NEVER_ALLOWED)
# Every text of a question that an applicant reads.
TEXTS = (
    "step_title", "step_title_es", "label", "label_es", "help_text", "help_text_es", "choices", "choices_es",
    "parts", "parts_es",
)  # fmt: skip
SURROUNDINGS = 40


@dataclass(frozen=True, slots=True)
class Finding:
    """A question that asks what it may not. ``words`` were found; ``digest`` stands for all texts of the question."""

    topic: Topic
    key: str
    words: str
    digest: str

    @property
    def can_be_allowed(self) -> bool:
        """Whether the law leaves room for an exception."""
        return self.topic not in NEVER_ALLOWED


@cache
def _compiled() -> Mapping[Topic, re.Pattern[str]]:
    return {topic: re.compile("|".join(f"(?:{one})" for one in patterns)) for topic, patterns in PATTERNS.items()}


def _flat(text: str) -> str:
    """Lower case without accents, letter for letter, so that places in the text stay the same."""

    def one(letter: str) -> str:
        if letter in "’‘ʼ`´":
            return "'"
        return " " if letter.isspace() else (unicodedata.normalize("NFKD", letter)[0].lower() or letter)[0]

    return "".join(one(letter) for letter in text)


def _visible(text: str) -> str:
    """The text as a reader sees it: without invisible characters, and with each run of blanks as one."""
    shown = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return re.sub(r"[^\S\n]+", " ", shown)


def _about_others(flat: str) -> list[tuple[int, int]]:
    return [found.span() for found in OTHERS.finditer(flat) if not SELF.search(flat[: found.start()][-SURROUNDINGS:])]


def _blank(flat: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        flat = flat[:start] + "." * (end - start) + flat[end:]
    return flat


def spoken_lines(text: str) -> Iterator[tuple[str, str]]:
    """Each line as a reader sees it, and beside it the same in plain small letters, with other people blanked out.

    Letter for letter: a place in the second is the same place in the first.
    """
    for line in _visible(text).splitlines():
        flat = _flat(line)
        yield line, _blank(flat, _about_others(flat))


def topics_in(text: str) -> tuple[tuple[Topic, str], ...]:
    """What one text asks that it may not, with the words found, at most one finding a topic.

    Each line is read by itself: choices and parts stand one a line.
    """
    found: dict[Topic, str] = {}
    for line, spoken in spoken_lines(text):
        for topic, pattern in _compiled().items():
            hit = pattern.search(spoken)
            if hit and topic not in found:
                found[topic] = line[hit.start() : hit.end()].strip()
    return tuple(found.items())


# The questions of a form change little from one check to the next; only texts of staff are kept in mind.
_topics_in_form = lru_cache(maxsize=2048)(topics_in)


def _school_times(row: Mapping[str, Any]) -> str:
    """A part of an entry about school that asks for a year; empty when none does."""
    about = _flat(" ".join(str(row.get(name, "")) for name in ("label", "label_es", "parts", "parts_es")))
    if not SCHOOL.search(about):
        return ""
    parts = [line.partition("|")[0] for name in ("parts", "parts_es") for line in str(row.get(name, "")).splitlines()]
    return next((part.strip() for part in parts if TIME.search(_flat(part))), "")


def digest_of(row: Mapping[str, Any]) -> str:
    """Sixteen characters that stand for all texts of a question: an exception holds for exactly these words."""
    texts = "\x1f".join(f"{row.get('kind', '')}:{name}:{row.get(name) or ''}" for name in TEXTS)
    return hashlib.sha256(texts.encode()).hexdigest()[:16]


def findings_in(rows: Sequence[Mapping[str, Any]]) -> tuple[Finding, ...]:
    """Everything in these questions that they may not ask: in any of their texts, in both languages."""
    found: dict[tuple[str, Topic], Finding] = {}
    for row in rows:
        for name in TEXTS:
            for topic, words in _topics_in_form(str(row.get(name) or "")):
                found.setdefault((row["key"], topic), Finding(topic, row["key"], words, digest_of(row)))
        part = _school_times(row)
        if part:
            topic = Topic.SCHOOL_YEAR
            found.setdefault((row["key"], topic), Finding(topic, row["key"], part, digest_of(row)))
    return tuple(found.values())


def still_forbidden(findings: Iterable[Finding], allowed: Iterable[tuple[str, str, str]]) -> tuple[Finding, ...]:
    """The findings that no exception covers; ``allowed`` holds (key, topic, digest). A record is never covered."""
    known = {(key, topic, digest) for key, topic, digest in allowed if topic not in NEVER_ALLOWED}
    return tuple(each for each in findings if (each.key, each.topic.value, each.digest) not in known)
