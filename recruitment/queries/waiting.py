"""How much waits for a manager of recruitment, of every kind, counted in one query for all that a page says of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from fellowship.access import visible
from fellowship.models import Person
from fellowship.queries.large import large_counts
from fellowship.queries.once import once
from recruitment.models import Application, InterviewSlot, OfferQuestion, ReviewAssignment
from recruitment.queries.phases import DONE, KEPT, number_of_reads, reads_wanted
from recruitment.rules.reading import ReadStage, day_at
from recruitment.rules.requests import ErasureStage, TimeStage
from recruitment.rules.stages import Stage

TO_REVIEW, TO_DECIDE, LACK_READERS, OVERDUE = "to review", "to decide", "lack readers", "overdue"
TO_TALK_WITH, FREE_TIMES, QUESTIONS = "to talk with", "free times", "questions"
PENDING, MORE_TIME, ERASURES = "pending", "more time", "erasures"


def waiting(person: Person, at: datetime) -> Mapping[str, int]:
    """How many of each kind wait for the person; what they may not see counts nothing. One query for a whole page."""
    return once(("waiting", person.pk, at), lambda: large_counts(("waiting", person.pk), _rows(person, at)))


def _rows(person: Person, at: datetime) -> dict[str, QuerySet[Any]]:
    applications = visible(person, "recruitment.decide")
    in_review = applications.filter(stage=Stage.IN_REVIEW)
    pending = visible(person, "recruitment.keep_pending").filter(applied_at__isnull=True, cleared_at__isnull=True)
    offers = visible(person, "recruitment.keep_offer")
    return {
        TO_REVIEW: applications.filter(stage=Stage.SUBMITTED),
        **_reads(in_review, at),
        OVERDUE: ReviewAssignment.objects.filter(
            stage=ReadStage.ASSIGNED, due_on__lt=day_at(at, person.time_zone), application__in=in_review
        ),
        TO_TALK_WITH: applications.filter(
            stage=Stage.INTERVIEW, interview_slots__isnull=True, scorecards__isnull=True
        ),
        FREE_TIMES: InterviewSlot.objects.filter(application__isnull=True, starts_at__gt=at),
        QUESTIONS: OfferQuestion.objects.filter(answered_at__isnull=True, offer__in=offers),
        PENDING: pending,
        MORE_TIME: visible(person, "recruitment.give_time").filter(stage=TimeStage.ASKED),
        ERASURES: visible(person, "recruitment.settle_erasure").filter(stage=ErasureStage.ASKED),
    }


def _reads(in_review: QuerySet[Application], at: datetime) -> dict[str, QuerySet[Any]]:
    """The applications whose readers are all done, and those that have too few."""
    wanted = reads_wanted(at)
    read = in_review.annotate(done=number_of_reads(DONE)).filter(done__gt=0, done__gte=wanted)
    return {TO_DECIDE: read, LACK_READERS: in_review.annotate(kept=number_of_reads(KEPT)).filter(kept__lt=wanted)}
