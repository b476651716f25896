"""The living page of every part of the design, in demo mode."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from fellowship.access import PUBLIC, allow
from fellowship.design import kit


@allow(PUBLIC)
def design(request: HttpRequest) -> HttpResponse:
    """Show each part with its states; 404 outside demo mode."""
    if not settings.DEMO_MODE:
        raise Http404
    return render(request, "design/index.html", kit.samples())
