"""``make check``: everything that can be said about the code without running the program's tests."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
MANAGE = [sys.executable, "manage.py"]
STATIC = ROOT / "site" / "static"
# Raw bytes of what one page may load, and lines of one script.
STYLESHEET_BYTES = 60_000
SCRIPT_LINES = 100
FONT_BYTES = 420_000
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "fellowship.settings.production",
    "SECRET_KEY": "only-for-this-check-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "FIELD_KEYS": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
    "ALLOWED_HOSTS": "fellowship.example",
    "BASE_URL": "https://fellowship.example",
    "DATABASE_URL": "postgres://fellowship@127.0.0.1/fellowship",
}
TESTING = {"DJANGO_SETTINGS_MODULE": "fellowship.settings.testing"}


@dataclass(frozen=True)
class Step:
    """One check: a command with its environment, or a function that returns complaints."""

    name: str
    command: list[str | Path] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)
    function: Callable[[], list[str]] | None = None


def sizes() -> list[str]:
    """Complaints about stylesheets, scripts and fonts that outgrew their budget."""
    complaints = []
    for folder, pattern, budget in (("css", "*.css", STYLESHEET_BYTES), ("fonts", "*.woff2", FONT_BYTES)):
        total = sum(path.stat().st_size for path in (STATIC / folder).rglob(pattern))
        if total > budget:
            complaints.append(f"site/static/{folder} holds {total:,} bytes; the budget is {budget:,}.")
    for path in (STATIC / "js").rglob("*.js"):
        lines = len(path.read_text().splitlines())
        if lines > SCRIPT_LINES:
            complaints.append(f"{path.relative_to(ROOT)} has {lines} lines; a module has at most {SCRIPT_LINES}.")
    return complaints


STEPS = [
    Step("types (mypy)", [BIN / "mypy", "--no-error-summary"]),
    Step("lint (ruff)", [BIN / "ruff", "check", "--quiet", "."]),
    Step("format (ruff)", [BIN / "ruff", "format", "--check", "--quiet", "."]),
    Step("templates (djLint)", [BIN / "djlint", "--lint", "--quiet", "site/templates"]),
    Step("imports (import-linter)", [BIN / "lint-imports"]),
    Step("migrations up to date", [*MANAGE, "makemigrations", "--check", "--dry-run"], TESTING),
    Step("production settings", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
    Step("texts to translate", [sys.executable, "tools/messages.py", "--check"], TESTING),
    Step("sizes of stylesheets, scripts and fonts", function=sizes),
]


def run(step: Step) -> tuple[Step, bool, float, str]:
    """Run one step; whether it passed, how long it took and what it said."""
    started = time.monotonic()
    if step.function is not None:
        said = "\n".join(step.function())
        return step, not said, time.monotonic() - started, said
    done = subprocess.run(
        step.command, cwd=ROOT, env={**os.environ, **step.environment}, capture_output=True, text=True, check=False
    )
    return step, done.returncode == 0, time.monotonic() - started, (done.stdout + done.stderr).strip()


def main() -> int:
    """Run all steps, two at a time; 0 when each passed."""
    failures = 0
    with ThreadPoolExecutor(max_workers=2) as pool:
        for step, passed, seconds, said in pool.map(run, STEPS):
            print(f"{'ok    ' if passed else 'FAILED'} {step.name} ({seconds:.1f} s)", flush=True)  # noqa: T201
            if not passed:
                failures += 1
                print(said + "\n", flush=True)  # noqa: T201
    if failures:
        print(f"{failures} of {len(STEPS)} checks failed. `make format` puts some of it right.")  # noqa: T201
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
