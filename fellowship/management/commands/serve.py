"""``manage.py serve``: the web server and the worker together, in one foreground process."""

import multiprocessing
import os
import signal
import socket
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from io import StringIO
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, connections
from django.utils import translation
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server as Granian

from fellowship import scenarios

GRACE_SECONDS = 12
POLL_SECONDS = 0.2
WEB_THREADS = 4
# Elsewhere a forked process may not use what the system's own libraries have started.
FORKS = sys.platform == "linux"


def pending_migrations() -> bool:
    """Whether a migration on disk is missing from the database's own list.

    Compares names only, without importing a migration or building Django's graph:
    milliseconds where ``migrate`` needs seconds.
    """
    if "django_migrations" not in connection.introspection.table_names():
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        applied = set(cursor.fetchall())
    on_disk = {
        (config.label, path.stem)
        for config in apps.get_app_configs()
        for path in Path(config.path, "migrations").glob("[0-9]*.py")
    }
    return not on_disk <= applied


def is_free(host: str, port: int) -> bool:
    """Whether a server may listen at this address."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def run_web(host: str, port: int, processes: int) -> None:
    """Answer requests until told to stop; what the parent imported is shared and not imported again."""
    os.setsid()
    if FORKS:
        multiprocessing.set_start_method("fork", force=True)
    server = Granian(
        "fellowship.wsgi:application", address=host, port=port, interface=Interfaces.WSGI, workers=processes,
        blocking_threads=WEB_THREADS, websockets=False, log_level=LogLevels.warning,
    )  # fmt: skip
    server.serve()


def run_worker() -> None:
    """Do what requests leave for later, until told to stop."""
    os.setsid()
    django.setup()
    call_command("qcluster")


def load_demonstration(wanted: str) -> None:
    """Fill the database; runs in a process of its own."""
    django.setup()
    with suppress(KeyboardInterrupt), translation.override(settings.LANGUAGE_CODE):
        call_command("demo", load=wanted, verbosity=0, stdout=StringIO())
        return
    sys.exit(1)


def load_apart(wanted: str) -> None:
    """Load a scenario in a process of its own, so that this one starts no threads before it is forked.

    Typst keeps a pool of threads from its first page on. A process forked after that has the pool and not its threads,
    and its first PDF would wait for them forever.
    """
    connections.close_all()
    context: Any = multiprocessing.get_context("fork" if FORKS else "spawn")
    process = context.Process(name="demonstration", target=load_demonstration, args=(wanted,))
    process.start()
    process.join()
    if process.exitcode:
        sys.exit(process.exitcode)


class Children:
    """The processes that were started; they end together."""

    def __init__(self) -> None:
        self.running: dict[str, Any] = {}
        self.asked_to_stop = False

    def start(self, name: str, work: Callable[..., None], *arguments: Any) -> None:
        """Start one in a session of its own, so that the terminal's Ctrl-C reaches only us."""
        context: Any = multiprocessing.get_context("fork" if FORKS else "spawn")
        self.running[name] = context.Process(name=name, target=work, args=arguments)
        self.running[name].start()

    def ask_to_stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Remember that somebody wants to stop; the loop does the rest."""
        self.asked_to_stop = True

    def ended(self) -> tuple[str, int] | None:
        """The first that is no longer running, with its exit code."""
        for name, process in self.running.items():
            if process.exitcode is not None:
                return name, process.exitcode
        return None

    def wait_for_the_first_to_end(self) -> tuple[str, int] | None:
        """Wait until one ends by itself (its name and exit code) or until asked to stop (None)."""
        while not self.asked_to_stop:
            if ended := self.ended():
                return ended
            time.sleep(POLL_SECONDS)
        return None

    def wait_until_listening(self, host: str, port: int) -> tuple[str, int] | None:
        """Wait until the web server takes connections; the same answer as above when one ends before."""
        while not self.asked_to_stop:
            if ended := self.ended():
                return ended
            if not is_free(host, port):
                return None
            time.sleep(POLL_SECONDS / 4)
        return None

    def stop(self) -> None:
        """Ask all to end; after a grace time, end whatever is left of their process groups."""
        for process in self.running.values():
            process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for process in self.running.values():
            process.join(max(0.1, deadline - time.monotonic()))
        for process in self.running.values():
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.join()


class Command(BaseCommand):
    """Start everything that a running installation needs."""

    help = "Start the web server and the worker. With --demo, prepare and load the demonstration first."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen, and which demonstration to load."""
        parser.add_argument("--demo", action="store_true", help="load the demonstration into an empty database")
        parser.add_argument("--scenario", default="", help="start the demonstration from another stage")
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--processes", type=int, default=1, help="web processes (default 1)")

    def handle(self, **options: Any) -> None:
        """Prepare the database, start both processes, and stay until one of them or the reader ends it."""
        host, port = options["host"], options["port"]
        obstacle = self.obstacle(**options)
        if obstacle:
            self.fail(obstacle)
        try:
            with translation.override(settings.LANGUAGE_CODE):
                self.prepare(demo=options["demo"], scenario=options["scenario"])
        except KeyboardInterrupt:
            self.say("Stopped before the database was ready; the next start begins again.")
            return
        connections.close_all()
        children = Children()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, children.ask_to_stop)
        self.start(children, host=host, port=port, processes=options["processes"])
        ended = children.wait_until_listening(host, port)
        if ended is None and not children.asked_to_stop:
            self.greet(host=host, port=port, demo=options["demo"])
            ended = children.wait_for_the_first_to_end()
        children.stop()
        if ended is not None:
            name, code = ended
            self.fail(f"The {name} ended by itself (exit code {code}), so everything was stopped.")
        self.say("Stopped.")

    def obstacle(self, *, demo: bool, scenario: str, host: str, port: int, **_options: Any) -> str:
        """Why it can't start, in one sentence; an empty text when it can."""
        if demo and not settings.DEMO_MODE:
            return "The demonstration runs only under the demo settings (DJANGO_SETTINGS_MODULE)."
        if scenario and scenario not in scenarios.NAMES:
            return f"There is no scenario {scenario}. Choose one of: {', '.join(scenarios.NAMES)}."
        if not is_free(host, port):
            return f"Port {port} is already in use. Choose another one: make run PORT={port + 1}"
        return ""

    def fail(self, sentence: str) -> NoReturn:
        """End with one plain sentence and an exit code that says so."""
        self.stderr.write(sentence)
        sys.exit(1)

    def prepare(self, *, demo: bool, scenario: str) -> None:
        """Migrate where needed; load the demonstration where the database is empty or another stage is asked for."""
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        if pending_migrations():
            self.say("Preparing the database …")
            call_command("migrate", verbosity=0, interactive=False)
        call_command("ensure_schedules", stdout=StringIO())
        call_command("load_law", stdout=StringIO())
        if not demo:
            return
        loaded = scenarios.loaded()
        wanted = scenario or loaded or scenarios.DEFAULT
        if wanted != loaded:
            self.say(f"Loading the demonstration, scenario {wanted} …")
            load_apart(wanted)

    def start(self, children: Children, *, host: str, port: int, processes: int) -> None:
        """The web server answers requests; the worker does what they leave for later."""
        if FORKS:
            import_module("fellowship.wsgi")
            connections.close_all()
        children.start("web server", run_web, host, port, processes)
        children.start("worker", run_worker)

    def greet(self, *, host: str, port: int, demo: bool) -> None:
        """Say where it runs, who is there and how to stop it."""
        shown = "localhost" if host in ("127.0.0.1", "::1", "0.0.0.0") else host  # noqa: S104  (shown, not bound)
        self.say(f"\nFellowship runs at http://{shown}:{port}/")
        if demo:
            call_command("demo", people=True, stdout=self.stdout)
        self.say("Press Ctrl-C to stop.")

    def say(self, sentence: str) -> None:
        """Write one line at once, also into a pipe."""
        self.stdout.write(sentence)
        self.stdout.flush()
