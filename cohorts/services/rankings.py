"""Saving and submitting lists. Both sides' lists close at the milestone, and for good with publication."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohorts.models import Cohort, Fellow, FellowRanking, OfficeRanking, RankingSheet, Seat
from cohorts.queries.cohorts import window_of
from cohorts.rules.stages import FellowStage
from cohorts.rules.window import WindowState
from fellowship.access import require
from fellowship.models import HostOffice, Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit

SENTENCES = {
    WindowState.NOT_YET: _("Lists can't be made yet."),
    WindowState.CLOSED: _("Lists are closed. Your list stands as you last saved it."),
    WindowState.PUBLISHED: _("Placements are published, so lists can't change any more."),
}


class ListsClosed(Conflict):
    """Lists may not be changed at this moment."""


class UnknownEntry(Conflict):
    """A list names somebody or some office that is not in this cohort."""

    sentence = _("Something on this list is not part of the cohort any more. Open the page again.")


class EmptyList(Conflict):
    """A list without entries can't be submitted."""

    sentence = _("Put at least one office on your list before you submit it.")


@transaction.atomic
def save_fellow_list(
    *,
    actor: Person,
    fellow_id: UUID,
    order: Sequence[UUID],
    never: Iterable[UUID],
    at: datetime,
    submit: bool = False,
) -> RankingSheet:
    """Keep a fellow's whole list: offices in order, best first, and those never wanted; ``submit`` says it is done.

    Replaces what was there. A change makes the list unsubmitted again; saving the same list leaves it as it was.
    Raises :class:`ListsClosed`, :class:`EmptyList`, or :class:`UnknownEntry` for an office without an open seat or
    named twice.
    """
    fellow = _own_fellow(actor, fellow_id, at)
    never = set(never)
    if submit and not order:
        raise EmptyList
    offered = set(Seat.objects.filter(cohort_id=fellow.cohort_id, is_open=True).values_list("office_id", flat=True))
    if len(set(order)) != len(order) or never & set(order) or not (never | set(order)) <= offered:
        raise UnknownEntry
    rows = [FellowRanking(fellow=fellow, office_id=office, position=n) for n, office in enumerate(order, start=1)]
    rows += [FellowRanking(fellow=fellow, office_id=office, never=True) for office in sorted(never)]
    before = set(FellowRanking.objects.filter(fellow=fellow).values_list("office_id", "position", "never"))
    changed = before != {(row.office_id, row.position, row.never) for row in rows}
    if changed:
        FellowRanking.objects.filter(fellow=fellow).delete()
        FellowRanking.objects.bulk_create(rows)
    owner = {"fellow": fellow, "cohort_id": fellow.cohort_id}
    return _keep_sheet(owner, actor=actor, at=at, changed=changed, submit=submit)


@transaction.atomic
def save_office_list(
    *,
    actor: Person,
    office_id: UUID,
    cohort_id: UUID,
    groups: Sequence[Sequence[UUID]],
    refused: Mapping[UUID, str],
    at: datetime,
    submit: bool = False,
) -> RankingSheet:
    """Keep an office's whole list: fellows in order, those in one group equally welcome, and whom it refuses and why.

    ``submit`` says that it is done; an empty list then means that everyone is equally welcome.
    The reasons are encrypted and never shown to the fellow. Raises :class:`ListsClosed` or :class:`UnknownEntry`.
    """
    office = _own_office(actor, office_id, cohort_id, at)
    listed = [fellow for group in groups for fellow in group]
    known = set(
        Fellow.objects.filter(cohort_id=cohort_id).exclude(stage=FellowStage.LEFT).values_list("pk", flat=True)
    )
    if len(set(listed)) != len(listed) or set(listed) & set(refused) or not set(listed) | set(refused) <= known:
        raise UnknownEntry
    place = {"office": office, "cohort_id": cohort_id}
    rows = [
        OfficeRanking(**place, fellow_id=fellow, position=n)
        for n, group in enumerate(groups, start=1)
        for fellow in group
    ]
    rows += [
        OfficeRanking(**place, fellow_id=fellow, not_this_person=True, reason=reason)
        for fellow, reason in sorted(refused.items())
    ]
    before = {
        (row.fellow_id, row.position, row.not_this_person, row.reason) for row in OfficeRanking.objects.filter(**place)
    }
    changed = before != {(row.fellow_id, row.position, row.not_this_person, row.reason) for row in rows}
    if changed:
        OfficeRanking.objects.filter(**place).delete()
        OfficeRanking.objects.bulk_create(rows)
    return _keep_sheet(place, actor=actor, at=at, changed=changed, submit=submit)


def _own_fellow(actor: Person, fellow_id: UUID, at: datetime) -> Fellow:
    """The actor's own fellow row, its cohort locked: publication and every list wait for one another there."""
    fellow = Fellow.objects.select_related("person").get(pk=fellow_id)
    require(actor, "cohorts.rank_offices", fellow)
    _lock_open_cohort(fellow.cohort_id, at)
    return fellow


def _own_office(actor: Person, office_id: UUID, cohort_id: UUID, at: datetime) -> HostOffice:
    office = HostOffice.objects.get(pk=office_id)
    require(actor, "cohorts.rank_fellows", office)
    _lock_open_cohort(cohort_id, at)
    if not Seat.objects.filter(cohort_id=cohort_id, office=office).exists():
        raise UnknownEntry
    return office


def _lock_open_cohort(cohort_id: UUID, at: datetime) -> None:
    cohort = Cohort.objects.select_for_update(of=("self",)).get(pk=cohort_id)
    state = window_of(cohort).state(at)
    if state is not WindowState.OPEN:
        raise ListsClosed(SENTENCES[state])


def _keep_sheet(owner: Mapping[str, Any], *, actor: Person, at: datetime, changed: bool, submit: bool) -> RankingSheet:
    sheet = RankingSheet.objects.filter(**owner).first() or RankingSheet(**owner)
    if changed:
        sheet.submitted_at = sheet.submitted_by = None
    newly_submitted = submit and sheet.submitted_at is None
    if newly_submitted:
        sheet.submitted_at, sheet.submitted_by = at, actor
    sheet.saved_at, sheet.saved_by = at, actor
    sheet.save()
    for happened, action in ((changed, "cohorts.save_list"), (newly_submitted, "cohorts.submit_list")):
        if happened:
            audit.record(actor=actor, action=action, subject=sheet, at=at)
    return sheet
