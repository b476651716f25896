"""Matching runs as lists name them, and everyone and every office of a cohort by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from cohorts.models import Fellow, MatchRun, Seat
from cohorts.rules.stages import RunStage
from fellowship.access import visible
from fellowship.models import Job, Person
from fellowship.rules.jobs import LOST_AFTER, OPEN

# What the screens of a plan say of someone.
OF_FELLOWS = ("languages", "spanish", "limits", "person__email", "person__name", "person__called")
TAKE_BACK_WITHIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class RunHead:
    """A run as lists name it."""

    id: UUID
    letter: str
    stage: RunStage
    created_at: datetime
    solved_at: datetime | None
    published_at: datetime | None
    told_at: datetime | None
    job_id: UUID | None
    method: str
    fingerprint: str

    def can_take_back(self, at: datetime) -> bool:
        """Whether its publication is younger than an hour, or was not told yet."""
        if self.published_at is None:
            return False
        return self.told_at is not None or at < self.published_at + TAKE_BACK_WITHIN


@dataclass(frozen=True)
class Names:
    """Names by id as text, and facts of fellows and offices, read once."""

    fellows: Mapping[str, Fellow]
    offices: Mapping[str, tuple[str, str]]
    visible: frozenset[str]

    def fellow_names(self) -> dict[str, str]:
        """Full names."""
        return {key: fellow.person.get_full_name() for key, fellow in self.fellows.items()}

    def office_names(self) -> dict[str, str]:
        """Office names."""
        return {key: name for key, (name, _place) in self.offices.items()}


def run_head(run: MatchRun) -> RunHead:
    """A run without its inputs and outcome."""
    return RunHead(
        id=run.pk,
        letter=run.letter,
        stage=RunStage(run.stage),
        created_at=run.created_at,
        solved_at=run.solved_at,
        published_at=run.published_at,
        told_at=run.letters_due_at,
        job_id=run.job_id,
        method=run.method,
        fingerprint=run.sha256[:12],
    )


def runs_of(cohort_id: UUID) -> tuple[RunHead, ...]:
    """The runs of a cohort, the newest first; one query that leaves the large columns out."""
    rows = MatchRun.objects.filter(cohort_id=cohort_id).defer("snapshot", "outcome").order_by("-number")
    return tuple(run_head(run) for run in rows)


def names_of(person: Person, cohort_id: UUID) -> Names:
    """Everyone and every office of a cohort by name; three queries."""
    fellows = Fellow.objects.filter(cohort_id=cohort_id).select_related("person").order_by("person__name", "pk")
    seats = Seat.objects.filter(cohort_id=cohort_id).order_by("office__name", "office_id")
    offices = seats.values_list("office_id", "office__name", "office__city", "office__state").distinct()
    return Names(
        fellows={str(fellow.pk): fellow for fellow in fellows.only(*OF_FELLOWS)},
        offices={str(pk): (name, f"{city}, {state}") for pk, name, city, state in offices},
        visible=frozenset(str(pk) for pk in visible(person, "cohorts.see_board").values_list("pk", flat=True)),
    )


def is_abandoned(job: Job | None, at: datetime) -> bool:
    """Whether nobody works on a run any more: its job is over or gone, or has given no sign of life for long."""
    return job is None or job.stage not in OPEN or at - job.updated_at >= LOST_AFTER
