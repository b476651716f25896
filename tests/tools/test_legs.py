"""No test is left out: what ``make test`` leaves aside runs in ``make test-deep``."""

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


def the_tool() -> Any:
    """``tools/test.py`` as a module; it imports its neighbor ``postgres``."""
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        spec = importlib.util.spec_from_file_location("tool_test", ROOT / "tools" / "test.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.remove(str(ROOT / "tools"))


tool = the_tool()
FILES = {str(path.relative_to(ROOT)) for path in (ROOT / "tests").rglob("test_*.py")}


def files_of(leg: Any) -> set[str]:
    """The test files that a leg collects, by the paths it names and those it leaves out."""
    words = [word for word in leg.arguments if word.startswith(("tests/", "--ignore="))]
    named = [word.partition("::")[0] for word in words if word.startswith("tests/")]
    left = [word.removeprefix("--ignore=") for word in words if word.startswith("--ignore=")]
    found = {file for file in FILES if not named or file.startswith(tuple(named))}
    return found - {file for file in found if file.startswith(tuple(left) or ("?",))}


@pytest.mark.parametrize("name", [*tool.LONG_WAYS, *(f"tests/{name}" for name in tool.ON_POSTGRES)])
def test_what_is_named_is_there(name: str) -> None:
    assert name.partition("::")[0] in FILES


def test_each_file_runs_once_on_sqlite_now_or_in_the_deep_run() -> None:
    halves = [files_of(leg) for leg in tool.legs_for([], None, chromium=False)]
    deep = [files_of(leg) for leg in tool.deep_legs_for([], None, chromium=False) if leg.name.startswith("Long ways")]
    legs = [*halves, *deep]
    assert set().union(*legs) == FILES
    assert sum(len(files) for files in legs) == len(FILES)


OWN = "tests/tools/test_legs.py"


def marked(name: str) -> set[str]:
    """The test files that use a mark."""
    return {file for file in FILES if f"pytest.mark.{name}" in (ROOT / file).read_text()} - {OWN}


def test_what_is_long_is_left_to_the_deep_run_and_nothing_else_is() -> None:
    now = tool.legs_for([], "postgres://localhost/x", chromium=False)
    assert {leg.arguments[1] for leg in now} == {"not browser and not long"}
    whole, *others = tool.deep_legs_for([], "postgres://localhost/x", chromium=False)
    deep = [leg for leg in others if leg.name.startswith("Deep and long")]
    assert whole.arguments[1] == "not browser"
    assert {leg.arguments[1] for leg in deep} == {"deep or long"}
    assert marked("long") <= set().union(*map(files_of, deep)) == FILES
    assert sum(len(files_of(leg)) for leg in deep) == len(FILES)


@pytest.mark.parametrize("deep", [False, True])
def test_every_file_for_a_browser_is_looked_at_in_one(deep: bool) -> None:
    legs = (tool.deep_legs_for if deep else tool.legs_for)([], None, chromium=True)
    (browser,) = [leg for leg in legs if leg.name.startswith("Chromium on SQLite")]
    assert marked("browser") <= files_of(browser)


@pytest.mark.parametrize("url", [None, "postgres://localhost/x"])
def test_axe_walks_the_whole_way_in_the_deep_run(url: str | None) -> None:
    walks = [leg.arguments for leg in tool.deep_legs_for([], url, chromium=True) if leg.name.startswith("Chromium")]
    assert [any("with-axe" in word for word in words) for words in walks].count(True) == 1


def test_the_deep_run_has_everything_on_postgresql() -> None:
    whole = tool.deep_legs_for([], "postgres://localhost/x", chromium=False)[0]
    assert files_of(whole) == FILES
