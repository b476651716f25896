"""Stage tables: the whole life of a thing as rows of (from, action) → to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fellowship.rules.refusals import NotAllowed


@dataclass(frozen=True, slots=True)
class Step:
    """One row of a stage table."""

    stage: str
    action: str
    to: str


class StageTable:
    """A table of steps. Two rows for the same stage and action are a mistake and raise ``ValueError``."""

    def __init__(self, rows: Iterable[Step]) -> None:
        """Index the rows by stage and action."""
        self.rows = tuple(rows)
        self._to: dict[tuple[str, str], str] = {}
        for row in self.rows:
            key = (str(row.stage), str(row.action))
            if key in self._to:
                message = f"two steps for {key}"
                raise ValueError(message)
            self._to[key] = str(row.to)

    def __iter__(self) -> Iterator[Step]:
        """Go through the rows in the order given."""
        return iter(self.rows)

    def allows(self, stage: str, action: str) -> bool:
        """Whether ``action`` is a step from ``stage``."""
        return (str(stage), str(action)) in self._to

    def after(self, stage: str, action: str) -> str:
        """The stage that follows ``action``; raises :class:`NotAllowed` where there is none."""
        try:
            return self._to[str(stage), str(action)]
        except KeyError:
            raise NotAllowed(str(stage), str(action)) from None

    def actions(self, stage: str) -> tuple[str, ...]:
        """The actions that lead on from ``stage``, in table order."""
        return tuple(str(row.action) for row in self.rows if str(row.stage) == str(stage))
