"""Watching long work."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fellowship import clock
from fellowship.access import allow
from fellowship.design.progress import progress_of
from fellowship.queries import jobs as queries


@allow("fellowship.see_job")
def job(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Show how far long work is; the page looks again by itself until it is over."""
    shown = queries.job_of(request.user, job_id, clock.now())
    context = {"job": shown, "progress": progress_of(shown.done, shown.total), "url": request.path}
    response = render(request, "fellowship/job.html", context)
    response.headers["Cache-Control"] = "private, no-store"
    return response
