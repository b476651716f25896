"""Labels of cycles and of applications, as managers see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from recruitment.models import ApplicationLabel, Label


@dataclass(frozen=True, slots=True)
class LabelFacts:
    """A label by its id and name."""

    id: UUID
    name: str


def labels_in(cycle_slug: str) -> list[tuple[str, str]]:
    """The labels in use in the cycle (in any, when none is named) as choices; one query."""
    found = Label.objects.filter(rows__isnull=False)
    if cycle_slug:
        found = found.filter(cycle__slug=cycle_slug)
    return [(str(pk), name) for pk, name in found.distinct().order_by("name", "pk").values_list("pk", "name")]


def labels_on(application_ids: Iterable[UUID]) -> dict[UUID, tuple[LabelFacts, ...]]:
    """The labels of each application, by name; one query."""
    found: dict[UUID, list[LabelFacts]] = {}
    rows = ApplicationLabel.objects.filter(application_id__in=list(application_ids)).order_by("label__name", "pk")
    for application_id, pk, name in rows.values_list("application_id", "label_id", "label__name"):
        found.setdefault(application_id, []).append(LabelFacts(pk, name))
    return {application_id: tuple(labels) for application_id, labels in found.items()}


def names_for(application_ids: Iterable[UUID]) -> tuple[str, ...]:
    """The names of the labels of the cycles that these applications belong to; one query."""
    cycles = Label.objects.filter(cycle__applications__in=list(application_ids))
    return tuple(cycles.distinct().order_by("name").values_list("name", flat=True))


def labels_of_any(application_ids: Iterable[UUID]) -> list[tuple[str, str]]:
    """The labels that any of these applications has, as choices; one query."""
    found = Label.objects.filter(rows__application__in=list(application_ids)).distinct()
    return [(str(pk), name) for pk, name in found.order_by("name", "pk").values_list("pk", "name")]
