"""What supervisors say for their office: its commitments of the year, and how meeting a finalist went."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohorts.models import Fellow, InterviewFeedback, OfficeCommitment, Seat
from cohorts.queries import office_word
from cohorts.queries.known import waits_for_a_place
from cohorts.rules.requests import Impression, Promise
from cohorts.services.meetings import note_by_feedback
from fellowship.access import require
from fellowship.models import HostOffice, Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit


class NotMet(Conflict):
    """The person is not in a cohort of the office, or is placed already."""

    sentence = _("Feedback is about finalists of your office’s cohort who wait for a place.")


@transaction.atomic
def confirm_promises(
    *, actor: Person, office_id: UUID, cohort_id: UUID, promises: Iterable[Promise], signed_as: str, at: datetime
) -> int:
    """Confirm promises of an office for a cohort, signed with a name; one confirmed before keeps who and when.

    Gives how many are new. Raises ``Refused``.
    """
    office = HostOffice.objects.select_for_update(of=("self",)).get(pk=office_id)
    require(actor, "cohorts.host_office", office)
    if not Seat.objects.filter(office=office, cohort_id=cohort_id).exists():
        return 0
    mine = OfficeCommitment.objects.filter(office=office, cohort_id=cohort_id)
    known = set(mine.values_list("promise", flat=True))
    new = [promise for promise in dict.fromkeys(promises) if promise not in known]
    OfficeCommitment.objects.bulk_create(
        OfficeCommitment(
            cohort_id=cohort_id, office=office, promise=promise, confirmed_by=actor, signed_as=signed_as,
            confirmed_at=at,
        )
        for promise in new
    )  # fmt: skip
    if new:
        audit.record(actor=actor, action="cohorts.confirm_promises", subject=office, at=at, data={"promises": new})
    return len(new)


@transaction.atomic
def give_feedback(
    *, actor: Person, office_id: UUID, fellow_id: UUID, impression: Impression, words: str, at: datetime
) -> InterviewFeedback:
    """Keep how a meeting with a finalist went, for program managers; it notes the meeting too.

    Raises ``Refused`` or :class:`NotMet`.
    """
    office = HostOffice.objects.get(pk=office_id)
    require(actor, "cohorts.host_office", office)
    fellow = Fellow.objects.select_for_update(of=("self",)).select_related("person").get(pk=fellow_id)
    of_cohort = Seat.objects.filter(office=office, cohort_id=fellow.cohort_id)
    waits = Fellow.objects.filter(waits_for_a_place(), pk=fellow_id)
    if not waits.exists() or not of_cohort.exists():
        raise NotMet
    note_by_feedback(actor=actor, office=office, fellow=fellow, at=at)
    feedback, _new = InterviewFeedback.objects.update_or_create(
        office=office, fellow=fellow,
        defaults={"author": actor, "impression": impression, "words": words, "given_at": at},
    )  # fmt: skip
    audit.record(actor=actor, action="cohorts.give_feedback", subject=feedback, about=fellow.person, at=at)
    return feedback


@transaction.atomic
def read_feedback(
    *, actor: Person, at: datetime, fellow_id: UUID | None = None, office_id: UUID | None = None,
    cohort_id: UUID | None = None,
) -> tuple[office_word.Said, ...]:  # fmt: skip
    """What offices within reach said of finalists, narrowed by what is given; each look is kept in the audit trail."""
    rows = office_word.feedback_within_reach(actor)
    for name, value in (("fellow_id", fellow_id), ("office_id", office_id), ("fellow__cohort_id", cohort_id)):
        rows = rows.filter(**{name: value}) if value is not None else rows
    for row in rows:
        audit.record_read(actor=actor, action="cohorts.read_feedback", subject=row, at=at, about=row.fellow.person)
    return tuple(office_word.said(row) for row in rows)
