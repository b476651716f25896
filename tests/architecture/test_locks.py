"""The lock files hold what pyproject.toml asks for, with hashes, and agree with one another."""

import re
import tomllib

from tests.architecture.source import ROOT

PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    """Package and version of a lock file."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    return {package.lower().replace("_", "-"): version for package, version in PIN.findall(text)}


def asked_for(requirements: list[str]) -> set[str]:
    """Names in a list of requirements."""
    return {re.split(r"[\[<>=~! ]", requirement)[0].lower().replace("_", "-") for requirement in requirements}


def test_everything_asked_for_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    assert asked_for(project["dependencies"]) - set(pins("base")) == set()
    assert asked_for(extras["production"]) - set(pins("production")) == set()
    assert asked_for(extras["dev"]) - set(pins("dev")) == set()


def test_the_smaller_files_are_part_of_the_larger():
    assert pins("base").items() - pins("production").items() == set()
    assert pins("production").items() - pins("dev").items() == set()


def test_every_pin_has_a_hash():
    for name in ("base", "production", "dev"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text()
        for block in re.split(r"\n(?=[A-Za-z0-9])", text):
            if PIN.match(block):
                assert "--hash=sha256:" in block, block.splitlines()[0]
