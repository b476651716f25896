"""More time: a later due date for one person, always with a reason."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.design.wording import day_in_words
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from fellowship.services.letters import compose_letter
from training.models import DueOverride, Enrollment
from training.queries.progress import records, words
from training.rules import letters as kinds
from training.rules.due import day_there
from training.services.enrolling import address_of


class NothingToExtend(Conflict):
    """Every lesson chosen is finished already, or due even later."""

    sentence = _("These parts are finished already, or due on that day or later. They need no more time.")


class DayPassed(Conflict):
    """The new day would be late the moment it is given."""

    sentence = _("Choose a day after today.")


@transaction.atomic
def give_more_time(
    *, actor: Person, enrollment_id: UUID, lesson_ids: Iterable[UUID], until: date, reason: str, at: datetime
) -> tuple[DueOverride, ...]:
    """Move the due date of unfinished lessons to the day ``until``; the person gets one letter with the reason.

    Lessons due on that day or later keep their date. The same request again gives the rows already made.
    Raises :class:`NothingToExtend`, :class:`DayPassed` or ``Refused``.
    """
    enrollment = (
        Enrollment.objects.select_for_update(of=("self",)).select_related("person", "course").get(pk=enrollment_id)
    )
    require(actor, "training.give_more_time", enrollment)
    if until <= day_there(at, enrollment.time_zone):
        raise DayPassed
    chosen = set(lesson_ids)
    record = records([enrollment], at, enrollment.person.language)[0]
    open_lessons = [row for row in record.lessons if row.id in chosen and not row.is_done and row.due_on < until]
    if not open_lessons:
        return _given_before(enrollment, chosen, until, actor)
    given = tuple(
        DueOverride.objects.create(
            enrollment=enrollment, lesson_id=row.id, due_on=until, reason=reason, granted_by=actor, granted_at=at
        )
        for row in open_lessons
    )
    audit.record(
        actor=actor, action="training.give_more_time", subject=enrollment, about=enrollment.person, at=at,
        data={"lessons": [row.key for row in open_lessons], "until": str(until)},
    )  # fmt: skip
    _write(actor, enrollment, until, reason, at)
    return given


def _given_before(
    enrollment: Enrollment, lesson_ids: Iterable[UUID], until: date, actor: Person
) -> tuple[DueOverride, ...]:
    same = DueOverride.objects.filter(
        enrollment=enrollment, lesson_id__in=list(lesson_ids), due_on=until, granted_by=actor
    )
    given = tuple(same.order_by("lesson__order", "pk"))
    if not given:
        raise NothingToExtend
    return given


def _write(actor: Person, enrollment: Enrollment, until: date, reason: str, at: datetime) -> None:
    person = enrollment.person
    values = {
        "called": person.short_name,
        "course": words(enrollment.course, "title", person.language),
        "day": day_in_words(until, person.language),
        "reason": reason,
        "address": address_of("training_path"),
    }
    compose_letter(
        actor=actor, kind=kinds.MORE_TIME, recipient=person, values=values, subject_record=enrollment, at=at,
        dedup=at.isoformat(),
    )  # fmt: skip
