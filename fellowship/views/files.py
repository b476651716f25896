"""Handing out private files."""

from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponseBase

from fellowship import clock, second_factor
from fellowship.access import allow
from fellowship.queries import files as queries
from fellowship.services import files as services


@allow("fellowship.read_file")
def file(request: HttpRequest, file_id: UUID) -> HttpResponseBase:
    """Send a file as an attachment that no browser shows, guesses at, or keeps."""
    if queries.asks_second_factor(request.user, file_id) and not second_factor.given(request):
        return second_factor.ask(request)
    found = services.open_file(person=request.user, file_id=file_id, at=clock.now())
    response = FileResponse(
        found.content.open("rb"), as_attachment=True, filename=found.name, content_type=found.content_type
    )
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Content-Length"] = str(found.size)
    return response
