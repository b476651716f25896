"""A migrated test database in a moment: migrations run once, every later run copies the result.

The copy to start from is kept in ``var/`` (an SQLite file, and what ``pg_dump`` writes of the one in a
PostgreSQL cluster, which seldom outlives the run) under a name made of everything that decides its content: our
migrations and the pinned packages.
Several runs may start at once: one builds, the others wait for it, each has its own copy.
"""

import fcntl
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError

ROOT = Path(__file__).resolve().parent.parent
KEPT_TEMPLATES = 3
PREFIX = "test-template-"


def key() -> str:
    """Sixteen characters that change whenever a migrated database would come out differently."""
    digest = hashlib.sha256((ROOT / "requirements" / "dev.txt").read_bytes())
    for config in apps.get_app_configs():
        folder = Path(config.path)
        if ROOT in folder.parents and ".venv" not in folder.parts:
            for path in sorted(folder.glob("migrations/*.py")):
                digest.update(f"{config.label}/{path.name}\n".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    """Let one process at a time through, for as long as the block runs."""
    with (settings.VAR_DIR / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def is_running(pid: int) -> bool:
    """Whether a process of this number exists."""
    with suppress(PermissionError):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
    return True


def remove_database(path: Path) -> None:
    """Remove an SQLite file and the two files that WAL mode puts beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def sweep(var: Path) -> None:
    """Remove what runs that were killed left behind, and templates nobody needs any more."""
    for path in var.glob("test-*"):
        pid = path.name.removeprefix("test-files-").removeprefix("test-building-").removeprefix("test-").split(".")[0]
        if pid.isdigit() and not is_running(int(pid)):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
    templates = sorted(var.glob(f"{PREFIX}*.sqlite3"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in templates[KEPT_TEMPLATES:]:
        remove_database(path)
        path.with_suffix(".json").unlink(missing_ok=True)
    dumps = sorted(var.glob(f"{PREFIX}*.dump"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in dumps[KEPT_TEMPLATES:]:
        path.unlink(missing_ok=True)


def initial_rows(connection: Any) -> str:
    """What the migrations put in, as JSON; tests that empty every table put it back.

    Where a model has no migration yet there is nothing to put back, and only the tests that
    need its table fail; `make check` says what is missing.
    """
    try:
        rows: str = connection.creation.serialize_db_to_string()
    except DatabaseError:
        return "[]"
    return rows


def _build_sqlite(connection: Any, template: Path) -> None:
    """Migrate into a file of our own, then give it its name in one step."""
    building = settings.VAR_DIR / f"test-building-{os.getpid()}.sqlite3"
    remove_database(building)
    connection.settings_dict["TEST"]["NAME"] = str(building)
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        rows = initial_rows(connection)
        connection.close()
        plain = sqlite3.connect(building)
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        plain.execute("PRAGMA journal_mode=DELETE")
        plain.close()
        template.with_suffix(".json").write_text(json.dumps(rows))
        building.replace(template)
    finally:
        connection.close()
        remove_database(building)


def sqlite_template() -> Path:
    """The file that a run starts from; it is there once a test has asked for the database."""
    return Path(settings.VAR_DIR) / f"{PREFIX}{key()}.sqlite3"


def postgres_template() -> str:
    """The database that a run on PostgreSQL starts from: ``CREATE DATABASE … TEMPLATE`` takes it."""
    return f"fellowship_template_{key()}"


@contextmanager
def sqlite_database(connection: Any) -> Iterator[None]:
    """Point ``connection`` at a fresh copy of the template; remove the copy afterwards."""
    settings.VAR_DIR.mkdir(exist_ok=True)
    template = sqlite_template()
    mine = Path(connection.settings_dict["TEST"]["NAME"])
    with one_at_a_time("test-template"):
        sweep(settings.VAR_DIR)
        if not template.exists() or not template.with_suffix(".json").exists():
            _build_sqlite(connection, template)
        remove_database(mine)
        shutil.copyfile(template, mine)
        os.utime(template)
        connection._test_serialized_contents = json.loads(template.with_suffix(".json").read_text())
    connection.settings_dict["TEST"]["NAME"] = connection.settings_dict["NAME"] = str(mine)
    settings.DATABASES[connection.alias]["NAME"] = str(mine)
    connection.ensure_connection()
    try:
        yield
    finally:
        connection.close()
        remove_database(mine)


def kept_dump(version: int) -> Path:
    """The file that a fresh cluster's template is loaded from; ``version`` is the server's, 15 or newer."""
    return Path(settings.VAR_DIR) / f"{PREFIX}{key()}-pg{version}.dump"


def _by_client(program: str, connection: Any, *arguments: str) -> bool:
    """Run ``pg_dump`` or ``pg_restore`` for a connection's server; false where there is none or it can't."""
    if shutil.which(program) is None:
        return False
    of = connection.settings_dict
    where = {"PGHOST": of["HOST"], "PGPORT": str(of["PORT"]), "PGUSER": of["USER"], "PGPASSWORD": of["PASSWORD"]}
    surroundings = {**os.environ, **{name: value for name, value in where.items() if value}}
    return subprocess.run([program, *arguments], env=surroundings, capture_output=True, check=False).returncode == 0


def _load(connection: Any, database: str, dump: Path) -> bool:
    """Fill an empty database from the kept file; false where that can't be done, and it has to be migrated."""
    loads = ("--exit-on-error", "--single-transaction", "--dbname", database, str(dump))
    return dump.exists() and _by_client("pg_restore", connection, *loads)


def _keep(connection: Any, database: str, dump: Path) -> None:
    """Keep a migrated database as a file for later clusters, where ``pg_dump`` can."""
    writing = settings.VAR_DIR / f"test-building-{os.getpid()}.dump"
    if _by_client("pg_dump", connection, "--format=custom", "--compress=1", f"--file={writing}", database):
        writing.replace(dump)
    writing.unlink(missing_ok=True)


def _build_postgres(connection: Any, cursor: Any, template: str) -> None:
    """Load or migrate a database of our own, then give it its name in one step."""
    building, dump = f"fellowship_building_{os.getpid()}", kept_dump(cursor.connection.info.server_version // 10_000)
    create = f"CREATE DATABASE {building} ENCODING 'UTF8' TEMPLATE template0"
    cursor.execute(f"DROP DATABASE IF EXISTS {building}")
    cursor.execute(create)
    if _load(connection, building, dump):
        os.utime(dump)
    else:
        # What a failed load left is thrown away.
        cursor.execute(f"DROP DATABASE {building}")
        cursor.execute(create)
        connection.settings_dict["NAME"] = building
        call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
        connection.close()
        _keep(connection, building, dump)
    cursor.execute(f"ALTER DATABASE {building} RENAME TO {template}")


@contextmanager
def postgres_database(connection: Any) -> Iterator[None]:
    """The same on PostgreSQL, where the server copies one database into another."""
    template, mine = postgres_template(), f"fellowship_test_{os.getpid()}"
    original = connection.settings_dict["NAME"]
    connection.close()
    with one_at_a_time("test-template-postgres"), connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
        if cursor.fetchone() is None:
            _build_postgres(connection, cursor, template)
        cursor.execute(f"DROP DATABASE IF EXISTS {mine}")
        cursor.execute(f"CREATE DATABASE {mine} TEMPLATE {template}")
    connection.settings_dict["NAME"] = settings.DATABASES[connection.alias]["NAME"] = mine
    connection._test_serialized_contents = initial_rows(connection)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = settings.DATABASES[connection.alias]["NAME"] = original
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {mine} WITH (FORCE)")
