"""The two lines of progress: where a person is, beside where the plan is. Pure geometry in percent of the width."""

from dataclasses import dataclass

WHOLE = 100


@dataclass(frozen=True, slots=True)
class Progress:
    """How long each line is, in percent; 0 means that it is not drawn."""

    you: float
    plan: float
    behind: bool
    percent: int


def _share(part: float, whole: float) -> float:
    return round(min(max(part / whole, 0), 1) * WHOLE, 1) if whole > 0 else 0.0


def progress_of(done: float, total: float, *, plan: float | None = None) -> Progress:
    """The lines for ``done`` of ``total`` things, with ``plan`` of them due by now; without a plan, one line."""
    return Progress(
        you=_share(done, total),
        plan=_share(plan, total) if plan is not None else 0.0,
        behind=plan is not None and total > 0 and done < min(plan, total),
        percent=int(_share(done, total)),
    )
