"""How far readers agree: disagreement on one application, leniency and drift of a reader, adjusted means, agreement.

Leniency comes from an additive model: the mean a reader gives = what the application deserves + the reader's leniency
+ chance. It is fitted by penalized least squares: the applications are taken out exactly (each read is compared with
the other reads of the same application), and the readers' equations are solved by Gauss–Seidel sweeps, which are
iterated means. The penalty :data:`SHRINKAGE` pulls a leniency that rests on few reads toward nothing, as if each
reader had that many more reads without any leniency, and it makes the answer unique where two sets of readers never
read the same application. Sources: Buja, Hastie & Tibshirani, "Linear smoothers and additive models", Annals of
Statistics 17 (1989), for the sweeps; Hoerl & Kennard, Technometrics 12 (1970), for the penalty. Agreement is
Krippendorff's alpha with the interval metric ("Computing Krippendorff's Alpha-Reliability", 2011).
"""

import math
import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

SHRINKAGE = 3.0
MOST_SWEEPS = 500
CLOSE_ENOUGH = 1e-7
# A leniency is spoken of only where it rests on enough reads, matters, and is more than chance explains.
FEWEST_READS = 8
MATTERS = 0.25
CHANCE = 2.0
# Drift compares thirds, so that the middle, where habits form, does not blur it.
THIRDS = 3
FEWEST_IN_A_THIRD = 4
# Below these an agreement of a round is a number, not a finding.
FEWEST_READERS, FEWEST_SAMPLES = 3, 5
# Krippendorff's customary lines: below the first, marks can't be relied on; from the second on, they can.
TENTATIVE, RELIABLE = 0.667, 0.8


@dataclass(frozen=True, slots=True)
class Read:
    """One reader's mean for one application; reads are handed in in the order in which they were made."""

    application: UUID
    reader: UUID
    mean: float


class Leaning(StrEnum):
    """What can be said of a reader against the others."""

    TOO_FEW = "too_few"
    CLOSE = "close"
    MILDER = "milder"
    STRICTER = "stricter"


@dataclass(frozen=True, slots=True)
class ReaderFit:
    """One reader: how many reads, their plain mean, how much milder than the others they mark, and their drift.

    ``error`` is the standard error of the leniency, ``None`` without a read shared with others. ``drift`` is how much
    milder the last third of their reads is than the first, each against the other readers of its application;
    ``None`` with too few reads.
    """

    reader: UUID
    reads: int
    mean: float
    leniency: float
    error: float | None
    drift: float | None
    leaning: Leaning


@dataclass(frozen=True, slots=True)
class ApplicationFit:
    """One application: its readers, the plain mean of their means, the mean without their leniency, and σ."""

    application: UUID
    reads: int
    raw: float
    adjusted: float
    sigma: float | None


@dataclass(frozen=True, slots=True)
class Fit:
    """The whole model. ``groups`` counts sets of readers that share no application and can't be compared."""

    readers: tuple[ReaderFit, ...]
    applications: Mapping[UUID, ApplicationFit]
    groups: int


def disagreement(means: Sequence[float]) -> float | None:
    """The standard deviation σ of the readers' means (n - 1); ``None`` with fewer than two.

    Two readers one whole mark apart have σ = 0.71.
    """
    return statistics.stdev(means) if len(means) > 1 else None


def wants_extra_read(means: Sequence[float], threshold: float | None) -> bool:
    """Whether readers stand so far apart that one more should read: σ at or above the threshold. ``None`` never."""
    sigma = disagreement(means)
    return threshold is not None and sigma is not None and sigma >= threshold - 1e-9


def fit(reads: Sequence[Read]) -> Fit:
    """Fit the model to all submitted reads of a cycle; the order of each reader's reads gives the drift."""
    by_application: dict[UUID, list[Read]] = defaultdict(list)
    by_reader: dict[UUID, list[Read]] = defaultdict(list)
    for read in reads:
        by_application[read.application].append(read)
        by_reader[read.reader].append(read)
    leniency = _leniencies(by_application, list(by_reader))
    applications = {
        application: ApplicationFit(
            application,
            len(rows),
            statistics.fmean(row.mean for row in rows),
            statistics.fmean(row.mean - leniency[row.reader] for row in rows),
            disagreement([row.mean for row in rows]),
        )
        for application, rows in by_application.items()
    }
    noise = _noise(reads, applications, leniency)
    readers = tuple(
        _reader_fit(reader, rows, applications, leniency[reader], noise) for reader, rows in by_reader.items()
    )
    return Fit(readers, applications, _groups(by_application.values(), by_reader))


def _leniencies(by_application: Mapping[UUID, Sequence[Read]], readers: Sequence[UUID]) -> dict[UUID, float]:
    """Solve the readers' normal equations, the applications being taken out."""
    weight: dict[UUID, float] = dict.fromkeys(readers, SHRINKAGE)
    pull: dict[UUID, float] = dict.fromkeys(readers, 0.0)
    shared: dict[UUID, dict[UUID, float]] = {reader: defaultdict(float) for reader in readers}
    for rows in by_application.values():
        middle, share = statistics.fmean(row.mean for row in rows), 1 / len(rows)
        for row in rows:
            weight[row.reader] += 1 - share
            pull[row.reader] += row.mean - middle
            for other in rows:
                if other.reader != row.reader:
                    shared[row.reader][other.reader] += share
    found = dict.fromkeys(readers, 0.0)
    for _ in range(MOST_SWEEPS):
        change = 0.0
        for reader in readers:
            others = sum(count * found[other] for other, count in shared[reader].items())
            better = (pull[reader] + others) / weight[reader]
            change, found[reader] = max(change, abs(better - found[reader])), better
        if change < CLOSE_ENOUGH:
            break
    return found


def _noise(
    reads: Sequence[Read], applications: Mapping[UUID, ApplicationFit], leniency: Mapping[UUID, float]
) -> float:
    """The standard deviation of what the model leaves unexplained."""
    free = len(reads) - len(applications) - len(leniency) + 1
    if free < 1:
        return 0.0
    left = sum((read.mean - leniency[read.reader] - applications[read.application].adjusted) ** 2 for read in reads)
    return math.sqrt(left / free)


def _reader_fit(
    reader: UUID, rows: Sequence[Read], applications: Mapping[UUID, ApplicationFit], leniency: float, noise: float
) -> ReaderFit:
    shared = [(row, applications[row.application]) for row in rows if applications[row.application].reads > 1]
    # A read beside one other tells half as much about the reader as a read beside very many.
    weight = sum(1 - 1 / application.reads for _, application in shared)
    error = noise / math.sqrt(weight) if weight else None
    leaning = Leaning.CLOSE
    if error is None or len(shared) < FEWEST_READS:
        leaning = Leaning.TOO_FEW
    elif abs(leniency) >= MATTERS and abs(leniency) > CHANCE * error:
        leaning = Leaning.MILDER if leniency > 0 else Leaning.STRICTER
    return ReaderFit(
        reader=reader,
        reads=len(rows),
        mean=statistics.fmean(row.mean for row in rows),
        leniency=leniency,
        error=error,
        drift=drift([row.mean - _others(row, application, leniency) for row, application in shared]),
        leaning=leaning,
    )


def _others(row: Read, application: ApplicationFit, leniency: float) -> float:
    """What the other readers of an application give it, their leniency taken out."""
    return (application.adjusted * application.reads - (row.mean - leniency)) / (application.reads - 1)


def drift(above: Sequence[float]) -> float | None:
    """How much higher the last third lies than the first; ``None`` with fewer than four reads in a third.

    ``above`` says for each read, in order, how far it lies above what the others gave.
    """
    third = len(above) // THIRDS
    if third < FEWEST_IN_A_THIRD:
        return None
    return statistics.fmean(above[-third:]) - statistics.fmean(above[:third])


def _groups(applications: Iterable[Sequence[Read]], readers: Iterable[UUID]) -> int:
    """How many sets of readers there are that no shared application joins."""
    parent = {reader: reader for reader in readers}

    def root(reader: UUID) -> UUID:
        while parent[reader] != reader:
            parent[reader] = parent[parent[reader]]
            reader = parent[reader]
        return reader

    for rows in applications:
        for row in rows[1:]:
            parent[root(row.reader)] = root(rows[0].reader)
    return len({root(reader) for reader in parent})


class Agreement(StrEnum):
    """What can be said of an alpha."""

    TOO_FEW = "too_few"
    WEAK = "weak"
    TENTATIVE = "tentative"
    RELIABLE = "reliable"


def alpha(units: Iterable[Sequence[float]]) -> float | None:
    """Krippendorff's alpha with the interval metric: 1 is perfect agreement, 0 is what chance would give.

    Each unit holds the marks that it got, whoever gave them; units with one mark say nothing. ``None`` where no
    unit has two marks or all marks are the same, since then agreement can't be told from chance.
    """
    pairable = [list(unit) for unit in units if len(unit) > 1]
    marks = [mark for unit in pairable for mark in unit]
    expected = _squares(marks) / (len(marks) - 1) if len(marks) > 1 else 0.0
    if not expected:
        return None
    observed = sum(_squares(unit) / (len(unit) - 1) for unit in pairable)
    return 1 - observed / expected


def _squares(marks: Sequence[float]) -> float:
    """The sum of the squared differences of all ordered pairs."""
    return 2 * (len(marks) * sum(mark * mark for mark in marks) - sum(marks) ** 2)


def mean_difference(units: Iterable[Sequence[float]]) -> float | None:
    """The mean distance between two readers of the same unit, in marks; ``None`` without such a pair."""
    apart = [
        abs(one - other)
        for unit in units
        for place, one in enumerate(unit)
        for other in unit[place + 1 :]
    ]  # fmt: skip
    return statistics.fmean(apart) if apart else None


def judged(value: float | None, *, readers: int, samples: int) -> Agreement:
    """What an alpha means, where there are enough readers and samples to say so."""
    if value is None or readers < FEWEST_READERS or samples < FEWEST_SAMPLES:
        return Agreement.TOO_FEW
    if value >= RELIABLE:
        return Agreement.RELIABLE
    return Agreement.TENTATIVE if value >= TENTATIVE else Agreement.WEAK
