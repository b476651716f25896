"""Fixtures and habits of the whole suite."""

import gc
import os
import shutil
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connection, connections
from django.template import engines
from wagtail.signal_handlers import disable_reference_index_auto_update

from fellowship.clock import standing_at
from tests import database, strictness

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
STANDING_AT = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
# The browser's driver keeps a loop running in the thread of the tests, beside which Django would refuse to work.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# The plain profile repeats itself exactly; the deep one looks at new examples every time.
hypothesis.settings.register_profile("plain", deadline=None, max_examples=60, derandomize=True, database=None)
hypothesis.settings.register_profile("deep", deadline=None, max_examples=1500, print_blob=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "plain"))


def uses_the_database(item: pytest.Item) -> bool:
    """Whether a test asks for the database, itself or through a fixture."""
    asked = {"db", "transactional_db", "django_db_serialized_rollback", "live_server", "site"}
    return item.get_closest_marker("django_db") is not None or bool(asked & set(getattr(item, "fixturenames", ())))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what was not asked for (`deep`, `benchmark`) and what can't run here (`browser`, `postgres`)."""
    asked = config.getoption("markexpr") or ""
    on_postgres = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
    kept, left_out = [], []
    for item in items:
        unasked = any(item.get_closest_marker(name) and name not in asked for name in ("deep", "benchmark"))
        # What touches no database has been run on SQLite already.
        unasked = unasked or (on_postgres and not uses_the_database(item))
        (left_out if unasked else kept).append(item)
        if item.get_closest_marker("browser") and CHROMIUM is None:
            item.add_marker(pytest.mark.skip(reason="no Chromium here"))
        if item.get_closest_marker("postgres") and not on_postgres:
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL"))
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept


def pytest_collection_finish() -> None:
    """What is loaded by now stays until the end: it is not looked through for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """A migrated database of our own for this run, copied from the kept template."""
    start = database.sqlite_database if connection.vendor == "sqlite" else database.postgres_database
    if connection.vendor == "sqlite":
        # SQLite is asked to turn every order round that no query has asked for, so that a missing one shows.
        options = connections["default"].settings_dict["OPTIONS"]
        options["init_command"] += "PRAGMA synchronous=OFF;PRAGMA reverse_unordered_selects=ON;"
    with django_db_blocker.unblock(), start(connection):
        yield


@pytest.fixture(scope="session", autouse=True)
def strict_templates(django_test_environment: None) -> None:
    """Undefined variables in our templates fail."""
    engines["django"].engine.string_if_invalid = strictness.Undefined()


@pytest.fixture(scope="session", autouse=True)
def no_index_of_references() -> Iterator[None]:
    """Wagtail's index of what refers to what is not kept: nothing of ours reads it, and it costs a tenth of the time.

    The demonstration that the browser walks through keeps it.
    """
    with disable_reference_index_auto_update():
        yield


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Only this machine can be reached."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", strictness.stay_at_home(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", strictness.stay_at_home(socket.socket.connect_ex))
        yield


@pytest.fixture(scope="session", autouse=True)
def temporary_files() -> Iterator[Path]:
    """The folder that stands for every storage during the run; it is removed afterwards."""
    folder = Path(settings.TEST_FILES)
    folder.mkdir(parents=True, exist_ok=True)
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


class StandingClock:
    """The moment a test stands at; it moves only when told to."""

    def __init__(self, moment: datetime) -> None:
        self._standing: Any = None
        self.now = moment
        self.move_to(moment)

    def move_to(self, moment: datetime) -> datetime:
        """Stand at ``moment``."""
        self.leave()
        self._standing = standing_at(moment)
        self.now = self._standing.__enter__()
        return self.now

    def advance(self, **amount: float) -> datetime:
        """Move by an amount in the words of ``timedelta``: ``clock.advance(days=3)``."""
        return self.move_to(self.now + timedelta(**amount))

    def leave(self) -> None:
        """Return to the real time."""
        if self._standing is not None:
            self._standing.__exit__(None, None, None)
            self._standing = None


@pytest.fixture
def clock() -> Iterator[StandingClock]:
    """It is Sunday, November 22, 2026, 15:00 UTC; `clock.advance(hours=2)` moves on."""
    standing = StandingClock(STANDING_AT)
    yield standing
    standing.leave()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium, which needs no sandbox of its own in a container."""
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": CHROMIUM_ARGS}
