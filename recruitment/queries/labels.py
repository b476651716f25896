"""Labels of cycles and of applications, as managers see them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Aggregate, OuterRef, QuerySet, Subquery, TextField, Value
from django.shortcuts import get_object_or_404

from recruitment.models import ApplicationLabel, BulkChange, Label

# No name of a label holds an end of a line: they are tidied.
BETWEEN = "\n"


class Joined(Aggregate):
    """All texts of a group in one, with the second value between them."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, *args: Any, **kwargs: Any) -> Any:
        """PostgreSQL has another name for it."""
        return self.as_sql(*args, function="STRING_AGG", **kwargs)


def joined_labels() -> Subquery:
    """The names of an application's labels in one text, to be read with its row; :func:`names_in` takes it apart."""
    rows = ApplicationLabel.objects.filter(application=OuterRef("pk")).order_by().values("application")
    return Subquery(rows.annotate(joined=Joined("label__name", Value(BETWEEN))).values("joined"))


def names_in(joined: str | None) -> tuple[str, ...]:
    """The names in what :func:`joined_labels` gave, by name."""
    return tuple(sorted(joined.split(BETWEEN), key=str.casefold)) if joined else ()


def one_change(change_id: UUID) -> BulkChange:
    """A change of several applications; 404 where there is none."""
    found: BulkChange = get_object_or_404(BulkChange, pk=change_id)
    return found


def labels_in_use(cycle_slug: str) -> QuerySet[Label]:
    """The labels in use in the cycle, or in any when none is named."""
    found = Label.objects.filter(pk__in=ApplicationLabel.objects.values("label"))
    return found.filter(cycle__slug=cycle_slug) if cycle_slug else found


def names_for(application_ids: Iterable[UUID]) -> tuple[str, ...]:
    """The names of the labels of the cycles that these applications belong to; one query."""
    cycles = Label.objects.filter(cycle__applications__in=list(application_ids))
    return tuple(cycles.distinct().order_by("name").values_list("name", flat=True))


def labels_of_any(application_ids: Iterable[UUID]) -> list[tuple[str, str]]:
    """The labels that any of these applications has, as choices; one query."""
    found = Label.objects.filter(rows__application__in=list(application_ids)).distinct()
    return [(str(pk), name) for pk, name in found.order_by("name", "pk").values_list("pk", "name")]
