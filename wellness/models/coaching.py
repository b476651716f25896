"""Coaching: who coaches whom, their one-on-ones, agenda, notes and promises. What is said is encrypted."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fellowship.models import Person, PublicRecord
from fellowship.models.encrypted import EncryptedTextField
from wellness.rules.stages import AgendaState, Audience, MeetingStage

AUDIENCES = [(audience.value, audience.value) for audience in Audience]


class CoachingRelationship(PublicRecord):
    """An Advocate and their coach from one moment to another. A new coach is a new row."""

    advocate = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="coached_by")
    coach = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="coaches")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    paired_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        """One coach at a time, and never oneself."""

        verbose_name = _("coaching")
        verbose_name_plural = _("coaching")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["advocate"], condition=Q(ended_at__isnull=True), name="coaching_one_coach"
            ),
            models.CheckConstraint(name="coaching_of_two", condition=~Q(advocate=F("coach"))),
            models.CheckConstraint(
                name="coaching_ends_after_start", condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at"))
            ),
        ]


class OneOnOne(PublicRecord):
    """One meeting of the two."""

    relationship = models.ForeignKey(CoachingRelationship, on_delete=models.CASCADE, related_name="one_on_ones")
    scheduled_at = models.DateTimeField()
    place = models.CharField(_("where"), max_length=120, blank=True)
    stage = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in MeetingStage], default=MeetingStage.PLANNED
    )
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        """The two meet once at a time."""

        verbose_name = _("one-on-one")
        verbose_name_plural = _("one-on-ones")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["relationship", "stage", "scheduled_at"], name="oneonone_next"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["relationship", "scheduled_at"], condition=Q(stage=MeetingStage.PLANNED), name="oneonone_once"
            ),
            models.CheckConstraint(
                name="oneonone_known_stage", condition=Q(stage__in=[s.value for s in MeetingStage])
            ),
            models.CheckConstraint(
                name="oneonone_closed_with_time",
                condition=Q(stage=MeetingStage.PLANNED, closed_at__isnull=True)
                | (~Q(stage=MeetingStage.PLANNED) & Q(closed_at__isnull=False)),
            ),
        ]


class OneOnOneStep(models.Model):
    """One step of a one-on-one: from, to, who and when. Rows are only ever added."""

    one_on_one = models.ForeignKey(OneOnOne, on_delete=models.CASCADE, related_name="steps")
    from_stage = models.CharField(max_length=10, blank=True)
    to_stage = models.CharField(max_length=10)
    action = models.CharField(max_length=20)
    actor = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    scheduled_at = models.DateTimeField()

    class Meta:
        """Read oldest first."""

        verbose_name = _("step of a one-on-one")
        verbose_name_plural = _("steps of one-on-ones")

    def __str__(self) -> str:
        """Name the action."""
        return self.action


class AgendaItem(PublicRecord):
    """Something to talk about. Without a one-on-one it waits for the next; carried on, it lives on as a copy."""

    relationship = models.ForeignKey(CoachingRelationship, on_delete=models.CASCADE, related_name="agenda")
    one_on_one = models.ForeignKey(OneOnOne, on_delete=models.CASCADE, null=True, related_name="agenda")
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    text = EncryptedTextField()
    audience = models.CharField(max_length=8, choices=AUDIENCES, default=Audience.SHARED)
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in AgendaState], default=AgendaState.OPEN
    )
    carried_from = models.OneToOneField("self", on_delete=models.SET_NULL, null=True, related_name="carried_to")
    created_at = models.DateTimeField()

    class Meta:
        """Known words only; what waits for a next meeting is open."""

        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["relationship", "one_on_one", "state"], name="agendaitem_open"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="agendaitem_known_audience", condition=Q(audience__in=[a.value for a in Audience])
            ),
            models.CheckConstraint(
                name="agendaitem_known_state", condition=Q(state__in=[s.value for s in AgendaState])
            ),
            models.CheckConstraint(
                name="agendaitem_waits_open", condition=Q(one_on_one__isnull=False) | Q(state=AgendaState.OPEN)
            ),
        ]


class Note(PublicRecord):
    """What one of the two wrote down: for both, or for its author alone."""

    one_on_one = models.ForeignKey(OneOnOne, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    audience = models.CharField(max_length=8, choices=AUDIENCES)
    text = EncryptedTextField()
    written_at = models.DateTimeField()

    class Meta:
        """Known audience only."""

        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="note_known_audience", condition=Q(audience__in=[a.value for a in Audience])),
        ]


class ActionItem(PublicRecord):
    """A promise of one of the two. It stands on every agenda until it is done."""

    relationship = models.ForeignKey(CoachingRelationship, on_delete=models.CASCADE, related_name="actions")
    agreed_in = models.ForeignKey(OneOnOne, on_delete=models.SET_NULL, null=True, related_name="actions")
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    text = EncryptedTextField()
    due_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        """Found by owner while open."""

        verbose_name = _("action item")
        verbose_name_plural = _("action items")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["owner", "done_at", "due_on"], name="actionitem_open"),
        ]
