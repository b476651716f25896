"""``make coverage``: every branch of the fair-chance rules, by the tests that need no database.

It prints the table and fails where a line or a branch was not run. ``make test-deep`` runs it too. The examples of
hypothesis are those of ``make test``, so that the same code gives the same answer.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RULES = "recruitment/rules/fair_chance*"
TESTS = "tests/recruitment/fair_chance"
DATA = "--data-file=var/branches.coverage"
NO_DATABASE = "not (django_db or browser or deep)"


def main() -> int:
    """Run the tests, print the table; 0 when every test passed and every branch was run."""
    (ROOT / "var").mkdir(exist_ok=True)
    environment = {**os.environ, "HYPOTHESIS_PROFILE": "plain"}
    environment.pop("DATABASE_URL", None)
    coverage = [sys.executable, "-m", "coverage"]
    tests = ["-m", "pytest", "-q", "-m", NO_DATABASE, TESTS]
    command = [*coverage, "run", "--branch", "--source=recruitment/rules", DATA, *tests]
    ran = subprocess.run(command, cwd=ROOT, env=environment, check=False)
    if ran.returncode:
        return ran.returncode
    report = [*coverage, "report", DATA, f"--include={RULES}", "--no-skip-covered", "--fail-under=100"]
    return subprocess.run(report, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
