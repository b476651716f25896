"""A whole demonstration in processes of its own, and browsers that walk through it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 180


@dataclass(frozen=True)
class Site:
    """A running demonstration."""

    url: str
    clock_file: Path

    def move_clock(self, **ahead: float) -> None:
        """Let the whole demonstration, web and worker, run so far ahead of the real time."""
        self.clock_file.write_text(str(timedelta(**ahead).total_seconds()))


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
    """The scenario ``applications_open``, served by web and worker processes of its own."""
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
    arguments = ["serve", "--demo", "--scenario", "applications_open", "--port", str(port), "--processes", str(processes)]
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


class Walker:
    """One person's browser: signs in with a click, and checks every page it comes to."""

    def __init__(self, browser: Browser, site: Site, *, scripts: bool, width: int = 390) -> None:
        self.site = site
        self.context: BrowserContext = browser.new_context(
            base_url=site.url, java_script_enabled=scripts, viewport={"width": width, "height": 844}, locale="en-US"
        )
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._note)
        self.page.on("response", lambda response: self._answered(response.status, response.url))

    def _note(self, message: object) -> None:
        kind, text = str(getattr(message, "type", "")), str(getattr(message, "text", ""))
        if kind == "error" or "Content Security Policy" in text:
            self.complaints.append(f"{self.page.url}: {text}")

    def _answered(self, status: int, url: str) -> None:
        if status >= 500:
            self.complaints.append(f"{url} answered {status}")

    def sign_in(self, key: str) -> "Walker":
        """Become one of the cast."""
        self.page.goto("/accounts/login/?switch=1")
        self.page.click(f"button[name=as][value={key}]")
        return self

    def mail_to(self, address: str) -> str:
        """The text of the newest message to an address, from the demonstration's own mail page."""
        raise NotImplementedError(address)


def code_in(text: str) -> str:
    """The code in a message: six or more letters and digits standing alone."""
    found = re.search(r"\b([A-Z0-9]{3}-?[A-Z0-9]{3,4})\b", text)
    assert found, text
    return found.group(1)


def now_ahead(site: Site) -> datetime:
    """The moment at which the demonstration stands."""
    ahead = float(site.clock_file.read_text()) if site.clock_file.exists() else 0.0
    return datetime.now().astimezone() + timedelta(seconds=ahead)
