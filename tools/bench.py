"""``make bench``: what each screen costs, on PostgreSQL, through the real server.

A private PostgreSQL is filled with a scenario, the web server is started with two processes, and
each screen of ``tests/benchmarks/screens.py`` is asked for over loopback, one request after the
other. CPU time is read from the kernel, for the web and the database processes apart.
"""

import argparse
import http.client
import json
import math
import os
import platform
import resource
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import bench_night
import postgres

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
# A database as docs/how-to/deploy.md says, but for the disk: what is measured is reading.
SERVER = (
    "shared_buffers=512MB", "work_mem=16MB", "jit=off", "random_page_cost=1.1", "fsync=off", "max_connections=60",
)  # fmt: skip
# Four connections to the database keep a plan after its third use each.
WARM_UP = 24
BATCHES = 4
# How often a screen that cost more than it may is looked at again, a while later.
MORE_LOOKS = 2
# Of a batch; long enough for a clock that ticks a hundred times a second.
LEAST_SECONDS = 0.8
START_SECONDS = 60
FORM = "application/x-www-form-urlencoded"
HEADINGS = (
    "screen", "p50 ms", "p95 ms", "CPU web ms", "CPU db ms", "CPU ms", "at most", "queries", "at most", "bytes",
    "Hypha ms", "times less",
)  # fmt: skip


@dataclass(frozen=True)
class Result:
    """One row of the table. Times in milliseconds; CPU per request; ``status`` of the answer.

    ``most_ms`` and ``most_queries`` are what the screen may cost, ``peer_ms`` what the same work cost in Hypha.
    """

    screen: str
    status: int
    p50: float = 0.0
    p95: float = 0.0
    cpu_web: float = 0.0
    cpu_database: float = 0.0
    queries: int = 0
    bytes: int = 0
    most_ms: float = 0.0
    most_queries: int = 0
    peer_ms: float = 0.0

    @property
    def cpu(self) -> float:
        """CPU a request, web and database."""
        return self.cpu_web + self.cpu_database

    @property
    def is_slow(self) -> bool:
        """Whether it costs more CPU than it may."""
        return 0 < self.most_ms < self.cpu

    def cells(self) -> list[str]:
        """What the table shows; an answer other than 200 shows its status. What costs too much has a "!"."""
        if self.status != 200:
            word = {0: "nothing to show here"}.get(self.status, f"answered {self.status}")
            return [self.screen, word, *[""] * (len(HEADINGS) - 2)]
        times = [f"{value:.1f}" for value in (self.p50, self.p95, self.cpu_web, self.cpu_database)]
        many = 0 < self.most_queries < self.queries
        peer = [f"{self.peer_ms:.0f}", f"{self.peer_ms / self.cpu:.1f}"] if self.peer_ms and self.cpu > 0 else ["", ""]
        return [
            self.screen, *times,
            f"{'! ' if self.is_slow else ''}{self.cpu:.1f}", f"{self.most_ms:.0f}" if self.most_ms else "",
            f"{'! ' if many else ''}{self.queries}", str(self.most_queries or ""), f"{self.bytes:,}", *peer,
        ]  # fmt: skip


def yardstick() -> float:
    """CPU milliseconds of a piece of work that is always the same: how quick the machine is at this moment."""
    started, found = time.process_time(), {}
    for number in range(30_000):
        found[str(number)] = number * 3 % 7
    return (time.process_time() - started) * 1000


def percentile(values: list[float], share: float) -> float:
    """The value below which ``share`` of the values lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def family(pid: int) -> list[int]:
    """A process and everything that it started."""
    found = [pid]
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        if parent == pid:
            found += family(int(path.parent.name))
    return found


def cpu_ms(root: int, but: int = 0) -> float:
    """CPU time a process and all it started ever used, also those that have ended, in milliseconds.

    The kernel counts hundredths of a second. The process ``but`` is not counted.
    """
    ticks = 0
    for pid in family(root):
        if pid == but:
            continue
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        # Its own time, and that of its children that ended and were waited for.
        ticks += sum(int(field) for field in fields[11:15])
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")


class Visitor:
    """A browser without a window: keeps cookies, asks for one page at a time."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection(HOST, port, timeout=120)
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, url: str, body: str = "", **headers: str) -> tuple[int, Any, bytes]:
        """Status, headers and body of one request."""
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request(method, url, body or None, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        for line in answer.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return answer.status, answer.headers, content

    def hang_up(self) -> None:
        """Let the next question open a connection: the server hangs up on whoever asked nothing for a while."""
        self.connection.close()

    def sign_in(self, person: str, sign_in_page: str, address: str) -> None:
        """Sign in as one of the demo people."""
        self.ask("GET", sign_in_page)
        form = urlencode({"as": person, "csrfmiddlewaretoken": self.cookies.get("csrftoken", "")})
        kind = {"Content-Type": FORM}
        status, _headers, _content = self.ask("POST", address, form, **kind)
        if status != 302:
            message = f"signing in as {person} answered {status}"
            raise RuntimeError(message)


@contextmanager
def server(environment: dict[str, str], processes: int) -> Iterator[tuple[int, int]]:
    """The web server on a free port; yields its process id and its port."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    command += ["--workers", str(processes), "--blocking-threads", "2", "--no-ws", "--log-level", "warning"]
    running = subprocess.Popen([*command, "fellowship.wsgi:application"], cwd=ROOT, env=environment)
    try:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and running.poll() is None:
            try:
                socket.create_connection((HOST, port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield running.pid, port
    finally:
        running.terminate()
        running.wait(20)


class Clock:
    """CPU of the web and of the database, and the time of each request, while it runs.

    ``own`` is the database process that serves the benchmark itself: it tidies up after a form, and is not counted.
    """

    def __init__(self, web: int, database: int, own: int = 0) -> None:
        self.processes = web, database
        self.own = own
        self.used = [0.0, 0.0]
        self.times: list[float] = []

    def run(self, act: Callable[[], int]) -> None:
        """Do one request and count it."""
        self.run_all(act, 1)

    def run_all(self, act: Callable[[], int], least: int, until: float = 0.0) -> None:
        """Do at least so many requests one after the other, and go on until a moment; count their CPU as one."""
        before, done = [cpu_ms(root, self.own) for root in self.processes], 0
        while done < least or time.perf_counter() < until:
            started = time.perf_counter()
            act()
            self.times.append((time.perf_counter() - started) * 1000)
            done += 1
        self.used = [used + cpu_ms(root, self.own) - was
                     for used, root, was in zip(self.used, self.processes, before, strict=True)]  # fmt: skip


def asking(screen: Any, visitor: Visitor, url: str, **headers: str) -> tuple[int, Any, bytes]:
    """Ask for the screen once, as it is asked for: a form is posted with its token."""
    if screen.fields is None:
        return visitor.ask("GET", url, **headers)
    fields = {**screen.fields(), "csrfmiddlewaretoken": visitor.cookies.get("csrftoken", "")}
    return visitor.ask("POST", url, urlencode(fields), **{"Content-Type": FORM}, **headers)


def measure(screen: Any, visitor: Visitor, requests: int, processes: tuple[int, int, int]) -> Result:
    """Ask for one screen again and again, in batches; what it cost on average in the cheapest of them.

    ``processes`` are those of the web server, of the database, and the one that serves the benchmark itself. What
    else the machine does makes a batch dearer, never cheaper. A page is asked for in one go. What is posted is
    put back before each time, outside the count.
    """
    url = screen.url()
    if url is None:
        return Result(screen.name, 0)
    posted = screen.fields is not None
    before = screen.before or (lambda: None)
    for _ in range(WARM_UP):
        before()
        status, headers, content = asking(screen, visitor, url, **{"X-Meter": "1"})
        if status != (302 if posted else 200):
            return Result(screen.name, -status if posted and status == 200 else status)

    def batch() -> Clock:
        clock, until = Clock(*processes), time.perf_counter() + LEAST_SECONDS
        if posted:
            while len(clock.times) < requests:
                before()
                clock.run(lambda: asking(screen, visitor, url)[0])
        else:
            clock.run_all(lambda: asking(screen, visitor, url)[0], requests, until)
        return clock

    best = min((batch() for _ in range(BATCHES)), key=lambda clock: sum(clock.used) / len(clock.times))
    return Result(
        screen.name, 200, statistics.median(best.times), percentile(best.times, 0.95), best.used[0] / len(best.times),
        best.used[1] / len(best.times), int(headers["X-Meter-Queries"]), len(content),
        screen.most_ms, screen.most_queries, screen.peer_ms,
    )  # fmt: skip


def table(results: list[Result]) -> str:
    """The results in columns."""
    rows = [list(HEADINGS), *(result.cells() for result in results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = []
    for row in rows:
        numbers = "  ".join(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        lines.append(f"{row[0].ljust(widths[0])}  {numbers}".rstrip())
    return "\n".join(lines)


def load(environment: dict[str, str], scenario: str, scale: int) -> dict[str, float]:
    """Fill the database; seconds for the tables and for the scenario, and the memory it took in MB."""
    manage = [sys.executable, "manage.py"]
    (ROOT / "var" / "static").mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    subprocess.run([*manage, "migrate", "--verbosity", "0"], cwd=ROOT, env=environment, check=True)
    migrated = time.monotonic()
    command = [*manage, "demo", "--load", scenario, *(["--scale", str(scale)] if scale else [])]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {
        "migrate_seconds": round(migrated - started, 1),
        "load_seconds": round(time.monotonic() - migrated, 1),
        "load_memory_mb": round(memory),
    }


def run(options: argparse.Namespace, url: str) -> tuple[list[Result], dict[str, float]]:
    """Load, start, measure."""
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings"}
    facts = load(environment, options.scenario, options.scale)
    os.environ.update(environment)
    sys.path.insert(0, str(ROOT))
    import django  # noqa: PLC0415  (after the environment is set)

    django.setup()
    from django.db import connection  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from tests.benchmarks.screens import SCREENS  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    database_pid = int(Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()[1])
    results: list[Result] = []
    yards: list[float] = []
    with server(environment, options.processes) as (pid, port):
        visitors: dict[str | None, Visitor] = {}
        processes = pid, database_pid, backend
        for screen in SCREENS:
            if options.only and options.only.lower() not in screen.name.lower():
                continue
            if screen.person not in visitors:
                visitors[screen.person] = Visitor(port)
                if screen.person:
                    pages = reverse("account_login"), reverse("demo_sign_in")
                    visitors[screen.person].sign_in(screen.person, *pages)
            yards += [yardstick() for _ in range(5)]
            visitors[screen.person].hang_up()
            results.append(measure(screen, visitors[screen.person], options.requests, processes))
        screens = {screen.name: screen for screen in SCREENS}
        for place in [place for _look in range(MORE_LOOKS) for place in range(len(results))]:
            if results[place].is_slow:
                screen = screens[results[place].screen]
                visitors[screen.person].hang_up()
                again = measure(screen, visitors[screen.person], options.requests, processes)
                results[place] = min(results[place], again, key=lambda result: result.cpu)
    facts |= {"yardstick_ms_least": round(min(yards), 1), "yardstick_ms_middle": round(statistics.median(yards), 1)}
    if not options.only or options.only.lower() in "export":
        facts |= export(environment, database_pid)
    return results, facts


def export(environment: dict[str, str], database_pid: int) -> dict[str, float]:
    """What the export of every application costs, in a process of its own."""
    command, before = [sys.executable, "-m", "tests.benchmarks.exporting"], cpu_ms(database_pid)
    said = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout
    found = {f"export_{name}": value for name, value in json.loads(said.splitlines()[-1]).items()}
    return {**found, "export_cpu_seconds_database": round((cpu_ms(database_pid) - before) / 1000, 1)}


def main() -> int:
    """Print the table, write the report; 1 when a screen did not answer 200 or a night took too long."""
    parser = argparse.ArgumentParser(description="What each screen costs.")
    parser.add_argument("--scenario", default="reviewing")
    parser.add_argument("--scale", type=int, default=0, help="number of applications")
    parser.add_argument("--requests", type=int, default=25, help="at least so many requests in each batch")
    parser.add_argument("--processes", type=int, default=2, help="web processes")
    parser.add_argument("--only", default="", help="screens whose name holds this")
    parser.add_argument("--report", default=str(ROOT / "var" / "bench.json"), help="where the numbers are written")
    parser.add_argument("--no-night", action="store_true", help="screens only: leave out the night run and placement")
    options = parser.parse_args()
    if postgres.programs() is None:
        sys.stderr.write("The benchmark needs PostgreSQL, and it is not installed (apt install postgresql).\n")
        return 1
    with postgres.cluster(*SERVER) as url:
        results, facts = run(options, url)
        nights, is_in_time = ([], True) if options.only or options.no_night else bench_night.measure(url)
    print(table(results))  # noqa: T201
    print(f"\nScenario {options.scenario}, scale {options.scale or 'as it is'}: {facts}")  # noqa: T201
    if nights:
        print(f"\n{bench_night.table(nights)}")  # noqa: T201
    if not (options.only or options.no_night):
        print(flush=True)  # noqa: T201
        subprocess.run([sys.executable, "-m", "tests.benchmarks.matching_speed"], cwd=ROOT, check=False)
    machine = {
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "at": time.strftime("%Y-%m-%d %H:%M"),
    }
    report = {**vars(options), **facts, **machine, "nights": nights, "screens": [asdict(result) for result in results]}
    Path(options.report).write_text(json.dumps(report, indent=1))
    # Most of the applications are in the list: were it another list, the figures of its screens would say nothing.
    is_whole = facts.get("export_rows", options.scale) >= options.scale / 2
    if not is_whole:
        sys.stderr.write(f"The list holds {facts['export_rows']} of {options.scale} applications: a wrong cycle.\n")
    return 0 if is_in_time and is_whole and all(result.status in (0, 200) for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
