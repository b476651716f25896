"""Three numbers about somebody's training, for the office where they work: never a title, a score or an answer."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from cohorts.queries.training_status import TrainingStatus
from training.models import Enrollment
from training.queries.progress import records


def status_of(person_ids: Iterable[UUID], at: datetime) -> dict[UUID, TrainingStatus]:
    """Done, planned and late lessons by person, over all their courses; four queries."""
    rows = Enrollment.objects.filter(person_id__in=list(person_ids)).select_related("person", "course", "office")
    found: dict[UUID, TrainingStatus] = {}
    for record in records(rows.order_by("pk"), at, "en"):
        person = record.enrollment.person_id
        before = found.get(person, TrainingStatus(0, 0, 0))
        found[person] = TrainingStatus(
            before.done + record.completion.done, before.total + record.completion.total,
            before.late + len(record.late),
        )  # fmt: skip
    return found
