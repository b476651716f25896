"""What calendars need to remember: bookings that ended, and each person's own feed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fellowship.models import PublicRecord


class EndedBooking(models.Model):
    """A booking that was taken back, kept so that calendars strike it out and numbers go on (RFC 5545, SEQUENCE)."""

    application = models.ForeignKey("recruitment.Application", on_delete=models.CASCADE, related_name="ended_bookings")
    round = models.ForeignKey("recruitment.InterviewRound", on_delete=models.SET_NULL, null=True, related_name="+")
    interviewers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    sequence = models.PositiveSmallIntegerField()
    ended_at = models.DateTimeField()

    class Meta:
        """By application."""

        verbose_name = _("ended booking")
        verbose_name_plural = _("ended bookings")

    def __str__(self) -> str:
        """Name the row."""
        return f"ended booking {self.pk}"


class CalendarFeed(PublicRecord):
    """A person's private calendar address. A new one stops the old; its token is signed and names only this row."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds")
    made_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        """One live feed a person."""

        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person"], condition=Q(stopped_at__isnull=True), name="feed_one_live"),
        ]

    def __str__(self) -> str:
        """Name the row, not the person."""
        return f"calendar feed {self.pk}"
