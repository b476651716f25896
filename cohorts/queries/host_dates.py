"""What a supervisor has to do for the office and by when, and the program's dates that matter there."""

import zoneinfo
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cohorts.models import Cohort, MatchRun, PlacementChange, RankingSheet, Seat
from cohorts.rules.changes import OPEN_CHANGES, ChangeKind, ChangeStage
from cohorts.rules.host_dates import DateState, Point, in_order
from cohorts.rules.stages import LIVE_PLACEMENTS, RunStage
from cohorts.rules.window import Window, WindowState
from fellowship.design.wording import moment_in_words
from fellowship.models import HostOffice, Person
from recruitment.queries import cycles
from recruitment.rules.milestones import MilestoneKind


@dataclass(frozen=True, slots=True)
class HostDate:
    """One date with its state in a word; ``kind`` is the color of the tag."""

    title: str
    when: datetime | date | None
    note: str
    kind: str
    status: str
    next: bool


@dataclass(frozen=True, slots=True)
class HostTask:
    """One thing to do at the office; without a ``url`` it can't start yet or is over."""

    title: str
    url: str
    meta: str
    kind: str
    status: str


@dataclass(frozen=True, slots=True)
class HostPlan:
    """What is to be done, and all dates in order."""

    tasks: tuple[HostTask, ...]
    dates: tuple[HostDate, ...]


def host_plan(
    person: Person, office: HostOffice, cohort: Cohort | None, seats: Sequence[Seat], *, unsigned: int, at: datetime
) -> HostPlan:
    """The plan of an office in a cohort for one of its supervisors; four queries, one without a cohort.

    ``unsigned`` is how many promises still wait. Changes are those of the person's own advocates alone. Placements
    count as published here once their letters have gone, not while they can be taken back in silence.
    """
    points = _of_changes(person, office)
    tasks: tuple[HostTask, ...] = ()
    if cohort is not None:
        dates = cycles.dates_of(cohort.cycle_id)
        told = MatchRun.objects.filter(cohort=cohort, stage=RunStage.PUBLISHED, letters_due_at__isnull=True)
        run = told.only("published_at").first()
        window = Window(
            dates.get(MilestoneKind.RANKING_OPENS), dates.get(MilestoneKind.RANKING_CLOSES), run is not None
        )
        published = run.published_at if run else dates.get(MilestoneKind.PLACEMENTS_PUBLISHED)
        points = [*_of_cohort(window, published), *_of_seats(seats), *points]
        sheet = RankingSheet.objects.filter(office=office, cohort=cohort, submitted_at__isnull=False).exists()
        tasks = tuple(_tasks(person, office, window, seats, unsigned=unsigned, is_sent=sheet, at=at))
    return HostPlan(tasks, tuple(_row(*pair) for pair in in_order(points, at=at, zone=_zone(office.time_zone))))


def _of_cohort(window: Window, published: datetime | None) -> Iterable[Point]:
    if window.opens_at:
        yield Point(_("Lists open"), window.opens_at)
    if window.closes_at:
        yield Point(_("Lists close"), window.closes_at, _("Your office’s list stands as it is saved then."))
    note = "" if window.published else _("The day may change.") if published else _("The day is not set yet.")
    yield Point(_("Placements published"), published, note, window.published)


def _of_seats(seats: Sequence[Seat]) -> Iterable[Point]:
    for day in sorted({seat.starts_on for seat in seats}):
        yield Point(_("First day"), day, ", ".join(seat.label for seat in seats if seat.starts_on == day))


def _of_changes(person: Person, office: HostOffice) -> list[Point]:
    """What changes for the advocates whom the person supervises there or will; days and places, never a reason."""
    here = Q(placement__seat__office=office, placement__supervisor=person, placement__stage__in=LIVE_PLACEMENTS)
    coming = Q(to_seat__office=office, supervisor_after=person, stage__in=OPEN_CHANGES)
    rows = PlacementChange.objects.filter(here | coming).exclude(stage=ChangeStage.CALLED_OFF)
    found = rows.select_related("placement__fellow__person", "placement__seat__office", "to_seat__office")
    points: list[Point] = []
    last_days: dict[str, Point] = {}
    for row in found.order_by("effective_on", "pk"):
        who = {"name": row.placement.fellow.person.get_full_name()}
        who["office"] = row.to_seat.office.name if row.to_seat else ""
        if row.kind == ChangeKind.LEAVE and row.until:
            points.append(Point(_("%(name)s goes on leave") % who, row.effective_on))
            points.append(Point(_("%(name)s is back from leave") % who, row.until + timedelta(days=1)))
        if row.kind == ChangeKind.TRANSFER and row.to_seat:
            points.append(Point(_("%(name)s moves to %(office)s") % who, row.effective_on))
        if row.kind in {ChangeKind.LEAVE, ChangeKind.EXTEND, ChangeKind.END}:
            title = _("New last day of %(name)s") % who
            last_days[str(row.placement_id)] = Point(title, row.placement.ends_on)
    return [*points, *last_days.values()]


def _tasks(
    person: Person, office: HostOffice, window: Window, seats: Sequence[Seat], *, unsigned: int, is_sent: bool,
    at: datetime,
) -> Iterable[HostTask]:  # fmt: skip
    state = window.state(at)
    by = (
        _moment(person, _("by %(moment)s"), window.closes_at)
        if state in {WindowState.NOT_YET, WindowState.OPEN}
        else ""
    )
    confirm = _("Confirm the seats and what your office promises")
    if unsigned:
        yield HostTask(confirm, "#promises", by, "act", _("To do"))
    else:
        yield HostTask(confirm, "", "", "good", _("Done"))
    if state is WindowState.PUBLISHED or not any(seat.is_open for seat in seats):
        return
    title, url = _("Rank the finalists"), reverse("cohorts_office_ranking", args=[office.pk])
    if state is WindowState.NOT_YET:
        yield HostTask(title, "", _moment(person, _("from %(moment)s"), window.opens_at), "quiet", _("Later"))
    elif is_sent:
        yield HostTask(title, url if state is WindowState.OPEN else "", by, "good", _("Done"))
    elif state is WindowState.OPEN:
        yield HostTask(title, url, by, "act", _("To do"))
    else:
        yield HostTask(
            title, "", _("Fellows you give no number to come last, in a draw."), "quiet", _("Lists are closed.")
        )


def _row(point: Point, state: DateState) -> HostDate:
    kind, status = {
        DateState.DONE: ("good", _("Done")),
        DateState.NEXT: ("act", _("Next")),
        DateState.LATER: ("quiet", _("Later")),
    }[state]
    return HostDate(point.title, point.when, point.note, kind, status, next=state is not DateState.DONE)


def _moment(person: Person, words: str, moment: datetime | None) -> str:
    """A moment as the person's clock shows it, with the name of the time zone."""
    if moment is None:
        return ""
    there = moment.astimezone(_zone(person.time_zone))
    return words % {"moment": moment_in_words(there, get_language() or "en", zone=True)}


def _zone(name: str) -> zoneinfo.ZoneInfo:
    return zoneinfo.ZoneInfo(name)
