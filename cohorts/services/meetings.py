"""Whom an office met: noted by its supervisors, by program managers in one go, or by giving feedback."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cohorts.access import fellows_within_reach
from cohorts.models import Cohort, Fellow, Meeting, Seat
from cohorts.queries.cohorts import window_of
from cohorts.queries.met import met_ids, step_rows, told_ids
from cohorts.rules.stages import FellowStage
from cohorts.rules.window import WindowState
from cohorts.services.rankings import SENTENCES, ListsClosed, UnknownEntry, own_office
from fellowship.access import require
from fellowship.models import HostOffice, Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit


class ToldHowItWent(Conflict):
    """Feedback was given about a meeting, so it happened."""

    sentence = _("Your office said how this meeting went, so it stays.")


class StepGone(Conflict):
    """Something was noted after the step that was to be undone."""

    sentence = _("Somebody noted something after this. Look at the page again.")


@transaction.atomic
def note_meeting(
    *, actor: Person, office_id: UUID, cohort_id: UUID, fellow_id: UUID, at: datetime, met: bool = True
) -> None:
    """A supervisor notes that the office met someone, or takes it back; saying it again changes nothing.

    A number given to somebody not met any more does not count, and counts again once the meeting is noted again.
    Raises ``ListsClosed``, ``UnknownEntry``, or :class:`ToldHowItWent`.
    """
    office = own_office(actor, office_id, cohort_id, at)
    fellow = _ready(cohort_id).select_related("person").filter(pk=fellow_id).first()
    if fellow is None:
        raise UnknownEntry
    if not met and fellow_id in told_ids(cohort_id, office_id):
        raise ToldHowItWent
    if (fellow_id in met_ids(cohort_id, office_id)) is met:
        return
    _change(office, {fellow_id}, met=met, met_on=at.date(), actor=actor, at=at)
    action = "cohorts.note_meeting" if met else "cohorts.take_back_meeting"
    audit.record(actor=actor, action=action, subject=office, about=fellow.person, at=at)


@transaction.atomic
def set_meetings(
    *, actor: Person, office_id: UUID, cohort_id: UUID, met: Collection[UUID], at: datetime, met_on: date | None = None
) -> tuple[int, int]:
    """A program manager says whom an office met, of the finalists within reach; those with feedback stay.

    Gives how many are new and how many were taken back. Raises ``ListsClosed`` or ``UnknownEntry``.
    """
    office = _open_office(actor, office_id, cohort_id, at)
    mine = set(_ready(cohort_id).filter(pk__in=fellows_within_reach(actor)).values_list("pk", flat=True))
    if not set(met) <= mine:
        raise UnknownEntry
    before = met_ids(cohort_id, office_id)
    new, gone = set(met) - before, (before & mine) - set(met) - told_ids(cohort_id, office_id)
    _change(office, new, met=True, met_on=met_on or at.date(), actor=actor, at=at)
    _change(office, gone, met=False, met_on=at.date(), actor=actor, at=at)
    if new or gone:
        audit.record(
            actor=actor, action="cohorts.set_meetings", subject=office, at=at,
            data={"cohort": str(cohort_id), "noted": len(new), "taken_back": len(gone)},
        )  # fmt: skip
    return len(new), len(gone)


@transaction.atomic
def undo_meetings(*, actor: Person, office_id: UUID, cohort_id: UUID, step: datetime | None, at: datetime) -> int:
    """Take back what was noted at the moment ``step``, the newest; once more brings it back. Gives how many.

    Raises :class:`StepGone` or ``ListsClosed``.
    """
    office = _open_office(actor, office_id, cohort_id, at)
    rows = step_rows(cohort_id, office_id)
    newest = rows.first()
    if newest is None or newest.noted_at != step:
        raise StepGone
    for row in rows.filter(noted_at=step):
        row.taken_back, row.noted_by, row.noted_at = not row.taken_back, actor, at
        row.save(update_fields=["taken_back", "noted_by", "noted_at"])
    count = rows.filter(noted_at=at).count()
    audit.record(
        actor=actor, action="cohorts.undo_meetings", subject=office, at=at,
        data={"cohort": str(cohort_id), "people": count},
    )  # fmt: skip
    return count


def note_by_feedback(*, actor: Person, office: HostOffice, fellow: Fellow, at: datetime) -> None:
    """Whoever says how a meeting went has met."""
    if fellow.pk not in met_ids(fellow.cohort_id, office.pk):
        _change(office, {fellow.pk}, met=True, met_on=at.date(), actor=actor, at=at)


def _ready(cohort_id: UUID) -> QuerySet[Fellow]:
    return Fellow.objects.filter(cohort_id=cohort_id).exclude(stage=FellowStage.LEFT)


def _open_office(actor: Person, office_id: UUID, cohort_id: UUID, at: datetime) -> HostOffice:
    """An office within reach, its cohort locked and its lists not closed: after that they stand as they are."""
    office = HostOffice.objects.get(pk=office_id)
    require(actor, "cohorts.note_meetings", office)
    cohort = Cohort.objects.select_for_update(of=("self",)).get(pk=cohort_id)
    state = window_of(cohort).state(at)
    if state in (WindowState.CLOSED, WindowState.PUBLISHED):
        raise ListsClosed(SENTENCES_FOR_STAFF[state])
    if not Seat.objects.filter(cohort=cohort, office=office).exists():
        raise UnknownEntry
    return office


def _change(
    office: HostOffice, fellows: Collection[UUID], *, met: bool, met_on: date, actor: Person, at: datetime
) -> None:  # fmt: skip
    values: dict[str, Any] = {"taken_back": not met, "noted_by": actor, "noted_at": at}
    if met:
        values["met_on"] = met_on
    known = Meeting.objects.filter(office=office, fellow_id__in=fellows)
    have = set(known.values_list("fellow_id", flat=True))
    known.update(**values)
    values["met_on"] = met_on
    new = (Meeting(office=office, fellow_id=one, **values) for one in sorted(set(fellows) - have))
    # Feedback may note the same meeting at the same moment.
    Meeting.objects.bulk_create(new, ignore_conflicts=True)


SENTENCES_FOR_STAFF = {
    WindowState.CLOSED: _("Lists are closed and stand as they are, so whom offices met can’t change any more."),
    WindowState.PUBLISHED: SENTENCES[WindowState.PUBLISHED],
}
