"""Office hours, workshops and panels that applicants sign up for. Nothing of it is part of a decision."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fellowship.models import PublicRecord
from recruitment.models.cycle import Cycle
from recruitment.rules.events import LONGEST_MINUTES, SHORTEST_MINUTES, Audience, EventKind, SignupStage

KIND_LABELS = {
    EventKind.OFFICE_HOURS: _("Office hours"),
    EventKind.WORKSHOP: _("Workshop"),
    EventKind.ADVOCATE_PANEL: _("Panel of Client Advocates"),
    EventKind.SUPERVISORS_PANEL: _("Panel of supervisors"),
}
AUDIENCE_LABELS = {
    Audience.EVERYONE: _("Everyone who is signed in"),
    Audience.APPLICANTS: _("People with an application in this cycle"),
    Audience.INVITED: _("People invited to an interview, and later"),
    Audience.CHOSEN: _("People with an offer, and later"),
}


class Event(PublicRecord):
    """One gathering with a number of places."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20, choices=[(k.value, label) for k, label in KIND_LABELS.items()])
    audience = models.CharField(max_length=12, choices=[(a.value, label) for a, label in AUDIENCE_LABELS.items()])
    title = models.CharField(max_length=120)
    title_es = models.CharField(max_length=120, blank=True)
    about = models.TextField(blank=True)
    about_es = models.TextField(blank=True)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=300)
    capacity = models.PositiveSmallIntegerField()
    sequence = models.PositiveSmallIntegerField(default=0)
    cancelled_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        """Found by time; at least one place, and a sane length."""

        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["cycle", "starts_at"], name="event_when")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="event_known_kind", condition=Q(kind__in=[k.value for k in EventKind])),
            models.CheckConstraint(name="event_known_audience", condition=Q(audience__in=[a.value for a in Audience])),
            models.CheckConstraint(name="event_has_places", condition=Q(capacity__gte=1)),
            models.CheckConstraint(
                name="event_has_a_length", condition=Q(minutes__gte=SHORTEST_MINUTES, minutes__lte=LONGEST_MINUTES)
            ),
        ]


class EventSignup(PublicRecord):
    """One person's place at an event, or their place in the line for one. ``asked_at`` is the order of the line."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="signups")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="event_signups")
    stage = models.CharField(max_length=10, choices=[(s.value, s.value) for s in SignupStage])
    asked_at = models.DateTimeField()
    sequence = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True)
    came = models.BooleanField(null=True)

    class Meta:
        """One a person and event."""

        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["event", "stage", "asked_at"], name="signup_line"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "event"], name="signup_once"),
            models.CheckConstraint(name="signup_known_stage", condition=Q(stage__in=[s.value for s in SignupStage])),
        ]
