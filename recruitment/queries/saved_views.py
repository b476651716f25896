"""Saved views of the pipeline, as links."""

from dataclasses import dataclass
from uuid import UUID

from django.shortcuts import get_object_or_404

from fellowship.access import visible
from fellowship.models import Person
from recruitment.models import SavedView


@dataclass(frozen=True, slots=True)
class ViewLink:
    """A saved view. ``by`` is who shared it, empty for one's own; ``current`` where the page shows it now."""

    id: UUID
    name: str
    query: str
    shared: bool
    by: str
    current: bool = False


def views_for(person: Person, *, showing: str = "") -> tuple[ViewLink, ...]:
    """One's own views and then those others shared, by name; one query."""
    found = visible(person, "recruitment.use_view").select_related("person").order_by("name", "pk")
    links = [
        ViewLink(
            view.pk, view.name, view.query, view.shared,
            "" if view.person_id == person.pk else view.person.get_full_name(), current=view.query == showing,
        )
        for view in found
    ]  # fmt: skip
    return tuple(sorted(links, key=lambda link: bool(link.by)))


def kept_view(person: Person, view_id: UUID) -> SavedView:
    """One's own view, 404 for anybody else's."""
    view: SavedView = get_object_or_404(visible(person, "recruitment.keep_view"), pk=view_id)
    return view
