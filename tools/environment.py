"""Make the virtual environment match a lock file, and do nothing at all when it already does."""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UNFINISHED = VENV / ".unfinished"
# What a larger lock file holds already; all of them are compiled from the same pyproject.toml.
CONTAINED_IN = {"base": ("base", "production", "dev"), "production": ("production", "dev"), "dev": ("dev",)}
LAST_LINES = 12
# Python's own work, timed: texts, dictionaries, calls. The least of five counts; what else runs makes it only more.
TIMED = """
import sys, time
import ensurepip, venv
class Thing:
    def __init__(self, number): self.number = number
    def next(self): return self.number + 1
def work():
    started, found = time.process_time(), {}
    for number in range(8000): found[str(number)] = Thing(number).next()
    return time.process_time() - started
print("%d.%d" % sys.version_info[:2], min(work() for _ in range(5)))
"""
# Another Python has to be this much quicker to be taken.
WORTH_IT = 0.85


class CannotBuild(Exception):
    """The environment can't be built; the message is one plain sentence for the person at the terminal."""


def fingerprint(lock: str, version: str) -> str:
    """What a stamp holds: it changes with the lock file, the Python version and this program."""
    digest = hashlib.sha256(version.encode())
    for path in (ROOT / "requirements" / f"{lock}.txt", Path(__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def version_of_venv() -> str | None:
    """The Python of ``.venv`` as ``3.11``, or None where there is none that starts."""
    question = "import sys, pip; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run([PYTHON, "-c", question], capture_output=True, text=True, check=False, timeout=60)
    except OSError:
        return None
    return answer.stdout.strip() or None


def is_ready(lock: str, *, exact: bool) -> bool:
    """Whether ``.venv`` stands complete for this lock file. Costs a millisecond, starts nothing."""
    if UNFINISHED.exists() or not PYTHON.exists():
        return False
    mine = "{}.{}".format(*sys.version_info[:2])
    for candidate in CONTAINED_IN[lock]:
        stamp = VENV / f".stamp-{candidate}"
        if stamp.exists():
            version, _, seen = stamp.read_text().partition(" ")
            if seen == fingerprint(candidate, version) and (version == mine or not exact):
                return True
    return False


def working_uv() -> str | None:
    """The path of a ``uv`` that starts (a shim of a version manager may not), or None."""
    path = shutil.which("uv")
    if path is None:
        return None
    asked = subprocess.run([path, "--version"], capture_output=True, check=False)
    return path if asked.returncode == 0 else None


def seconds_of(python: str, version: str) -> float | None:
    """What a piece of work takes this Python, in seconds of CPU; None for one of another version, or that can't."""
    try:
        asked = subprocess.run([python, "-c", TIMED], capture_output=True, text=True, check=False, timeout=30)
        said, seconds = asked.stdout.split()
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return float(seconds) if said == version else None


def quickest() -> str:
    """The quickest Python of the version that runs this: one built without profiling takes a third longer for all.

    Version managers often build such ones, beside the quicker one of the distribution.
    """
    version, mine = "{}.{}".format(*sys.version_info[:2]), os.path.realpath(sys.executable)
    folders = [*os.get_exec_path(), "/usr/bin", "/usr/local/bin"]
    found = [shutil.which(f"python{version}", path=folder) for folder in folders]
    paths = list(dict.fromkeys([mine, *(os.path.realpath(path) for path in found if path)]))
    # Each in turn, three times over: a machine that is busy for a moment is busy for one of them only.
    rounds = [[seconds_of(path, version) for path in paths] for _ in range(3 if len(paths) > 1 else 0)]
    times = {
        path: min(seconds) for path, *seconds in zip(paths, *rounds, strict=True) if seconds and None not in seconds
    }
    best = min(times, key=lambda path: times[path], default=mine)
    return best if mine in times and times[best] < times[mine] * WORTH_IT else sys.executable


def create_venv(*, exact: bool = False) -> None:
    """A new, empty ``.venv`` with pip, in place of whatever stood there; ``exact``: of the Python that runs this."""
    version = "{}.{}".format(*sys.version_info[:2])
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            message = (
                f"Python {version} is here, but its module {module} is missing: "
                f"on Debian and Ubuntu, install it with `apt install python{version}-venv`."
            )
            raise CannotBuild(message)
    shutil.rmtree(VENV, ignore_errors=True)
    python = sys.executable if exact else quickest()
    made = subprocess.run([python, "-m", "venv", VENV], capture_output=True, text=True, check=False)
    if made.returncode:
        last = (made.stdout + made.stderr).strip().splitlines()[-LAST_LINES:]
        message = f"Python {version} could not make a virtual environment in .venv; it said: {' / '.join(last)}"
        raise CannotBuild(message)


def install(lock: str) -> None:
    """Install exactly what the lock file names; every file must have the hash written there."""
    wanted = ["--require-hashes", "-r", str(ROOT / "requirements" / f"{lock}.txt")]
    ways = []
    uv = working_uv()
    if uv:
        ways.append([uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", str(PYTHON), *wanted])
    ways.append([str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted])
    for way in ways:
        done = subprocess.run(way, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return
    last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-LAST_LINES:])
    message = f"The packages of requirements/{lock}.txt could not be installed. The last lines of pip were:\n{last}"
    raise CannotBuild(message)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two commands started together build one environment, one after the other."""
    folder = os.open(ROOT / "requirements", os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def build(lock: str, *, exact: bool) -> None:
    """Bring ``.venv`` up to the lock file; an environment that is broken or half built is made anew."""
    with one_at_a_time():
        if is_ready(lock, exact=exact):
            return
        standing = None if UNFINISHED.exists() else version_of_venv()
        mine = "{}.{}".format(*sys.version_info[:2])
        if standing is None or (exact and standing != mine):
            create_venv(exact=exact)
            standing = mine
        UNFINISHED.touch()
        sys.stdout.write(f"Installing the packages of requirements/{lock}.txt into .venv. This takes a minute.\n")
        sys.stdout.flush()
        install(lock)
        (VENV / f".stamp-{lock}").write_text(f"{standing} {fingerprint(lock, standing)}")
        UNFINISHED.unlink()


def main(arguments: Sequence[str]) -> int:
    """Entry point: the lock file's name, and ``--exact`` to insist on the Python that runs this."""
    exact = "--exact" in arguments
    lock = next((word for word in arguments if not word.startswith("-")), "base")
    try:
        if not is_ready(lock, exact=exact):
            build(lock, exact=exact)
    except CannotBuild as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped before the packages were all there; the next start begins again.\n")
        return 130
    return 0
