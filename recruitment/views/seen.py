"""What an applicant's readers saw."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fellowship.access import allow
from recruitment.queries.seen import what_readers_saw


@allow("recruitment.own_application")
def seen(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Show the packet as readers had it, once the application is decided."""
    page = what_readers_saw(request.user, application_id)
    return render(request, "recruitment/applicant/seen.html", {"page": page})
