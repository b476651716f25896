"""What training keeps about a person that is theirs to have, as plain values."""

from typing import Any

from fellowship.models import Person
from training.models import Certificate, DueOverride, Enrollment, ProgressEvent, QuizAttempt


def part(person: Person) -> dict[str, Any]:
    """Courses with what was done in each, attempts at quizzes, later due days and certificates; five queries."""
    enrollments = list(Enrollment.objects.filter(person=person).select_related("course").order_by("enrolled_at", "pk"))
    done: dict[Any, list[dict[str, Any]]] = {row.pk: [] for row in enrollments}
    for event in (
        ProgressEvent.objects.filter(enrollment__in=enrollments).select_related("lesson").order_by("at", "pk")
    ):
        done[event.enrollment_id].append({"lesson": event.lesson.title, "what": event.kind, "at": event.at})
    attempts = QuizAttempt.objects.filter(enrollment__in=enrollments).select_related("lesson")
    later = DueOverride.objects.filter(enrollment__in=enrollments).select_related("lesson")
    certificates = Certificate.objects.filter(person=person).order_by("issued_at", "pk")
    return {
        "courses": [
            {"course": row.course.title, "starts_on": row.starts_on, "progress": done[row.pk]} for row in enrollments
        ],
        "quizzes": [
            {"lesson": row.lesson.title, "attempt": row.number, "submitted_at": row.submitted_at, "score": row.score,
             "out_of": row.out_of, "passed": row.passed}
            for row in attempts.order_by("started_at", "pk")
        ],
        "later_due_days": [
            {"lesson": row.lesson.title, "due_on": row.due_on, "reason": row.reason}
            for row in later.order_by("granted_at", "pk")
        ],
        "certificates": [
            {"course": row.course_title, "name": row.name, "issued_at": row.issued_at, "withdrawn_at": row.revoked_at}
            for row in certificates
        ],
    }  # fmt: skip
