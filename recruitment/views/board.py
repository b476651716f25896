"""The pipeline as a board. A card is moved by its form; what the move means is checked on a page of its own."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fellowship import clock
from fellowship.access import allow
from recruitment.queries.board import LANES, action_to, board
from recruitment.queries.dossier import ACTION_PAGES, managed_application
from recruitment.rules.stages import Stage
from recruitment.rules.view_queries import view_query
from recruitment.views.staff import filters_of

PAGES = {action: url_name for action, url_name, _label in ACTION_PAGES}


@allow("recruitment.see_pipeline")
def show(request: HttpRequest) -> HttpResponseBase:
    """Show a column for each stage."""
    slug, at, query = request.GET.get("cycle", ""), clock.now(), view_query(request.GET.urlencode())
    filters = filters_of(request, slug)
    numbers = {group: request.GET.get(f"{group}_page", "") for group in LANES}
    found = board(request.user, filters.wanted(), cycle_slug=slug, numbers=numbers, at=at, query=query)
    if found is None:
        return render(request, "recruitment/staff/no_cycle.html")
    context = {"board": found, "filters": filters, "query": request.GET.urlencode(), "kept": query}
    return render(request, "recruitment/staff/board.html", context)


@allow("recruitment.decide")
def move(request: HttpRequest, application_id: UUID) -> HttpResponseBase:
    """Lead to the check page of the step that was chosen on a card."""
    found = managed_application(request.user, application_id)
    action = action_to(Stage(found.stage), request.GET.get("to", ""))
    if action is None:
        messages.warning(request, _("%(reference)s cannot go there from where it stands now.")
                         % {"reference": found.reference})  # fmt: skip
        return redirect("recruitment_application", found.pk)
    return redirect(PAGES[action], found.pk)
