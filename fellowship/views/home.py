"""The first page after signing in: what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fellowship import clock
from fellowship.access import SIGNED_IN, allow
from fellowship.queries import home as home_queries
from fellowship.queries import next_steps


@allow(SIGNED_IN)
def home(request: HttpRequest) -> HttpResponse:
    """Show an applicant, advocate or supervisor what comes next and their cards."""
    at = clock.now()
    steps = next_steps.for_person(request.user, at)
    context = {"first": steps[0] if steps else None, "steps": steps[1:], "cards": home_queries.cards_for(request.user, at),
               "at": at}  # fmt: skip
    return render(request, "fellowship/my/home.html", context)


@allow("fellowship.see_today")
def staff_today(request: HttpRequest) -> HttpResponse:
    """Show staff what is theirs today."""
    at = clock.now()
    context = {"steps": next_steps.for_person(request.user, at), "cards": home_queries.cards_for(request.user, at),
               "at": at}  # fmt: skip
    return render(request, "fellowship/staff/today.html", context)
