"""Labels: put on and taken off several applications at once."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment.models import Application, ApplicationLabel, BulkChange, Cycle, Label
from recruitment.rules.labels import MOST_LABELS, ChangeKind, tidy_name
from recruitment.services.pipeline import Moved, locked


class NoName(Conflict):
    """The label has no name."""

    sentence = _("Write a name for the label, or choose one.")


class TooManyLabels(Conflict):
    """More labels than anybody sorts by."""

    sentence = _("This cycle has 60 labels. Use one of those.")


def _named(cycle_id: UUID, name: str) -> Label:
    """The cycle's label of that name, made where there is none; how it is capitalized makes no difference."""
    Cycle.objects.select_for_update(of=("self",), no_key=True).get(pk=cycle_id)
    labels = Label.objects.filter(cycle_id=cycle_id)
    known = labels.filter(name__iexact=name).first()
    if known is not None:
        return known
    if labels.count() >= MOST_LABELS:
        raise TooManyLabels
    return Label.objects.create(cycle_id=cycle_id, name=name)


@transaction.atomic
def add_label(*, actor: Person, application_ids: Sequence[UUID], name: str, at: datetime) -> Moved:
    """Put the label of that name on each application, each in its own cycle; those that have it keep it.

    Raises ``Refused``, ``TooMany``, :class:`NoName` or :class:`TooManyLabels`.
    """
    require(actor, "recruitment.decide")
    wanted = tidy_name(name)
    if not wanted:
        raise NoName
    changed: dict[UUID, list[Application]] = {}
    for application in locked(actor, application_ids):
        changed.setdefault(application.cycle_id, []).append(application)
    undo = None
    count = 0
    for cycle_id, applications in sorted(changed.items()):
        label = _named(cycle_id, wanted)
        has = set(ApplicationLabel.objects.filter(label=label).values_list("application_id", flat=True))
        new = [application for application in applications if application.pk not in has]
        put_on(label, new)
        undo = _note(actor, ChangeKind.LABEL, label, new, at) or undo
        count += len(new)
    return Moved(count, undo_id=undo)


@transaction.atomic
def remove_label(*, actor: Person, application_ids: Sequence[UUID], label_id: UUID, at: datetime) -> Moved:
    """Take a label off each application that has it. Raises ``Refused`` or ``TooMany``."""
    require(actor, "recruitment.decide")
    applications = locked(actor, application_ids)
    label = Label.objects.get(pk=label_id)
    rows = ApplicationLabel.objects.filter(label=label, application__in=applications)
    has = set(rows.values_list("application_id", flat=True))
    without = [application for application in applications if application.pk in has]
    rows.delete()
    return Moved(len(without), undo_id=_note(actor, ChangeKind.UNLABEL, label, without, at))


def put_on(label: Label, applications: Sequence[Application]) -> None:
    """Put a label on applications; where somebody was faster, nothing happens."""
    ApplicationLabel.objects.bulk_create(
        [ApplicationLabel(label=label, application=application) for application in applications],
        ignore_conflicts=True,
    )


def _note(
    actor: Person, kind: ChangeKind, label: Label, applications: Sequence[Application], at: datetime
) -> UUID | None:
    """Write down what changed, so that it can be undone."""
    if not applications:
        return None
    audit.record_many(
        audit.Row(action=f"recruitment.{kind}", subject=row, at=at, actor=actor, about=row.person,
                  data={"label": str(label.pk)})
        for row in applications
    )  # fmt: skip
    rows = [[str(application.pk), ""] for application in applications]
    change = BulkChange.objects.create(person=actor, kind=kind, subject=str(label.pk), rows=rows, made_at=at)
    return change.pk
