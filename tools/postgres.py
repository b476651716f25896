"""A private PostgreSQL that lives as long as a ``with`` block: own folder, own port, nothing of the system touched."""

import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

START_SECONDS = 30
TRIES = 3
# The data is thrown away, so nothing needs to survive a power cut.
HASTY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60", "jit=off")


def programs() -> Path | None:
    """The folder with ``initdb`` and ``postgres``, of the newest version installed; None where there is none."""
    beside = shutil.which("initdb")
    folders = [Path(beside).resolve().parent] if beside else []
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    folders += sorted(installed, key=lambda path: float(path.parent.name), reverse=True)
    return next((path for path in folders if (path / "initdb").exists() and (path / "postgres").exists()), None)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _end_with_parent() -> None:
    """Linux ends the server when this program is killed; elsewhere the ``with`` block does."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGINT)


def _other_person() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: the arguments that make a child run as somebody else."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name for entry in pwd.getpwall()}
    name = "postgres" if "postgres" in known else "nobody"
    return {"user": name, "group": pwd.getpwnam(name).pw_gid, "extra_groups": []}


def _is_answering(program: Path, port: int) -> bool:
    asked = subprocess.run(
        [program / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)], capture_output=True, check=False
    )
    return asked.returncode == 0


def _start(program: Path, folder: Path, options: tuple[str, ...], other: dict[str, Any]) -> tuple[Any, int]:
    """Start the server; another port is tried when somebody else was quicker to take the first."""
    for _attempt in range(TRIES):
        port = _free_port()
        settings = ["listen_addresses=127.0.0.1", f"port={port}", f"unix_socket_directories={folder}", *options]
        command = [program / "postgres", "-D", folder / "data", *(part for s in settings for part in ("-c", s))]
        with (folder / "log").open("ab") as log:
            server = subprocess.Popen(
                command, stdout=log, stderr=log, preexec_fn=_end_with_parent, cwd=folder, **other
            )
        deadline = time.monotonic() + START_SECONDS
        while server.poll() is None and time.monotonic() < deadline:
            if _is_answering(program, port):
                return server, port
            time.sleep(0.05)
        server.kill()
        server.wait()
    message = "PostgreSQL did not start:\n" + (folder / "log").read_text()[-2000:]
    raise RuntimeError(message)


@contextmanager
def cluster(*options: str) -> Iterator[str]:
    """Yield the ``DATABASE_URL`` of a fresh cluster; it is gone when the block ends.

    Works as root and as anybody else. ``options`` are settings such as ``shared_buffers=256MB``;
    without any, the server is as hasty as tests may be. Raises ``RuntimeError`` where it can't start.
    """
    program = programs()
    if program is None:
        message = "PostgreSQL is not installed."
        raise RuntimeError(message)
    other = _other_person()
    folder = Path(tempfile.mkdtemp(prefix="fellowship-pg-"))
    try:
        if other:
            os.chown(folder, pwd.getpwnam(other["user"]).pw_uid, other["group"])
        make = [program / "initdb", "-D", folder / "data", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync"]
        surroundings = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        subprocess.run(make, check=True, capture_output=True, cwd=folder, env=surroundings, **other)
        server, port = _start(program, folder, options or HASTY, other)
        try:
            yield f"postgres://postgres@127.0.0.1:{port}/postgres"
        finally:
            server.send_signal(signal.SIGINT)
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
