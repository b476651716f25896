"""The numbers of a cycle."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fellowship import clock
from fellowship.access import allow
from recruitment.queries.numbers import numbers


@allow("recruitment.see_pipeline")
def show(request: HttpRequest) -> HttpResponse:
    """Show the curve of applications, the funnel and the time in each stage."""
    found = numbers(request.user, cycle_slug=request.GET.get("cycle", ""), at=clock.now())
    if found is None:
        return render(request, "recruitment/staff/no_cycle.html")
    return render(request, "recruitment/staff/numbers.html", {"numbers": found})
