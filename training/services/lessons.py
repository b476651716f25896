"""Walking the path: opening lessons and finishing them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from training.models import Enrollment, Lesson, ProgressEvent
from training.queries.progress import records
from training.rules.kinds import EventKind, LessonKind
from training.services.certificates import issue_certificate


class NotAgreed(Conflict):
    """This lesson is finished by agreeing to it."""

    sentence = _("Tick the box to say that you have read this and will work this way.")


class QuizFirst(Conflict):
    """A quiz is finished by passing it."""

    sentence = _("This part is finished by passing the quiz.")


def locked_enrollment(actor: Person, enrollment_id: UUID) -> Enrollment:
    """The enrollment, locked, if it is the actor's own. Raises ``Refused``."""
    enrollment = Enrollment.objects.select_for_update(of=("self",)).get(pk=enrollment_id)
    require(actor, "training.walk_path", enrollment)
    return enrollment


@transaction.atomic
def open_lesson(*, actor: Person, enrollment_id: UUID, lesson_id: UUID, at: datetime) -> ProgressEvent:
    """Note that a person opened a lesson of their version; the first time counts, and it finishes nothing."""
    enrollment = locked_enrollment(actor, enrollment_id)
    lesson = Lesson.objects.get(pk=lesson_id, version_id=enrollment.version_id)
    event, _is_new = ProgressEvent.objects.get_or_create(
        enrollment=enrollment, lesson=lesson, kind=EventKind.OPENED, defaults={"at": at}
    )
    return event


@transaction.atomic
def complete_lesson(
    *, actor: Person, enrollment_id: UUID, lesson_id: UUID, at: datetime, agreed: bool = False
) -> Enrollment:
    """Finish a reading lesson because the person says so, or an acknowledged one because they agree.

    Doing it twice is one event. When this was the last criterion, the certificate is given.
    Raises :class:`NotAgreed`, :class:`QuizFirst` or ``Refused``.
    """
    enrollment = locked_enrollment(actor, enrollment_id)
    lesson = Lesson.objects.get(pk=lesson_id, version_id=enrollment.version_id)
    if lesson.kind == LessonKind.QUIZ:
        raise QuizFirst
    if lesson.kind == LessonKind.ACKNOWLEDGE and not agreed:
        raise NotAgreed
    note_completed(actor=actor, enrollment=enrollment, lesson=lesson, at=at)
    return enrollment


def note_completed(*, actor: Person, enrollment: Enrollment, lesson: Lesson, at: datetime) -> None:
    """Add the event, once, and give the certificate when nothing is left to do; the caller holds the lock."""
    ProgressEvent.objects.get_or_create(
        enrollment=enrollment, lesson=lesson, kind=EventKind.COMPLETED, defaults={"at": at}
    )
    if records([enrollment], at, "en")[0].completion.is_complete:
        issue_certificate(actor=actor, enrollment_id=enrollment.pk, at=at)
