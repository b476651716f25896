"""What giving out packets would do: applications that want readers, who would get them, and who can't and why."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, F, IntegerField, OuterRef, QuerySet, Sum
from django.db.models.functions import Cast, Coalesce

from fellowship.access import visible
from fellowship.models import Person
from recruitment.models import Answer, Application, AssigningRule, AssigningRun, ExtraRead, OfficeChoice
from recruitment.models.assigning_wording import BARRED_LABELS, Words
from recruitment.queries.clearing import uncleared_counts
from recruitment.queries.conflicts import barred_readers, batches
from recruitment.queries.phases import KEPT, number_of_reads, reads_wanted
from recruitment.queries.readers import candidates, load_of, reviewers
from recruitment.rules.assigning import Barred, Plan, RegionWish, Wanting, plan_reads
from recruitment.rules.questions import QuestionKind
from recruitment.rules.stages import Stage
from recruitment.rules.tongue import written_in

READABLE = (Stage.SUBMITTED, Stage.IN_REVIEW)
# Up to so many applications the page shows the plan and the press of the button carries it out;
# beyond it the worker does both.
MOST_AT_ONCE = 300
MOST_EXCLUDED = 100
SHOWN_TEXTS = 600


@dataclass(frozen=True, slots=True)
class ReaderLoad:
    """A reviewer with what they have before them now, and what the plan would add."""

    id: UUID
    name: str
    now: int
    more: int = 0

    @property
    def then(self) -> int:
        """What they would have before them."""
        return self.now + self.more


@dataclass(frozen=True, slots=True)
class WantsReaders:
    """An application that has fewer readers than it wants; ``lacks`` and ``why`` say what the plan leaves open."""

    id: UUID
    reference: str
    has: int
    wants: int
    uncleared: int
    lacks: int = 0
    why: tuple[tuple[Words, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Excluded:
    """Somebody who can't read an application, and why."""

    reference: str
    reader: str
    reason: Words


@dataclass(frozen=True, slots=True)
class AssignmentPlan:
    """What giving out packets now would do. ``is_large``: too much to be worked out while somebody waits."""

    spread: Plan
    wanting: tuple[WantsReaders, ...]
    readers: tuple[ReaderLoad, ...]
    excluded: tuple[Excluded, ...] = ()
    more_excluded: int = 0
    is_large: bool = False
    applications: int = 0
    reads: int = 0
    last_run: AssigningRun | None = field(default=None)

    @property
    def uncleared(self) -> int:
        """How many of the applications still have text that nobody cleared."""
        return sum(1 for row in self.wanting if row.uncleared)


def readable_applications(person: Person, application_ids: Iterable[UUID] | None = None) -> QuerySet[Application]:
    """The applications a manager may give to readers, oldest first; those named, or all."""
    rows = visible(person, "recruitment.assign_readers").filter(stage__in=READABLE)
    if application_ids is not None:
        rows = rows.filter(pk__in=list(application_ids))
    ordered: QuerySet[Application] = rows.select_related("cycle").order_by("submitted_at", "reference")
    return ordered


def lacking(applications: QuerySet[Application], at: datetime) -> QuerySet[Application]:
    """Those that have fewer readers than they want, with ``kept`` and ``wanted``.

    Whoever let go of an application or abstained from a part of it is not counted. The review phase that is on
    says how many readers are wanted, or else the cycle.
    """
    extra = Cast(Exists(ExtraRead.objects.filter(application=OuterRef("pk"))), IntegerField())
    counted = applications.annotate(kept=number_of_reads(KEPT), wanted=reads_wanted(at) + extra)
    return counted.filter(kept__lt=F("wanted"))


def missing_reads(applications: QuerySet[Application], at: datetime) -> dict[UUID, int]:
    """How many readers each of those that lack some lacks; one query."""
    return {row.pk: row.wanted - row.kept for row in lacking(applications, at)}  # type: ignore[attr-defined]


def _regions(ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """The region of the office each applicant chose first; one query."""
    rows = OfficeChoice.objects.filter(application_id__in=ids).order_by("-rank")
    return dict(rows.values_list("application_id", "office__region_id"))


def _languages(ids: Sequence[UUID]) -> dict[UUID, str]:
    """In which language each application is written, as far as its texts tell; one query."""
    texts: dict[UUID, list[str]] = defaultdict(list)
    rows = Answer.objects.filter(
        application_id__in=ids,
        question__kind=QuestionKind.LONG_TEXT,
        question__visible_to_reviewers=True,
        set_aside=False,
    )
    for application, value in rows.order_by("pk").values_list("application_id", "value").iterator(chunk_size=2000):
        if isinstance(value, str):
            texts[application].append(value[:SHOWN_TEXTS])
    return {application: written_in(parts) for application, parts in texts.items()}


def wanting_of(applications: Iterable[Application], readers: Iterable[UUID], at: datetime) -> tuple[Wanting, ...]:
    """What each application lacks, in the order given; those that lack nothing are left out.

    ``applications`` come from :func:`lacking`.
    """
    rows = [row for row in applications if row.wanted > row.kept]  # type: ignore[attr-defined]
    barred = barred_readers(rows, readers, at)
    regions: dict[UUID, UUID] = {}
    languages: dict[UUID, str] = {}
    for batch in batches([row.pk for row in rows]):
        regions.update(_regions(batch))
        languages.update(_languages(batch))
    rules = AssigningRule.objects.filter(cycle_id__in={row.cycle_id for row in rows})
    wishes = {cycle: RegionWish(wish) for cycle, wish in rules.values_list("cycle_id", "region_wish")}
    return tuple(
        Wanting(
            application=row.pk,
            has=row.kept,  # type: ignore[attr-defined]
            wants=row.wanted,  # type: ignore[attr-defined]
            barred=barred.get(row.pk, {}),
            language=languages.get(row.pk, ""),
            region=regions.get(row.pk),
            wish=wishes.get(row.cycle_id, RegionWish.AWAY),
        )
        for row in rows
    )


def planned(
    applications: Sequence[Application], people: Sequence[Person], at: datetime
) -> tuple[Plan, tuple[Wanting, ...]]:
    """The plan for these applications (from :func:`lacking`) and readers, with what it was made from."""
    wanting = wanting_of(applications, [person.pk for person in people], at)
    readers = candidates(people, {row.cycle_id for row in applications})
    return plan_reads(wanting, readers), wanting


def last_run(person: Person) -> AssigningRun | None:
    """The last time that packets were given out."""
    found: AssigningRun | None = visible(person, "recruitment.keep_runs").order_by("-made_at", "pk").first()
    return found


def plan_readers(person: Person, at: datetime, application_ids: Iterable[UUID] | None = None) -> AssignmentPlan:
    """What giving out packets would do now, without doing it."""
    wanted = lacking(readable_applications(person, application_ids), at)
    people = list(reviewers(at))
    size = wanted.order_by().aggregate(count=Count("pk"), reads=Coalesce(Sum(F("wanted") - F("kept")), 0))
    if size["count"] > MOST_AT_ONCE:
        load = load_of(people)
        readers = tuple(ReaderLoad(row.pk, row.get_full_name(), load[row.pk]) for row in people)
        return AssignmentPlan(
            Plan(), (), readers, is_large=True, applications=size["count"], reads=size["reads"],
            last_run=last_run(person),
        )  # fmt: skip
    return _small_plan(person, list(wanted), people, at)


def _small_plan(
    person: Person, applications: Sequence[Application], people: Sequence[Person], at: datetime
) -> AssignmentPlan:
    plan, wanting = planned(applications, people, at)
    more = Counter(reader for _, reader in plan.reads)
    load = load_of(people)
    references = {row.pk: row.reference for row in applications}
    names = {row.pk: row.get_full_name() for row in people}
    uncleared = uncleared_counts([row.application for row in wanting])
    short = {row.application: row for row in plan.short}
    rows = []
    for row in wanting:
        missed = short.get(row.application)
        why = tuple((BARRED_LABELS[reason], count) for reason, count in missed.reasons) if missed else ()
        rows.append(
            WantsReaders(
                row.application, references[row.application], row.has, row.wants, uncleared.get(row.application, 0),
                missed.lacks if missed else 0, why,
            )
        )  # fmt: skip
    excluded = [
        Excluded(references[row.application], names[reader], BARRED_LABELS[why])
        for row in wanting
        for reader, why in sorted(row.barred.items(), key=lambda pair: names[pair[0]])
        if why is not Barred.HAD_IT
    ]
    return AssignmentPlan(
        spread=plan,
        wanting=tuple(rows),
        readers=tuple(ReaderLoad(row.pk, names[row.pk], load[row.pk], more.get(row.pk, 0)) for row in people),
        excluded=tuple(excluded[:MOST_EXCLUDED]),
        more_excluded=max(0, len(excluded) - MOST_EXCLUDED),
        applications=len(wanting),
        reads=len(plan.reads),
        last_run=last_run(person),
    )
