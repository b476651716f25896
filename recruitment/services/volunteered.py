"""An applicant brought up a record by themselves: that it happened is noted, what was said is not."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from fellowship.access import require
from fellowship.models import Letter, Person, StoredFile
from fellowship.queries import organization
from fellowship.services import audit, letters
from fellowship.services.files import store_bytes
from recruitment.access.fair_chance_notices import RIGHTS
from recruitment.models import Application, InterviewSlot, ReviewAssignment
from recruitment.queries.volunteered import agencies_for, rights_notice, rights_of, stack_for
from recruitment.rules.fair_chance import CONFIDENTIAL
from recruitment.rules.volunteered_letters import VOLUNTEERED
from recruitment.services.case_enclosures import official_pdf
from recruitment.services.fair_chance_notices import NotComplete, render_complete

# Where somebody may have read or heard it, and what they must hold for that.
PERMISSIONS = {
    ReviewAssignment: "recruitment.read_packet",
    InterviewSlot: "recruitment.hold_interview",
    Application: "recruitment.see_pipeline",
}


@transaction.atomic
def note_volunteered(*, actor: Person, heard: ReviewAssignment | InterviewSlot | Application, at: datetime) -> None:
    """Note that the applicant of a packet, an interview or an application brought up a record, and nothing more.

    The applicant gets one letter with their rights, however often it is noted; it does no harm where no law asks for
    it. Where one does (RCW 49.94.010 as amended by HB 1747), its notice and the official guide are attached. While the
    guide is missing the letter leaves at once without them: officers are asked for it on their own page. Raises
    ``Refused``.
    """
    require(actor, PERMISSIONS[type(heard)], heard)
    application = heard if isinstance(heard, Application) else heard.application
    if application is None:
        return
    person = application.person
    action = "recruitment.fair_chance_volunteered"
    audit.record(actor=actor, action=action, subject=application, about=person, at=at, key=CONFIDENTIAL)
    if Letter.objects.filter(kind=VOLUNTEERED.key, recipient=person, about_id=str(application.pk)).exists():
        return
    base: str = settings.WAGTAILADMIN_BASE_URL
    letters.compose_letter(
        actor=None, kind=VOLUNTEERED.key, recipient=person, subject_record=application, at=at,
        attachments=_papers(application, at),
        values={
            "called": person.short_name, "reference": application.reference,
            "agencies": agencies_for(application, at.date(), person.language),
            "link": base.rstrip("/") + reverse("recruitment_mine"),
            "organization": organization.current(person.language).name,
        },
    )  # fmt: skip


def _papers(application: Application, at: datetime) -> list[StoredFile]:
    """The notice that a law wants given at once, in the applicant's language, with what goes along; else nothing."""
    stack, language = stack_for(application, at.date()), application.person.language[:2]
    if not rights_notice(stack):
        return []
    notice = rights_of(application, stack, language, at)
    try:
        pdf, _items = render_complete(notice, stack)
    except NotComplete:
        return []
    along = [(f"{code.replace('_', '-')}.pdf", official_pdf(code, language)) for code in sorted(notice.enclosed)]
    return [
        store_bytes(owner=application.person, purpose=RIGHTS, name=name, content=content, at=at)
        for name, content in (("your-rights.pdf", pdf), *along)
    ]
