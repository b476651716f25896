"""A whole demonstration in processes of its own, and browsers that walk through it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from tests import database
from tests.journeys.walking import Site

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 300


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def database_url(folder: Path) -> tuple[str, int]:
    """A migrated database for the demonstration, and how many web processes serve it."""
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        return make_postgres_database(), 2
    path = folder / "journey.sqlite3"
    shutil.copy(database.sqlite_template(), path)
    return f"sqlite:///{path}", 1


def make_postgres_database() -> str:
    """A fresh database beside the one of the tests."""
    url = os.environ["DATABASE_URL"]
    name = f"journey_{os.getpid()}_{time.monotonic_ns()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{database.postgres_template()}"')
    return f"{url.rpartition('/')[0]}/{name}"


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the page answers; fail with what the server said when it doesn't."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310  (our own address)
                return
        except OSError:
            time.sleep(0.3)
    pytest.fail(f"the demonstration did not start:\n{log.read_text()[-3000:]}")


@pytest.fixture
def scenario() -> str:
    """The stage at which the demonstration begins; a journey may name another."""
    return "applications_open"


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, scenario: str) -> Iterator[Site]:
    """The scenario, served by web and worker processes of its own.

    ``JOURNEY_URL`` and ``JOURNEY_CLOCK`` name one that runs already, for those who write journeys.
    """
    if "JOURNEY_URL" in os.environ:
        yield Site(os.environ["JOURNEY_URL"], Path(os.environ["JOURNEY_CLOCK"]))
        return
    folder = tmp_path_factory.mktemp("journey")
    port, (rows, processes) = free_port(), database_url(folder)
    clock_file, log = folder / "clock", folder / "server.log"
    environment = {
        **{key: value for key, value in os.environ.items() if key not in {"DJANGO_SETTINGS_MODULE", "TEST_DATABASE"}},
        "DJANGO_SETTINGS_MODULE": "fellowship.settings.demo",
        "DATABASE_URL": rows,
        "EMAIL_FOLDER": str(folder / "mail"),
        "CLOCK_FILE": str(clock_file),
        # Tries at signing up are counted in the cache, by address: two walks at once are not one visitor.
        "CACHE_URL": f"filecache://{folder}/cache",
        "BASE_URL": f"http://127.0.0.1:{port}",
    }
    arguments = [
        "serve",
        "--demo",
        "--scenario",
        scenario,
        "--port",
        str(port),
        "--processes",
        str(processes),
    ]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, stdout=out, stderr=out,
            stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            wait_for(f"http://127.0.0.1:{port}/", process, log)
            yield Site(f"http://127.0.0.1:{port}", clock_file)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
    assert "Traceback" not in log.read_text(), log.read_text()[-4000:]
