"""Practice rounds: every reader marks the same samples, and nothing of it counts for a decision."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment.models import (
    CalibrationMark,
    CalibrationRead,
    CalibrationRound,
    CalibrationSample,
    Criterion,
    Cycle,
)
from recruitment.queries.conflicts import barred_readers
from recruitment.queries.rounds import MOST_SAMPLES, possible_samples
from recruitment.rules.reading import check_marks
from recruitment.services.giving import locked_readers


class RoundOpen(Conflict):
    """The cycle has a round that is not closed."""

    sentence = _("A round of this cycle is open. Close it before you open another.")


class NoSamples(Conflict):
    """None of the chosen applications can be a sample."""

    sentence = _("Choose one application at least whose own reads are over.")


class NobodyToPractice(Conflict):
    """No reader may read any of the samples."""

    sentence = _("No reader may read any of these. Choose applications that fewer people have read.")


class RoundClosed(Conflict):
    """The round is over."""

    sentence = _("This round is closed. There is nothing more to do here.")


class SampleMarked(Conflict):
    """The reader's marks are in; they stay as they are."""

    sentence = _("Your marks for this sample are already saved. Saved marks are not changed.")


@transaction.atomic
def open_round(
    *, actor: Person, cycle_id: UUID, application_ids: Sequence[UUID], due_on: date | None, at: datetime
) -> CalibrationRound:
    """Give the same blind packets to every reader who may have them, for practice.

    Only applications scored by the same rubric and whose own reads are over can be samples, twenty at most; others are
    left out. Raises ``Refused``, :class:`RoundOpen`, :class:`NoSamples` or :class:`NobodyToPractice`.
    """
    require(actor, "recruitment.keep_rounds")
    cycle = Cycle.objects.select_for_update(of=("self",)).get(pk=cycle_id)
    rounds = CalibrationRound.objects.filter(cycle=cycle)
    if rounds.filter(closed_at__isnull=True).exists():
        raise RoundOpen
    chosen = possible_samples(actor, cycle).filter(pk__in=list(application_ids))
    applications = list(chosen.order_by("reference")[:MOST_SAMPLES])
    if not applications:
        raise NoSamples
    number = (rounds.aggregate(last=Max("number"))["last"] or 0) + 1
    made = CalibrationRound.objects.create(cycle=cycle, number=number, due_on=due_on, opened_at=at, opened_by=actor)
    samples = CalibrationSample.objects.bulk_create(
        CalibrationSample(round=made, application=application, number=place)
        for place, application in enumerate(applications, 1)
    )
    readers = [reader.pk for reader in locked_readers(at)]
    barred = barred_readers(applications, readers, at)
    reads = [
        CalibrationRead(sample=sample, reader_id=reader)
        for sample in samples
        for reader in readers
        if reader not in barred.get(sample.application_id, {})
    ]
    if not reads:
        raise NobodyToPractice
    CalibrationRead.objects.bulk_create(reads)
    audit.record(
        actor=actor, action="recruitment.open_round", subject=made, at=at,
        data={"samples": len(samples), "reads": len(reads)},
    )  # fmt: skip
    return made


@transaction.atomic
def close_round(*, actor: Person, round_id: UUID, at: datetime) -> CalibrationRound:
    """End a round: nobody marks its samples any more. A second time changes nothing. Raises ``Refused``."""
    found = CalibrationRound.objects.select_for_update(of=("self",)).get(pk=round_id)
    require(actor, "recruitment.keep_rounds", found)
    if found.closed_at is None:
        found.closed_at = at
        found.save(update_fields=["closed_at"])
        audit.record(actor=actor, action="recruitment.close_round", subject=found, at=at)
    return found


@transaction.atomic
def mark_sample(
    *, actor: Person, read_id: UUID, marks: Mapping[int, int], note: str = "", at: datetime
) -> CalibrationRead:
    """Save a reader's marks for a sample, once; the same marks sent again change nothing.

    Raises ``Refused``, :class:`RoundClosed`, :class:`SampleMarked`, or ``MarksRefused`` where a mark is missing.
    """
    rows = CalibrationRead.objects.select_for_update(of=("self",))
    read = rows.select_related("sample__round__cycle", "sample__application__person").get(pk=read_id)
    require(actor, "recruitment.read_sample", read)
    criteria = Criterion.objects.filter(rubric_id=read.sample.round.cycle.rubric_id).order_by("sort_order", "pk")
    checked = check_marks(list(criteria.values_list("pk", flat=True)), marks)
    if read.submitted_at is not None:
        if dict(read.marks.order_by("pk").values_list("criterion_id", "value")) == checked:
            return read
        raise SampleMarked
    if read.sample.round.closed_at is not None:
        raise RoundClosed
    read.submitted_at, read.note = at, note.strip()
    read.save(update_fields=["submitted_at", "note"])
    CalibrationMark.objects.bulk_create(
        CalibrationMark(read=read, criterion_id=criterion, value=mark) for criterion, mark in checked.items()
    )
    about = read.sample.application.person
    audit.record(actor=actor, action="recruitment.mark_sample", subject=read, about=about, at=at)
    return read
