"""``make bench SCALES="1000 10000 100000"``: what each screen costs as the number of applications grows.

``tools/bench.py`` runs once for each number; then the CPU a request and the queries stand side by side, with how many
times dearer a screen became from the smallest number to the largest. The numbers are in ``var/bench-<scale>.json``.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# What a screen that is bounded may cost more with a hundred times as many applications.
MOST_GROWTH = 1.3


def rows_of(reports: dict[int, dict[str, Any]]) -> list[list[str]]:
    """A row for each screen that answered at every scale; growth above the limit has a "!"."""
    costs: dict[str, dict[int, tuple[float, int]]] = {}
    for scale, report in reports.items():
        for screen in report["screens"]:
            if screen["status"] == 200:
                cpu = screen["cpu_web"] + screen["cpu_database"]
                costs.setdefault(screen["screen"], {})[scale] = cpu, screen["queries"]
    scales = sorted(reports)
    rows = []
    for name, found in costs.items():
        if len(found) == len(scales):
            growth = found[scales[-1]][0] / max(found[scales[0]][0], 0.1)
            times = [f"{found[scale][0]:.1f}" for scale in scales]
            queries = [str(found[scale][1]) for scale in scales]
            rows.append([name, *times, f"{'! ' if growth > MOST_GROWTH else ''}{growth:.2f}", *queries])
    return rows


def table(reports: dict[int, dict[str, Any]]) -> str:
    """The rows in columns under their headings."""
    scales = [f"{scale:,}" for scale in sorted(reports)]
    heading = [
        "screen",
        *(f"{scale}: CPU ms" for scale in scales),
        "growth",
        *(f"{scale}: queries" for scale in scales),
    ]
    rows = [heading, *rows_of(reports)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heading))]
    return "\n".join(
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    )


def main() -> int:
    """Run each, then print the comparison; 1 when a run failed."""
    parser = argparse.ArgumentParser(description="What each screen costs as the number of applications grows.")
    parser.add_argument("scales", nargs="+", type=int, help="numbers of applications")
    options, more = parser.parse_known_args()
    reports: dict[int, dict[str, Any]] = {}
    failed = False
    for scale in options.scales:
        report = ROOT / "var" / f"bench-{scale}.json"
        command = [sys.executable, str(ROOT / "tools" / "bench.py"), "--scale", str(scale), "--report", str(report)]
        command.append("--no-night")
        failed = subprocess.run([*command, *more], cwd=ROOT, check=False).returncode != 0 or failed
        reports[scale] = json.loads(report.read_text())
        print(flush=True)  # noqa: T201
    print(table(reports))  # noqa: T201
    exports = ("rows", "seconds", "cpu_seconds", "cpu_seconds_database", "memory_mb")
    for scale, found in sorted(reports.items()):
        facts = ", ".join(f"{name} {found[f'export_{name}']}" for name in exports if f"export_{name}" in found)
        print(f"Export at {scale:,}: {facts}")  # noqa: T201
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
