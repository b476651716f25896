"""Going through the program's year, as far as the scenario's day."""

import random

from fellowship.scenarios.world import Program

ORDER = ("empty", "applications_open", "reviewing", "interviews", "offers", "matching_day", "mid_term")


def reaches(program: Program, stage: str) -> bool:
    """Whether the scenario's day lies at or after ``stage``."""
    return ORDER.index(program.name) >= ORDER.index(stage)


def walk_the_year(program: Program, rng: random.Random, *, scale: int) -> None:
    """Build what has happened by the scenario's day."""
