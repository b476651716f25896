"""The voluntary questions: what may be answered, how answers are sealed, and how they roll up.

Race and ethnicity follow Statistical Policy Directive No. 15 as revised on March 28, 2024 (89 FR 22182): one question,
several answers allowed, seven minimum categories. The roll-up follows the categories of EEO-1 (29 CFR 1602.7):
Hispanic or Latino first, Middle Eastern or North African counts as White, more than one of the rest as Two or More
Races.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from recruitment.rules.stages import Stage

NOT_SAID = "not_said"
# Every sealed answer is padded to one length, so that its size tells nothing: not even whether anything was answered.
LENGTH = 400


class Race(StrEnum):
    """The minimum categories, in the order in which the directive lists them."""

    AMERICAN_INDIAN = "american_indian"
    ASIAN = "asian"
    BLACK = "black"
    HISPANIC = "hispanic"
    MIDDLE_EASTERN = "middle_eastern"
    PACIFIC = "pacific"
    WHITE = "white"


class Gender(StrEnum):
    """What a person may call their gender."""

    WOMAN = "woman"
    MAN = "man"
    NONBINARY = "nonbinary"
    ANOTHER = "another"


class YesNo(StrEnum):
    """An answer to a question that an organization switched on."""

    YES = "yes"
    NO = "no"


class Part(StrEnum):
    """What is asked, each a question of its own."""

    RACE = "race"
    GENDER = "gender"
    VETERAN = "veteran"
    DISABILITY = "disability"


class Mixed(StrEnum):
    """Answers that name more than one category."""

    HISPANIC_AND_MORE = "hispanic_and_more"
    WHITE_AND_MIDDLE_EASTERN = "white_and_middle_eastern"
    SEVERAL = "several"


# What can be counted in each part: every person is in exactly one of these.
ATOMS: Mapping[Part, tuple[str, ...]] = {
    Part.RACE: (*Race, *Mixed, NOT_SAID),
    Part.GENDER: (*Gender, NOT_SAID),
    Part.VETERAN: (*YesNo, NOT_SAID),
    Part.DISABILITY: (*YesNo, NOT_SAID),
}
# The wider group of each atom; one that is not named is its own.
WIDER: Mapping[str, str] = {
    Mixed.HISPANIC_AND_MORE: Race.HISPANIC,
    Race.MIDDLE_EASTERN: Race.WHITE,
    Mixed.WHITE_AND_MIDDLE_EASTERN: Race.WHITE,
    Gender.NONBINARY: Gender.ANOTHER,
}


@dataclass(frozen=True, slots=True)
class Answers:
    """What one person answered; empty where nothing was said, or "I prefer not to say"."""

    race: frozenset[str] = frozenset()
    gender: str = ""
    veteran: str = ""
    disability: str = ""


SKIPPED = Answers()


def seal(answers: Answers) -> str:
    """The answers as a text of always the same length."""
    plain = {
        "race": sorted(answers.race),
        "gender": answers.gender,
        "veteran": answers.veteran,
        "disability": answers.disability,
    }
    return json.dumps(plain).ljust(LENGTH)


def unseal(text: str) -> Answers:
    """What :func:`seal` wrote; an empty text is nothing said."""
    plain = json.loads(text) if text.strip() else {}
    return Answers(
        race=frozenset(plain.get("race", ())),
        gender=plain.get("gender", ""),
        veteran=plain.get("veteran", ""),
        disability=plain.get("disability", ""),
    )


def race_atom(race: Collection[str]) -> str:
    """The one cell in which a person's race and ethnicity is counted."""
    named = frozenset(race) & frozenset(Race)
    if not named:
        return NOT_SAID
    if len(named) == 1:
        return str(next(iter(named)))
    if Race.HISPANIC in named:
        return Mixed.HISPANIC_AND_MORE
    return Mixed.WHITE_AND_MIDDLE_EASTERN if named == {Race.WHITE, Race.MIDDLE_EASTERN} else Mixed.SEVERAL


def atom_of(part: Part, answers: Answers) -> str:
    """The one cell of a part in which a person is counted."""
    if part is Part.RACE:
        return race_atom(answers.race)
    said = {Part.GENDER: answers.gender, Part.VETERAN: answers.veteran, Part.DISABILITY: answers.disability}[part]
    return said if said in ATOMS[part] else NOT_SAID


def wider(atom: str) -> str:
    """The wider group of an atom: its EEO-1 category, or "another gender" for nonbinary people."""
    return str(WIDER.get(atom, atom))


# How far an application came, whatever became of it afterward.
LEVELS: Mapping[str, int] = {
    Stage.INTERVIEW: 1,
    Stage.OFFERED: 2, Stage.OFFER_DECLINED: 2, Stage.OFFER_LAPSED: 2,
    Stage.ACCEPTED: 3, Stage.FINALIST: 3, Stage.PLACED: 3,
}  # fmt: skip
# While anyone stands here the cycle is not over.
UNDECIDED = (Stage.SUBMITTED, Stage.IN_REVIEW, Stage.INTERVIEW, Stage.WAITLISTED, Stage.OFFERED)


def level_of(stages: Iterable[str]) -> int:
    """How far somebody came who ever stood in ``stages``: 0 sent, 1 interview, 2 offer, 3 accepted or placed."""
    return max((LEVELS.get(stage, 0) for stage in stages), default=0)
