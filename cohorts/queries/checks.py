"""What a move or a publication would mean, before anybody does it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.models import Fellow, MatchRun, RunMove, Seat
from cohorts.queries.cohorts import CohortFacts, facts_of
from cohorts.queries.plans import is_stale, plan_of
from cohorts.queries.run_heads import RunHead, names_of, run_head
from cohorts.queries.supervisors import supervisors_of_offices
from cohorts.queries.wording import note_sentence
from cohorts.rules.checker import NEEDS_SIGNATURE, Breach, Finding, Note, Verdict
from cohorts.rules.stages import RunStage
from fellowship.access import visible
from fellowship.models import Letter, Person
from fellowship.rules.letters import UNSENT
from fellowship.rules.refusals import Conflict


@dataclass(frozen=True, slots=True)
class MoveCheck:
    """One move, asked about: what it would break, what someone would have to sign for, what it would mend."""

    run: RunHead
    cohort: CohortFacts
    fellow_id: UUID
    fellow: str
    here: str
    to: str
    to_id: UUID | None
    chosen: bool
    breaks: tuple[str, ...]
    raises: tuple[str, ...]
    settles: tuple[str, ...]
    targets: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Announcement:
    """Who is told what at one office."""

    office: str
    fellows: tuple[str, ...]
    supervisors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """One thing the independent check looked at: how many problems it found, and whether they stop publication."""

    label: str
    found: int
    stops: bool
    signed: bool = False


@dataclass(frozen=True, slots=True)
class PublishCheck:
    """Everything that publication would do and everything that stands against it."""

    run: RunHead
    cohort: CohortFacts
    stale: bool
    lists_open: bool
    breaches: tuple[str, ...]
    to_sign: tuple[str, ...]
    to_know: tuple[str, ...]
    announcements: tuple[Announcement, ...]
    unplaced: tuple[str, ...]
    letters: int
    guarantee_stable: bool
    looked: tuple[Looked, ...]

    @property
    def can_publish(self) -> bool:
        """Whether nothing stands against it but a signature."""
        return not self.stale and not self.breaches


@dataclass(frozen=True, slots=True)
class UnpublishCheck:
    """What taking a publication back would do."""

    run: RunHead
    cohort: CohortFacts
    in_time: bool
    placements: int
    unsent: int
    sent: int


class PlanMovedOn(Conflict):
    """The plan is no longer where the page that was sent showed it; ``back_url`` leads to where it stands."""

    sentence = gettext_lazy("This plan was published, taken back or put away in the meantime.")

    def __init__(self, run: MatchRun) -> None:
        """Keep where to look."""
        self.back_url = f"{reverse('cohorts_board')}?cohort={run.cohort_id}&run={run.pk}"
        super().__init__()


def run_for(person: Person, run_id: UUID, *stages: RunStage) -> MatchRun:
    """A run the person may match with; 404 for another. Raises :class:`PlanMovedOn` where it is in no such stage."""
    runs = MatchRun.objects.filter(cohort__in=visible(person, "cohorts.match")).select_related("cohort")
    run: MatchRun = get_object_or_404(runs, pk=run_id)
    if run.stage not in stages:
        raise PlanMovedOn(run)
    return run


def fellow_for(person: Person, fellow_id: UUID) -> Fellow:
    """A fellow of a cohort the person may match; 404 otherwise."""
    fellow: Fellow = get_object_or_404(Fellow, cohort__in=visible(person, "cohorts.match"), pk=fellow_id)
    return fellow


def run_of_move(person: Person, move_id: UUID) -> MatchRun:
    """The run of a move by hand that the person may match with; 404 otherwise."""
    cohorts = visible(person, "cohorts.match")
    move = get_object_or_404(RunMove.objects.filter(run__cohort__in=cohorts).select_related("run"), pk=move_id)
    return move.run


def move_check(person: Person, *, run_id: UUID, fellow_id: UUID, to: str) -> MoveCheck:
    """Check one move of a draft; ``to`` is an office's id, ``none``, or empty while nothing is chosen."""
    run = run_for(person, run_id, RunStage.DRAFT)
    plan, names, key = plan_of(run), names_of(person, run.cohort_id), str(fellow_id)
    office_names, fellow_names = names.office_names(), names.fellow_names()
    if key not in plan.matching or (to not in ("", "none") and to not in plan.snapshot["offices"]):
        raise Http404
    here = plan.matching[key]
    target = None if to in ("", "none") else to
    now = plan.verdict()
    then = plan.verdict_after(key, target) if to else now
    known = {*now.breaches, *now.to_sign}
    later = {*then.breaches, *then.to_sign}

    def words(notes: Iterable[Note]) -> tuple[str, ...]:
        return tuple(note_sentence(note, fellow_names, office_names) for note in notes)

    return MoveCheck(
        run=run_head(run),
        cohort=facts_of(run.cohort),
        fellow_id=fellow_id,
        fellow=fellow_names[key],
        here=office_names.get(here, "") if here else "",
        to=office_names.get(target, "") if target else "",
        to_id=UUID(target) if target else None,
        chosen=bool(to) and target != here,
        breaks=words(note for note in then.breaches if note not in known),
        raises=words(note for note in then.to_sign if note not in known),
        settles=words(note for note in (*now.breaches, *now.to_sign) if note not in later),
        targets=tuple(
            sorted(
                (
                    (key, office_names.get(key, ""))
                    for key, entry in plan.snapshot["offices"].items()
                    if key != here and entry["capacity"]
                ),
                key=lambda row: row[1],
            )
        ),
    )


def publish_check(person: Person, *, run_id: UUID, at: datetime) -> PublishCheck:
    """Check a draft before publication."""
    run = run_for(person, run_id, RunStage.DRAFT)
    plan, names = plan_of(run), names_of(person, run.cohort_id)
    office_names, fellow_names = names.office_names(), names.fellow_names()
    verdict, cohort = plan.verdict(), facts_of(run.cohort)
    announcements = _announcements(run, plan.matching, fellow_names, office_names, at)
    return PublishCheck(
        run=run_head(run),
        cohort=cohort,
        stale=is_stale(plan),
        lists_open=cohort.window.is_open(at),
        breaches=tuple(note_sentence(note, fellow_names, office_names) for note in verdict.breaches),
        to_sign=tuple(note_sentence(note, fellow_names, office_names) for note in verdict.to_sign),
        to_know=tuple(note_sentence(note, fellow_names, office_names) for note in verdict.to_know),
        announcements=announcements,
        unplaced=tuple(fellow_names[key] for key, here in plan.matching.items() if here is None),
        letters=sum(len(row.fellows) * (2 if row.supervisors else 1) for row in announcements),
        guarantee_stable=verdict.is_stable,
        looked=tuple(_looked(verdict)),
    )


def _looked(verdict: Verdict) -> Iterator[Looked]:
    """Everything that the check went through, with what it found."""
    rules = {
        _("Everyone stands once in the plan"): (Breach.UNKNOWN, Breach.MISSING),
        _("No more people than seats, and kept seats kept"): (Breach.OVER_CAPACITY, Breach.RESERVED_SEAT),
        _("“Never” and “not this person”"): (Breach.NEVER, Breach.REFUSED),
        _("Conflicts of interest"): (Breach.CONFLICT,),
        _("First days and other hard limits"): (Breach.START_DATE, Breach.LIMIT),
        _("Places agreed beforehand"): (Breach.LOCK,),
        _("Caps of regions"): (Breach.REGION_CAP,),
        _("Couples with one list"): (Breach.COUPLE_PAIR,),
    }
    claims = {
        _("Pairs: the seat is with someone lower on the office's list"): Finding.ENVY,
        _("Pairs: the office has an open seat"): Finding.EMPTY_SEAT,
        _("Pairs: the seat is held empty for another team"): Finding.HELD_SEAT,
        _("Pairs kept apart by a rule about seats (no claim)"): Finding.RULE,
        _("Couples apart who asked for one city"): Finding.COUPLE,
        _("Fellows at an office not on their list"): Finding.NOT_ON_FELLOW_LIST,
        _("Fellows at an office whose list does not have them"): Finding.NOT_ON_OFFICE_LIST,
        _("Teams smaller than their office asked for"): Finding.MINIMUM,
    }
    for label, kinds in rules.items():
        yield Looked(label, sum(note.kind in kinds for note in verdict.breaches), stops=True)
    for label, kind in claims.items():
        signed = kind in NEEDS_SIGNATURE
        yield Looked(label, sum(note.kind is kind for note in verdict.findings), stops=False, signed=signed)


def unpublish_check(person: Person, *, run_id: UUID, at: datetime) -> UnpublishCheck:
    """Look at a publication before taking it back."""
    run = run_for(person, run_id, RunStage.PUBLISHED)
    placements = [str(pk) for pk in run.placements.values_list("pk", flat=True)]
    letters = Letter.objects.filter(about_label="cohorts.placement", about_id__in=placements)
    unsent = letters.filter(stage__in=UNSENT).count()
    return UnpublishCheck(
        run=run_head(run),
        cohort=facts_of(run.cohort),
        in_time=run_head(run).can_take_back(at),
        placements=len(placements),
        unsent=unsent,
        sent=letters.filter(stage__in=["sent", "sending"]).count(),
    )


def _announcements(
    run: MatchRun,
    matching: dict[str, str | None],
    fellow_names: dict[str, str],
    office_names: dict[str, str],
    at: datetime,
) -> tuple[Announcement, ...]:
    """By office: its fellows, and the supervisors of their seats or else the office's first."""
    seats = Seat.objects.filter(cohort=run.cohort, is_open=True, supervisor__isnull=False).select_related("supervisor")
    named: dict[UUID, set[str]] = {}
    for seat in seats:
        named.setdefault(seat.office_id, set()).add(seat.supervisor.get_full_name() if seat.supervisor else "")
    leads = supervisors_of_offices({UUID(office) for office in matching.values() if office}, at.date())
    rows = []
    for office in sorted({here for here in matching.values() if here}, key=lambda key: office_names.get(key, "")):
        first = [person.get_full_name() for person in leads.get(UUID(office), ())[:1]]
        rows.append(
            Announcement(
                office=office_names.get(office, ""),
                fellows=tuple(sorted(fellow_names[key] for key, here in matching.items() if here == office)),
                supervisors=tuple(sorted({*named.get(UUID(office), set()), *first})),
            )
        )
    return tuple(rows)
