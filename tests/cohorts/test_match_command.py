"""``manage.py match``: the answer in its documented shape, and instances with known answers that stand outside."""

import gc
import io
import json
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cohorts.rules.checker import check
from tests.cohorts.brute_force import rank_sum
from tests.cohorts.test_levels import HELD, NO_STABLE
from tests.cohorts.test_matching import GALE_SHAPLEY_2

HERE = Path(__file__).parent
SLOW = ("bacchus-try", "mzn-")


def outside() -> list[Path]:
    """Instances beside the project, or in the folder that MATCHING_INSTANCES names."""
    named = os.environ.get("MATCHING_INSTANCES")
    places = [Path(named)] if named else [root / "shared/data/matching" for root in HERE.parents]
    return next((sorted(place.glob("*.json")) for place in places if place.is_dir()), [])


def match(path, **options):
    out = io.StringIO()
    call_command("match", str(path), stdout=out, **options)
    return json.loads(out.getvalue())


def written(tmp_path, text):
    path = tmp_path / "instance.json"
    path.write_text(text if isinstance(text, str) else json.dumps(text))
    return path


def known(path):
    data = json.loads(path.read_text())
    expected = data["expected"]
    climbed = match(path)
    snapshot = {key: value for key, value in data.items() if key != "expected"}
    assert check(snapshot, climbed["matching"], climbed["held_seats"]).passes, path.stem
    if "fellow_optimal" in expected:
        assert (climbed["level"], climbed["matching"], climbed["blocking"]) == ("L0", expected["fellow_optimal"], [])
    if "flexible_deferred_acceptance" in expected:
        assert climbed["matching"] == expected["flexible_deferred_acceptance"]
    if "stable_exists" in expected:
        assert climbed["level"] == ("L1" if expected["stable_exists"] else "L3")
        assert climbed["guarantees"]["proven"] is True
    if "max_placed_in_a_stable_matching" in expected:
        assert climbed["objective"]["placed"] == expected["max_placed_in_a_stable_matching"]
    if "min_blocking_pairs" in expected:
        assert len(climbed["blocking"]) == expected["min_blocking_pairs"]
    if "max_weakly_stable_size" in expected:
        best = match(path, level="L1")
        assert (best["objective"]["placed"], best["blocking"]) == (expected["max_weakly_stable_size"], [])
        # The file counts places from 1.
        if "min_rank_sum_at_max" in expected:
            placed = expected["max_weakly_stable_size"]
            assert rank_sum(data, best["matching"]) + placed == expected["min_rank_sum_at_max"]
    if "no_justified_envy" in expected:
        assert (climbed["level"], climbed["matching"]) == ("L2", expected["no_justified_envy"])
        assert climbed["held_seats"] == expected["held_seats"]


def test_the_instances_outside_have_their_known_answers():
    paths = [path for path in outside() if not path.stem.startswith(SLOW)]
    if not paths:
        pytest.skip("no instances beside the project")
    for path in paths:
        known(path)


@pytest.mark.deep
def test_the_slow_instances_outside_have_their_known_answers():
    paths = [path for path in outside() if path.stem.startswith(SLOW)]
    if not paths:
        pytest.skip("no instances beside the project")
    for path in paths:
        known(path)


def test_the_answer_has_its_documented_shape(tmp_path):
    said = match(written(tmp_path, {"id": "held", "expected": {}, **HELD}))

    assert said.pop("seconds") < 60
    assert said["guarantees"].pop("sentence").startswith("Not stable:")
    assert said == {
        "level": "L2",
        "guarantees": {"stable": False, "fellow_optimal": False, "strategy_proof": False, "proven": True},
        "matching": {"r1": "h1", "r2": "h2"},
        "unmatched": [],
        "blocking": [{"fellow": "r2", "office": "h1", "kind": "held_seat"}],
        "held_seats": {"h1": 1},
        "objective": {"held": 1, "placed": 2, "rank_sum": 1, "lottery": said["objective"]["lottery"]},
        "bound": said["objective"],
        "dropped": [],
        "conflict": [],
        "relaxation": None,
        "seed": 0,
        "input_sha256": match(written(tmp_path, HELD))["input_sha256"],
    }


def test_level_seed_and_time_limit_are_taken(tmp_path):
    path = written(tmp_path, NO_STABLE)
    refused = match(path, level="L1")
    seeded = match(path, seed=9, time_limit=30.0)

    assert (refused["level"], refused["blocking"]) == ("infeasible", [])
    assert refused["conflict"] == ["nobody has a claim", "couple c1 + c2"]
    assert refused["relaxation"]["rule"] == "couple c1 + c2"
    assert (seeded["seed"], seeded["level"], len(seeded["blocking"])) == (9, "L3", 1)
    assert seeded["input_sha256"] != refused["input_sha256"]


def test_a_file_that_cannot_be_read_is_named_with_code_2(tmp_path):
    unknown = json.loads(json.dumps(GALE_SHAPLEY_2))
    unknown["fellows"]["alpha"]["ranking"][2] = "Z"
    cases = [
        (unknown, 'fellows.alpha.ranking[2]: there is no office "Z"'),
        ("{", "is not JSON"),
        ('{"fellows": {"a": {"ranking": []}, "a": {"ranking": []}}}', '"a" stands twice'),
        ("[" * 100_000, "is not JSON"),
        ('{"fellows": NaN}', "NaN is no number"),
        ('{"fellows": {"\\ud800": {"ranking": []}}, "offices": {}}', "surrogates not allowed"),
        ('{"fellows": {"a": {"ranking": ["\\u001b[2J"]}}, "offices": {}}', '"\\u001b[2J"'),
        ('{"fellows": {' + '"a": 1,' * 30_000 + '"b": 1}}', '"a" stands twice'),
    ]
    for text, message in cases:
        with pytest.raises(CommandError) as refused:
            match(written(tmp_path, text))
        assert refused.value.returncode == 2
        assert message in str(refused.value)
    with pytest.raises(CommandError, match="can't be read") as refused:
        match(tmp_path / "nothing.json")
    assert refused.value.returncode == 2
    with pytest.raises(CommandError, match="more than 0"):
        match(written(tmp_path, HELD), time_limit=0.0)


def test_hostile_numbers_and_a_mark_at_the_beginning_cost_nothing(tmp_path):
    office = {"capacity": 1_000_000, "minimum": 1_000_000, "ranking": ["f"]}
    instance = {"fellows": {"f": {"ranking": ["o"]}}, "offices": {"o": office}}
    said = match(written(tmp_path, "\ufeff" + json.dumps(instance)))

    assert said["conflict"] == ["minimum 1000000 of o"]
    assert said["relaxation"] == {"rule": "minimum 1000000 of o", "change": "lower it to 1", "cost": 999_999}
    assert gc.isenabled()
