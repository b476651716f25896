"""The source tree as the architecture tests see it: modules with their app and room, parsed once."""

import ast
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("fellowship", "recruitment", "cohorts", "training", "wellness", "hardship_fund")
TEMPLATES = ROOT / "site" / "templates"
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Module:
    """One Python file of ours."""

    path: str
    text: str

    @property
    def parts(self) -> tuple[str, ...]:
        """The path without its suffix, in pieces."""
        return Path(self.path).with_suffix("").parts

    @property
    def room(self) -> str:
        """The room of the house it stands in: ``services``, ``views`` …; the website has rooms of its own."""
        inside = self.parts[2:] if self.parts[:2] == ("fellowship", "website") else self.parts[1:]
        return inside[0] if inside else ""

    @property
    def tree(self) -> ast.Module:
        """The parsed file."""
        return parse(self.text)

    @property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the parsed file."""
        return walk(self.text)

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function and method in it."""
        return (node for node in self.nodes if isinstance(node, FUNCTIONS))

    def at(self, node: ast.AST) -> str:
        """``path:line`` for a message."""
        return f"{self.path}:{getattr(node, 'lineno', 0)}"


@cache
def parse(text: str) -> ast.Module:
    """The syntax tree of a text, parsed once."""
    return ast.parse(text)


@cache
def walk(text: str) -> tuple[ast.AST, ...]:
    """The nodes of a text's syntax tree, walked once."""
    return tuple(ast.walk(parse(text)))


@cache
def modules() -> tuple[Module, ...]:
    """All our modules, migrations apart."""
    found = []
    for app in APPS:
        paths = [path for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts]
        found += [Module(str(path.relative_to(ROOT)), path.read_text()) for path in paths]
    return tuple(found)


@cache
def templates() -> dict[str, str]:
    """Every template under ``site/templates``: its name and its text."""
    return {
        str(path.relative_to(TEMPLATES)): path.read_text()
        for path in sorted(TEMPLATES.rglob("*"))
        if path.suffix in {".html", ".txt", ".xml", ".typ", ".svg"}
    }


@cache
def tracked() -> tuple[Path, ...]:
    """Every file under version control (or, without a repository, every file that would be)."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode == 0:
        return tuple(ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file())
    left_out = {".venv", "var", "__pycache__", ".git"}
    return tuple(path for path in ROOT.rglob("*") if path.is_file() and not left_out & set(path.parts))


def dotted(node: ast.AST) -> str:
    """``a.b.c`` for a chain of names, with ``()`` for calls in between; an empty text for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Call):
        return f"{dotted(node.func)}()"
    return ""


def planted(path: str, text: str) -> Module:
    """A module that is not in the tree, with a fault that a test must find."""
    return Module(path, text)


def assert_none(complaints: Iterable[str]) -> None:
    """Fail with every complaint on a line of its own."""
    found = list(complaints)
    assert not found, "\n" + "\n".join(found)
