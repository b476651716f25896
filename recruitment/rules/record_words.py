"""Words in what staff write that seem to speak of an applicant's own record.

Before a conditional offer nothing about a record may be kept (Cal. Gov. Code 12952; NYC Admin. Code 8-107(11-a);
Phila. Code 9-3504; RCW 49.94.010). The work itself is about arrests and charges, so words about clients and other
people pass, and a finding only asks the writer to look again: it is no proof in either direction.
"""

import re
from functools import cache

from recruitment.rules.forbidden_questions import spoken_lines
from recruitment.rules.forbidden_words import PATTERNS, Topic

_WHO = r"\b(?:he|she|they|applicant|candidate|el|ella|elle|(?:la|el) solicitante|la persona)\b"
_NEAR = r"[^.?!;]{0,40}"
_STATEMENTS = (
    rf"{_WHO}{_NEAR}\b(?:arrested|detained|incarcerated|imprisoned|jailed|locked up|indicted|charged with|accused of)",
    rf"{_WHO}{_NEAR}\b(?:jail|prison|probation|parole)\b",
    r"\b(?:was|were|been|got|being) (?:\w+ )?(?:arrested|incarcerated|imprisoned|jailed|indicted)\b",
    r"\b(?:formerly|previously) (?:incarcerated|imprisoned|convicted)",
    r"\bown (?:arrest|case|charges?|conviction|record)\b",
    r"\b(?:has|have|had|with) (?:a|an|the) (?:\w+ )?record\b(?! of| in| for)",
    r"\b(?:on|off) (?:probation|parole)\b",
    rf"{_WHO}{_NEAR}\b(?:arrestad|detenid|encarcelad|condenad|procesad)[oae]s?\b",
    r"\b(?:fue|estuvo|ha sido|habia sido) (?:\w+ )?(?:arrestad|detenid|encarcelad|condenad|pres)[oae]s?\b",
    r"\b(?:estuvo|paso|salio) (?:\w+ ){0,3}(?:carcel|prision)\b",
    r"\btiene (?:un |una )?(?:record|expediente|antecedentes|condena)\b(?! (?:laboral|academic))",
    r"\b(?:en|bajo) (?:libertad condicional|probatoria)\b",
)


@cache
def _pattern() -> re.Pattern[str]:
    every = (*PATTERNS[Topic.CRIMINAL_HISTORY], *_STATEMENTS)
    return re.compile("|".join(f"(?:{one})" for one in every))


def words_of_a_record(text: str) -> str:
    """The first words of ``text``, English or Spanish, that seem to speak of the applicant's own record, or ``""``."""
    for line, spoken in spoken_lines(text):
        hit = _pattern().search(spoken)
        if hit:
            return line[hit.start() : hit.end()].strip()
    return ""
