"""Hard limits of a fellow: places they can't live, how they can get to work, when they can begin."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Limit(StrEnum):
    """Which limit keeps a fellow from an office."""

    PLACE = "place"
    CAR = "car"
    COMMUTE = "commute"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fellow said. ``longest_commute`` in minutes, 0 for no limit; ``not_before`` a day as ISO text."""

    states: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    without_car: bool = False
    longest_commute: int = 0
    not_before: str = ""

    def as_values(self) -> dict[str, Any]:
        """As it is kept: only what limits."""
        values = {
            "states": sorted(self.states),
            "regions": sorted(self.regions),
            "without_car": self.without_car,
            "longest_commute": self.longest_commute,
            "not_before": self.not_before,
        }
        return {key: value for key, value in values.items() if value}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an office is and what living there takes; ``None`` is not known, and keeps nobody away."""

    state: str
    region: str
    car_needed: bool | None = None
    commute: int | None = None


def read_limits(values: Mapping[str, Any]) -> Limits:
    """Limits as kept; what is not there does not limit."""
    return Limits(
        states=frozenset(values.get("states", ())),
        regions=frozenset(values.get("regions", ())),
        without_car=bool(values.get("without_car")),
        longest_commute=int(values.get("longest_commute") or 0),
        not_before=str(values.get("not_before") or ""),
    )


def limit_between(limits: Limits, spot: Spot) -> Limit | None:
    """The first limit that keeps someone from a spot, or nothing."""
    if spot.state in limits.states or spot.region in limits.regions:
        return Limit.PLACE
    if limits.without_car and spot.car_needed:
        return Limit.CAR
    if limits.longest_commute and spot.commute is not None and spot.commute > limits.longest_commute:
        return Limit.COMMUTE
    return None
