"""Comparing two rates that few people stand behind: Fisher's exact test, and an interval for the ratio.

scipy is loaded where a number is worked out, which only the worker does: see docs/adr/0016.
"""

from math import exp, inf, log, sqrt
from statistics import NormalDist

CONFIDENCE = 0.95
_Z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
# Ratios beyond these are as good as none and as good as endless.
_SMALLEST, _LARGEST = log(1e-9), log(1e9)


def fisher(passed: int, pool: int, other_passed: int, other_pool: int) -> float:
    """The two-sided p of Fisher's exact test (1922; two-sided by the method of small probabilities).

    How often a difference as large as this one, or larger, would come about if both groups had the same chance.
    """
    from scipy.stats import fisher_exact  # noqa: PLC0415  (see the module)

    table = [[passed, pool - passed], [other_passed, other_pool - other_passed]]
    return min(float(fisher_exact(table).pvalue), 1.0)


def _score(ratio: float, passed: int, pool: int, other_passed: int, other_pool: int) -> float:
    """How far the rates stand from the given ratio, in standard errors under that ratio."""
    both = pool + other_pool
    middle = ratio * (pool + other_passed) + passed + other_pool
    under = max(middle * middle - 4 * ratio * both * (passed + other_passed), 0.0)
    # The likeliest rate of the first group if the ratio were true.
    rate = min((middle - sqrt(under)) / (2 * both), 1.0)
    other = min(rate / ratio, 1.0)
    distance = passed / pool - ratio * other_passed / other_pool
    variance = rate * (1 - rate) / pool + ratio * ratio * other * (1 - other) / other_pool
    if distance == 0:
        return 0.0
    return distance / sqrt(variance) if variance > 0 else (inf if distance > 0 else -inf)


def interval(passed: int, pool: int, other_passed: int, other_pool: int) -> tuple[float, float]:
    """A 95 % interval of the ratio of the first rate to the second, by scores (Koopman, Biometrics 40, 1984).

    It holds its promise for small groups, and where nobody passed. Raises
    ``ValueError`` where the second rate is zero: there is no ratio then.
    """
    from scipy.optimize import brentq  # noqa: PLC0415  (see the module)

    if not other_passed or not pool:
        message = "there is no ratio to a rate of zero"
        raise ValueError(message)

    def off(at: float, wanted: float) -> float:
        found = _score(exp(at), passed, pool, other_passed, other_pool) - wanted
        return max(min(found, 1e6), -1e6)

    ratio = (passed / pool) / (other_passed / other_pool)
    middle = log(ratio) if passed else _SMALLEST
    low = exp(brentq(off, _SMALLEST, middle, args=(_Z,))) if passed else 0.0
    high = exp(brentq(off, middle, _LARGEST, args=(-_Z,)))
    return low, high
