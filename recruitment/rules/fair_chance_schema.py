"""Checks a law's file against the schema and against the other files, and says in plain words what is wrong.

Of JSON Schema it knows what ``recruitment/law/schema.json`` uses: ``type``, ``enum``, ``pattern``, ``minimum``,
``minLength``, ``minItems``, ``uniqueItems``, ``properties``, ``required``, ``additionalProperties``, ``items``,
``maximum``, ``anyOf`` of nothing or one other schema, and ``$ref`` within the schema.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Self

Data = Mapping[str, Any]
_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
}
NAMES = {
    "object": "a group of fields",
    "array": "a list",
    "string": "a text",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
}
# What can be wrong. The sentences are English, as the files are; screens say them in the reader's language.
MUST_BE = "must be %(kind)s, not %(value)s"
MISSING, NO_SUCH_FIELD, EMPTY = "is missing", "no such field", "must not be empty"
NOT_ONE_OF = "%(value)s is not one of %(choices)s"
TOO_SMALL, TOO_LARGE = "must be at least %(limit)s, not %(value)s", "must be at most %(limit)s, not %(value)s"
TOO_FEW, TWICE = "needs at least %(limit)s", "is there twice"
WRONG_FORM, NO_DAY = "%(value)s does not have the right form", "%(value)s is no day of the calendar"
NO_WORDS = "%(value)s has no words in texts.json under %(section)s"
BEFORE, LESS = "is before %(field)s", "is less than %(field)s"
NO_WAIT = "is missing, but its time can be extended"
WRONG_NAME, NO_LAW = "%(value)s does not fit the name of the file", "no law %(value)s"
WRONG_REVISION = "must be %(value)s"
_DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


class Fault(str):
    """What is wrong at one place, as ``field: what is wrong``; with its parts, to be said in another language."""

    __slots__ = ("at", "file", "said", "values")

    at: str
    file: str
    said: str
    values: dict[str, object]

    def __new__(cls, at: str, said: str, *, file: str = "", **values: object) -> Self:
        """Make the English sentence of its parts."""
        told = f"{at}: {said % values}"
        fault = super().__new__(cls, f"{file}: {told}" if file else told)
        fault.at, fault.said, fault.file, fault.values = at, said, file, values
        return fault

    def within(self, file: str) -> "Fault":
        """The same fault with the name of its file before it."""
        return Fault(self.at, self.said, file=file, **self.values)


def is_a(kind: str, value: object) -> bool:
    """Whether a value is of a JSON type; true and false are no numbers."""
    if isinstance(value, bool) and kind != "boolean":
        return False
    return isinstance(value, _TYPES[kind])


def check(value: object, schema: Data, *, root: Data | None = None, at: str = "") -> Iterator[Fault]:
    """Every way in which ``value`` breaks ``schema``, as ``field: what is wrong``."""
    root = schema if root is None else root
    if "$ref" in schema:
        yield from check(value, root["$defs"][schema["$ref"].rsplit("/", 1)[1]], root=root, at=at)
    elif "anyOf" in schema:
        if value is not None:
            yield from check(value, schema["anyOf"][1], root=root, at=at)
    elif "enum" in schema:
        if value not in schema["enum"]:
            yield Fault(at, NOT_ONE_OF, value=repr(value), choices=", ".join(schema["enum"]))
    elif is_a(schema["type"], value):
        yield from _check_inside(value, schema, root, at)
    else:
        yield Fault(at or "file", MUST_BE, kind=NAMES[schema["type"]], value=repr(value))


def _check_inside(value: Any, schema: Data, root: Data, at: str) -> Iterator[Fault]:
    if isinstance(value, dict):
        yield from _check_fields(value, schema, root, at)
    elif isinstance(value, list):
        yield from _check_items(value, schema, root, at)
    elif isinstance(value, str):
        yield from _check_text(value, schema, at)
    else:
        if value < schema.get("minimum", value):
            yield Fault(at, TOO_SMALL, limit=schema["minimum"], value=value)
        if value > schema.get("maximum", value):
            yield Fault(at, TOO_LARGE, limit=schema["maximum"], value=value)


def _check_fields(value: dict[str, Any], schema: Data, root: Data, at: str) -> Iterator[Fault]:
    before = f"{at}." if at else ""
    for name in schema["required"]:
        if name not in value:
            yield Fault(f"{before}{name}", MISSING)
    for name, part in value.items():
        if name in schema["properties"]:
            yield from check(part, schema["properties"][name], root=root, at=f"{before}{name}")
        else:
            yield Fault(f"{before}{name}", NO_SUCH_FIELD)


def _check_items(value: list[Any], schema: Data, root: Data, at: str) -> Iterator[Fault]:
    if len(value) < schema.get("minItems", 0):
        yield Fault(at, TOO_FEW, limit=schema["minItems"])
    seen = [json.dumps(part, sort_keys=True) for part in value]
    for place, part in enumerate(value):
        if seen.index(seen[place]) != place:
            yield Fault(f"{at}[{place}]", TWICE)
        yield from check(part, schema["items"], root=root, at=f"{at}[{place}]")


def _check_text(value: str, schema: Data, at: str) -> Iterator[Fault]:
    pattern = schema.get("pattern")
    if not value.strip():
        yield Fault(at, EMPTY)
    elif pattern and not re.search(pattern, value):
        yield Fault(at, WRONG_FORM, value=repr(value))
    elif pattern == _DATE:
        try:
            date.fromisoformat(value)
        except ValueError:
            yield Fault(at, NO_DAY, value=repr(value))


def codes_in(data: Data) -> Iterator[tuple[str, str, str]]:
    """Every code that stands for words: the field, the section of ``texts.json``, and the code."""
    for field, section in (("excluded", "excluded"), ("factors", "factor"), ("visibility", "visibility")):
        for place, code in enumerate(data[field]):
            yield f"{field}[{place}]", section, code
    for field, section in (("requirements", "posting_requirement"), ("prohibitions", "posting_prohibition")):
        for place, code in enumerate(data["posting"][field]):
            yield f"posting.{field}[{place}]", section, code
    for row, notice in enumerate(data["notices"]):
        yield f"notices[{row}].kind", "notice", notice["kind"]
        for place, code in enumerate(notice["contents"]):
            yield f"notices[{row}].contents[{place}]", "content", code


def _check_sense(data: Data, texts: Data) -> Iterator[Fault]:
    for field, section, code in codes_in(data):
        if code not in texts[section]:
            yield Fault(field, NO_WORDS, value=repr(code), section=section)
    last, coverage, retention = data["effective_to"], data["coverage"], data["retention"]
    if last is not None and last < data["effective_from"]:
        yield Fault("effective_to", BEFORE, field="effective_from")
    if (coverage["max_employees"] or coverage["min_employees"] or 0) < (coverage["min_employees"] or 0):
        yield Fault("coverage.max_employees", LESS, field="coverage.min_employees")
    if (retention["most_years"] or retention["years"] or 0) < (retention["years"] or 0):
        yield Fault("retention.most_years", LESS, field="retention.years")
    for place, notice in enumerate(data["notices"]):
        if notice["wait"] is None and (notice["extension"] is not None or notice["pauses_for_dispute"]):
            yield Fault(f"notices[{place}].wait", NO_WAIT)


def check_files(files: Mapping[str, object], schema: Data, texts: Data) -> tuple[Fault, ...]:
    """What is wrong with the files of a book, by file name without its ending; none where all is well."""
    complaints = [found.within(name) for name, data in files.items() for found in check(data, schema)]
    if complaints:
        return tuple(complaints)
    laws: dict[str, Data] = {name: data for name, data in files.items() if isinstance(data, dict)}
    known = {data["id"] for data in laws.values()}
    for name, data in laws.items():
        if name not in {data["id"], f"{data['id']}@{data['effective_from']}"}:
            complaints.append(Fault("id", WRONG_NAME, file=name, value=repr(data["id"])))
        unknown = (code for code in data["parents"] if code not in known)
        complaints += [Fault("parents", NO_LAW, file=name, value=repr(code)) for code in unknown]
        complaints += [found.within(name) for found in _check_sense(data, texts)]
    return tuple(complaints)
