"""Named states of an invented program: for the demonstration, the tests and the benchmarks alike.

``load(name)`` builds a whole program as it stands at that stage of the year. The same name, seed and
anchor give the same people, answers and ids. The named cast goes through the real services; the crowd
around them is inserted in bulk. Importing this package is cheap: the builders are imported when used.
"""

from datetime import date
from importlib import import_module

NAMES = ("applications_open", "reviewing", "interviews", "offers", "matching_day", "mid_term", "empty")
DEFAULT = "reviewing"
SEED = 27


def load(name: str, *, scale: int = 0, anchor: date | None = None, seed: int = SEED) -> object:
    """Empty the database and build the scenario ``name`` as of ``anchor`` (today when none is given).

    ``scale`` grows it to that many applications. Raises ``ValueError`` for an unknown name.
    """
    if name not in NAMES:
        message = f"There is no scenario {name!r}. Choose one of: {', '.join(NAMES)}."
        raise ValueError(message)
    return import_module("fellowship.scenarios.build").build(name, scale=scale, anchor=anchor, seed=seed)


def loaded() -> str:
    """The name of the scenario that this database holds, or an empty text; one query."""
    facts = import_module("fellowship.models.demo").LoadedScenario
    return str(facts.objects.values_list("name", flat=True).first() or "")
