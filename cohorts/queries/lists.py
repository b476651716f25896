"""How far both sides' lists are: who has submitted, who has begun, whose is missing."""

from dataclasses import dataclass
from uuid import UUID

from cohorts.models import Fellow, RankingSheet, Seat
from cohorts.rules.stages import FellowStage


@dataclass(frozen=True, slots=True)
class ListProgress:
    """Counts and names; ``*_missing`` have not submitted."""

    fellows: int
    fellows_done: int
    fellows_missing: tuple[str, ...]
    offices: int
    offices_done: int
    offices_missing: tuple[str, ...]
    seats: int
    tentative: int


def list_progress(cohort_id: UUID) -> ListProgress:
    """How far the lists of a cohort are; three queries."""
    sheets = RankingSheet.objects.filter(cohort_id=cohort_id, submitted_at__isnull=False)
    done = set(sheets.values_list("fellow_id", "office_id"))
    fellows_done = {fellow for fellow, _office in done}
    offices_done = {office for _fellow, office in done}
    ready = Fellow.objects.filter(cohort_id=cohort_id, stage=FellowStage.READY).select_related("person")
    people = {fellow.pk: fellow.person.get_full_name() for fellow in ready.order_by("person__name", "pk")}
    seats = Seat.objects.filter(cohort_id=cohort_id, is_open=True).order_by("office__name", "pk")
    rows = list(seats.values_list("office_id", "office__name", "funding"))
    offices = {office: name for office, name, _funding in rows}
    return ListProgress(
        fellows=len(people),
        fellows_done=len(people.keys() & fellows_done),
        fellows_missing=tuple(name for key, name in people.items() if key not in fellows_done),
        offices=len(offices),
        offices_done=len(offices.keys() & offices_done),
        offices_missing=tuple(name for key, name in offices.items() if key not in offices_done),
        seats=len(rows),
        tentative=sum(funding == "tentative" for _office, _name, funding in rows),
    )
