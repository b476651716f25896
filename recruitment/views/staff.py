"""The pipeline and the page of one application, for managers."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from fellowship import clock
from fellowship.access import allow
from recruitment.forms.pipeline import PipelineFilters
from recruitment.models.wording import Words
from recruitment.queries import pipeline
from recruitment.queries.dossier import dossier
from recruitment.queries.narrowing import Wanted
from recruitment.queries.people import manager_choices
from recruitment.queries.pipeline_page import PipelinePage, pipeline_page
from recruitment.queries.recommendations import read_recommendations
from recruitment.rules.view_queries import view_query
from recruitment.views.tables import PipelineTable

# The three that are used most stand open; the others are behind "More".
SHOWN = 3
BUTTONS_OF_ALL = (
    ("label", _("Add a label…")),
    ("unlabel", _("Take a label off…")),
    ("letter", _("Write a letter…")),
)
BUTTONS = (
    ("start_review", _("Start review…")),
    ("readers", _("Give to readers…")),
    ("pend", _("Decide, carry out later…")),
    ("decline", _("Close with a letter…")),
    ("owner", _("Give an owner…")),
    *BUTTONS_OF_ALL,
)
BUTTONS_OF_CLOSED = (("reopen", _("Open again…")), ("owner", _("Give an owner…")), *BUTTONS_OF_ALL)


def filters_of(request: HttpRequest, cycle_slug: str) -> PipelineFilters:
    """The filters as the address has them."""
    return PipelineFilters(request.GET, places=pipeline.places_in(cycle_slug), owners=manager_choices(clock.now()))


def _buttons(wanted: Wanted) -> dict[str, list[dict[str, Words]]]:
    offered = BUTTONS_OF_CLOSED if wanted.group == "closed" else BUTTONS
    rows: list[dict[str, Words]] = [{"name": "act", "value": value, "label": label} for value, label in offered]
    return {"buttons": rows[:SHOWN], "more": rows[SHOWN:]}


def _table(page: PipelinePage, wanted: Wanted) -> PipelineTable:
    unused = [] if wanted.words else ["found"]
    unused += [] if any(row.labels for row in page.page.object_list) else ["labels"]
    return PipelineTable(page.page.object_list, order_by=wanted.sort, order_by_field="sort", exclude=unused)


@allow("recruitment.see_pipeline")
def applications(request: HttpRequest) -> HttpResponse:
    """List the applications that were sent in."""
    slug, at = request.GET.get("cycle", ""), clock.now()
    filters = filters_of(request, slug)
    wanted = filters.wanted()
    query, number = request.GET.urlencode(), request.GET.get("page", "1")
    kept = view_query(query)
    page = pipeline_page(request.user, wanted, cycle_slug=slug, number=number, at=at, query=kept)
    if page is None:
        return render(request, "recruitment/staff/no_cycle.html")
    context = {
        "pipeline": page, "filters": filters, "table": _table(page, wanted), "query": query, "kept": kept,
        **_buttons(wanted),
    }  # fmt: skip
    return render(request, "recruitment/staff/pipeline.html", context)


@allow("recruitment.see_pipeline")
def application(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Show one application with everything a manager decides by."""
    found = dossier(request.user, application_id, clock.now())
    recommended = read_recommendations(found.id) if found.mine.recommendations else ()
    context = {"dossier": found, "recommendations": recommended}
    return render(request, "recruitment/staff/application.html", context)
