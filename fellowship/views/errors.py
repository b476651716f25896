"""Pages for when something is not there, not allowed, or broken."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say what may have happened and where to go."""
    return render(request, "404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say why, and whom to ask."""
    context = {"reason": getattr(exception, "reason", ""), "ask": getattr(exception, "ask", "")}
    return render(request, "403.html", context, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form went stale, and that going back keeps what was typed."""
    return render(request, "403.html", {"stale_form": True, "reason": "", "ask": ""}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer without touching the database."""
    from django.template.loader import get_template  # noqa: PLC0415  (only when something is broken)

    return HttpResponse(get_template("500.html").render({}), status=500)
