"""What a run of giving out packets did, and whether it can be undone."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404

from fellowship.access import visible
from fellowship.models import Person
from recruitment.models import AssigningRun, ReviewAssignment
from recruitment.models.assigning_wording import BARRED_LABELS, Words
from recruitment.rules.assigning import Barred
from recruitment.rules.reading import ReadStage


@dataclass(frozen=True, slots=True)
class RunReader:
    """A reader with what the run gave them, what they had before and what of the run's is read."""

    name: str
    before: int
    given: int
    begun: int

    @property
    def then(self) -> int:
        """What was before them after the run."""
        return self.before + self.given


@dataclass(frozen=True, slots=True)
class ShortLine:
    """An application that the run left with too few readers."""

    reference: str
    lacks: int
    why: tuple[tuple[Words, int], ...]


@dataclass(frozen=True, slots=True)
class RunPage:
    """One run before managers."""

    id: UUID
    made_at: datetime
    made_by: str
    reads: int
    applications: int
    readers: tuple[RunReader, ...]
    short: tuple[ShortLine, ...]
    more_short: int
    misread: int
    is_running: bool
    undone_at: datetime | None
    begun: int

    @property
    def can_undo(self) -> bool:
        """Whether everything the run gave out still lies untouched."""
        return self.undone_at is None and not self.is_running and self.reads > 0 and not self.begun


def run_page(person: Person, run_id: UUID) -> RunPage:
    """One run, or not found. Packets that were done by the time of the run don't count as before a reader."""
    run: AssigningRun = get_object_or_404(
        visible(person, "recruitment.keep_runs").select_related("made_by"), pk=run_id
    )
    given = ReviewAssignment.objects.filter(given__run=run)
    counted = given.values("reviewer_id", "reviewer__name").annotate(
        count=Count("pk"), begun=Count("pk", filter=~Q(stage=ReadStage.ASSIGNED) | Q(draft__isnull=False))
    )
    rows = list(counted.order_by("reviewer__name", "reviewer_id"))
    before = Counter(
        ReviewAssignment.objects.filter(reviewer_id__in=[row["reviewer_id"] for row in rows])
        .filter(assigned_at__lt=run.made_at)
        .filter(Q(submitted_at__isnull=True) | Q(submitted_at__gte=run.made_at))
        .filter(Q(recused_at__isnull=True) | Q(recused_at__gte=run.made_at))
        .values_list("reviewer_id", flat=True)
    )
    short = _short(person, run)
    return RunPage(
        id=run.pk,
        made_at=run.made_at,
        made_by=run.made_by.get_full_name() if run.made_by else "",
        reads=sum(row["count"] for row in rows),
        applications=given.values("application_id").distinct().count(),
        readers=tuple(
            RunReader(row["reviewer__name"], before[row["reviewer_id"]], row["count"], row["begun"]) for row in rows
        ),
        short=short,
        more_short=max(0, run.short_count - len(short)),
        misread=run.misread_count,
        is_running=run.finished_at is None,
        undone_at=run.undone_at,
        begun=sum(row["begun"] for row in rows),
    )


def _short(person: Person, run: AssigningRun) -> tuple[ShortLine, ...]:
    ids = [UUID(row["application"]) for row in run.short]
    seen = visible(person, "recruitment.assign_readers").filter(pk__in=ids)
    references = dict(seen.values_list("pk", "reference"))
    return tuple(
        ShortLine(
            references[UUID(row["application"])],
            row["lacks"],
            tuple((BARRED_LABELS[Barred(why)], count) for why, count in row["why"].items()),
        )
        for row in run.short
        if UUID(row["application"]) in references
    )
