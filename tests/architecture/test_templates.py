"""Templates: each is used, each names only templates that exist, none holds script or style."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import django.forms
import pytest
from django.apps import apps
from django.template import TemplateDoesNotExist, engines
from django.template.loader import get_template
from django.template.utils import get_app_template_dirs
from wagtail.models import Page

from tests.architecture.source import TEMPLATES, Module, assert_none, modules, planted, templates

# Django and allauth look these up by name.
ASKED_FOR_BY_NAME = {"404.html", "403.html", "400.html", "500.html"}
NAMED = re.compile(r"""\{%\s*(?:include|extends|includeblock)\s+["']([^"']+)["']""")
TYPST = re.compile(r"""(?:#import|#include|import|include)\s+"([^"]+\.typ)\"""")
INLINE = re.compile(
    r"""<style|\sstyle=|<script(?![^>]*(?:\ssrc=|\stype="application/json"))|\son[a-z]+=["']|javascript:""",
    re.IGNORECASE,
)
ANY = "\0"


def texts_in(module: Module) -> Iterator[str]:
    """Every text in the code; a part that is filled in when it runs stands as ``ANY``."""
    for node in module.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else ANY for part in node.values)


def overrides() -> set[str]:
    """Templates of ours that stand in place of one with the same name in Django, Wagtail or allauth."""
    folders = [Path(folder) for folder in engines["django"].template_dirs if Path(folder) != TEMPLATES]
    folders += [Path(folder) for folder in get_app_template_dirs("templates")]
    folders.append(Path(django.forms.__file__).parent / "templates")
    return {name for name in templates() if any((folder / name).exists() for folder in folders)}


def unused(names: Iterable[str], code: Iterable[Module], markup: dict[str, str], known: set[str]) -> list[str]:
    """Templates that neither code nor another template names."""
    said = {text for module in code for text in texts_in(module)}
    documents = {text for text in said if re.fullmatch(r"[\w-]+", text)}
    for name, text in markup.items():
        said.update(NAMED.findall(text))
        folder = name.rpartition("/")[0]
        said.update(f"{folder}/{other}".lstrip("/") for other in TYPST.findall(text))
        said.update(other.lstrip("/") for other in TYPST.findall(text))
        said.update(
            part for tag in re.findall(r"\{%.*?%\}", text) for part in re.findall(r"""["']([^"']+)["']""", tag)
        )
    shapes = [
        re.compile(re.escape(text).replace(re.escape(ANY), ".+")) for text in said if ANY in text and "/" in text
    ]
    documents = {text for text in said if re.fullmatch(r"[\w-]+", text)}
    return sorted(
        name
        for name in names
        if name not in said | known
        and not any(shape.fullmatch(name) for shape in shapes)
        and not (name.endswith(".typ") and name.rpartition("/")[2].removesuffix(".typ") in documents)
    )


def test_every_template_is_used():
    pages = {model.template for model in apps.get_models() if issubclass(model, Page)}
    known = overrides() | pages | ASKED_FOR_BY_NAME
    assert_none(unused(templates(), modules(), templates(), known))


def test_an_unused_template_is_found():
    code = [planted("recruitment/views/x.py", 'render(request, "a/used.html"); name = f"a/{kind}/row.html"')]
    markup = {"a/used.html": '{% include "a/part.html" %}'}
    names = ["a/used.html", "a/part.html", "a/list/row.html", "a/lost.html"]
    assert unused(names, code, markup, set()) == ["a/lost.html"]


def test_every_template_compiles_and_names_only_templates_that_exist():
    missing = []
    for name, text in templates().items():
        if name.endswith(".typ"):
            continue
        get_template(name)
        for other in NAMED.findall(text):
            try:
                get_template(other)
            except TemplateDoesNotExist:
                missing.append(f"{name} names {other}")
    assert_none(missing)


def test_no_template_holds_script_or_style():
    """The policy of the pages forbids both; mail has no other way than inline style."""
    wrong = [
        f"{name}: {found[0]!r}"
        for name, text in templates().items()
        if "/mail/" not in name and not name.endswith((".typ", ".txt", ".svg"))
        for found in [INLINE.search(text)]
        if found
    ]
    assert_none(wrong)


@pytest.mark.parametrize("fault", ['<p style="x">', "<script>a</script>", '<a onclick="x()">', "<style>"])
def test_script_and_style_are_found(fault):
    assert INLINE.search(fault)


def test_script_from_a_file_is_fine():
    assert not INLINE.search('<script type="module" src="/static/js/a.js"></script>')
