"""``make test``: the suite on SQLite, again on PostgreSQL, and the journeys in Chromium, where each is present.

Two legs run at a time, one for each of two cores. One line each says what was run and what was not, and why.
With ``CI=true`` something absent is a failure. What is given after the name goes to pytest:
``make test ARGS="tests/recruitment -x"``.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import postgres

ROOT = Path(__file__).resolve().parent.parent
NOTHING_COLLECTED = 5
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


@dataclass
class Leg:
    """One run of pytest: its name, its words, its database and what became of it."""

    name: str
    arguments: Sequence[str]
    database_url: str | None = None
    process: Any = None
    output: IO[str] | None = None
    started: float = field(default_factory=time.monotonic)
    code: int = 0
    seconds: float = 0.0

    def start(self, profile: str, *, quietly: bool) -> None:
        """Begin; a quiet leg writes into a file that is shown when it is done."""
        environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        environment["HYPOTHESIS_PROFILE"] = profile
        if self.database_url:
            environment["DATABASE_URL"] = self.database_url
        self.output = tempfile.TemporaryFile("w+") if quietly else None  # noqa: SIM115  (closed when shown)
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pytest", *self.arguments], cwd=ROOT, env=environment, stdout=self.output,
            stderr=subprocess.STDOUT if quietly else None,
        )  # fmt: skip

    def finish(self) -> None:
        """Wait for the end, and show what a quiet leg had to say."""
        self.code = self.process.wait()
        self.seconds = time.monotonic() - self.started
        if self.output is not None:
            self.output.seek(0)
            print(f"\n== {self.name}\n{self.output.read()}", flush=True)  # noqa: T201
            self.output.close()

    @property
    def outcome(self) -> str:
        """The closing line."""
        word = {0: "passed", NOTHING_COLLECTED: "had nothing to run"}.get(self.code, "FAILED")
        return f"{self.name}: ran and {word} in {self.seconds:.0f} s."


def side_by_side(legs: Sequence[Leg], profile: str) -> list[Leg]:
    """Run legs at the same time, the first one aloud."""
    for number, leg in enumerate(legs):
        leg.start(profile, quietly=number > 0)
    for leg in legs:
        leg.finish()
    return list(legs)


def run_legs(given: Sequence[str], pg_url: str | None, *, chromium: bool) -> list[Leg]:
    """Both databases beside one another; then the browser on both, on PostgreSQL with two web processes."""
    plain = [Leg("SQLite", ["-m", "not browser", *given])]
    browsing = [Leg("Chromium on SQLite", ["-m", "browser", *given])] if chromium else []
    if pg_url:
        plain.append(Leg("PostgreSQL", ["-m", "not browser", *given], pg_url))
        if chromium and not given:
            walk = ["-m", "browser", "tests/journeys", "-k", "with scripts"]
            browsing.append(Leg("Chromium on PostgreSQL, two web processes", walk, pg_url))
    return side_by_side(plain, "plain") + side_by_side(browsing, "plain")


def main() -> int:
    """Run what can be run; 0 when all of it passed and, in CI, nothing was absent."""
    given = [word for word in sys.argv[1:] if word != "--deep"]
    strict = os.environ.get("CI", "").lower() == "true"
    if "--deep" in sys.argv:
        legs = side_by_side([Leg("Deep runs on SQLite", ["-m", "deep", *given])], "deep")
        print(f"\n{legs[0].outcome}")  # noqa: T201
        return 0 if legs[0].code in (0, NOTHING_COLLECTED) else legs[0].code
    chromium = any(shutil.which(name) for name in CHROMIUM_NAMES)
    url = os.environ.get("DATABASE_URL", "")
    absent = [] if chromium else ["Chromium"]
    if url.startswith("postgres") or postgres.programs():
        with nullcontext(url) if url.startswith("postgres") else postgres.cluster() as pg_url:
            legs = run_legs(given, pg_url, chromium=chromium)
    else:
        absent.append("PostgreSQL")
        legs = run_legs(given, None, chromium=chromium)
    print("\n" + "\n".join(leg.outcome for leg in legs))  # noqa: T201
    for name in absent:
        print(f"{name}: not run, because it is not installed (apt install {name.lower()}).")  # noqa: T201
    if strict and absent:
        print(f"CI=true: {' and '.join(absent)} must be there.")  # noqa: T201
        return 1
    failed = [leg.code for leg in legs if leg.code not in (0, NOTHING_COLLECTED)]
    return failed[0] if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Stopped.")
