"""What staff mean when they type into the search box of the pipeline."""

import re
from dataclasses import dataclass

from recruitment.rules.questions import search_words

MOST_WORDS = 4
REFERENCE = re.compile(r"^[A-Za-z]{1,8}(-\d{1,4}){1,2}-?$|^\d{1,6}$")


@dataclass(frozen=True, slots=True)
class LookUp:
    """Either the beginning (or the end) of a reference, or the beginnings of names; all empty: everything."""

    reference: str = ""
    number: str = ""
    words: tuple[str, ...] = ()


def read_search(text: str) -> LookUp:
    """ "FEL-27-0482" is a reference, "482" its number, anything else the beginnings of up to four names."""
    typed = text.strip()
    if REFERENCE.match(typed):
        return LookUp(number=typed.zfill(4)) if typed.isdigit() else LookUp(reference=typed.upper())
    return LookUp(words=search_words(typed)[:MOST_WORDS])
