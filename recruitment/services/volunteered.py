"""An applicant brought up a record by themselves: that it happened is noted, what was said is not."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from fellowship.access import require
from fellowship.models import Person
from fellowship.queries import organization
from fellowship.services import audit, letters
from recruitment.models import Application, InterviewSlot, ReviewAssignment
from recruitment.queries.volunteered import agencies_for
from recruitment.rules.volunteered_letters import VOLUNTEERED

# Where somebody may have read or heard it, and what they must hold for that.
PERMISSIONS = {
    ReviewAssignment: "recruitment.read_packet",
    InterviewSlot: "recruitment.hold_interview",
    Application: "recruitment.see_pipeline",
}


@transaction.atomic
def note_volunteered(*, actor: Person, heard: ReviewAssignment | InterviewSlot | Application, at: datetime) -> None:
    """Note that the applicant of a packet, an interview or an application brought up a record, and nothing more.

    The applicant gets one letter with their rights, however often it is noted (RCW 49.94.010 as amended by HB 1747
    asks for it at once; it does no harm elsewhere). Raises ``Refused``.
    """
    require(actor, PERMISSIONS[type(heard)], heard)
    application = heard if isinstance(heard, Application) else heard.application
    if application is None:
        return
    person = application.person
    audit.record(actor=actor, action="recruitment.fair_chance_volunteered", subject=application, about=person, at=at)
    base: str = settings.WAGTAILADMIN_BASE_URL
    letters.compose_letter(
        actor=None, kind=VOLUNTEERED.key, recipient=person, subject_record=application, at=at,
        values={
            "called": person.short_name, "reference": application.reference,
            "agencies": agencies_for(application, at.date(), person.language),
            "link": base.rstrip("/") + reverse("recruitment_mine"),
            "organization": organization.current(person.language).name,
        },
    )  # fmt: skip
