"""Place fellows from a file, so that anyone can work an outcome out again."""

import gc
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from cohorts.queries.guarantees import guarantee
from cohorts.rules.answers import answer
from cohorts.rules.instance import BadInstance, read_instance
from cohorts.rules.levels import Level, place
from cohorts.rules.market import canonical

BAD_INPUT = 2
MOST_BYTES = 200_000_000
LONGEST_MESSAGE = 1_000
# Two of these make one character; one alone can't be written in UTF-8.
HALF_A_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")
LEVELS = [str(level) for level in Level if level is not Level.INFEASIBLE]


def read(path: str) -> Any:
    """The JSON in a file; ends with code 2 and a plain message where there is none."""
    try:
        if Path(path).stat().st_size > MOST_BYTES:
            raise CommandError(f"{path}: is larger than {MOST_BYTES} bytes", returncode=BAD_INPUT)
        text = Path(path).read_text(encoding="utf-8-sig")
        data = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
        if HALF_A_CHARACTER.search(text):
            canonical(data)
    except OSError as fault:
        raise CommandError(f"{path}: can't be read: {fault.strerror}", returncode=BAD_INPUT) from fault
    except (ValueError, RecursionError) as fault:
        raise CommandError(f"{path}: is not JSON that can be read: {shown(fault)}", returncode=BAD_INPUT) from fault
    return data


def shown(fault: Exception) -> str:
    """What is wrong, at most a few lines of it, with nothing in it that a terminal would obey."""
    return "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in str(fault)[:LONGEST_MESSAGE])


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no number of JSON")


@contextmanager
def without_collector() -> Iterator[None]:
    """Millions of small values and no circle among them: to look for circles takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which no key stands twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        often = Counter(key for key, _value in pairs).most_common(1)
        raise ValueError(f'"{often[0][0]}" stands twice in one object')
    return found


def placed(file: str, *, level: Level | None, seed: int | None, seconds: float | None) -> dict[str, Any]:
    """Read a file, solve, check; the answer as it is printed."""
    started = time.monotonic()
    data = read(file)
    if seed is not None and isinstance(data, dict):
        data["seed"] = seed
    try:
        market = read_instance(data)
    except BadInstance as fault:
        raise CommandError(f"{file}: {shown(fault)}", returncode=BAD_INPUT) from fault
    outcome = place(market, level=level, seconds=seconds)
    said = answer(data, market, outcome, guarantee(outcome))
    return {**said, "seconds": round(time.monotonic() - started, 3)}


class Command(BaseCommand):
    """Print the answer as JSON; a file that can't be read is named, and the code is 2."""

    help = "Reads fellows, offices and rules from a JSON file and prints who goes where, and what that promises."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, and how far to go."""
        parser.add_argument("file", help='a JSON file of the form {"fellows": {...}, "offices": {...}, ...}')
        parser.add_argument("--level", choices=LEVELS, help="solve at this level alone; without it, climb")
        parser.add_argument("--seed", type=int, help="breaks ties in place of the file's own seed")
        parser.add_argument("--time-limit", type=float, metavar="SECONDS", help="give the best found by then")

    def handle(
        self, *args: Any, file: str, level: str | None = None, seed: int | None = None,
        time_limit: float | None = None, **options: Any,
    ) -> None:  # fmt: skip
        """Read, solve, check, print."""
        if time_limit is not None and not time_limit > 0:
            raise CommandError("--time-limit: must be more than 0 seconds", returncode=BAD_INPUT)
        with without_collector(), override("en"):
            said = placed(file, level=Level(level) if level else None, seed=seed, seconds=time_limit)
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=2))
