"""The statistics against known values, and the proof that no published number tells of one to four people."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.stats.contingency import relative_risk

from recruitment.rules import equal_opportunity as rules
from recruitment.rules.equal_opportunity import ATOMS, NOT_SAID, Answers, Gender, Mixed, Part, Race
from recruitment.rules.equal_opportunity_groups import LEAST, bundled, coarsest, rolled_up
from recruitment.rules.equal_opportunity_report import (
    Row,
    Standing,
    Step,
    Table,
    View,
    added_up,
    as_plain,
    from_plain,
    tables_of,
)
from recruitment.rules.equal_opportunity_statistics import fisher, interval
from recruitment.rules.stages import Stage

RACES = ATOMS[Part.RACE]
POOLS = {Step.INTERVIEW: (0, 4), Step.OFFER: (1, 4), Step.ACCEPTED: (2, 4), Step.OVERALL: (0, 4)}
PASSED = {Step.INTERVIEW: (1, 4), Step.OFFER: (2, 4), Step.ACCEPTED: (3, 4), Step.OVERALL: (2, 4)}


# Known values: the tea tasting (Fisher 1935), and Koopman's own example (Biometrics 1984).


@pytest.mark.parametrize(
    ("numbers", "p"),
    [((3, 4, 1, 4), 0.485714), ((8, 10, 1, 6), 0.034965), ((0, 12, 0, 9), 1.0), ((10, 10, 0, 10), 2 / 184_756)],
)
def test_fisher_gives_what_the_books_give(numbers, p):
    assert fisher(*numbers) == pytest.approx(p, rel=1e-3)


def test_the_interval_gives_what_koopman_gives():
    assert interval(36, 40, 16, 80) == pytest.approx((2.939, 7.152), abs=0.001)


def test_the_interval_agrees_with_the_usual_one_where_groups_are_large():
    usual = relative_risk(3000, 10_000, 4000, 10_000).confidence_interval()
    assert interval(3000, 10_000, 4000, 10_000) == pytest.approx((usual.low, usual.high), abs=0.001)


def test_nobody_passed_and_everybody_passed_have_an_interval_too():
    low, high = interval(0, 10, 5, 10)
    assert (low, round(high, 2)) == (0.0, 0.61)
    assert interval(10, 10, 10, 10) == pytest.approx((0.722, 1.384), abs=0.001)
    with pytest.raises(ValueError, match="no ratio"):
        interval(3, 10, 0, 10)


@given(st.integers(1, 300), st.integers(1, 300), st.data())
@settings(max_examples=150)
def test_the_interval_holds_the_ratio_and_turns_round(pool, other_pool, data):
    passed, other = data.draw(st.integers(1, pool)), data.draw(st.integers(1, other_pool))
    low, high = interval(passed, pool, other, other_pool)
    ratio = (passed / pool) / (other / other_pool)
    assert 0 < low <= ratio * (1 + 1e-6)
    assert ratio * (1 - 1e-6) <= high
    back = interval(other, other_pool, passed, pool)
    assert (1 / back[1], 1 / back[0]) == pytest.approx((low, high), rel=1e-4)
    assert 0 <= fisher(passed, pool, other, other_pool) <= 1


# Answers.


@pytest.mark.parametrize(
    ("race", "atom", "eeo_1"),
    [
        ({Race.MIDDLE_EASTERN}, Race.MIDDLE_EASTERN, Race.WHITE),
        ({Race.WHITE, Race.MIDDLE_EASTERN}, Mixed.WHITE_AND_MIDDLE_EASTERN, Race.WHITE),
        ({Race.HISPANIC, Race.BLACK}, Mixed.HISPANIC_AND_MORE, Race.HISPANIC),
        ({Race.HISPANIC}, Race.HISPANIC, Race.HISPANIC),
        ({Race.ASIAN, Race.BLACK}, Mixed.SEVERAL, Mixed.SEVERAL),
        ({Race.MIDDLE_EASTERN, Race.BLACK}, Mixed.SEVERAL, Mixed.SEVERAL),
        ({Race.PACIFIC}, Race.PACIFIC, Race.PACIFIC),
        ({"unknown"}, NOT_SAID, NOT_SAID),
        (set(), NOT_SAID, NOT_SAID),
    ],
)
def test_each_person_is_counted_once_and_rolls_up(race, atom, eeo_1):
    assert rules.atom_of(Part.RACE, Answers(frozenset(race))) == atom
    assert rules.wider(atom) == eeo_1


@given(
    st.builds(
        Answers,
        race=st.frozensets(st.sampled_from([str(race) for race in Race])),
        gender=st.sampled_from(["", *map(str, Gender)]),
        veteran=st.sampled_from(["", "yes", "no"]),
        disability=st.sampled_from(["", "yes", "no"]),
    )
)
def test_sealed_answers_come_back_and_their_size_tells_nothing(answers):
    assert rules.unseal(rules.seal(answers)) == answers
    assert len(rules.seal(answers)) == len(rules.seal(rules.SKIPPED)) == rules.LENGTH
    assert all(rules.atom_of(part, answers) in ATOMS[part] for part in Part)


def test_how_far_somebody_came_does_not_shrink_when_they_leave():
    assert rules.level_of([Stage.DECLINED, Stage.IN_REVIEW]) == 0
    assert rules.level_of([Stage.SUBMITTED, Stage.WAITLISTED, Stage.OFFERED, Stage.WITHDRAWN]) == 2
    assert rules.level_of([Stage.INTERVIEW, Stage.PLACED]) == 3
    assert rules.level_of([]) == 0


# The report.


def counts(**levels):
    return {atom: levels.get(atom, (0, 0, 0, 0)) for atom in RACES}


LARGE = counts(
    asian=(30, 10, 5, 5),
    black=(40, 5, 5, 10),
    white=(50, 20, 10, 20),
    hispanic=(25, 10, 5, 10),
    not_said=(30, 9, 5, 6),
)


def table(tables, view, step):
    (found,) = [each for each in tables if (each.view, each.step) == (view, step)]
    return found


def row(found, *atoms):
    (one,) = [each for each in found.rows if each.atoms == atoms]
    return one


def test_rates_ratios_and_the_highest_group():
    found = table(tables_of(Part.RACE, LARGE), View.EEO_1, Step.INTERVIEW)
    white = row(found, "middle_eastern", "white", "white_and_middle_eastern")
    assert (white.pool, white.passed, white.rate, white.standing) == (100, 50, 0.5, Standing.HIGHEST)
    hispanic = row(found, "hispanic", "hispanic_and_more")
    assert (hispanic.rate, hispanic.standing, hispanic.ratio) == (0.5, Standing.COMPARED, 1.0)
    black = row(found, "black")
    assert (black.pool, black.passed) == (60, 20)
    assert black.ratio == pytest.approx(2 / 3)
    assert black.p == pytest.approx(fisher(20, 60, 50, 100))
    assert (black.low, black.high) == interval(20, 60, 50, 100)
    assert row(found, "not_said").standing is Standing.APART
    overall = row(table(tables_of(Part.RACE, LARGE), View.RACE, Step.OVERALL), "black")
    assert (overall.pool, overall.passed) == (60, 15)


def test_a_group_under_two_in_a_hundred_is_not_compared():
    many = counts(white=(900, 100, 50, 50), asian=(300, 100, 50, 50), black=(6, 6, 0, 0))
    assert row(table(tables_of(Part.RACE, many), View.RACE, Step.INTERVIEW), "black") == Row(
        ("black",), 12, 6, Standing.TOO_FEW
    )


def test_nobody_passed_means_no_ratio():
    found = tables_of(Part.RACE, counts(white=(50, 0, 0, 0), asian=(30, 0, 0, 0)))
    assert {each.standing for each in found[0].rows} == {Standing.APART}
    assert not found[0].compares


def test_small_groups_go_to_their_wider_group_first():
    split = dict.fromkeys(RACES, (0, 0)) | {
        "white": (40, 40), "middle_eastern": (3, 9), "white_and_middle_eastern": (0, 2), "black": (20, 20),
        "asian": (10, 2), "pacific": (1, 1), "american_indian": (2, 2), "not_said": (20, 30),
    }  # fmt: skip
    found = bundled(split, [frozenset({atom}) for atom in RACES])
    assert frozenset({"middle_eastern", "white_and_middle_eastern", "white"}) in found
    assert frozenset({"asian", "pacific", "american_indian"}) <= next(each for each in found if "asian" in each)
    assert frozenset({"black"}) in found
    assert len(rolled_up(found)) <= len(found)


def test_too_few_people_publish_nothing():
    assert tables_of(Part.RACE, counts(white=(2, 1, 1, 0), black=(1, 1, 1, 1))) == ()
    assert tables_of(Part.GENDER, {}) != ()  # nobody at all: zeros tell of nobody
    assert bundled({"a": (3, 9), "b": (1, 9)}, [frozenset("a"), frozenset("b")]) == ()


def test_reports_are_added_up_from_what_they_published():
    one = tables_of(Part.RACE, LARGE)
    both = added_up([one, one])
    assert [(each.view, each.step) for each in both] == [(each.view, each.step) for each in one]
    for single, double in zip(one, both, strict=True):
        assert [(r.atoms, 2 * r.pool, 2 * r.passed) for r in single.rows] == [
            (r.atoms, r.pool, r.passed) for r in double.rows
        ]
    assert added_up([one]) == ()


def test_adding_up_takes_the_bundles_of_both():
    left = [frozenset("ab"), frozenset("c"), frozenset("d")]
    right = [frozenset("a"), frozenset("bc"), frozenset("d")]
    assert coarsest([left, right]) == (frozenset("abc"), frozenset("d"))


def test_a_kept_report_comes_back():
    tables = tables_of(Part.RACE, LARGE)
    assert from_plain(as_plain(tables)) == tables
    assert isinstance(tables[0], Table)


# The proof. Whoever knows every published number looks for the least and the most that each hidden number can be.

few = st.one_of(st.integers(0, 9), st.integers(0, 60))
people = st.tuples(few, few, few, few)
crowds = st.fixed_dictionaries(dict.fromkeys(RACES, people))
genders = st.fixed_dictionaries(dict.fromkeys(ATOMS[Part.GENDER], people))


def told(tables, atoms):
    """Every published number as a line: which cells it adds up, and what it says."""
    place = {atom: index for index, atom in enumerate(atoms)}
    lines, says = [], []
    for each in tables:
        for one in each.rows:
            for (low, high), number in ((POOLS[each.step], one.pool), (PASSED[each.step], one.passed)):
                line = np.zeros((len(atoms), 4))
                line[[place[atom] for atom in one.atoms], low:high] = 1
                lines.append(line.ravel())
                says.append(number)
    return np.array(lines), np.array(says)


def can_be_otherwise(cells, truth, lines, says):
    """Whether the hidden number could be another one, whatever was published."""
    for sign in (1, -1):
        found = milp(
            sign * cells, integrality=np.ones(len(cells)), bounds=Bounds(0, np.inf),
            constraints=[LinearConstraint(lines, says, says), LinearConstraint(cells, 0, truth + 50)],
        )  # fmt: skip
        assert found.success
        if round(sign * found.fun) != truth:
            return True
    return False


def hidden_numbers(crowd, atoms):
    """Every number that must not be known: each atom and each wider group, at each stage and between any two."""
    groups = {frozenset({atom}) for atom in atoms} | set(rolled_up(frozenset({atom}) for atom in atoms))
    for group in sorted(groups, key=sorted):
        for low, high in ((0, 4), (1, 4), (2, 4), (3, 4), (0, 1), (1, 2), (2, 3), (0, 2), (1, 3), (0, 3)):
            number = sum(sum(crowd[atom][low:high]) for atom in group)
            if 0 < number < LEAST:
                cells = np.zeros((len(atoms), 4))
                cells[[atoms.index(atom) for atom in group], low:high] = 1
                yield cells.ravel(), number


def assert_hides(part, crowd):
    atoms = ATOMS[part]
    tables = tables_of(part, crowd)
    for each in tables:
        for one in each.rows:
            for number in (one.pool, one.passed, one.pool - one.passed):
                assert number == 0 or number >= LEAST
    if not tables:
        return
    lines, says = told(tables, atoms)
    for cells, number in hidden_numbers(crowd, atoms):
        assert can_be_otherwise(cells, number, lines, says)


@given(crowds)
@settings(max_examples=4)
def test_no_number_of_one_to_four_can_be_worked_out(crowd):
    assert_hides(Part.RACE, crowd)


@given(genders)
@settings(max_examples=4)
def test_neither_by_gender(crowd):
    assert_hides(Part.GENDER, crowd)


@pytest.mark.deep
@given(crowds)
@settings(max_examples=200)
def test_no_number_of_one_to_four_can_be_worked_out_at_length(crowd):
    assert_hides(Part.RACE, crowd)


def test_the_proof_itself_finds_a_leak():
    crowd = dict.fromkeys(RACES, (0, 0, 0, 0)) | {"white": (9, 9, 9, 9), "asian": (3, 0, 0, 0)}
    open_table = Table(
        View.RACE, Step.INTERVIEW, (Row(("white",), 36, 27), Row(tuple(sorted(set(RACES) - {"white", "asian"})), 0, 0))
    )
    total = Table(View.RACE, Step.INTERVIEW, (Row(RACES, 39, 27),))
    lines, says = told([open_table, total], RACES)
    answers = [can_be_otherwise(cells, number, lines, says) for cells, number in hidden_numbers(crowd, RACES)]
    assert False in answers


@given(crowds)
@settings(max_examples=4)
def test_later_stages_are_put_together_further_and_everybody_is_in_one_bundle(crowd):
    tables = {(each.view, each.step): each for each in tables_of(Part.RACE, crowd)}
    for view in (View.RACE, View.EEO_1):
        shown = [tables[view, step] for step in (Step.INTERVIEW, Step.OFFER, Step.ACCEPTED) if (view, step) in tables]
        for each in shown:
            assert sorted(atom for one in each.rows for atom in one.atoms) == sorted(RACES)
        for early, late in pairwise(shown):
            assert all(any(set(one.atoms) <= set(two.atoms) for two in late.rows) for one in early.rows)
