"""Interview slots that applicants book themselves, and each interviewer's own scorecard."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fellowship.models import PublicRecord
from recruitment.rules.interviews import LONGEST_MINUTES, SHORTEST_MINUTES, Recommendation
from recruitment.rules.reading import HIGHEST_MARK, LOWEST_MARK


class InterviewSlot(PublicRecord):
    """A time that one applicant may book. ``changes`` counts how often that booking moved before it came here.

    ``sequence`` grows with each change of the booking, for calendars (RFC 5545, SEQUENCE). ``missed_at`` is when
    somebody noted that the applicant didn't come; the slot stays theirs, and they may book another.
    """

    cycle = models.ForeignKey("recruitment.Cycle", on_delete=models.PROTECT, related_name="interview_slots")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    interviewers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="interview_slots")
    place = models.CharField(max_length=300)
    round = models.ForeignKey(
        "recruitment.InterviewRound", on_delete=models.PROTECT, null=True, blank=True, related_name="slots"
    )
    application = models.ForeignKey(
        "recruitment.Application", on_delete=models.SET_NULL, null=True, blank=True, related_name="interview_slots"
    )
    booked_at = models.DateTimeField(null=True)
    changes = models.PositiveSmallIntegerField(default=0)
    sequence = models.PositiveSmallIntegerField(default=0)
    missed_at = models.DateTimeField(null=True)
    missed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        """A booking has its time, each applicant one a round that they didn't miss, and no slot is endless."""

        verbose_name = _("interview slot")
        verbose_name_plural = _("interview slots")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["cycle", "starts_at"], name="slot_cycle_start"),
            models.Index(fields=["starts_at"], name="slot_start"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="slot_booking_has_a_time",
                condition=Q(application__isnull=True) | Q(booked_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["application", "round"], condition=Q(missed_at__isnull=True), name="slot_one_a_round"
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(missed_at__isnull=True, round__isnull=True),
                name="slot_one_without_rounds",
            ),
            models.CheckConstraint(
                name="slot_missed_was_booked",
                condition=Q(missed_at__isnull=True) | Q(booked_at__isnull=False),
            ),
            models.CheckConstraint(
                name="slot_length_in_bounds",
                condition=Q(minutes__gte=SHORTEST_MINUTES) & Q(minutes__lte=LONGEST_MINUTES),
            ),
        ]


class Scorecard(PublicRecord):
    """What one interviewer thinks, written before seeing any other."""

    slot = models.ForeignKey(InterviewSlot, on_delete=models.PROTECT, related_name="scorecards")
    application = models.ForeignKey("recruitment.Application", on_delete=models.CASCADE, related_name="scorecards")
    interviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="scorecards")
    recommendation = models.CharField(max_length=12, choices=[(r.value, r.value) for r in Recommendation])
    notes = models.TextField()
    submitted_at = models.DateTimeField()

    class Meta:
        """One of each interviewer for an interview."""

        verbose_name = _("scorecard")
        verbose_name_plural = _("scorecards")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["interviewer", "slot"], name="scorecard_once"),
            models.CheckConstraint(
                name="scorecard_known_word", condition=Q(recommendation__in=[r.value for r in Recommendation])
            ),
        ]


class ScorecardMark(models.Model):
    """What one interviewer heard to one question of the kit, from 1 to 4; a question that was not asked has none."""

    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="marks")
    question = models.ForeignKey("recruitment.KitQuestion", on_delete=models.PROTECT, related_name="marks")
    mark = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=600, blank=True)

    class Meta:
        """Each question once on a card."""

        verbose_name = _("mark of a scorecard")
        verbose_name_plural = _("marks of scorecards")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["scorecard", "question"], name="scorecardmark_once"),
            models.CheckConstraint(
                name="scorecardmark_in_bounds", condition=Q(mark__gte=LOWEST_MARK) & Q(mark__lte=HIGHEST_MARK)
            ),
        ]

    def __str__(self) -> str:
        """Name the row, not what it says."""
        return f"mark {self.pk}"
