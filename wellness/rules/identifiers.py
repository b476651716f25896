"""Finding what looks like a client's number in a note, so that the author can think again. Never blocks."""

import re
from enum import StrEnum


class Identifier(StrEnum):
    """A kind of number that points at one person."""

    SSN = "ssn"
    BIRTH_DATE = "birth_date"
    PHONE = "phone"
    CASE_NUMBER = "case_number"


_SSN = re.compile(r"(?<![\d-])(?!000|666|9\d\d)\d{3}[- ](?!00)\d{2}[- ](?!0000)\d{4}(?![\d-])")
_BIRTH_WORDS = r"(?:dob|d\.o\.b\.?|date of birth|born(?: on)?|fecha de nacimiento|f\.? ?n\.?|naci[oó](?: el)?)"
_DATE = r"(?:\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d{2}|(?:19|20)\d{2}-\d{2}-\d{2})"
_BIRTH = re.compile(rf"\b{_BIRTH_WORDS}\W{{0,4}}{_DATE}", re.IGNORECASE)
_OLD_DATE = re.compile(r"(?<![\d/.-])\d{1,2}[/-]\d{1,2}[/-](?:19\d{2}|200\d)(?![\d/-])")
_PHONE = re.compile(r"(?<![\d-])(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?![\d-])")
_CASE_WORDS = r"(?:case|docket|cause|indictment|caso|causa|expediente)"
_CASE_AFTER_WORD = re.compile(
    rf"\b{_CASE_WORDS}\s*(?:no\.?|nos\.?|number|num\.?|n[uú]m(?:ero)?\.?|#|:)+\s*[A-Z0-9][A-Z0-9-]{{2,}}",
    re.IGNORECASE,
)
_CASE_SHAPE = re.compile(
    r"\b(?:\d{2,4}-?(?:CR|CF|CM|MM|TR|CV|JV|M|F|MH)-?\d{3,8}|(?:CR|CF|CM|JV)-?\d{2,4}-\d{3,8}|"
    r"[A-Z]{1,3}-?\d{2}-\d{4,8}|(?:MA|BA|KA|TA|VA)\d{6})\b"
)

_PATTERNS: tuple[tuple[Identifier, tuple[re.Pattern[str], ...]], ...] = (
    (Identifier.SSN, (_SSN,)),
    (Identifier.BIRTH_DATE, (_BIRTH, _OLD_DATE)),
    (Identifier.PHONE, (_PHONE,)),
    (Identifier.CASE_NUMBER, (_CASE_AFTER_WORD, _CASE_SHAPE)),
)


def found_in(text: str) -> tuple[Identifier, ...]:
    """The kinds of identifier that a text seems to hold, each once.

    Dates of birth are dates named so, or dates with a year before 2010; other dates, prices and room
    numbers are left alone. A warning that comes too often is soon not read.
    """
    return tuple(kind for kind, patterns in _PATTERNS if any(pattern.search(text) for pattern in patterns))
