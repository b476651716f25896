"""Building the environment: what is said when it can't be built, and when nothing needs to be done."""

import importlib.util
import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parent.parent.parent / "tools"


def tool(name: str):
    """A script of ``tools/`` as a module."""
    spec = importlib.util.spec_from_file_location(f"tool_{name}", TOOLS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def environment(tmp_path, monkeypatch):
    """The environment module, working in a folder of its own."""
    module = tool("environment")
    (tmp_path / "requirements").mkdir()
    for lock in ("base", "production", "dev"):
        (tmp_path / "requirements" / f"{lock}.txt").write_text(f"{lock}==1\n")
    venv = tmp_path / ".venv"
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", venv)
    monkeypatch.setattr(module, "PYTHON", venv / "bin" / "python")
    monkeypatch.setattr(module, "UNFINISHED", venv / ".unfinished")
    return module


def stand_up(module, lock: str, version: str = "3.11") -> None:
    """Pretend that the environment was built for a lock file."""
    module.PYTHON.parent.mkdir(parents=True, exist_ok=True)
    module.PYTHON.touch()
    (module.VENV / f".stamp-{lock}").write_text(f"{version} {module.fingerprint(lock, version)}")


@pytest.mark.parametrize(("version", "sentence"), [((3, 9, 2), "this is 3.9."), ((2, 7, 18), "this is 2.7.")])
def test_a_python_that_is_too_old_gets_one_sentence(version, sentence, monkeypatch, capsys):
    bootstrap = tool("bootstrap")
    monkeypatch.setattr(sys, "version_info", version)
    monkeypatch.setattr(bootstrap, "a_newer_python", lambda: None)
    assert bootstrap.main() == 1
    assert capsys.readouterr().err == f"Python 3.11 or newer is needed; {sentence}\n"


def test_a_newer_python_on_the_path_takes_over(monkeypatch):
    bootstrap = tool("bootstrap")
    started = []
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(sys, "argv", ["tools/bootstrap.py", "base"])
    monkeypatch.setattr(bootstrap, "a_newer_python", lambda: "python3.12")
    monkeypatch.setattr(bootstrap.subprocess, "call", lambda command: started.append(command) or 0)
    assert bootstrap.main() == 0
    assert started == [["python3.12", "tools/bootstrap.py", "base"]]


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_missing_module_is_named_with_its_package(module, environment, monkeypatch, capsys):
    real = importlib.util.find_spec
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None if name == module else real(name))
    assert environment.main(["base"]) == 1
    said = capsys.readouterr()
    version = "{}.{}".format(*sys.version_info[:2])
    assert said.err == (
        f"Python {version} is here, but its module {module} is missing: "
        f"on Debian and Ubuntu, install it with `apt install python{version}-venv`.\n"
    )
    assert not environment.VENV.exists()


@pytest.mark.parametrize(
    ("seconds", "taken"),
    [((0.009, 0.006), "other"), ((0.009, 0.0088), "mine"), ((0.009, None), "mine"), ((None, 0.006), "mine")],
    ids=["quicker", "hardly quicker", "cannot", "not known"],
)
def test_the_quicker_of_two_pythons_is_taken(seconds, taken, environment, monkeypatch, tmp_path):
    mine, other = tmp_path / "mine", tmp_path / "other"
    times = dict(zip((str(mine), str(other)), seconds, strict=True))
    monkeypatch.setattr(environment.sys, "executable", str(mine))
    monkeypatch.setattr(environment.shutil, "which", lambda _name, path: str(other) if path == "/usr/bin" else None)
    monkeypatch.setattr(environment, "seconds_of", lambda path, _version: times[path])
    assert environment.quickest() == str(tmp_path / taken)


def test_a_python_says_how_long_its_work_takes(environment):
    version = "{}.{}".format(*sys.version_info[:2])
    assert 0 < environment.seconds_of(sys.executable, version) < 5
    assert environment.seconds_of(sys.executable, "3.10") is None
    assert environment.seconds_of("/nowhere/python", version) is None


def test_nothing_is_done_when_the_stamp_fits(environment, monkeypatch):
    stand_up(environment, "base")
    monkeypatch.setattr(environment, "build", lambda *_, **__: pytest.fail("built again"))
    assert environment.main(["base"]) == 0


def test_the_larger_environment_serves_for_the_smaller(environment):
    stand_up(environment, "dev")
    assert environment.is_ready("base", exact=False)
    assert environment.is_ready("production", exact=False)
    (environment.VENV / ".stamp-dev").unlink()
    stand_up(environment, "base")
    assert not environment.is_ready("dev", exact=False)


def test_a_changed_lock_file_is_noticed(environment):
    stand_up(environment, "base")
    (environment.ROOT / "requirements" / "base.txt").write_text("base==2\n")
    assert not environment.is_ready("base", exact=False)


def test_another_python_is_noticed_only_when_insisted_on(environment):
    stand_up(environment, "base", version="3.1")
    assert environment.is_ready("base", exact=False)
    assert not environment.is_ready("base", exact=True)


def test_a_half_built_environment_is_made_anew(environment, monkeypatch):
    stand_up(environment, "base")
    environment.UNFINISHED.touch()
    made = []

    def create_venv(*, exact):
        made.append("venv")

    monkeypatch.setattr(environment, "create_venv", create_venv)
    monkeypatch.setattr(environment, "install", made.append)
    assert environment.main(["base"]) == 0
    assert made == ["venv", "base"]
    assert environment.is_ready("base", exact=False)


def test_an_installation_that_fails_is_not_taken_for_finished(environment, monkeypatch, capsys):
    def install(lock):
        message = f"The packages of requirements/{lock}.txt could not be installed."
        raise environment.CannotBuild(message)

    monkeypatch.setattr(environment, "create_venv", lambda **_: environment.VENV.mkdir())
    monkeypatch.setattr(environment, "install", install)
    assert environment.main(["base"]) == 1
    assert capsys.readouterr().err == "The packages of requirements/base.txt could not be installed.\n"
    assert environment.UNFINISHED.exists()
