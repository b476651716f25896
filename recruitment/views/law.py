"""The laws that the fair-chance engine works with, to be read by those who rely on them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fellowship import clock
from fellowship.access import allow
from recruitment.forms.law import LawFilters
from recruitment.queries import law_history, law_list

SEE = "recruitment.see_law"


@allow(SEE)
def laws(request: HttpRequest) -> HttpResponse:
    """List every law with how well it is known and whether counsel approved it; the address may narrow it."""
    found = law_list.laws(request.user, clock.now().date())
    filters = LawFilters(request.GET, counts=found.counts)
    context = {"filters": filters, "lines": found.narrowed(filters.wanted()), "total": found.total}
    return render(request, "recruitment/officer/laws.html", context)


@allow(SEE)
def law(request: HttpRequest, code: str) -> HttpResponse:
    """Show all that one law says."""
    page = law_list.law_page(request.user, code, clock.now().date())
    return render(request, "recruitment/officer/law.html", {"page": page})


@allow(SEE)
def history(request: HttpRequest, code: str) -> HttpResponse:
    """Show every text of one law with who did what, when and why."""
    page = law_history.history(request.user, code, clock.now().date())
    return render(request, "recruitment/officer/law_history.html", {"page": page})
