"""Budgets and habits of what is sent to the browser: sheets, scripts, templates."""

import re
from pathlib import Path

import pytest

SITE = Path(__file__).resolve().parents[3] / "site"
SHEETS = sorted((SITE / "static" / "css").glob("*.css"))
SCRIPTS = sorted((SITE / "static" / "js").glob("*.js"))
# Mail programs read no style sheet; their templates style in place.
TEMPLATES = sorted(path for path in (SITE / "templates").rglob("*.html") if "mail" not in path.parts)


def named(paths):
    return [pytest.param(path, id=path.relative_to(SITE).as_posix()) for path in paths]


def test_all_sheets_together_stay_under_sixty_kilobytes():
    assert sum(sheet.stat().st_size for sheet in SHEETS) <= 60 * 1024


def test_fonts_stay_small_and_carry_their_license():
    fonts = SITE / "static" / "fonts"
    assert sum(font.stat().st_size for font in fonts.glob("*.woff2")) <= 220 * 1024
    assert {path.name.removesuffix("-OFL.txt") for path in fonts.glob("*-OFL.txt")} == {
        "bricolage-grotesque",
        "public-sans",
        "source-serif-4",
    }


@pytest.mark.parametrize("sheet", named(SHEETS))
def test_sheet_uses_layers_and_known_tokens_only(sheet):
    text = sheet.read_text()
    tokens = (SITE / "static" / "css" / "tokens.css").read_text()
    used = set(re.findall(r"var\(--([\w-]+)", text))
    own = set(re.findall(r"--([\w-]+)\s*:", tokens + text)) | set(
        re.findall(r"--([\w-]+)\s*:", sheet_text("site.css"))
    )
    assert used - own - {"min", "side", "gap"} == set()
    assert "@layer" in text
    assert "@import" not in text
    assert "http" not in text.replace('href^="http"', "")


def sheet_text(name):
    return (SITE / "static" / "css" / name).read_text()


@pytest.mark.parametrize("sheet", named(SHEETS))
def test_sheet_opens_and_closes_its_braces(sheet):
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
    assert text.count("{") == text.count("}")


@pytest.mark.parametrize("script", named(SCRIPTS))
def test_script_is_short_and_leaves_nothing_global(script):
    text = script.read_text()
    assert len(text.splitlines()) <= 100
    assert not re.search(r"\b(eval|Function|document\.write)\s*\(|\.style\b|setAttribute\(\"style\"", text)
    assert not re.search(r"\bwindow\.\w+\s*=", text)
    assert text.startswith("/*")


def test_main_script_names_every_module():
    main = (SITE / "static" / "js" / "main.js").read_text()
    assert set(re.findall(r'"\./([\w-]+\.js)"', main)) == {script.name for script in SCRIPTS} - {"main.js"}


def classes_in(html):
    """The class names of a template, without those that a variable completes."""
    for names in re.findall(r'\bclass="((?:\{[%{].*?[%}]\}|[^"])*)"', html):
        plain = re.sub(r"\{%.*?%\}", " ", names)
        yield from re.sub(r"\S*\{\{.*?\}\}\S*", " ", plain).split()


def test_every_class_of_a_template_is_in_a_sheet():
    known = set(re.findall(r"\.([a-zA-Z][\w-]*)", "".join(sheet.read_text() for sheet in SHEETS)))
    unknown = {
        (path.relative_to(SITE).as_posix(), name)
        for path in TEMPLATES
        if "cms" not in path.parts
        for name in classes_in(path.read_text())
        if name not in known
    }
    assert unknown == set()


def test_a_class_that_a_variable_completes_is_left_out():
    html = '<b class="tag{% if a == "b" %} tag--x{% endif %} sw--{{ name }} row">'
    assert list(classes_in(html)) == ["tag", "tag--x", "row"]
