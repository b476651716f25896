"""``make test``: the suite on SQLite, again on PostgreSQL, and the journeys in Chromium, where each is present.

One line says what was run and what was not, and why. With ``CI=true`` something absent is a failure.
What is given after the name goes to pytest: ``make test ARGS="tests/recruitment -x"``.
"""

import os
import shutil
import subprocess
import sys
import time
from contextlib import nullcontext
from pathlib import Path

import postgres

ROOT = Path(__file__).resolve().parent.parent
NOTHING_COLLECTED = 5
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
# On PostgreSQL the browser only goes where a test asks for PostgreSQL itself.
SECOND_TIME = "not browser or postgres"


def run(arguments: list[str], database_url: str | None, profile: str) -> tuple[int, float]:
    """One run of pytest; its exit code and its seconds."""
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment["HYPOTHESIS_PROFILE"] = profile
    if database_url:
        environment["DATABASE_URL"] = database_url
    started = time.monotonic()
    done = subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=ROOT, env=environment, check=False)
    return done.returncode, time.monotonic() - started


def outcome(code: int, seconds: float) -> str:
    """The middle of the closing line about one run."""
    word = {0: "passed", NOTHING_COLLECTED: "had nothing to run"}.get(code, "FAILED")
    return f"ran and {word} in {seconds:.0f} s"


def main() -> int:
    """Run what can be run; 0 when all of it passed and, in CI, nothing was absent."""
    deep = "--deep" in sys.argv
    arguments = [word for word in sys.argv[1:] if word != "--deep"]
    strict = os.environ.get("CI", "").lower() == "true"
    profile = "deep" if deep else "plain"
    lines, codes, absent = [], [], []

    chosen = ["-m", "deep"] if deep else []
    code, seconds = run([*chosen, *arguments], None, profile)
    codes.append(code)
    lines.append(f"SQLite: {outcome(code, seconds)}.")
    if not deep:
        if any(shutil.which(name) for name in CHROMIUM_NAMES):
            lines.append("Chromium: the journeys ran with the tests on SQLite.")
        else:
            absent.append("Chromium")
            lines.append("Chromium: not run, because it is not installed (apt install chromium).")
        given = os.environ.get("DATABASE_URL", "")
        if given.startswith("postgres") or postgres.programs():
            with nullcontext(given) if given.startswith("postgres") else postgres.cluster() as url:
                code, seconds = run(["-m", SECOND_TIME, *arguments], url, profile)
            codes.append(code)
            lines.append(f"PostgreSQL: {outcome(code, seconds)} (all tests that use the database).")
        else:
            absent.append("PostgreSQL")
            lines.append("PostgreSQL: not run, because it is not installed (apt install postgresql).")

    print("\n" + "\n".join(lines))  # noqa: T201
    if strict and absent:
        print(f"CI=true: {' and '.join(absent)} must be there.")  # noqa: T201
        return 1
    failed = [code for code in codes if code not in (0, NOTHING_COLLECTED)]
    return failed[0] if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Stopped.")
