"""Checks a law's file against the schema and against the other files, and says in plain words what is wrong.

Of JSON Schema it knows what ``recruitment/law/schema.json`` uses: ``type``, ``enum``, ``pattern``, ``minimum``,
``minLength``, ``minItems``, ``uniqueItems``, ``properties``, ``required``, ``additionalProperties``, ``items``,
``anyOf`` and ``$ref`` within the schema.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

Data = Mapping[str, Any]
_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "null": (type(None),),
}
_NAMES = {
    "object": "a group of fields",
    "array": "a list",
    "string": "a text",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "null": "nothing",
}
_DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def is_a(kind: str, value: object) -> bool:
    """Whether a value is of a JSON type; true and false are no numbers."""
    if isinstance(value, bool) and kind != "boolean":
        return False
    return isinstance(value, _TYPES[kind])


def check(value: object, schema: Data, *, root: Data | None = None, at: str = "") -> Iterator[str]:
    """Every way in which ``value`` breaks ``schema``, as ``field: what is wrong``."""
    root = schema if root is None else root
    if "$ref" in schema:
        yield from check(value, root["$defs"][schema["$ref"].rsplit("/", 1)[1]], root=root, at=at)
    elif "anyOf" in schema:
        if value is not None:
            yield from check(value, schema["anyOf"][1], root=root, at=at)
    elif "enum" in schema:
        if value not in schema["enum"]:
            yield f"{at}: {value!r} is not one of {', '.join(schema['enum'])}"
    elif is_a(schema["type"], value):
        yield from _check_inside(value, schema, root, at)
    else:
        yield f"{at or 'file'}: must be {_NAMES[schema['type']]}, not {value!r}"


def _check_inside(value: object, schema: Data, root: Data, at: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from _check_fields(value, schema, root, at)
    elif isinstance(value, list):
        yield from _check_items(value, schema, root, at)
    elif isinstance(value, str):
        yield from _check_text(value, schema, at)
    elif isinstance(value, int | float) and value < schema.get("minimum", value):
        yield f"{at}: must be at least {schema['minimum']}, not {value}"


def _check_fields(value: dict[str, Any], schema: Data, root: Data, at: str) -> Iterator[str]:
    before = f"{at}." if at else ""
    for name in schema["required"]:
        if name not in value:
            yield f"{before}{name}: is missing"
    for name, part in value.items():
        if name in schema["properties"]:
            yield from check(part, schema["properties"][name], root=root, at=f"{before}{name}")
        else:
            yield f"{before}{name}: no such field"


def _check_items(value: list[Any], schema: Data, root: Data, at: str) -> Iterator[str]:
    if len(value) < schema.get("minItems", 0):
        yield f"{at}: needs at least {schema['minItems']}"
    seen = [json.dumps(part, sort_keys=True) for part in value]
    for place, part in enumerate(value):
        if seen.index(seen[place]) != place:
            yield f"{at}[{place}]: is there twice"
        yield from check(part, schema["items"], root=root, at=f"{at}[{place}]")


def _check_text(value: str, schema: Data, at: str) -> Iterator[str]:
    pattern = schema.get("pattern")
    if not value.strip():
        yield f"{at}: must not be empty"
    elif pattern and not re.search(pattern, value):
        yield f"{at}: {value!r} does not have the right form"
    elif pattern == _DATE:
        try:
            date.fromisoformat(value)
        except ValueError:
            yield f"{at}: {value!r} is no day of the calendar"


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


def _check_sense(data: Data, texts: Data) -> Iterator[str]:
    for field, section, code in codes_in(data):
        if code not in texts[section]:
            yield f"{field}: {code!r} has no words in texts.json under {section}"
    last, coverage, retention = data["effective_to"], data["coverage"], data["retention"]
    if last is not None and last < data["effective_from"]:
        yield "effective_to: is before effective_from"
    if (coverage["max_employees"] or coverage["min_employees"] or 0) < (coverage["min_employees"] or 0):
        yield "coverage.max_employees: is less than coverage.min_employees"
    if (retention["most_years"] or retention["years"] or 0) < (retention["years"] or 0):
        yield "retention.most_years: is less than retention.years"
    for place, notice in enumerate(data["notices"]):
        if notice["wait"] is None and (notice["extension"] is not None or notice["pauses_for_dispute"]):
            yield f"notices[{place}].wait: is missing, but its time can be extended"


def check_files(files: Mapping[str, object], schema: Data, texts: Data) -> tuple[str, ...]:
    """What is wrong with the files of a book, by file name without its ending; none where all is well."""
    complaints = [f"{name}: {found}" for name, data in files.items() for found in check(data, schema)]
    if complaints:
        return tuple(complaints)
    laws: dict[str, Data] = {name: data for name, data in files.items() if isinstance(data, dict)}
    known = {data["id"] for data in laws.values()}
    for name, data in laws.items():
        if name not in {data["id"], f"{data['id']}@{data['effective_from']}"}:
            complaints.append(f"{name}: id: {data['id']!r} does not fit the name of the file")
        complaints += [f"{name}: parents: no law {code!r}" for code in data["parents"] if code not in known]
        complaints += [f"{name}: {found}" for found in _check_sense(data, texts)]
    return tuple(complaints)
