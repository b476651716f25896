"""Saved views: one's own to change, shared ones to use."""

from uuid import UUID

import rules
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from fellowship.access import Permission, register
from fellowship.models import Person
from recruitment.access.applicant import manages
from recruitment.models import SavedView


@rules.predicate
def uses_view(person: Person, view: SavedView | None) -> bool:
    """Pass for managers: their own views and those that were shared."""
    if not manages(person):
        return False
    return view is None or view.person_id == person.pk or view.shared


def usable_views(person: Person) -> QuerySet[SavedView]:
    """Give what :func:`uses_view` passes."""
    if not manages(person):
        return SavedView.objects.none()
    return views_usable_by(person.pk)


def views_usable_by(person: UUID) -> QuerySet[SavedView]:
    """Give a manager's own views and those that were shared; the caller has checked that they manage."""
    return SavedView.objects.filter(Q(person_id=person) | Q(shared=True))


@rules.predicate
def keeps_view(person: Person, view: SavedView | None) -> bool:
    """Pass for managers: their own views."""
    if not manages(person):
        return False
    return view is None or view.person_id == person.pk


def kept_views(person: Person) -> QuerySet[SavedView]:
    """Give what :func:`keeps_view` passes."""
    if not manages(person):
        return SavedView.objects.none()
    return SavedView.objects.filter(person=person)


MANAGER = _("A recruitment manager or a program manager")

register(
    Permission(
        "recruitment.use_view",
        who=MANAGER,
        predicate=uses_view,
        twin=usable_views,
        about=_("Open saved views of the pipeline, their own and shared ones"),
    ),
    Permission(
        "recruitment.keep_view",
        who=_("The manager who saved the view"),
        predicate=keeps_view,
        twin=kept_views,
        about=_("Save, rename, share and delete views of the pipeline"),
    ),
)
