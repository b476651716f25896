"""Putting people on their courses."""

from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from cohorts.models import Placement
from fellowship.design.wording import day_in_words
from fellowship.models import HostOffice, Person
from fellowship.services import audit
from fellowship.services.letters import cancel_letters, compose_letter
from training.models import Assignment, Course, CourseVersion, Enrollment
from training.queries.progress import records, words
from training.rules import letters as kinds


def address_of(name: str, *args: object) -> str:
    """A whole address for a letter."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{reverse(name, args=args)}"


@transaction.atomic
def enroll_for_placement(*, placement_id: UUID, at: datetime) -> tuple[Enrollment, ...]:
    """Put a placed person on every course assigned to them, their cohort or everyone.

    Days are counted from the first day of the placement, in the time zone of its office. Run again
    it changes nothing; after a move to another office it follows the person there.
    """
    placement = Placement.objects.select_related("fellow__person", "fellow__cohort", "seat__office").get(
        pk=placement_id
    )
    person, office = placement.fellow.person, placement.seat.office
    assignments = (
        Assignment.objects.filter(curriculum__is_active=True)
        .filter(Q(cohort__isnull=True) | Q(cohort=placement.fellow.cohort))
        .filter(Q(person__isnull=True) | Q(person=person))
        .order_by("pk")
    )
    enrolled = [
        enroll(actor=None, person=person, assignment=assignment, office=office, starts_on=placement.starts_on, at=at)
        for assignment in assignments
    ]
    return tuple(enrollment for several in enrolled for enrollment in several)


@transaction.atomic
def enroll(
    *, actor: Person | None, person: Person, assignment: Assignment, office: HostOffice, starts_on: date, at: datetime
) -> tuple[Enrollment, ...]:
    """Put a person on the newest published version of each course of an assignment's curriculum.

    A course already taken keeps its version and its finished lessons; its first day becomes the later one,
    because whoever is assigned twice has the more generous dates. Courses without a published version wait.
    """
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    listed = assignment.curriculum.courses.select_related("course").order_by("order", "pk")
    enrolled = (_enroll(actor, person, row.course, row.required, assignment, office, starts_on, at) for row in listed)
    return tuple(enrollment for enrollment in enrolled if enrollment is not None)


def _enroll(  # noqa: PLR0917  (one step of the service above)
    actor: Person | None,
    person: Person,
    course: Course,
    required: bool,
    assignment: Assignment,
    office: HostOffice,
    starts_on: date,
    at: datetime,
) -> Enrollment | None:
    known = Enrollment.objects.filter(person=person, course=course).first()
    if known is not None:
        known.office, known.time_zone = office, office.time_zone
        known.starts_on = max(known.starts_on, starts_on)
        known.is_required = known.is_required or required
        known.save(update_fields=["office", "time_zone", "starts_on", "is_required"])
        return known
    version = CourseVersion.objects.filter(course=course, published_at__isnull=False).order_by("-number").first()
    if version is None:
        return None
    enrollment = Enrollment.objects.create(
        person=person, version=version, course=course, assignment=assignment, office=office,
        time_zone=office.time_zone, starts_on=starts_on, offset_days=assignment.offset_days,
        enrolled_at=at, is_required=required,
    )  # fmt: skip
    audit.record(actor=actor, action="training.enroll", subject=enrollment, about=person, at=at)
    _write_assigned(actor, enrollment, at)
    return enrollment


def _write_assigned(actor: Person | None, enrollment: Enrollment, at: datetime) -> None:
    person = enrollment.person
    record = records([enrollment], at, person.language)[0]
    first = min(row.due_on for row in record.lessons)
    values = {
        "called": person.short_name,
        "course": words(enrollment.course, "title", person.language),
        "lessons": len(record.lessons),
        "minutes": sum(row.minutes for row in record.lessons),
        "first_due": day_in_words(first, person.language),
        "address": address_of("training_path"),
    }
    compose_letter(actor=actor, kind=kinds.ASSIGNED, recipient=person, values=values, subject_record=enrollment, at=at)


@transaction.atomic
def release_from_placement(*, placement_id: UUID, at: datetime) -> int:
    """Take a person whose placement was taken back off the courses they have not begun; returns how many.

    Unsent letters about them are cancelled. A course that was opened stays: what somebody did is never undone.
    """
    placement = Placement.objects.select_related("fellow", "seat").get(pk=placement_id)
    untouched = Enrollment.objects.filter(
        person_id=placement.fellow.person_id, office_id=placement.seat.office_id, events__isnull=True
    )
    count = 0
    for enrollment in untouched.select_related("person").select_for_update(of=("self",)):
        cancel_letters(actor=None, subject_record=enrollment, at=at)
        audit.record(actor=None, action="training.release", subject=enrollment, about=enrollment.person, at=at)
        enrollment.delete()
        count += 1
    return count
