"""Keeping a look at the pipeline under a name."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment.models import SavedView
from recruitment.rules.view_queries import view_query

MOST_VIEWS = 40


class NameTaken(Conflict):
    """The person has a view of that name."""

    sentence = _("You have a view of that name. Choose another name.")


class TooManyViews(Conflict):
    """More views than anybody finds again."""

    sentence = _("You have 40 views. Delete one you do not use, then save this one.")


def _kept(view: SavedView) -> SavedView:
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError:
        raise NameTaken from None
    return view


@transaction.atomic
def save_view(*, actor: Person, name: str, query: str, shared: bool, at: datetime) -> SavedView:
    """Keep the filters of ``query`` under a name. Raises ``Refused``, :class:`NameTaken`, :class:`TooManyViews`."""
    require(actor, "recruitment.keep_view")
    if SavedView.objects.filter(person=actor).count() >= MOST_VIEWS:
        raise TooManyViews
    kept = view_query(query)
    view = _kept(SavedView(person=actor, name=name, query=kept, shared=shared, created_at=at, updated_at=at))
    audit.record(actor=actor, action="recruitment.save_view", subject=view, at=at, data={"shared": shared})
    return view


@transaction.atomic
def change_view(*, actor: Person, view_id: UUID, name: str, shared: bool, at: datetime) -> SavedView:
    """Rename a view or share it. Raises ``Refused`` for somebody else's and :class:`NameTaken`."""
    view = SavedView.objects.select_for_update(of=("self",)).get(pk=view_id)
    require(actor, "recruitment.keep_view", view)
    view.name, view.shared, view.updated_at = name, shared, at
    _kept(view)
    audit.record(actor=actor, action="recruitment.change_view", subject=view, at=at, data={"shared": shared})
    return view


@transaction.atomic
def delete_view(*, actor: Person, view_id: UUID, at: datetime) -> None:
    """Delete a view; one that is gone already is no matter. Raises ``Refused`` for somebody else's."""
    view = SavedView.objects.select_for_update(of=("self",)).filter(pk=view_id).first()
    if view is None:
        return
    require(actor, "recruitment.keep_view", view)
    audit.record(actor=actor, action="recruitment.delete_view", subject=view, at=at)
    view.delete()
