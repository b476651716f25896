"""Saved views of the pipeline, as links."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from fellowship.access import can, visible
from fellowship.models import Person
from fellowship.prepared import prepared
from recruitment.access.saved_views import views_usable_by
from recruitment.models import SavedView

READ = ("name", "query", "shared", "person__name", "person__called", "person__email")


@dataclass(frozen=True, slots=True)
class ViewLink:
    """A saved view. ``by`` is who shared it, empty for one's own; ``current`` where the page shows it now."""

    id: UUID
    name: str
    query: str
    shared: bool
    by: str
    current: bool = False


@prepared
def _usable(person: UUID) -> QuerySet[SavedView]:
    return views_usable_by(person).select_related("person").only(*READ).order_by("name", "pk")


def views_for(person: Person, *, showing: str = "") -> tuple[ViewLink, ...]:
    """One's own views and then those others shared, by name; one query."""
    found = _usable(person.pk) if can(person, "recruitment.use_view") else []
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
