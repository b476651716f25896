"""Certificates: given when a course is complete, withdrawn with a reason, never silently changed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.design.wording import day_in_words
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from fellowship.services.documents import render_pdf
from fellowship.services.files import store_bytes
from fellowship.services.letters import compose_letter
from training.models import Certificate, Enrollment
from training.queries.progress import Record, records, words
from training.rules import letters as kinds
from training.rules.due import day_there
from training.services.enrolling import address_of

FILE_PURPOSE = "training.certificate"


class NotComplete(Conflict):
    """Something is still to do; ``unmet`` says what."""

    sentence = _("This course is not finished yet.")

    def __init__(self, unmet: tuple[object, ...] = ()) -> None:
        """Keep what is missing."""
        super().__init__()
        self.unmet = unmet


class AlreadyWithdrawn(Conflict):
    """The certificate was withdrawn before."""

    sentence = _("This certificate has already been withdrawn.")


@transaction.atomic
def issue_certificate(*, actor: Person | None, enrollment_id: UUID, at: datetime) -> Certificate:
    """Give the certificate of a finished course, with its PDF and a letter; the one already given comes back.

    The name and the title are kept as they are today. Raises :class:`NotComplete`.
    """
    enrollment = (
        Enrollment.objects.select_for_update(of=("self",))
        .select_related("person", "course", "office")
        .get(pk=enrollment_id)
    )
    known = Certificate.objects.filter(person_id=enrollment.person_id, version_id=enrollment.version_id).first()
    if known is not None:
        return known
    record = records([enrollment], at, enrollment.person.language)[0]
    if not record.completion.is_complete:
        raise NotComplete(record.completion.unmet)
    certificate = Certificate.objects.create(
        person=enrollment.person,
        enrollment=enrollment,
        version_id=enrollment.version_id,
        name=enrollment.person.get_full_name(),
        course_title=enrollment.course.title,
        course_title_es=enrollment.course.title_es,
        minutes=sum(row.minutes for row in record.lessons if row.is_done),
        issued_at=at,
    )
    certificate.file = store_bytes(
        owner=enrollment.person, purpose=FILE_PURPOSE, name="certificate.pdf",
        content=_pdf(certificate, enrollment, record), at=at, actor=actor,
    )  # fmt: skip
    certificate.save(update_fields=["file"])
    audit.record(actor=actor, action="training.issue_certificate", subject=certificate, about=enrollment.person, at=at)
    _write(actor, certificate, enrollment, at)
    return certificate


def _pdf(certificate: Certificate, enrollment: Enrollment, record: Record) -> bytes:
    language = enrollment.person.language
    data = {
        "name": certificate.name,
        "course": words(certificate, "course_title", language),
        "lessons": [row.title for row in record.lessons if row.is_done],
        "minutes": certificate.minutes,
        "day": day_in_words(day_there(certificate.issued_at, enrollment.time_zone), language),
        "address": address_of("training_verify", certificate.pk),
        "number": str(certificate.pk),
    }  # fmt: skip
    return render_pdf(template="certificate", data=data, language=language)


def _write(actor: Person | None, certificate: Certificate, enrollment: Enrollment, at: datetime) -> None:
    person = enrollment.person
    values = {
        "called": person.short_name,
        "course": words(certificate, "course_title", person.language),
        "day": day_in_words(day_there(at, enrollment.time_zone), person.language),
        "address": address_of("training_verify", certificate.pk),
    }
    compose_letter(
        actor=actor, kind=kinds.CERTIFICATE, recipient=person, values=values, subject_record=certificate, at=at,
        attachments=[certificate.file] if certificate.file else [],
    )  # fmt: skip


@transaction.atomic
def withdraw_certificate(*, actor: Person, certificate_id: UUID, reason: str, at: datetime) -> Certificate:
    """Say that a certificate no longer counts; the public page then says so. Finished lessons stay finished.

    Raises ``Refused`` or :class:`AlreadyWithdrawn`.
    """
    certificate = (
        Certificate.objects.select_for_update(of=("self",))
        .select_related("person", "enrollment__office")
        .get(pk=certificate_id)
    )
    require(actor, "training.withdraw_certificate", certificate.enrollment)
    if certificate.revoked_at is not None:
        raise AlreadyWithdrawn
    certificate.revoked_at, certificate.revoked_by, certificate.revoked_reason = at, actor, reason
    certificate.save(update_fields=["revoked_at", "revoked_by", "revoked_reason"])
    person = certificate.person
    audit.record(actor=actor, action="training.withdraw_certificate", subject=certificate, about=person, at=at)
    values = {
        "called": person.short_name, "course": words(certificate, "course_title", person.language), "reason": reason,
    }  # fmt: skip
    compose_letter(
        actor=actor, kind=kinds.WITHDRAWN, recipient=person, values=values, subject_record=certificate, at=at
    )
    return certificate
