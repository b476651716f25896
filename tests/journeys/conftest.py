"""A whole demonstration in processes of its own, and browsers that walk through it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.journeys.walking import Site

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 180


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def database_url(folder: Path) -> tuple[str, int]:
    """Where the demonstration keeps its rows, and how many web processes serve it."""
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        return make_postgres_database(), 2
    return f"sqlite:///{folder}/journey.sqlite3", 1


def make_postgres_database() -> str:
    """A fresh database beside the one of the tests."""
    import psycopg  # noqa: PLC0415  (only on PostgreSQL)

    url = os.environ["DATABASE_URL"]
    base, _slash, _name = url.rpartition("/")
    name = f"journey_{os.getpid()}_{int(time.time())}"
    with psycopg.connect(url.replace("postgis://", "postgres://"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{base}/{name}"


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the page answers; fail with what the server said when it doesn't."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.3)
    pytest.fail(f"the demonstration did not start:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The scenario ``applications_open``, served by web and worker processes of its own.

    ``JOURNEY_URL`` and ``JOURNEY_CLOCK`` name one that runs already, for those who write journeys.
    """
    if "JOURNEY_URL" in os.environ:
        yield Site(os.environ["JOURNEY_URL"], Path(os.environ["JOURNEY_CLOCK"]))
        return
    folder = tmp_path_factory.mktemp("journey")
    port, (database, processes) = free_port(), database_url(folder)
    clock_file, log = folder / "clock", folder / "server.log"
    environment = {
        **{key: value for key, value in os.environ.items() if key not in {"DJANGO_SETTINGS_MODULE", "TEST_DATABASE"}},
        "DJANGO_SETTINGS_MODULE": "fellowship.settings.demo",
        "DATABASE_URL": database,
        "EMAIL_FOLDER": str(folder / "mail"),
        "CLOCK_FILE": str(clock_file),
        "BASE_URL": f"http://127.0.0.1:{port}",
    }
    arguments = [
        "serve",
        "--demo",
        "--scenario",
        "applications_open",
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
