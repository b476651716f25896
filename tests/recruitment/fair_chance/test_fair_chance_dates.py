"""Working out the dates of cases: known answers, and a plain word about a file that can't be read."""

import copy
import io
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from fellowship.rules.calendars import Calendar
from recruitment.queries.law import calendar_for_case, shipped_book
from recruitment.rules.fair_chance_answer import computed, remarks
from recruitment.rules.fair_chance_input import BadInput, read_cases
from recruitment.rules.fair_chance_law import LawBook
from tests.factories import law as make

HERE = Path(__file__).parent
KNOWN = json.loads((HERE / "cases.json").read_text())["vectors"]
DATES = ("received", "response_deadline", "earliest_final", "decide_by")
KEYS = {*DATES, "per_row_end", "notices", "excluded_record_indexes", "sources"}


def outside() -> Path | None:
    """A file of cases beside the project, or the one that FAIR_CHANCE_VECTORS names."""
    named = os.environ.get("FAIR_CHANCE_VECTORS")
    places = [Path(named)] if named else [root / "shared/data/fair_chance_vectors.json" for root in HERE.parents]
    return next((path for path in places if path.is_file()), None)


def run(path: Path) -> tuple[list[dict[str, Any]], str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("fair_chance_dates", str(path), stdout=out, stderr=err)
    return json.loads(out.getvalue())["vectors"], err.getvalue()


def check(case: dict[str, Any], found: dict[str, Any]) -> None:
    """Compare what a case of a file expects with what was worked out."""
    wanted = case["expected"]
    assert set(found) == KEYS
    assert {name: found[name] for name in DATES} == {name: wanted[name] for name in DATES}, case["id"]
    assert found["excluded_record_indexes"] == wanted.get("excluded_record_indexes", []), case["id"]
    if wanted.get("per_row_end"):
        assert found["per_row_end"] == wanted["per_row_end"], case["id"]
    # An expected notice may carry a remark in brackets; the list names those that the case is about.
    assert {name.split("(")[0] for name in wanted["notices"]} - set(found["notices"]) == set(), case["id"]
    assert all(source["jurisdiction"] and source["evidence"] for source in found["sources"])


@pytest.mark.parametrize("case", KNOWN, ids=lambda case: case["id"])
def test_a_known_case(case: dict[str, Any]):
    (read,) = read_cases({"vectors": [case]}, shipped_book())
    check(case, computed(read, shipped_book(), calendar_for_case(read)))


def test_without_the_extension_the_window_is_the_first_one():
    case = copy.deepcopy(next(case for case in KNOWN if case["id"] == "known-12"))
    case["events"]["extension_requested"] = None
    (read,) = read_cases({"vectors": [case]}, shipped_book())
    found = computed(read, shipped_book(), calendar_for_case(read))
    assert (found["response_deadline"], found["earliest_final"]) == ("2026-11-25", "2026-11-27")


def test_the_command_prints_every_case_in_its_order_and_remarks_apart():
    found, said = run(HERE / "cases.json")
    assert [row["id"] for row in found] == [case["id"] for case in KNOWN]
    for row, case in zip(found, KNOWN, strict=True):
        assert set(row) == {"id", "computed"}
        check(case, row["computed"])
    assert "known-12: nothing is left to assess: no preliminary notice may be sent" in said
    assert "seattle-before-july: us-wa plays no part (not_in_force)" in said


def test_the_cases_of_a_file_outside_the_project():
    path = outside()
    if path is None:
        pytest.skip("no such file here")
    found = {row["id"]: row["computed"] for row in run(path)[0]}
    cases = json.loads(path.read_text())["vectors"]
    assert len(found) == len(cases) > 0
    for case in cases:
        check(case, found[case["id"]])


def plain() -> dict[str, Any]:
    """A case that can be read."""
    return copy.deepcopy(KNOWN[0])


def changed(place: str, value: Any) -> dict[str, Any]:
    """The case with one field changed, or taken out (``...``)."""
    case = plain()
    *way, name = place.split(".")
    inside = case
    for step in way:
        inside = inside[step]
    if value is ...:
        del inside[name]
    else:
        inside[name] = value
    return case


RECORD = {"type": "conviction", "grade": "felony", "age_years": 1}
FAULTS = [
    ("id", ..., "vectors[0].id: is missing"),
    ("id", 7, "vectors[0].id: must be a text"),
    ("jurisdictions", ..., "vectors[0].jurisdictions: must be a list"),
    ("jurisdictions", [], "vectors[0].jurisdictions: names no jurisdiction"),
    ("jurisdictions", ["us-atlantis"], "vectors[0].jurisdictions[0]: 'us-atlantis' is not one of policy-default"),
    ("events", ..., "vectors[0].events: must be an object with fields"),
    ("events.preliminary_sent", None, "vectors[0].events.preliminary_sent: is missing"),
    ("events.preliminary_sent", "2026-13-01", "vectors[0].events.preliminary_sent: '2026-13-01' is not a date"),
    ("events.preliminary_sent", "20260601", "vectors[0].events.preliminary_sent: '20260601' is not a date"),
    ("events.preliminary_sent", "9999-12-31", "vectors[0].events.preliminary_sent: '9999-12-31' is outside the years"),
    ("events.channels", ..., "vectors[0].events.channels: is missing"),
    ("events.channels", [], "vectors[0].events.channels: names no channel"),
    ("events.channels", ["email", "pigeon"], "vectors[0].events.channels[1]: 'pigeon' is not one of email, mail"),
    ("events.channels", "email", "vectors[0].events.channels: must be a list"),
    ("events.address", "moon", "vectors[0].events.address: 'moon' is not one of in_state"),
    ("events.response", "2026-05-31", "vectors[0].events.response: 2026-05-31 is before 2026-06-01"),
    ("events.extension_kind", "mood", "vectors[0].events.extension_kind: 'mood' is not one of accuracy_dispute"),
    (
        "events.dispute_closed",
        "2026-06-04",
        "vectors[0].events.dispute_opened: is missing, but the dispute was closed",
    ),
    ("holidays", ["today"], "vectors[0].holidays[0]: 'today' is not a date"),
    ("holidays", "none", "vectors[0].holidays: must be a list"),
    ("records", [7], "vectors[0].records[0]: must be an object with fields"),
    ("records", [{**RECORD, "type": "gossip"}], "vectors[0].records[0].type: 'gossip' is not one of"),
    ("records", [{**RECORD, "grade": "royal"}], "vectors[0].records[0].grade: 'royal' is not one of"),
    ("records", [{"type": "conviction"}], "vectors[0].records[0].age_years: is missing"),
    ("records", [{**RECORD, "age_years": -1}], "vectors[0].records[0].age_years: must be between 0 and 120 years"),
    ("records", [{**RECORD, "age_years": True}], "vectors[0].records[0].age_years: must be a number of years"),
    ("records", [{**RECORD, "age_years": float("nan")}], "vectors[0].records[0].age_years: must be a number of years"),
    ("records", [{**RECORD, "out_on_bail": 1}], "vectors[0].records[0].out_on_bail: must be true or false"),
    ("records", [{**RECORD, "statuses": ["lost"]}], "vectors[0].records[0].statuses[0]: 'lost' is not one of"),
    ("employer", 5, "vectors[0].employer: must be an object with fields"),
    ("employer", {"type": "club"}, "vectors[0].employer.type: 'club' is not one of"),
    ("employer", {"kind": "club"}, "vectors[0].employer.kind: 'club' is not one of"),
    ("employer", {"employees": -1}, "vectors[0].employer.employees: must be a whole number of people"),
    ("employer", {"size": "many"}, "vectors[0].employer.size: must be a whole number of people"),
    ("exemptions", {"us-ca": "all"}, "vectors[0].exemptions.us-ca: must be a list"),
    ("exemptions", {"us-zz": []}, "vectors[0].exemptions: 'us-zz' is not one of"),
]


@pytest.mark.parametrize(("place", "value", "message"), FAULTS, ids=[f"{p} {v!r}"[:60] for p, v, _ in FAULTS])
def test_a_field_that_cannot_be_read_is_named(place: str, value: Any, message: str):
    with pytest.raises(BadInput) as caught:
        read_cases({"vectors": [changed(place, value)]}, shipped_book())
    assert str(caught.value).startswith(message)


WHOLE = {
    **KNOWN[0], "records": [RECORD], "employer": {"type": "nonprofit", "employees": 40},
    "exemptions": {"us-ca": ["criminal_justice_agency"]},
}  # fmt: skip
anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-9, 10**6)
    | st.floats()
    | st.sampled_from(["", "email", "2026-06-08", "x"]),
    lambda inside: st.lists(inside, max_size=2) | st.dictionaries(st.sampled_from(["type", "id", "x"]), inside),
    max_leaves=4,
)


@settings(max_examples=300)
@given(data=st.data(), value=anything)
def test_whatever_stands_in_a_field_there_is_an_answer_or_the_field_is_named(data: st.DataObject, value: Any):
    case = copy.deepcopy(WHOLE)
    inside: Any = case
    name = data.draw(st.sampled_from(sorted(case)))
    while isinstance(inside[name], dict | list) and inside[name] and data.draw(st.booleans()):
        inside = inside[name]
        name = data.draw(st.sampled_from(sorted(inside) if isinstance(inside, dict) else range(len(inside))))
    inside[name] = value
    problem, found = "", ()
    try:
        found = read_cases({"vectors": [case]}, shipped_book())
    except BadInput as fault:
        problem = str(fault)
    assert problem.startswith("vectors[0]") is not bool(found)
    for read in found:
        assert set(computed(read, shipped_book(), calendar_for_case(read))) == KEYS


@pytest.mark.parametrize("data", [[], None, 7, {}, {"vectors": {}}, {"vectors": [7]}])
def test_a_file_of_another_shape_is_refused(data: Any):
    with pytest.raises(BadInput, match=r"^(file|vectors)"):
        read_cases(data, shipped_book())


def test_the_same_name_twice_is_refused():
    with pytest.raises(BadInput, match=r"vectors\[1\]\.id: 'known-01' is there twice"):
        read_cases({"vectors": [plain(), plain()]}, shipped_book())


@pytest.mark.parametrize(
    ("text", "message"),
    [("{", "is not JSON"), ("[" * 100_000, "is not JSON"), ('{"vectors": 1}', "vectors: must be a list")],
)
def test_the_command_ends_with_code_two(tmp_path: Path, text: str, message: str):
    path = tmp_path / "cases.json"
    path.write_text(text)
    with pytest.raises(CommandError, match=message) as caught:
        call_command("fair_chance_dates", str(path))
    assert caught.value.returncode == 2


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_file_that_is_not_there_or_no_text_is_told(tmp_path: Path, content: bytes | None):
    path = tmp_path / "cases.json"
    if content:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=r"cases\.json") as caught:
        call_command("fair_chance_dates", str(path))
    assert caught.value.returncode == 2


def answer(**changes: Any) -> dict[str, Any]:
    case = plain()
    case["events"] |= changes.pop("events", {})
    (read,) = read_cases({"vectors": [{**case, **changes}]}, shipped_book())
    return computed(read, shipped_book(), calendar_for_case(read))


@pytest.mark.parametrize(
    ("events", "day"),
    [
        ({"channels": ["mail"], "confirmed_receipt": "2026-06-02"}, "2026-06-02"),
        ({"channels": ["email", "mail_confirmed"], "confirmed_receipt": "2026-06-09"}, "2026-06-09"),
        ({"channels": ["in_person"]}, "2026-06-01"),
        ({"channels": ["email"], "address": None}, "2026-06-03"),
        ({"channels": ["mail"], "address": "abroad"}, "2026-06-21"),
    ],
)
def test_ways_of_receiving(events: dict[str, Any], day: str):
    assert answer(events=events)["received"] == day


def test_mail_needs_an_address():
    with pytest.raises(BadInput, match=r"events\.address: is missing"):
        answer(events={"channels": ["mail"], "address": None})


@pytest.mark.parametrize(
    ("employer", "reached"),
    [
        ("government", True),
        ({"type": "nonprofit", "employees": 4}, False),
        ({"types": ["public", "nonprofit"], "size": 5}, True),
        ([{"type": "gig"}, {"type": "nonprofit", "employees": 4}], True),
        ({}, True),
    ],
)
def test_ways_of_naming_an_employer(employer: Any, reached: bool):
    assert ("us-ca" in answer(employer=employer)["per_row_end"]) is reached


def test_a_conviction_named_by_its_class_is_a_conviction():
    old = {"type": "first_conviction_minor_offenses_list", "grade": "misdemeanor", "age_years": 8}
    assert answer(records=[old, {**old, "age_years": 6}])["excluded_record_indexes"] == [0]


def test_an_exemption_that_is_switched_on():
    on = {"us-federal": ["no_consumer_report"]}
    assert set(answer(exemptions=on)["per_row_end"]) == {"us-ca"}


def test_without_holidays_the_calendar_of_the_place_is_used():
    case = {**plain(), "holidays": None, "jurisdictions": ["us-ca-los-angeles-county-uninc"]}
    (read,) = read_cases({"vectors": [case]}, shipped_book())
    calendar = calendar_for_case(read)
    # Federal, state (the day after Thanksgiving) and county (César Chávez Day on its Monday) together.
    assert {date(2026, 7, 3), date(2026, 11, 27), date(2026, 3, 30), date(2028, 1, 17)} <= calendar.holidays
    assert date(2026, 6, 1) not in calendar.holidays
    texas = {**case, "jurisdictions": ["us-tx"]}
    (elsewhere,) = read_cases({"vectors": [texas]}, shipped_book())
    assert date(2026, 3, 30) not in calendar_for_case(elsewhere).holidays


def remarks_on(**changes: Any) -> str:
    case = plain()
    case["events"] |= changes.pop("events", {})
    (read,) = read_cases({"vectors": [{**case, **changes}]}, shipped_book())
    return "\n".join(remarks(read, shipped_book(), Calendar()))


def test_what_should_be_known_beside_the_dates():
    assert remarks_on() == ""
    assert "events.extention is not known and was left out" in remarks_on(events={"extention": "2026-06-02"})
    county = {"jurisdictions": ["us-ca-los-angeles-county-uninc"]}
    assert "must also be sent by mail before anything is decided" in remarks_on(**county)
    assert "a dispute is open" in remarks_on(events={"dispute_opened": "2026-06-04"})
    torn = {"response": "2026-06-02", "dispute_opened": "2026-06-04", "dispute_closed": "2026-07-20"}
    assert "the last day to decide, 2026-07-02, is before the first" in remarks_on(**county, events=torn)
    assert "nothing is left" in remarks_on(records=[{"type": "arrest_only", "age_years": 1}])
    assert "nothing is left" not in remarks_on(records=[{"type": "arrest_only", "age_years": 1}, RECORD])
    assert "kept" not in remarks_on(jurisdictions=["us-ca", "us-ma"])


def test_laws_that_keep_longer_than_another_allows_are_told():
    long = make.law("zz-long", retention={"years": 9, "most_years": None, "note": None})
    book = LawBook([long, *(text for code in shipped_book().codes for text in shipped_book().texts(code))])
    (read,) = read_cases({"vectors": [{**plain(), "jurisdictions": ["zz-long", "us-ma"]}]}, book)
    assert remarks(read, book, Calendar()) == ("known-01: kept 9 years by one law, at most 7 by another",)
