"""What differs between two texts, and what counsel can switch on for a law."""

from typing import Any

import pytest

from recruitment.rules.fair_chance_stack import exceptions_of
from recruitment.rules.law_changes import Change, changes_between
from tests.factories import law as make_law

NOTICE = make_law.preliminary(5)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ({"factors": ["a", "b"]}, {"factors": ["b", "c"]}, [Change("factors", ["a"], ["c"], is_list=True)]),
        ({"factors": ["a", "b"]}, {"factors": ["b", "a"]}, [Change("factors", ["a", "b"], ["b", "a"], is_list=True)]),
        ({"factors": None}, {"factors": ["a"]}, [Change("factors", [], ["a"], is_list=True)]),
        ({"agency": None}, {"agency": {"url": "x"}}, [Change("agency.url", None, "x")]),
        ({"revision": 1, "level": "city"}, {"revision": 2, "level": "city"}, []),
        (
            {"notices": [NOTICE]},
            {"notices": [{**NOTICE, "wait": {**NOTICE["wait"], "days": 9}}]},
            [Change("notices.wait.days", 5, 9, "preliminary_adverse")],
        ),
        (
            {"notices": [{"kind": "a"}, {"kind": "a", "note": "x"}]},
            {"notices": [{"kind": "a"}]},
            [Change("notices.kind", "a", None, "a"), Change("notices.note", "x", None, "a")],
        ),
    ],
)
def test_each_field_that_differs_is_named_once(old: dict[str, Any], new: dict[str, Any], found: list[Change]) -> None:
    assert list(changes_between(old, new)) == found


def test_size_and_kind_of_employer_are_exceptions_where_a_law_tells_them_apart() -> None:
    own = [make_law.exemption("firearm", "everything")]
    cases: list[tuple[dict[str, Any], list[str]]] = [
        ({}, []),
        ({"exemptions": own, "min_employees": 5}, ["firearm", "employer_size"]),
        ({"max_employees": 9}, ["employer_size"]),
        ({"employer_types": ["private"]}, ["employer_kind"]),
    ]
    for coverage, codes in cases:
        law = make_law.law(coverage=make_law.covering(**coverage))
        assert [one.code for one in exceptions_of(law)] == codes
        policy = make_law.law(coverage=make_law.covering(**coverage), level="policy")
        assert {one.code for one in exceptions_of(policy)} <= {"firearm"}
