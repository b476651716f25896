"""Phrases that a posting may not use, found in English and Spanish before an opening is saved.

Reasons and sources: nobody may be told that a record shuts them out – 2 CCR 11017.1 (California), RCW 49.94.010
(Washington), C.R.S. 8-2-130 (Colorado), N.J.S.A. 34:6B-14, NYC Admin. Code 8-107(11-a); “must pass a background
check” says so too – Los Angeles County Code 8.300.050(B); and New York City lets a posting say nothing of a check at
all. The first two are refused everywhere, because one text is read in all places; the third where a law of the office
wants it. What the work with clients is about ("help people after an arrest") passes.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from recruitment.rules.fair_chance_stack import NO_MENTION_OF_CHECK


class Phrase(StrEnum):
    """What a phrase does that it may not do; the values are the codes of the laws' prohibitions."""

    EXCLUDES = "no_exclusion_phrases"
    CLEAN_CHECK = "no_must_pass"
    NAMES_CHECK = NO_MENTION_OF_CHECK


_RECORD = r"(?:criminal |arrest |police |conviction |felony )?(?:records?|backgrounds?|histor(?:y|ies)|convictions?)"
_CHECK = (
    r"(?:(?:criminal|background|record|history|police|fingerprint)[ -]?){1,3}(?:check|screen|investigation|review)\w*"
)
_PEOPLE = (
    r"(?:ex-?)?(?:fe(?:lon)|con(?:vict)|criminal|offen(?:der))s?|"
    rf"(?:people|persons?|applicants?|candidates?|anyone|those|individuals?) with (?:an? |any |prior )?{_RECORD}"
)
_REFUSED = (
    r"(?:need not|may not|must not|can ?not|can't|should not|shouldn't|will not|won't|are not|aren't|is not|not be|"
    r"do not|don't)(?: be)?(?: \w+)? (?:apply|eligible|considered|hired|accepted|qualif\w+)"
)
_PAST = r"(?:convicted|arrested|charged|indicted)"
_ANTECEDENTES = r"antecedentes(?: (?:penales|criminales|policiales|delictivos|judiciales))?"
_LOOK = r"(?:verifica|revis|comproba|investiga|consulta|chequeo)\w*"

PATTERNS: Mapping[Phrase, tuple[str, ...]] = {
    Phrase.EXCLUDES: (
        r"\bno (?:ex-?)?(?:fe(?:lon)(?:s|y|ies)?|con(?:vict)s?|criminals?|offen(?:der)s?)\b",
        r"\bno (?:criminal|arrest|police|prior|previous) (?:records?|histor\w+|backgrounds?|convic\w+|arrests?)",
        r"\bno (?:convictions|arrests)\b",
        rf"\b(?:clean|spotless|unblemished) {_RECORD}",
        r"\b(?:have|with|has|hold|show|provide) an? clear (?:criminal )?(?:record|background|history)",
        rf"\b(?:free of|without) (?:an? |any )?(?:criminal|arrest|police|felony) {_RECORD}",
        r"\bwithout (?:any |prior )?(?:convictions|felonies|arrests)\b",
        rf"\b(?:{_PEOPLE}) {_REFUSED}",
        rf"\b(?:never|not) (?:have )?(?:been )?{_PAST} of\b",
        rf"\bnever (?:have )?been {_PAST}\b",
        r"\bcrime[ -]free\b",
        rf"\b{_RECORD} (?:\w+ ){{0,3}}(?:disqualif\w+|exclud\w+|shuts? out|bars? (?:you|applicants?|anyone))",
        rf"\bsin {_ANTECEDENTES}\b(?! (?:laborales|academicos))",
        rf"\bno (?:tener|tenga|contar con|cuente con|registrar) {_ANTECEDENTES}",
        rf"\bno (?:se )?(?:acepta|admit|contrata|considera)\w*\b[^.;]{{0,40}}\b{_ANTECEDENTES}",
        r"\bcarta de (?:no )?antecedentes",
        r"\b(?:expediente|historial|record|antecedentes|pasado) (?:(?:pen|polici)al(?:es)? )?(?:limpio|intachable)s?",
        r"\bno haya[ns]? sido (?:condenad|arrestad|detenid)\w+",
        r"\bno haber sido (?:condenad|arrestad|detenid)\w+",
        r"\b(?:abstenerse|abstenganse)\b[^.;]{0,40}\b(?:antecedentes|condenas?)",
        r"\b(?:antecedentes|condenas?) (?:\w+ )?(?:abstenerse|abstenganse|no (?:postular|solicitar))",
        r"\b(?:delincuentes|criminales|exconvict\w+) (?:no|abstenerse)\b",
    ),
    Phrase.CLEAN_CHECK: (
        rf"\b(?:pass|passes|passing|passed|clear|clears|survive)\b (?:[\w']+[ ,]+){{0,5}}{_CHECK}",
        rf"\b(?:satisfactory|successful|favorable|clean|clear|acceptable) (?:\w+ ){{0,2}}{_CHECK}",
        rf"\b{_CHECK} (?:\w+ ){{0,4}}(?:must|ha[sv]e? to|needs? to) (?:be|come (?:back|out)) (?:clea[nr]|satisf\w+)",
        rf"\b(?:pasar|pase|aprobar|apruebe|superar|supere)\b[^.;]{{0,50}}\b{_ANTECEDENTES}",
        rf"\b{_LOOK} (?:\w+ )?{_ANTECEDENTES} (?:\w+ )?(?:satisfactoria|favorable|limpia)",
    ),
    Phrase.NAMES_CHECK: (
        rf"\b{_CHECK}",
        r"\bfingerprint\w*",
        rf"\b{_LOOK} (?:\w+ )?{_ANTECEDENTES}",
        r"\bhuellas (?:dactilares|digitales)",
    ),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase that may not stand in a posting, as it was written."""

    phrase: Phrase
    words: str


@cache
def _compiled() -> Mapping[Phrase, re.Pattern[str]]:
    return {phrase: re.compile("|".join(f"(?:{one})" for one in patterns)) for phrase, patterns in PATTERNS.items()}


def _flat(text: str) -> str:
    """Lower case without accents, letter for letter, so that places in the text stay the same."""

    def one(letter: str) -> str:
        if letter in "’‘ʼ`´":
            return "'"
        if letter in "‐‑–—":
            return "-"
        return " " if letter.isspace() else (unicodedata.normalize("NFKD", letter)[0].lower() or letter)[0]

    return "".join(one(letter) for letter in text)


def _visible(text: str) -> str:
    """The text as a reader sees it: without invisible characters, and with each run of blanks as one."""
    shown = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return " ".join(shown.split())


def phrases_in(text: str, prohibitions: Collection[str] = ()) -> tuple[Found, ...]:
    """The phrases of a text that may not stand there, one of each sort.

    ``prohibitions`` are those of the laws of the place; what shuts people out is refused everywhere.
    """
    shown = _visible(text)
    flat = _flat(shown)
    found = []
    for phrase, pattern in _compiled().items():
        if phrase == Phrase.NAMES_CHECK and phrase not in prohibitions:
            continue
        hit = pattern.search(flat)
        if hit:
            found.append(Found(phrase, shown[hit.start() : hit.end()]))
    return tuple(found)
