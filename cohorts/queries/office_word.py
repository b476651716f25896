"""What offices said to the program, for program managers: promises with their signatures, feedback about finalists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from cohorts.models import InterviewFeedback, OfficeCommitment
from cohorts.queries.request_words import impression_label, promise_label, promise_words
from cohorts.rules.requests import Promise
from fellowship.access import visible
from fellowship.models import Person


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """One promise of an office: who signed it and when; empty while it is missing."""

    label: str
    words: str
    signed_as: str
    signed_at: datetime | None


@dataclass(frozen=True, slots=True)
class OfficePromises:
    """The promises of one office in a cohort."""

    lines: tuple[PromiseLine, ...]

    @property
    def signed(self) -> tuple[PromiseLine, ...]:
        """Those that are signed."""
        return tuple(line for line in self.lines if line.signed_at is not None)

    @property
    def missing(self) -> tuple[PromiseLine, ...]:
        """Those that nobody has signed."""
        return tuple(line for line in self.lines if line.signed_at is None)


@dataclass(frozen=True, slots=True)
class Said:
    """What an office said after meeting a finalist."""

    name: str
    office: str
    impression: str
    words: str
    by: str
    at: datetime


def promises_of(cohort_id: UUID, office_ids: Iterable[UUID]) -> dict[UUID, OfficePromises]:
    """The promises of each office in a cohort; one query. The caller has checked that the offices are within reach."""
    ids = list(office_ids)
    rows = OfficeCommitment.objects.filter(cohort_id=cohort_id, office_id__in=ids)
    signed = {(row.office_id, row.promise): row for row in rows}
    return {
        office: OfficePromises(tuple(_line(key, signed.get((office, key.value))) for key in Promise)) for office in ids
    }


def feedback_within_reach(person: Person) -> QuerySet[InterviewFeedback]:
    """What offices within reach said about finalists, by the finalist's name and then the office's."""
    rows = InterviewFeedback.objects.filter(office__in=visible(person, "cohorts.see_board"))
    return rows.select_related("fellow__person", "author", "office").order_by(
        "fellow__person__name", "office__name", "pk"
    )


def said(row: InterviewFeedback) -> Said:
    """One feedback as a page shows it."""
    return Said(
        row.fellow.person.get_full_name(), row.office.name, impression_label(row.impression), row.words,
        row.author.get_full_name() if row.author else "", row.given_at,
    )  # fmt: skip


def _line(key: Promise, row: OfficeCommitment | None) -> PromiseLine:
    return PromiseLine(
        promise_label(key), promise_words(key), row.signed_as if row else "", row.confirmed_at if row else None
    )
