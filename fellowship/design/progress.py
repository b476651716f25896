"""The two lines of progress: where a person is, beside where the plan is. Pure geometry on a canvas of 400 × 14."""

from dataclasses import dataclass

START, END = 4, 396


@dataclass(frozen=True, slots=True)
class Progress:
    """Where each line ends; 0 means that it is not drawn."""

    you: int
    plan: int
    behind: bool
    percent: int

    @property
    def y(self) -> int:
        """The thick line lies in the middle when it has no neighbor."""
        return 5 if self.plan else 7


def _end(part: float, whole: float) -> int:
    share = min(max(part / whole, 0), 1) if whole > 0 else 0
    return round(START + share * (END - START)) if share else 0


def progress_of(done: float, total: float, *, plan: float | None = None) -> Progress:
    """The lines for ``done`` of ``total`` things, with ``plan`` of them due by now."""
    share = min(max(done / total, 0), 1) if total > 0 else 0
    return Progress(
        you=_end(done, total),
        plan=_end(plan, total) if plan is not None else 0,
        behind=plan is not None and total > 0 and done < min(plan, total),
        percent=int(share * 100),
    )
