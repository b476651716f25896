"""The import contracts hold, and each of them is broken by a fault of its kind."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import APPS, ROOT

PROGRAM = Path(sys.executable).parent / "lint-imports"
FAULTS = {
    "wellness/services/planted.py": "import training.models\n",
    "recruitment/rules/planted.py": "import django.utils.text\n",
    "recruitment/queries/planted.py": "import recruitment.services\n",
    "cohorts/services/planted.py": "import recruitment.views\n",
    "training/services/planted.py": "import cohorts.forms\n",
    "fellowship/services/planted.py": "import recruitment.models\n",
}


def lint(folder: Path) -> tuple[int, dict[str, str]]:
    """Exit code, and for each contract KEPT or BROKEN."""
    done = subprocess.run(
        [PROGRAM, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"},
    )  # fmt: skip
    lines = [line.rsplit(" ", 1) for line in done.stdout.splitlines() if line.endswith((" KEPT", " BROKEN"))]
    assert lines, done.stdout + done.stderr
    return done.returncode, dict(lines)


@pytest.fixture
def copy(tmp_path):
    """A copy of our modules and their contracts."""
    for app in APPS:
        shutil.copytree(ROOT / app, tmp_path / app, ignore=shutil.ignore_patterns("__pycache__", "migrations"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_contracts_hold_and_faults_are_found(copy):
    code, contracts = lint(copy)
    assert (code, set(contracts.values())) == (0, {"KEPT"})
    for name, text in FAULTS.items():
        (copy / name).write_text(text)
    code, contracts = lint(copy)
    assert code == 1
    assert {name for name, outcome in contracts.items() if outcome == "BROKEN"} == {
        "Apps point one way",
        "Rooms point one way",
        "Rules are pure",
        "The screens of cohorts are private",
        "The screens of recruitment are private",
    }
