"""``manage.py serve``: one sentence when it can't start, and both processes end together."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from fellowship.management.commands import serve
from tests import database


@pytest.fixture
def taken_port():
    """A port that somebody else listens at."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_port_in_use_gets_one_sentence(taken_port, capsys):
    with pytest.raises(SystemExit) as ended:
        call_command("serve", port=taken_port)
    assert ended.value.code == 1
    said = capsys.readouterr()
    sentence = f"Port {taken_port} is already in use. Choose another one: make run PORT={taken_port + 1}\n"
    assert (said.out, said.err) == ("", sentence)


def test_an_unknown_scenario_gets_one_sentence(capsys, settings):
    settings.DEMO_MODE = True
    with pytest.raises(SystemExit):
        call_command("serve", demo=True, scenario="moon", port=free_port())
    assert capsys.readouterr().err.startswith("There is no scenario moon. Choose one of: applications_open,")


def test_the_demonstration_needs_its_settings(capsys):
    with pytest.raises(SystemExit):
        call_command("serve", demo=True, port=free_port())
    assert capsys.readouterr().err.startswith("The demonstration runs only under the demo settings")


@pytest.mark.django_db
def test_a_missing_migration_is_noticed():
    assert serve.pending_migrations() is False
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'cohorts'")
    assert serve.pending_migrations() is True


def wait_for(condition, seconds: float = 60.0) -> bool:
    """Whether something came true in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False


def children_of(parent: int) -> list[int]:
    """Numbers of the processes that a process started."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(path.read_text().rpartition(")")[2].split()[1]) == parent:
                found.append(int(path.parent.name))
    return sorted(found)


@pytest.fixture
def running(tmp_path, django_db_setup):
    """``manage.py serve`` on a copy of the migrated database; its process and its port."""
    if connection.vendor != "sqlite":
        pytest.skip("once is enough")
    shutil.copyfile(database.sqlite_template(), tmp_path / "db.sqlite3")
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3"}
    environment |= {"DJANGO_SETTINGS_MODULE": "fellowship.settings.demo", "FROM_EMAIL": "x <x@fellowship.example>"}
    port = free_port()
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    process = subprocess.Popen(
        command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert wait_for(lambda: process.poll() is not None or not serve.is_free("127.0.0.1", port))
    yield process, port
    if process.poll() is None:
        process.kill()
        process.wait()
    process.stdout.close()


@pytest.mark.parametrize("number", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.deep)])
def test_it_answers_and_ends_without_a_trace(running, number):
    process, port = running
    with urlopen(f"http://127.0.0.1:{port}/", timeout=60) as answer:
        assert answer.status == 200
    children = children_of(process.pid)
    assert len(children) == 2
    process.send_signal(number)
    said, _nothing = process.communicate(timeout=60)
    assert process.returncode == 0
    assert said.splitlines()[-1] == "Stopped."
    assert "Traceback" not in said
    assert [child for child in children if Path(f"/proc/{child}").exists()] == []
    assert serve.is_free("127.0.0.1", port)


@pytest.mark.long
def test_one_that_dies_takes_the_other_with_it(running):
    process, port = running
    with urlopen(f"http://127.0.0.1:{port}/", timeout=60):
        pass
    lines = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, text=True, check=True
    )
    worker = max(int(line) for line in lines.stdout.split())
    os.kill(worker, signal.SIGKILL)
    said, _nothing = process.communicate(timeout=60)
    assert process.returncode == 1
    assert said.splitlines()[-1] == "The worker ended by itself (exit code -9), so everything was stopped."
    assert serve.is_free("127.0.0.1", port)
