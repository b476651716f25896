"""The lines of ``make bench`` for the night run over open fair-chance cases, measured in a database of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "var" / "night.json"
BENCHMARK = "tests/benchmarks/test_fair_chance_speed.py"
HEADINGS = ("night", "seconds", "at most", "CPU s", "µs a case", "at most", "load")


def measure(url: str) -> tuple[list[dict[str, Any]], bool]:
    """Run the benchmark on the server at ``url``; its lines, and whether it held its limits."""
    REPORT.unlink(missing_ok=True)
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "fellowship.settings.testing"}
    command = [sys.executable, "-m", "pytest", "-q", "-m", "benchmark", BENCHMARK]
    ran = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
    if ran.returncode:
        sys.stderr.write(ran.stdout + ran.stderr)
    lines = json.loads(REPORT.read_text()) if REPORT.exists() else []
    return lines, ran.returncode == 0


def table(lines: list[dict[str, Any]]) -> str:
    """The lines in columns; what took too long has a "!"."""
    rows = [HEADINGS]
    for line in lines:
        slow = ["! " if line[name] > line[f"most_{name}"] else "" for name in ("seconds", "us_each")]
        rows.append((
            line["name"], f"{slow[0]}{line['seconds']:.1f}", f"{line['most_seconds']:.0f}",
            f"{line['cpu_seconds']:.1f}", f"{slow[1]}{line['us_each']}", f"{line['most_us_each']}", f"{line['load']}",
        ))  # fmt: skip
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    return "\n".join(
        row[0].ljust(widths[0])
        + "".join(f"  {cell.rjust(width)}" for cell, width in zip(row[1:], widths[1:], strict=True))
        for row in rows
    )
