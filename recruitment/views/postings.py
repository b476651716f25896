"""What the posting of each office must say and may not say, for staff."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fellowship import clock
from fellowship.access import allow
from recruitment.queries import postings

LOOK = "recruitment.look_at_postings"


@allow(LOOK)
def offices(request: HttpRequest) -> HttpResponse:
    """List the offices with what the law wants of their postings."""
    rows = postings.office_rows(request.user, clock.now())
    return render(request, "recruitment/staff/postings.html", {"offices": rows})


@allow(LOOK)
def office(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the posting of one office in both languages, and the laws behind it."""
    page = postings.office_page(request.user, slug, clock.now())
    return render(request, "recruitment/staff/posting.html", {"office": page})
