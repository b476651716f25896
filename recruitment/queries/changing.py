"""What a change to a sent application brings up: questions that have to be answered before it is saved."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from recruitment.queries.forms import StepFacts
from recruitment.queries.own import Mine
from recruitment.rules.answers import QuestionSpec, lack_of
from recruitment.rules.conditions import asked

BETWEEN = "~"


def _everything(mine: Mine) -> tuple[QuestionSpec, ...]:
    return tuple(spec for page in mine.pages for spec in page.specs)


def widened(step: StepFacts, mine: Mine, keys: str) -> StepFacts:
    """The page with those questions of other pages that it said it shows too (``keys``, joined by "~").

    Only an application that was sent has such pages; keys that make no sense are passed over.
    """
    wanted = set(keys.split(BETWEEN)) if keys and mine.submitted_at is not None else set()
    return _with(step, [spec for spec in _everything(mine) if spec.key in wanted])


def _with(step: StepFacts, specs: list[QuestionSpec]) -> StepFacts:
    here = {spec.key for spec in step.specs}
    more = tuple(spec for spec in specs if spec.key not in here)
    return replace(step, specs=(*step.specs, *more)) if more else step


def brought_up(
    step: StepFacts, mine: Mine, values: Mapping[str, Any], uploads: Mapping[str, Any]
) -> tuple[StepFacts, tuple[str, ...]]:
    """The page with every question that these answers ask for and that has no whole answer yet, and their keys."""
    files = {key: {"name": upload.name, "size": upload.size} for key, upload in uploads.items()}
    known = {**mine.values, **values, **files}
    lacking = [spec for spec in asked(_everything(mine), known) if lack_of(spec, known.get(spec.key))]
    return _with(step, lacking), tuple(spec.key for spec in lacking)


def keys_beside(step: StepFacts, mine: Mine) -> tuple[str, ...]:
    """The keys of the questions that stand on the page and belong to another."""
    own = {spec.key for page in mine.pages if page.key == step.key for spec in page.specs}
    return tuple(spec.key for spec in step.specs if spec.key not in own)
