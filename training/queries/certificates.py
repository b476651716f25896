"""Certificates for anyone who wants to know whether one is real."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from training.models import Certificate
from training.queries.progress import words


@dataclass(frozen=True, slots=True)
class Proof:
    """What the public page says: no more than the paper itself."""

    id: UUID
    name: str
    course: str
    issued_at: datetime
    is_valid: bool
    withdrawn_at: datetime | None


def proof(certificate_id: UUID, language: str) -> Proof | None:
    """What is known about a certificate; ``None`` when there is none with this number. The reason stays private."""
    certificate = Certificate.objects.filter(pk=certificate_id).first()
    if certificate is None:
        return None
    return Proof(
        id=certificate.pk,
        name=certificate.name,
        course=words(certificate, "course_title", language),
        issued_at=certificate.issued_at,
        is_valid=certificate.revoked_at is None,
        withdrawn_at=certificate.revoked_at,
    )
