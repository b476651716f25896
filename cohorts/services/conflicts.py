"""Conflicts of interest: told by the fellow, the office or staff; each acts at once and goes to staff."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohorts.access import fellows_within_reach
from cohorts.models import Conflict as Row
from cohorts.models import ConflictSide, Fellow
from cohorts.rules.stages import FellowStage
from fellowship.access import require
from fellowship.models import HostOffice, Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit


class UnknownPair(Conflict):
    """The fellow or the office is not in this cohort."""

    sentence = _("This person or this office is not in the cohort any more. Open the page again.")


class NotedAlready(Conflict):
    """Staff noted this pair before."""

    sentence = _("Staff noted a conflict of these two already. Change that one.")


@transaction.atomic
def tell_as_fellow(
    *, actor: Person, fellow_id: UUID, office_id: UUID, kind: str, note: str, at: datetime
) -> Row:  # fmt: skip
    """A fellow tells of a conflict with an office; the office is not told. Telling again changes nothing."""
    fellow = Fellow.objects.select_for_update(of=("self",)).select_related("person").get(pk=fellow_id)
    require(actor, "cohorts.rank_offices", fellow)
    office = HostOffice.objects.filter(pk=office_id, seats__cohort_id=fellow.cohort_id).first()
    if office is None:
        raise UnknownPair
    return _tell(fellow, office, side=ConflictSide.FELLOW, kind=kind, note=note, actor=actor, at=at)


@transaction.atomic
def tell_as_office(
    *, actor: Person, office_id: UUID, fellow_id: UUID, cohort_id: UUID, kind: str, note: str, at: datetime
) -> Row:  # fmt: skip
    """A supervisor tells of a conflict with a fellow; the fellow is not told. Telling again changes nothing."""
    office = HostOffice.objects.get(pk=office_id)
    require(actor, "cohorts.rank_fellows", office)
    fellow = _fellow_of(cohort_id, fellow_id)
    return _tell(fellow, office, side=ConflictSide.OFFICE, kind=kind, note=note, actor=actor, at=at)


@transaction.atomic
def note_conflict(
    *, actor: Person, cohort_id: UUID, fellow_id: UUID, office_id: UUID, kind: str, note: str, at: datetime
) -> Row:  # fmt: skip
    """Staff note a conflict of two within their reach. Raises :class:`NotedAlready` or :class:`UnknownPair`."""
    office = HostOffice.objects.get(pk=office_id)
    require(actor, "cohorts.see_board", office)
    if not fellows_within_reach(actor).filter(pk=fellow_id).exists():
        raise UnknownPair
    fellow = _fellow_of(cohort_id, fellow_id)
    if Row.objects.filter(fellow=fellow, office=office, side=ConflictSide.STAFF).exists():
        raise NotedAlready
    return _tell(fellow, office, side=ConflictSide.STAFF, kind=kind, note=note, actor=actor, at=at)


@transaction.atomic
def read_conflict(*, actor: Person, conflict_id: UUID, at: datetime) -> Row:
    """A conflict with its note; the look is kept in the audit trail."""
    row = _locked(actor, conflict_id)
    audit.record_read(actor=actor, action="cohorts.read_conflict", subject=row, at=at, about=row.fellow.person)
    return row


@transaction.atomic
def change_conflict(*, actor: Person, conflict_id: UUID, kind: str, note: str, at: datetime) -> Row:
    """Change what a conflict is and what its note says."""
    row = _locked(actor, conflict_id)
    if (row.kind, row.note) != (kind, note):
        row.kind, row.note = kind, note
        row.save(update_fields=["kind", "note"])
        audit.record(
            actor=actor, action="cohorts.change_conflict", subject=row, about=row.fellow.person, at=at,
            data={"kind": kind},
        )  # fmt: skip
    return row


@transaction.atomic
def remove_conflict(*, actor: Person, conflict_id: UUID, at: datetime) -> UUID:
    """Take a conflict away: the two may be placed together again. Gives the cohort."""
    row = _locked(actor, conflict_id)
    audit.record(
        actor=actor, action="cohorts.remove_conflict", subject=row, about=row.fellow.person, at=at,
        data={"office": str(row.office_id), "kind": row.kind, "side": row.side},
    )  # fmt: skip
    cohort_id = row.fellow.cohort_id
    row.delete()
    return cohort_id


def _locked(actor: Person, conflict_id: UUID) -> Row:
    rows = Row.objects.select_for_update(of=("self",)).select_related("fellow__person", "office", "noted_by")
    row = rows.get(pk=conflict_id)
    require(actor, "cohorts.keep_conflicts", row)
    return row


def _fellow_of(cohort_id: UUID, fellow_id: UUID) -> Fellow:
    fellows = Fellow.objects.select_for_update(of=("self",)).select_related("person").filter(cohort_id=cohort_id)
    fellow = fellows.exclude(stage=FellowStage.LEFT).filter(pk=fellow_id).first()
    if fellow is None:
        raise UnknownPair
    return fellow


def _tell(
    fellow: Fellow, office: HostOffice, *, side: ConflictSide, kind: str, note: str, actor: Person, at: datetime
) -> Row:  # fmt: skip
    row, is_new = Row.objects.get_or_create(
        fellow=fellow, office=office, side=side,
        defaults={"kind": kind, "note": note, "noted_by": actor, "noted_at": at},
    )  # fmt: skip
    if is_new:
        audit.record(
            actor=actor, action="cohorts.note_conflict", subject=row, about=fellow.person, at=at,
            data={"kind": kind, "side": str(side)},
        )  # fmt: skip
    return row
