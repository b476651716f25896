"""Spanish is complete: a text without it, or with other placeholders, fails."""

import re
from collections import Counter
from pathlib import Path

import polib
import pytest

from fellowship.rules.letters import kinds

CATALOG = Path(__file__).resolve().parents[2] / "site" / "locale" / "es" / "LC_MESSAGES" / "django.po"
# Other tests declare kinds of their own.
APPS = {"recruitment", "cohorts", "training", "wellness", "hardship", "fellowship"}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w+)\}")
TAG = re.compile(r"</?[a-z]+")


def faults(entry: polib.POEntry) -> list[str]:
    """What is wrong with one translation."""
    if entry.fuzzy:
        return [f"only a guess: {entry.msgid!r}"]
    pairs = [(entry.msgid, entry.msgstr)]
    if entry.msgid_plural:
        pairs = [(entry.msgid_plural, text) for text in entry.msgstr_plural.values()]
    found = []
    for english, spanish in pairs:
        if not spanish.strip():
            found.append(f"no Spanish: {english!r}")
        elif tokens(spanish) - tokens(english) or (not entry.msgid_plural and tokens(english) != tokens(spanish)):
            found.append(f"other placeholders: {english!r} / {spanish!r}")
    return found


def tokens(text: str) -> Counter[str]:
    """The placeholders and tags of a text."""
    return Counter(match.group(0) for match in PLACEHOLDER.finditer(text)) + Counter(TAG.findall(text))


def test_every_text_has_its_spanish():
    complaints = [fault for entry in polib.pofile(str(CATALOG)) if not entry.obsolete for fault in faults(entry)]
    assert complaints == []


def test_every_kind_of_letter_is_named_in_spanish():
    named = {entry.msgid for entry in polib.pofile(str(CATALOG)) if entry.translated()}
    assert sorted({str(kind.label) for kind in kinds() if kind.key.split(".")[0] in APPS} - named) == []


def test_the_compiled_catalog_is_current():
    compiled = polib.mofile(str(CATALOG.with_suffix(".mo")))
    written = {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(CATALOG))}
    kept = {(entry.msgctxt, entry.msgid): entry for entry in compiled}
    assert kept.keys() == written.keys()
    assert [key for key, entry in written.items() if entry.msgstr != kept[key].msgstr] == []


@pytest.mark.parametrize(
    "entry",
    [
        polib.POEntry(msgid="Save", msgstr=""),
        polib.POEntry(msgid="Save", msgstr="Guardar", flags=["fuzzy"]),
        polib.POEntry(msgid="By %(day)s", msgstr="Hasta %(dia)s"),
        polib.POEntry(msgid="By <b>day</b>", msgstr="Hasta el día"),
        polib.POEntry(msgid="%(n)d day", msgid_plural="%(n)d days", msgstr_plural={0: "%(n)d día", 1: ""}),
    ],
)
def test_each_fault_is_caught(entry):
    assert len(faults(entry)) == 1
