"""The page on which anyone can check a certificate."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from fellowship.access import PUBLIC, allow
from training.queries import certificates


@allow(PUBLIC)
def verify(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """Say whether the certificate with this number is real."""
    proof = certificates.proof(certificate_id, get_language() or "en")
    status = 200 if proof else 404
    response = render(request, "training/public/verify.html", {"proof": proof}, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
