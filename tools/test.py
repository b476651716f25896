"""``make test``: the suite on SQLite, what turns on the database on PostgreSQL too, and the walks in Chromium.

Three legs run at a time on two cores, because each waits now and then: for a browser, a server, a disk. Each is
shown when it is done. One line each says what was run and what was not, and why. With ``CI=true`` something absent
is a failure. What is given after the name goes to pytest and makes one leg a database:
``make test ARGS="tests/recruitment -x"``. ``make test-deep`` runs what is deep or long, everything on PostgreSQL,
and every branch of the fair-chance rules.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import postgres

ROOT = Path(__file__).resolve().parent.parent
NOTHING_COLLECTED = 5
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


AT_ONCE = 3
# One whole fellowship is walked with scripts by ``make test``; the other walks by ``make test-deep``, where axe looks
# at every page too.
OTHER_WALKS = "without-scripts or spanish or keyboard or placement_screens"
WITH_AXE = "with-axe"
IN_CHROMIUM = ("tests/journeys", "tests/fellowship/design/test_scripts.py")
# What is marked ``long`` repeats what others assert one by one: ``make test`` leaves it to ``make test-deep``.
PLAIN = "not browser and not long"
# These turn on the database: races, guards, money, search. On PostgreSQL ``make test`` runs them;
# ``make test-deep`` runs everything there.
ON_POSTGRES = (
    "cohorts/test_publish_race.py", "fellowship/services/test_audit.py", "fellowship/services/test_audit_races.py",
    "hardship_fund/test_guards.py", "hardship_fund/test_money.py::test_the_books_hold_in_any_order",
    "hardship_fund/test_money.py::test_two_approvals_cannot_both_take_the_last_dollars",
    "hardship_fund/test_money.py::test_two_second_yeses_make_one_award_and_two_begun_payments_one",
    "recruitment/deciding/test_deciding_races.py", "recruitment/fair_chance/test_case_races.py",
    "recruitment/test_pipeline.py::test_the_address_narrows_the_list", "recruitment/test_races.py",
    "recruitment/test_races_of_selection.py",
)  # fmt: skip
# Whole paths of a case, from notice to notice, and walks through every address: minutes of them, which turn on rules
# that other tests have one by one. ``make test-deep`` runs them on both databases.
LONG_WAYS = tuple(
    f"tests/recruitment/{name}.py"
    for name in (
        "fair_chance/test_case_attacks", "fair_chance/test_case_end", "fair_chance/test_case_files",
        "fair_chance/test_case_nightly", "fair_chance/test_case_papers", "fair_chance/test_case_retention",
        "fair_chance/test_case_talk", "fair_chance/test_days_of_sending", "fair_chance/test_late_words",
        "fair_chance/test_notice_papers", "fair_chance/test_second_looks", "fair_chance/test_who_looked",
        "review/test_canary",
    )
)  # fmt: skip


# The tests of recruitment make up more than half of all: these of them run with the rest.
WITH_THE_REST = ("tests/recruitment/interviews",)


@dataclass
class Leg:
    """One run of pytest: its name, its words, its database and what became of it."""

    name: str
    arguments: Sequence[str]
    database_url: str | None = None
    profile: str = "plain"
    program: Sequence[str] = ("-m", "pytest")
    process: Any = None
    output: Any = None
    started: float = 0.0
    code: int = 0
    seconds: float = 0.0

    def start(self) -> None:
        """Begin; what it says goes into a file."""
        environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        environment["HYPOTHESIS_PROFILE"] = self.profile
        if self.database_url:
            environment["DATABASE_URL"] = self.database_url
        self.output = tempfile.TemporaryFile("w+")  # noqa: SIM115  (closed when shown)
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, *self.program, *self.arguments], cwd=ROOT, env=environment, stdout=self.output,
            stderr=subprocess.STDOUT,
        )  # fmt: skip

    def finish(self) -> None:
        """Wait for the end, and show what it had to say."""
        self.code = self.process.wait()
        self.seconds = time.monotonic() - self.started
        self.output.seek(0)
        print(f"\n== {self.name}\n{self.output.read()}", flush=True)  # noqa: T201
        self.output.close()

    @property
    def outcome(self) -> str:
        """The closing line."""
        word = {0: "passed", NOTHING_COLLECTED: "had nothing to run"}.get(self.code, "FAILED")
        return f"{self.name}: ran and {word} in {self.seconds:.0f} s."


def run_all(legs: Sequence[Leg]) -> list[Leg]:
    """Run the legs, three at a time, in their order."""

    def one(leg: Leg) -> Leg:
        leg.start()
        leg.finish()
        return leg

    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        return list(pool.map(one, legs))


def is_of_the_rest(path: Path) -> bool:
    """Whether a folder of the tests is none of recruitment's and holds tests at all."""
    return path.name != "recruitment" and path.is_dir() and any(path.rglob("test_*.py"))


def the_rest() -> list[str]:
    """The folders of tests beside recruitment's."""
    return [f"tests/{path.name}" for path in sorted((ROOT / "tests").iterdir()) if is_of_the_rest(path)]


def legs_for(given: Sequence[str], pg_url: str | None, *, chromium: bool) -> list[Leg]:
    """What ``make test`` runs: SQLite in two halves, the browser, and what turns on the database on PostgreSQL too."""
    if given:
        legs = [Leg("SQLite", ["-m", "not browser", *given])]
        legs += [Leg("PostgreSQL", ["-m", "not browser", *given], pg_url)] if pg_url else []
        return legs + ([Leg("Chromium", ["-m", "browser", *given])] if chromium else [])
    plain = ["-m", PLAIN]
    rest = the_rest()
    first = ["tests/recruitment", *(f"--ignore={path}" for path in (*WITH_THE_REST, *LONG_WAYS))]
    legs = [
        Leg("SQLite, first half", [*plain, *first]),
        Leg("SQLite, second half", [*plain, *rest, *WITH_THE_REST]),
    ]
    if pg_url:
        legs.append(Leg("PostgreSQL", [*plain, *(f"tests/{name}" for name in ON_POSTGRES)], pg_url))
    if chromium:
        others = f"not ({OTHER_WALKS} or {WITH_AXE})"
        legs.append(Leg("Chromium on SQLite", ["-m", "browser", "-k", others, *IN_CHROMIUM]))
    return legs


def deep_legs_for(given: Sequence[str], pg_url: str | None, *, chromium: bool) -> list[Leg]:
    """What ``make test-deep`` runs: what is deep or long, the whole suite on PostgreSQL and the other walks."""
    legs = [Leg("All of it on PostgreSQL", ["-m", "not browser", *given], pg_url)] if pg_url else []
    words = ["-m", "deep or long"]
    if given:
        legs.append(Leg("Deep and long runs on SQLite", [*words, *given], profile="deep"))
    else:
        legs.append(Leg("Deep and long runs on SQLite, recruitment", [*words, "tests/recruitment"], profile="deep"))
        legs.append(Leg("Deep and long runs on SQLite, the rest", [*words, *the_rest()], profile="deep"))
    if not given:
        legs.append(Leg("Long ways on SQLite", ["-m", "not browser", *LONG_WAYS]))
        legs.append(Leg("Branches of the fair-chance rules", [], program=("tools/branches.py",)))
    if chromium and not given:
        others = OTHER_WALKS if pg_url else f"{OTHER_WALKS} or {WITH_AXE}"
        legs.append(Leg("Chromium on SQLite, the other walks", ["-m", "browser", "-k", others, *IN_CHROMIUM]))
        if pg_url:
            walk = ["-m", "browser", "tests/journeys/test_whole_fellowship.py", "-k", WITH_AXE]
            legs.append(Leg("Chromium on PostgreSQL, two web processes and a worker", walk, pg_url))
    return legs


def main() -> int:
    """Run what can be run; 0 when all of it passed and, in CI, nothing was absent."""
    given = [word for word in sys.argv[1:] if word != "--deep"]
    deep = "--deep" in sys.argv
    chromium = any(shutil.which(name) for name in CHROMIUM_NAMES)
    url = os.environ.get("DATABASE_URL", "")
    absent = [] if chromium or deep else ["Chromium"]
    present = url.startswith("postgres") or bool(postgres.programs())
    if not present:
        absent.append("PostgreSQL")
    server = nullcontext(url) if url.startswith("postgres") else postgres.cluster() if present else nullcontext(None)
    with server as pg_url:
        legs = run_all((deep_legs_for if deep else legs_for)(given, pg_url, chromium=chromium))
    print("\n" + "\n".join(leg.outcome for leg in legs))  # noqa: T201
    for name in absent:
        print(f"{name}: not run, because it is not installed (apt install {name.lower()}).")  # noqa: T201
    if os.environ.get("CI", "").lower() == "true" and absent:
        print(f"CI=true: {' and '.join(absent)} must be there.")  # noqa: T201
        return 1
    failed = [leg.code for leg in legs if leg.code not in (0, NOTHING_COLLECTED)]
    return failed[0] if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Stopped.")
