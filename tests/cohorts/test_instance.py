"""Reading an instance: whatever is wrong is named by its path."""

import copy

import pytest

from cohorts.rules import instance
from cohorts.rules.instance import BadInstance, read_instance

GOOD = {
    "seed": 7,
    "fellows": {
        "f1": {"ranking": ["o1", ["o2"]], "skills": ["spanish"]},
        "f2": {"ranking": []},
        "f3": {"ranking": []},
    },
    "offices": {
        "o1": {"capacity": 2, "minimum": 1, "ranking": ["f1"], "reserved": [{"skill": "spanish", "seats": 1}]},
        "o2": {"capacity": 1, "ranking": [["f1", "f2"]]},
    },
    "couples": [{"members": ["f2", "f3"], "pairs": [["o1", "o2"]]}],
    "regions": {"r": {"offices": ["o1"], "cap": 2}},
    "targets": {"o1": 1},
    "conflicts": [["f1", "o2", "former employee"]],
    "locks": [["f1", "o1"]],
}

WRONG = [
    (["fellows"], None, "fellows: must be an object"),
    (["offices"], ..., "offices: is missing"),
    (["fellows", ""], {"ranking": []}, "fellows: an id must have 1 to 200 characters"),
    (["fellows", "f1"], [], "fellows.f1: must be an object"),
    (["fellows", "f1", "ranking"], ..., "fellows.f1.ranking: is missing"),
    (["fellows", "f1", "ranking"], "o1", "fellows.f1.ranking: must be a list"),
    (["fellows", "f1", "ranking"], ["o1", "o2", "o9"], 'fellows.f1.ranking[2]: there is no office "o9"'),
    (["fellows", "f1", "ranking"], ["o1", ["o2", "o1"]], 'fellows.f1.ranking[1][1]: names "o1" a second time'),
    (["fellows", "f1", "ranking"], [1], "fellows.f1.ranking[0]: must be the id of an office, a text"),
    (["fellows", "f1", "skills"], [3], "fellows.f1.skills[0]: must be a text"),
    (["offices", "o1", "capacity"], ..., "offices.o1.capacity: is missing"),
    (["offices", "o1", "capacity"], True, "offices.o1.capacity: must be a whole number"),
    (["offices", "o1", "capacity"], 1.5, "offices.o1.capacity: must be a whole number"),
    (["offices", "o1", "capacity"], -1, "offices.o1.capacity: must be from 0 to 1000000"),
    (["offices", "o1", "minimum"], 3, "offices.o1.minimum: is 3, and the office has 2 seats"),
    (["offices", "o1", "ranking"], [["f1"], [["f2"]]], "offices.o1.ranking[1][0]: must be the id of a fellow, a text"),
    (["offices", "o1", "reserved", 0, "mode"], "strict", 'offices.o1.reserved[0].mode: must be "hard" or "soft"'),
    (["offices", "o1", "reserved", 0, "seats"], 3, "offices.o1.reserved[0].seats: keeps 3 seats in all, and the"),
    (["offices", "o1", "reserved", 0, "skill"], ..., "offices.o1.reserved[0].skill: must be a text"),
    (["couples", 0, "members"], ["f2"], "couples[0].members: must be two fellows"),
    (["couples", 0, "members"], ["f2", "f2"], 'couples[0].members[1]: "f2" is in a couple already'),
    (["couples", 0, "pairs"], [["o1", None]], "couples[0].pairs[0][1]: must be the id of an office, a text"),
    (["couples", 0, "pairs"], [["o1", "o2"]] * 2, "couples[0].pairs[1]: stands on the list a second time"),
    (["regions", "r", "cap"], None, "regions.r.cap: must be a whole number"),
    (["regions", "q"], {"offices": ["o1"], "cap": 1}, 'regions.q.offices[0]: "o1" is in region "r" already'),
    (["regions", "r", "cap"], 0, 'targets.o1: the targets of region "r" pass its cap'),
    (["targets", "o1"], 9, "targets.o1: is more than the office has seats"),
    (["conflicts", 0], ["f1"], "conflicts[0]: must be a fellow, an office and a reason"),
    (["locks", 0], ["f9", "o1"], 'locks[0][0]: there is no fellow "f9"'),
    (["locks"], [["f1", "o1"], ["f1", "o2"]], 'locks[1][0]: locks "f1" a second time'),
    (["seed"], None, "seed: must be a whole number or a text"),
]


def test_every_malformed_entry_is_named():
    said = []
    for path, value, _message in WRONG:
        data = copy.deepcopy(GOOD)
        at = data
        for key in path[:-1]:
            at = at[key]
        if value is ...:
            del at[path[-1]]
        else:
            at[path[-1]] = value
        with pytest.raises(BadInstance) as refused:
            read_instance(data)
        said.append(str(refused.value))

    assert [one[: len(message)] for one, (_path, _value, message) in zip(said, WRONG, strict=True)] == [
        message for _path, _value, message in WRONG
    ]
    for junk in (None, [], "x", 3):
        with pytest.raises(BadInstance, match="must hold one JSON object"):
            read_instance(junk)


def test_sizes_are_limited(monkeypatch):
    for name, path in (
        ("MOST_FELLOWS", "fellows"),
        ("MOST_ENTRIES", "offices.o1.ranking"),
        ("MOST_COUPLES", "couples"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(instance, name, 2 if name != "MOST_COUPLES" else 0)
            with pytest.raises(BadInstance) as refused:
                read_instance(GOOD)
            assert refused.value.path == path


def test_a_good_instance_is_read_whole():
    market = read_instance(GOOD)

    assert market.fellows["f1"].ranking == (("o1",), ("o2",))
    assert market.couples[0].pairs == (("o1", "o2"),)
    assert market.joint == market.couples
    assert (market.regions[0].cap, market.targets) == (2, {"o1": 1})
    assert (market.offices["o1"].reserved[0].hard, market.locks) == (False, (("f1", "o1"),))
