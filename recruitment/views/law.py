"""The laws that the fair-chance engine works with, to be read by those who rely on them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fellowship.access import allow
from recruitment.queries import law_list

SEE = "recruitment.see_law"


@allow(SEE)
def laws(request: HttpRequest) -> HttpResponse:
    """List every law with how well it is known and whether counsel approved it."""
    return render(request, "recruitment/officer/laws.html", {"lines": law_list.laws(request.user)})


@allow(SEE)
def law(request: HttpRequest, code: str) -> HttpResponse:
    """Show all that one law says."""
    return render(request, "recruitment/officer/law.html", {"page": law_list.law_page(request.user, code)})
