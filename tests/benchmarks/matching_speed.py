"""What placing fellows costs, beside the library ``matching`` in the same run: ``make bench-matching``.

CPU time, the least of several runs of each side in turn, so that what else the machine does plays little part. The
library's side is building its players from the lists, which it checks then, and solving; ours is solving and the
independent check, from the same lists. Both run in the main thread, with the collector of garbage on. Each size is
measured in a process of its own, so that none finds the memory as another left it.
"""

import bisect
import gc
import itertools
import multiprocessing
import random
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cohorts.rules.checker import check
from cohorts.rules.explain import ladders
from cohorts.rules.instance import read_instance
from cohorts.rules.levels import Level, place
from cohorts.rules.matching import Matching, solve_plain
from cohorts.rules.what_if import what_if
from tests.benchmarks.memory import most_memory

# Fellows, offices, seats, runs of each side, and how many times quicker than the library at least.
SIZES = ((100, 30, 110, 30, 40), (1_000, 100, 1_100, 6, 100), (5_000, 300, 5_500, 4, 200))
NATIONAL = (50_000, 6_000, 40_000)


@dataclass(frozen=True)
class Row:
    """One line: what was done, what it took, and what it may take; a ratio may not be smaller, the rest not larger."""

    name: str
    value: float
    unit: str
    limit: float
    note: str = ""

    @property
    def holds(self) -> bool:
        """Whether the limit was kept."""
        return self.value >= self.limit if self.unit == "×" else self.value <= self.limit

    def line(self) -> str:
        """The line of the table; what is over the limit has a "!"."""
        sign = " " if self.holds else "!"
        word = "at least" if self.unit == "×" else "at most"
        return f"{sign} {self.name:<58}{self.value:>10,.2f} {self.unit:<3}{word} {self.limit:>6,.0f}  {self.note}"


def cpu(work: Callable[[], object], runs: int) -> float:
    """Seconds of CPU, the least of several runs."""
    gc.collect()
    gc.freeze()
    took: list[float] = []
    for _ in range(runs):
        started = time.process_time()
        work()
        took.append(time.process_time() - started)
    return min(took)


def invent(fellows: int, offices: int, seats: int, lists: tuple[int, int]) -> dict[str, Any]:
    """A market with offices of unequal popularity and lists of some length, always the same."""
    chance = random.Random(fellows)  # noqa: S311  (a market, not a secret)
    ids = [f"o{n}" for n in range(offices)]
    weights = list(itertools.accumulate(chance.random() ** 2 + 0.05 for _ in ids))
    wishes: dict[str, dict[str, Any]] = {}
    listed: dict[str, list[str]] = {office: [] for office in ids}
    for fellow in (f"f{number}" for number in range(fellows)):
        wanted: dict[str, None] = {}
        length = min(offices, chance.randint(*lists))
        while len(wanted) < length:
            wanted[ids[bisect.bisect(weights, chance.random() * weights[-1])]] = None
        wishes[fellow] = {"ranking": list(wanted)}
        for office in wanted:
            listed[office].append(fellow)
    capacity = dict.fromkeys(ids, 1)
    for _ in range(seats - offices):
        capacity[chance.choice(ids)] += 1
    for row in listed.values():
        chance.shuffle(row)
    return {"fellows": wishes, "offices": {o: {"capacity": capacity[o], "ranking": listed[o]} for o in ids}}


def with_rules(market: dict[str, Any]) -> dict[str, Any]:
    """The market with a third speaking Spanish, seats kept for them at each third office, and two couples."""
    fellows, offices = market["fellows"], market["offices"]
    chance = random.Random(1)  # noqa: S311  (a market, not a secret)
    for wish in fellows.values():
        wish["skills"] = ["spanish"] if chance.random() < 0.35 else []
    for entry in list(offices.values())[::3]:
        entry["reserved"] = [{"skill": "spanish", "seats": (entry["capacity"] + 2) // 3, "mode": "soft"}]
    market["couples"] = []
    for first, second in (("f0", "f1"), ("f2", "f3")):
        pairs = [[a, b] for a in fellows[first]["ranking"][:6] for b in fellows[second]["ranking"][:6]]
        market["couples"].append({"members": [first, second], "pairs": pairs})
    return market


def solved(market: dict[str, Any]) -> Matching:
    """Placed and checked; nobody may have a claim."""
    matching = solve_plain(market)
    assert matching is not None
    verdict = check(market, matching)
    assert verdict.passes
    assert verdict.is_stable
    return matching


def by_library(market: dict[str, Any]) -> Matching:
    """The same market solved by the library."""
    from matching.games import HospitalResident  # noqa: PLC0415  (only this benchmark needs it)

    fellows, offices = market["fellows"], market["offices"]
    game = HospitalResident.create_from_dictionaries(
        {fellow: wish["ranking"] for fellow, wish in fellows.items()},
        {office: entry["ranking"] for office, entry in offices.items()},
        {office: entry["capacity"] for office, entry in offices.items()},
    )
    found: Matching = dict.fromkeys(sorted(fellows))
    for office, team in game.solve(optimal="resident").items():
        found |= {str(fellow): str(office) for fellow in team}
    return found


def national() -> list[Row]:
    """The size of the national residency match. Memory is the most that the process ever held."""
    market = invent(*NATIONAL, (12, 12))
    took = cpu(lambda: solved(market), 3)
    memory = most_memory()
    name = "50,000 fellows × 6,000 offices, lists of 12, with check"
    return [Row(name, took, "s", 2), Row("the same, memory of the process", memory, "MB", 300)]


def against_library(size: int) -> list[Row]:
    """The ratio in one run; the library needs a raised recursion limit from 1,000 fellows on, and ours never does."""
    warnings.simplefilter("ignore")
    fellows, offices, seats, runs, least = SIZES[size]
    market = invent(fellows, offices, seats, (5, 30))
    ours = theirs = float("inf")
    found: list[Matching] = []
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(1_000_000)
    for _ in range(runs):
        ours = min(ours, cpu(lambda: solved(market), 10))
        theirs = min(theirs, cpu(lambda: found.append(by_library(market)), 1))
    sys.setrecursionlimit(limit)
    assert found[-1] == solved(market)
    note = f"{ours * 1000:,.2f} ms, library {theirs * 1000:,.1f} ms, same placements"
    return [Row(f"{fellows:,} × {offices} with check, against `matching`", theirs / ours, "×", least, note)]


def cohort() -> list[Row]:
    """What a page of a cohort of 100 waits for."""
    plain = invent(100, 30, 110, (5, 30))
    matching = solved(plain)
    fellow = next(one for one, office in matching.items() if office != plain["fellows"][one]["ranking"][0])
    wanted = plain["fellows"][fellow]["ranking"][0]
    tangled = with_rules(invent(100, 30, 110, (5, 30)))
    market = read_instance(tangled)
    outcome = place(market)
    assert (outcome.level, outcome.guarantees.proven) == (Level.L1, True)
    return [
        Row("L1 at 100 × 30, two couples and kept seats, proven", cpu(lambda: place(market), 3), "s", 2),
        Row("what if, at 100 × 30", cpu(lambda: what_if(plain, matching, fellow, wanted), 9) * 1000, "ms", 50),
        Row("every fellow's ladder, at 100 × 30", cpu(lambda: ladders(plain, matching), 9) * 1000, "ms", 10),
    ]


def measured(part: Callable[..., list[Row]], *arguments: int) -> list[Row]:
    """What a part measures in a new process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(part, arguments)


def main() -> int:
    """Print the table; 1 where a limit was not kept."""
    rows = measured(national)
    for size in range(len(SIZES)):
        rows += measured(against_library, size)
    rows += measured(cohort)
    for row in rows:
        print(row.line())  # noqa: T201
    return 0 if len(rows) == len(SIZES) + 5 and all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
