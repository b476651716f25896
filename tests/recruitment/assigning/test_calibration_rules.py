"""Leniency, drift, adjusted means and agreement: against cases whose answer is known."""

import random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.rules import calibration as rules
from recruitment.rules.calibration import Agreement, Leaning, Read, alpha, disagreement, drift, fit, judged


def uid(number: int) -> UUID:
    return UUID(int=number)


def invented(offsets: dict[int, float], applications: int = 60, noise: float = 0.1) -> list[Read]:
    """Reads by readers whose leniency is known, two for each application, every pair of readers as often."""
    lots = random.Random(7)  # noqa: S311
    pairs = [(one, other) for one in offsets for other in offsets if one < other]
    reads = []
    for number in range(applications):
        worth = lots.uniform(1.5, 3.5)
        reads += [
            Read(uid(number + 1), uid(reader), worth + offsets[reader] + lots.gauss(0, noise))
            for reader in pairs[number % len(pairs)]
        ]
    return reads


def test_leniency_is_found_again_and_taken_out() -> None:
    offsets = {101: 0.5, 102: -0.5, 103: 0.0, 104: 0.0}
    found = fit(invented(offsets, applications=240))
    by_reader = {row.reader.int: row for row in found.readers}
    for reader, offset in offsets.items():
        assert by_reader[reader].leniency == pytest.approx(offset, abs=0.08)
    assert by_reader[101].leaning is Leaning.MILDER
    assert by_reader[102].leaning is Leaning.STRICTER
    assert by_reader[103].leaning is Leaning.CLOSE
    assert found.groups == 1
    together = next(
        row for row in found.applications.values() if row.application == uid(1)
    )  # read by the mild and the strict one
    assert together.adjusted == pytest.approx(together.raw, abs=0.1)
    assert together.sigma is not None
    assert together.sigma > 0.5


def test_few_reads_say_nothing_and_pull_to_nothing() -> None:
    found = fit([Read(uid(1), uid(101), 4.0), Read(uid(1), uid(102), 1.0)])
    assert [row.leaning for row in found.readers] == [Leaning.TOO_FEW] * 2
    assert all(abs(row.leniency) < 0.5 for row in found.readers)
    assert [row.drift for row in found.readers] == [None, None]
    alone = fit([Read(uid(1), uid(101), 4.0)])
    assert (alone.readers[0].leniency, alone.readers[0].error) == (0.0, None)
    assert fit([]).readers == ()


def test_readers_who_share_nothing_are_two_groups() -> None:
    reads = [
        Read(uid(1), uid(101), 3),
        Read(uid(1), uid(102), 3),
        Read(uid(2), uid(103), 1),
        Read(uid(2), uid(104), 1),
    ]
    assert fit(reads).groups == 2


def test_drift_compares_the_last_third_with_the_first() -> None:
    assert drift([0.0] * 4 + [9.0] * 4 + [0.5] * 4) == pytest.approx(0.5)
    assert drift([0.0] * 11) is None
    steady, reads = 102, []
    for number in range(30):
        reads += [Read(uid(number + 1), uid(101), 2 + number / 30), Read(uid(number + 1), uid(steady), 2.5)]
    found = {row.reader.int: row.drift for row in fit(reads).readers}
    assert found[101] == pytest.approx(0.667, abs=0.02)


@given(
    reads=st.lists(
        st.tuples(st.integers(1, 12), st.integers(101, 105), st.integers(4, 16)),
        max_size=50,
        unique_by=lambda row: row[:2],
    )
)
def test_the_model_is_the_best_of_its_kind(reads: list[tuple[int, int, int]]) -> None:
    """No single leniency can be moved without making penalized squares larger."""
    rows = [Read(uid(a), uid(r), mark / 4) for a, r, mark in reads]
    found = fit(rows)
    lenient = {row.reader: row.leniency for row in found.readers}

    def squares(by: dict[UUID, float]) -> float:
        total = rules.SHRINKAGE * sum(value * value for value in by.values())
        for application in {row.application for row in rows}:
            left = [row.mean - by[row.reader] for row in rows if row.application == application]
            middle = sum(left) / len(left)
            total += sum((value - middle) ** 2 for value in left)
        return total

    best = squares(lenient)
    for reader, value in lenient.items():
        for step in (0.01, -0.01):
            assert squares({**lenient, reader: value + step}) > best


def test_disagreement_and_the_threshold() -> None:
    assert disagreement([3.0]) is None
    assert disagreement([2.0, 3.0]) == pytest.approx(0.7071, abs=1e-4)
    assert rules.wants_extra_read([2.0, 3.0], 0.7)
    assert not rules.wants_extra_read([2.0, 3.0], 0.71)
    assert not rules.wants_extra_read([2.0, 3.0], None)
    assert not rules.wants_extra_read([2.0], 0.1)


KRIPPENDORFF = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)


def test_alpha_is_that_of_krippendorffs_own_example() -> None:
    """Four observers, twelve units, missing data: 0.849 with the interval metric (Krippendorff 2011, section D)."""
    units = [[float(mark) for mark in column if mark is not None] for column in zip(*KRIPPENDORFF, strict=True)]
    assert alpha(units) == pytest.approx(0.849, abs=0.0005)


def test_alpha_where_nothing_can_be_said() -> None:
    assert alpha([]) is None
    assert alpha([[3.0], [2.0]]) is None
    assert alpha([[3.0, 3.0], [3.0, 3.0]]) is None
    assert alpha([[1.0, 1.0], [4.0, 4.0]]) == pytest.approx(1)
    assert rules.mean_difference([[1.0, 3.0], [2.0]]) == 2
    assert rules.mean_difference([[1.0]]) is None


@pytest.mark.parametrize(
    ("value", "readers", "samples", "said"),
    [
        (0.9, 2, 9, Agreement.TOO_FEW),
        (0.9, 9, 4, Agreement.TOO_FEW),
        (None, 9, 9, Agreement.TOO_FEW),
        (0.9, 3, 5, Agreement.RELIABLE),
        (0.7, 3, 5, Agreement.TENTATIVE),
        (0.1, 3, 5, Agreement.WEAK),
    ],
)
def test_an_agreement_is_spoken_of_only_with_enough_marks(
    value: float | None, readers: int, samples: int, said: Agreement
) -> None:
    assert judged(value, readers=readers, samples=samples) is said
