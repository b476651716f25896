"""Saving and submitting lists. Both sides' lists close at the milestone, and for good with publication."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohorts.models import Cohort, Fellow, FellowRanking, OfficeRanking, RankingSheet, RegionRanking, Seat
from cohorts.queries.cohorts import window_of
from cohorts.queries.list_states import State, fellow_state, office_state
from cohorts.queries.met import rankable
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


class ListChanged(Conflict):
    """Another window saved this list after this one was opened."""

    sentence = _("This list was changed in another window. What you typed is still here; save again to keep it.")


class NothingToUndo(Conflict):
    """No step was taken yet."""

    sentence = _("There is no step to undo.")


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
    version: int | None = None,
) -> RankingSheet:
    """Keep a fellow's whole list: offices and regions, best first, and those never wanted; ``submit`` says it is done.

    Replaces what was there. A change makes the list unsubmitted again; saving the same list leaves it as it was.
    ``version`` is the one that the page showed. Raises :class:`ListsClosed`, :class:`EmptyList`,
    :class:`ListChanged`, or :class:`UnknownEntry` for an office without an open seat or named twice.
    """
    fellow = own_fellow(actor, fellow_id, at)
    never = set(never)
    if submit and not order:
        raise EmptyList
    seats = Seat.objects.filter(cohort_id=fellow.cohort_id, is_open=True)
    offered = dict(seats.values_list("office_id", "office__region_id"))
    regions = set(offered.values())
    if len(set(order)) != len(order) or never & set(order) or not never | set(order) <= offered.keys() | regions:
        raise UnknownEntry
    before = fellow_state(fellow)
    after = {"order": [str(entry) for entry in order], "never": sorted(map(str, never))}
    owner = {"fellow": fellow, "cohort_id": fellow.cohort_id}
    sheet = _sheet(owner, before=before, after=after, version=version)
    if before != after:
        FellowRanking.objects.filter(fellow=fellow).delete()
        RegionRanking.objects.filter(fellow=fellow).delete()
        places = list(enumerate(order, start=1))
        rows = [FellowRanking(fellow=fellow, office_id=one, position=n) for n, one in places if one not in regions]
        rows += [FellowRanking(fellow=fellow, office_id=office, never=True) for office in sorted(never)]
        FellowRanking.objects.bulk_create(rows)
        RegionRanking.objects.bulk_create(
            [RegionRanking(fellow=fellow, region_id=one, position=n) for n, one in places if one in regions]
        )
    return _keep_sheet(sheet, actor=actor, at=at, changed=before != after, submit=submit)


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
    scores: Mapping[UUID, int] | None = None,
    version: int | None = None,
) -> RankingSheet:
    """Keep an office's whole list: fellows in order, those in one group equally welcome, and whom it refuses and why.

    ``submit`` says that it is done; an empty list then means that everyone is equally welcome. ``scores`` are kept
    where the order was made of them. The reasons are encrypted and never shown to the fellow. Where offices rank only
    finalists they met, nobody else is taken; who was refused before stays so. Raises :class:`ListsClosed`,
    :class:`ListChanged` or :class:`UnknownEntry`.
    """
    office = own_office(actor, office_id, cohort_id, at)
    listed = [fellow for group in groups for fellow in group]
    scores = {one: score for one, score in (scores or {}).items() if one in listed}
    before, known = office_state(office_id, cohort_id), rankable_ids(office_id, cohort_id)
    still = {UUID(one) for one in before["refused"]}
    if len(set(listed)) != len(listed) or set(listed) & set(refused):
        raise UnknownEntry
    if not set(listed) <= known or not set(refused) <= known | still:
        raise UnknownEntry
    after = {
        "groups": [sorted(map(str, group)) for group in groups],
        "scores": {str(one): score for one, score in scores.items()},
        "refused": {str(one): reason for one, reason in refused.items()},
    }
    place = {"office": office, "cohort_id": cohort_id}
    sheet = _sheet(place, before=before, after=after, version=version)
    if before != after:
        OfficeRanking.objects.filter(**place).delete()
        numbered = [(n, fellow) for n, group in enumerate(groups, start=1) for fellow in group]
        OfficeRanking.objects.bulk_create(
            OfficeRanking(**place, fellow_id=one, position=n, score=scores.get(one)) for n, one in numbered
        )
        OfficeRanking.objects.bulk_create(
            OfficeRanking(**place, fellow_id=one, not_this_person=True, reason=reason)
            for one, reason in sorted(refused.items())
        )
    return _keep_sheet(sheet, actor=actor, at=at, changed=before != after, submit=submit)


@transaction.atomic
def undo_fellow_list(*, actor: Person, fellow_id: UUID, at: datetime, version: int | None = None) -> RankingSheet:
    """Bring back the list before its last change; once more brings the change back.

    Raises :class:`NothingToUndo` and what :func:`save_fellow_list` raises.
    """
    own_fellow(actor, fellow_id, at)
    state = _previous(RankingSheet.objects.filter(fellow_id=fellow_id).first())
    return save_fellow_list(
        actor=actor, fellow_id=fellow_id, order=[UUID(entry) for entry in state["order"]],
        never=[UUID(entry) for entry in state["never"]], at=at, version=version,
    )  # fmt: skip


@transaction.atomic
def undo_office_list(
    *, actor: Person, office_id: UUID, cohort_id: UUID, at: datetime, version: int | None = None
) -> RankingSheet:
    """Bring back an office's list before its last change; once more brings the change back."""
    own_office(actor, office_id, cohort_id, at)
    state = _previous(RankingSheet.objects.filter(office_id=office_id, cohort_id=cohort_id).first())
    return restore_office_list(
        actor=actor, office_id=office_id, cohort_id=cohort_id, state=state, at=at, version=version
    )


def restore_office_list(
    *, actor: Person, office_id: UUID, cohort_id: UUID, state: State, at: datetime, version: int | None = None
) -> RankingSheet:
    """Keep an office's list as it once was, but for people who can't be on it any more."""
    known = rankable_ids(office_id, cohort_id)
    refusable = known | {UUID(one) for one in office_state(office_id, cohort_id)["refused"]}
    groups = [[key for one in group if (key := UUID(one)) in known] for group in state["groups"]]
    return save_office_list(
        actor=actor, office_id=office_id, cohort_id=cohort_id, at=at, version=version,
        groups=[group for group in groups if group],
        scores={UUID(one): score for one, score in state["scores"].items()},
        refused={key: reason for one, reason in state["refused"].items() if (key := UUID(one)) in refusable},
    )  # fmt: skip


def rankable_ids(office_id: UUID, cohort_id: UUID) -> set[UUID]:
    """The finalists an office may put on its list."""
    return set(rankable(Cohort.objects.get(pk=cohort_id), office_id).values_list("pk", flat=True))


def _previous(sheet: RankingSheet | None) -> State:
    if sheet is None or sheet.previous is None:
        raise NothingToUndo
    state: State = sheet.previous
    return state


def own_fellow(actor: Person, fellow_id: UUID, at: datetime) -> Fellow:
    """The actor's own fellow row, its cohort locked: publication and every list wait for one another there."""
    fellow = Fellow.objects.select_related("person").get(pk=fellow_id)
    require(actor, "cohorts.rank_offices", fellow)
    _lock_open_cohort(fellow.cohort_id, at)
    return fellow


def own_office(actor: Person, office_id: UUID, cohort_id: UUID, at: datetime) -> HostOffice:
    """An office whose list the actor makes, its cohort locked."""
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


def _sheet(owner: Mapping[str, Any], *, before: State, after: State, version: int | None) -> RankingSheet:
    """The sheet of a list, one version further where the list changes. The same list again is no quarrel."""
    sheet = RankingSheet.objects.filter(**owner).first() or RankingSheet(**owner)
    if before != after:
        if version is not None and version != sheet.version:
            raise ListChanged
        sheet.version += 1
        sheet.previous = before
    return sheet


def _keep_sheet(sheet: RankingSheet, *, actor: Person, at: datetime, changed: bool, submit: bool) -> RankingSheet:
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
