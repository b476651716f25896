"""Words that must not be in the project."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.architecture.source import ROOT, assert_none, tracked

# People are not their record. (Written in two halves, so that this file holds none of them.)
UNKIND = re.compile(r"\b(fel" + r"ons?|(ex-)?offe" + r"nders?|conv" + r"icts?|the nee" + r"dy)\b", re.IGNORECASE)
# Where packages come from and where this copy stands is nobody's business.
ADDRESSES = re.compile(
    r"py"
    r"pi\.org|pythonhosted\.org|registry\.npm"
    r"js|(trusted-h"
    r"ost|index-u"
    r"rl)[= ]|/ro"
    r"ot/|/wo"
    r"rk/"
)
# What git leaves where two changes met and nobody decided.
UNDECIDED = re.compile(r"^(<{7} |>{7} |={7}$)")
KIND_SUFFIXES = {".py", ".html", ".txt", ".po", ".typ", ".js", ".md", ".svg"}
BINARY = {".woff2", ".png", ".jpg", ".ico", ".mo", ".gif", ".webp", ".pdf"}


def lines_with(pattern: re.Pattern[str], files: Iterable[Path]) -> Iterator[str]:
    """``path:line: what was found``."""
    for path in files:
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
            found = pattern.search(line)
            if found:
                yield f"{path.relative_to(ROOT) if path.is_relative_to(ROOT) else path}:{number}: {found[0]}"


def text_files() -> list[Path]:
    """What is tracked and can be read."""
    return [path for path in tracked() if path.suffix not in BINARY]


def test_nobody_is_called_by_their_record():
    assert_none(lines_with(UNKIND, [path for path in text_files() if path.suffix in KIND_SUFFIXES]))


def test_no_registry_and_no_path_of_one_machine():
    assert_none(lines_with(ADDRESSES, text_files()))


def test_no_merge_was_left_undecided():
    assert_none(lines_with(UNDECIDED, text_files()))


def test_such_words_are_found(tmp_path):
    fault = tmp_path / "a.py"
    fault.write_text("an ex-offe" + "nder\nhttps://py" + "pi.org/simple\na felony question\n" + "<" * 7 + " HEAD\n")
    assert list(lines_with(UNKIND, [fault])) == [f"{fault}:1: ex-offe" + "nder"]
    assert list(lines_with(ADDRESSES, [fault])) == [f"{fault}:2: py" + "pi.org"]
    assert list(lines_with(UNDECIDED, [fault])) == [f"{fault}:4: {'<' * 7} "]
