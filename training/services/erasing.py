"""Deleting what training keeps about a person whose data is deleted."""

from datetime import datetime

from fellowship.models import Person
from training.models import Assignment, Certificate, Enrollment


def erase(person: Person, at: datetime) -> None:
    """Delete the person's courses with all progress, and their certificates: the page that proves one ends with it."""
    Certificate.objects.filter(person=person).delete()
    Enrollment.objects.filter(person=person).delete()
    Assignment.objects.filter(person=person).delete()
