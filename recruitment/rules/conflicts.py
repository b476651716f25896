"""What ties a reader to an applicant, as far as the reader declared it: an office, a school, an employer, a person."""

import re
from collections.abc import Iterable
from enum import StrEnum

from recruitment.rules.assigning import Barred
from recruitment.rules.questions import plain

# A school called "UC" would be found in too many texts.
SHORTEST = 4


class ConflictKind(StrEnum):
    """What somebody declared."""

    OFFICE = "office"
    SCHOOL = "school"
    EMPLOYER = "employer"
    PERSON = "person"


BARS: dict[ConflictKind, Barred] = {
    ConflictKind.OFFICE: Barred.OFFICE,
    ConflictKind.SCHOOL: Barred.SCHOOL,
    ConflictKind.EMPLOYER: Barred.EMPLOYER,
    ConflictKind.PERSON: Barred.PERSON,
}
# Of several ties the one nearest to the person is named.
NEAREST_FIRST = (
    Barred.OWN, Barred.PERSON, Barred.HAD_IT, Barred.STEPPED_BACK, Barred.CLEARED_IT, Barred.OFFICE, Barred.EMPLOYER,
    Barred.SCHOOL, Barred.PRACTICED,
)  # fmt: skip


def nearest(one: Barred, other: Barred | None) -> Barred:
    """The one of two reasons to be named."""
    return one if other is None else min(one, other, key=NEAREST_FIRST.index)


def folded(text: str) -> str:
    """A text as it is compared: small letters without accents, words parted by one space."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold() if text.isascii() else plain(text)))


class Places:
    """Names of schools and employers to be looked for in what applicants wrote about themselves."""

    def __init__(self, names: Iterable[str]) -> None:
        """Keep the names that are long enough to mean something."""
        self.names = frozenset(name for name in map(folded, names) if len(name) >= SHORTEST)
        every = "|".join(re.escape(name) for name in sorted(self.names, key=lambda name: (-len(name), name)))
        self._pattern = re.compile(rf"(?<!\w)(?=({every})(?!\w))") if every else None

    def found_in(self, text: str) -> frozenset[str]:
        """Which of the names stand in a text as whole words, as :func:`folded` writes them."""
        if self._pattern is None:
            return frozenset()
        hits = {str(hit[1]) for hit in self._pattern.finditer(folded(text))}
        # A longer name that was found holds the shorter ones in it.
        return frozenset(name for name in self.names if any(f" {name} " in f" {hit} " for hit in hits))


def same_person(declared: str, words: Iterable[str]) -> bool:
    """Whether a declared name may be that of a person whose names are ``words``: two names at least, and all of them.

    Telling too many apart is the lesser fault: the packet goes to somebody else.
    """
    named = set(folded(declared).split())
    return len(named) > 1 and named <= set(words)
