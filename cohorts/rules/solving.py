"""From a frozen snapshot to the outcome that a run keeps: plain values, the same bytes for the same snapshot."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cohorts.rules.answers import answer
from cohorts.rules.levels import Level, place
from cohorts.rules.market import read_market

METHOD = "ladder of levels"
VERSION = "3"
# What a person may ask for, in seconds; the worker is stopped after ten minutes.
LIMITS = (30, 120, 300)
LIMIT = 120
LADDER = (Level.L0, Level.L1, Level.L2, Level.L3, Level.INFEASIBLE)
STEPS = len(LADDER) + 1


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person who starts a run asks for; without a level the ladder is climbed.

    None of these touches anybody's list.
    """

    level: str = ""
    seconds: int = LIMIT
    tentative: bool = False

    def as_values(self) -> dict[str, Any]:
        """As a run keeps them."""
        return {"level": self.level, "seconds": self.seconds, "tentative": self.tentative}


def choices_from(values: Mapping[str, Any]) -> Choices:
    """Choices as a run kept them; what it did not keep is as if it had not been asked."""
    return Choices(
        level=str(values.get("level", "")),
        seconds=int(values.get("seconds", LIMIT)),
        tentative=bool(values.get("tentative", False)),
    )


def solve(
    snapshot: Mapping[str, Any], choices: Choices, *, tell: Callable[[int], None] | None = None
) -> dict[str, Any]:
    """The outcome as plain values, judged by the independent check (``Unfit`` where it breaks a rule).

    The promise is kept as a word, not as a sentence: who reads it has a language of their own. ``tell`` is called with
    the number of steps done, out of ``STEPS``, before each level.
    """

    def on_level(level: Level) -> None:
        if tell is not None:
            tell(LADDER.index(level) + 1)

    market = read_market(snapshot)
    level = Level(choices.level) if choices.level else None
    outcome = place(market, level=level, seconds=choices.seconds, tell=on_level)
    said = answer(snapshot, market, outcome, "")
    said["promise"] = str(outcome.promise)
    del said["guarantees"]["sentence"]
    return said
