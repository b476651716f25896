"""Nothing grows past what one can read at once."""

import ast
from collections.abc import Iterator

from tests.architecture.source import ROOT, Module, assert_none, modules, planted, templates

FILE, TEST_FILE, FUNCTION, VIEW, TEMPLATE = 400, 500, 50, 25, 150


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from ``def`` to the end, the docstring apart."""
    whole = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return whole - ((first.end_lineno or first.lineno) - first.lineno + 1 if is_docstring else 0)


def too_long(found: tuple[Module, ...], file_cap: int = FILE) -> Iterator[str]:
    """Files, functions and views over their cap."""
    for module in found:
        lines = len(module.text.splitlines())
        if lines > file_cap:
            yield f"{module.path} has {lines} lines; the cap is {file_cap}"
        for node in module.functions():
            cap = VIEW if module.room == "views" else FUNCTION
            if length(node) > cap:
                yield f"{module.at(node)}: {node.name}() has {length(node)} lines; the cap is {cap}"


def test_files_functions_and_views():
    assert_none(too_long(modules()))
    function = "def f():\n" + "    a()\n" * 30
    assert len(list(too_long((planted("cohorts/views/x.py", function),)))) == 1
    assert list(too_long((planted("cohorts/queries/x.py", function),))) == []
    assert len(list(too_long((planted("cohorts/queries/x.py", "a = 1\n" * 401),)))) == 1


def test_test_files():
    found = tuple(
        Module(str(path.relative_to(ROOT)), path.read_text())
        for folder in ("tests", "tools")
        for path in sorted((ROOT / folder).rglob("*.py"))
    )
    assert_none(too_long(found, TEST_FILE))
    assert len(list(too_long((planted("tests/test_x.py", "a = 1\n" * 501),), TEST_FILE))) == 1


def test_templates():
    long = {name: len(text.splitlines()) for name, text in templates().items()}
    assert {name: lines for name, lines in long.items() if lines > TEMPLATE} == {}
