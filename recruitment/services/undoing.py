"""Undoing what was just changed for several applications: an owner, a label."""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment.models import Application, ApplicationLabel, BulkChange, Label
from recruitment.rules.labels import ChangeKind, can_undo
from recruitment.services.labels import put_on
from recruitment.services.pipeline import Moved, locked


class TooLate(Conflict):
    """The hour to undo it is over."""

    sentence = _("A change like this can be undone for an hour. Choose the applications again and change them.")


@transaction.atomic
def undo_change(*, actor: Person, change_id: UUID, at: datetime) -> Moved:
    """Give each application back what it had, unless somebody changed it again since; those are named.

    A second time changes nothing. Raises ``Refused`` for somebody else's change, or :class:`TooLate`.
    """
    change = BulkChange.objects.select_for_update(of=("self",)).get(pk=change_id)
    require(actor, "recruitment.undo_change", change)
    if change.undone_at is not None:
        return Moved(0)
    if not can_undo(change.made_at, change.undone_at, at):
        raise TooLate
    had = {UUID(pk): before for pk, before in change.rows}
    applications = locked(actor, list(had))
    back = UNDO[ChangeKind(change.kind)](change, applications, had)
    change.undone_at = at
    change.save(update_fields=["undone_at"])
    audit.record_many(
        audit.Row(action="recruitment.undo_change", subject=row, at=at, actor=actor, about=row.person,
                  data={"kind": change.kind})
        for row in back
    )  # fmt: skip
    return Moved(len(back), tuple(row.reference for row in applications if row not in back))


def _owner(change: BulkChange, applications: list[Application], had: Mapping[UUID, str]) -> list[Application]:
    back = [row for row in applications if str(row.owner_id or "") == change.subject]
    people = Person.objects.in_bulk([UUID(before) for before in set(had.values()) if before])
    for row in back:
        row.owner = people.get(UUID(had[row.pk])) if had[row.pk] else None
    Application.objects.bulk_update(back, ["owner"])
    return back


def _label(change: BulkChange, applications: list[Application], _had: Mapping[UUID, str]) -> list[Application]:
    rows = ApplicationLabel.objects.filter(label_id=change.subject, application__in=applications)
    has = set(rows.values_list("application_id", flat=True))
    rows.delete()
    return [row for row in applications if row.pk in has]


def _unlabel(change: BulkChange, applications: list[Application], _had: Mapping[UUID, str]) -> list[Application]:
    label = Label.objects.filter(pk=change.subject).first()
    if label is None:
        return []
    put_on(label, applications)
    return applications


Undo = Callable[[BulkChange, list[Application], Mapping[UUID, str]], list[Application]]
UNDO: dict[ChangeKind, Undo] = {
    ChangeKind.OWNER: _owner,
    ChangeKind.LABEL: _label,
    ChangeKind.UNLABEL: _unlabel,
}
