"""The first page after signing in: what to do next."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from fellowship import clock
from fellowship.access import SIGNED_IN, allow
from fellowship.queries import home as home_queries
from fellowship.queries import roles as role_queries


@allow(SIGNED_IN)
def home(request: HttpRequest) -> HttpResponse:
    """Show an applicant, advocate or supervisor what comes next and their cards."""
    page = home_queries.page_for(request.user, clock.now())
    context: dict[str, Any] = {
        **page,
        "first": page["steps"][0] if page["steps"] else None,
        "steps": page["steps"][1:],
    }
    try:
        context["looked_url"] = reverse("who_looked")
    except NoReverseMatch:
        context["looked_url"] = ""
    return render(request, "fellowship/my/home.html", context)


@allow("fellowship.see_today")
def staff_today(request: HttpRequest) -> HttpResponse:
    """Show staff what is theirs today."""
    context = {**home_queries.page_for(request.user, clock.now()), "roles": role_queries.names_of(request.user)}
    return render(request, "fellowship/staff/today.html", context)
