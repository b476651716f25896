"""The audit trail for auditors, and for each person who looked at their file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fellowship.access import SIGNED_IN, allow
from fellowship.forms.audit import FilterForm
from fellowship.queries import audit as queries
from fellowship.views.paging import page_number


@allow("fellowship.read_audit")
def audit(request: HttpRequest) -> HttpResponse:
    """List the trail."""
    form = FilterForm(request.GET)
    page = queries.entry_page(person=request.user, filters=form.filters(), page=page_number(request))
    context = {"filter_form": form, "page": page, "is_capped": page.paginator.count >= queries.COUNT_CAP}
    return render(request, "fellowship/staff/audit.html", context)


@allow(SIGNED_IN)
def who_looked(request: HttpRequest) -> HttpResponse:
    """Show a person who looked at their file."""
    page = queries.looks_page(person=request.user, page=page_number(request))
    return render(request, "fellowship/my/who_looked.html", {"page": page})
