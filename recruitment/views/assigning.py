"""Where managers give out packets: the plan, what it did, and the way back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fellowship import clock
from fellowship.access import allow
from recruitment.queries import assigning as queries
from recruitment.queries.assigning_runs import run_page
from recruitment.services import assigning as services

ASSIGN = "recruitment.assign_readers"
RUNS = "recruitment.keep_runs"


def chosen_ids(values: list[str]) -> list[UUID] | None:
    """The ids posted or in the address; ``None`` when none was named, which means all. Nonsense is left out."""
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found if values else None


@allow(ASSIGN)
def assign(request: HttpRequest) -> HttpResponseBase:
    """Say who would get what; give the packets out once that is confirmed, many of them by the worker."""
    at = clock.now()
    if request.method == "POST":
        chosen = chosen_ids(request.POST.getlist("application"))
        if "all" in request.POST:
            job = services.start_assigning(actor=request.user, application_ids=chosen, at=at)
            return redirect("job", job.pk)
        made = services.assign_readers(actor=request.user, application_ids=chosen or [], at=at)
        said = ngettext("%(count)d packet is given out.", "%(count)d packets are given out.", made.reads)
        messages.success(request, said % {"count": made.reads})
        return redirect("recruitment_assigning_run", made.run_id) if made.run_id else redirect("recruitment_assign")
    plan = queries.plan_readers(request.user, at, chosen_ids(request.GET.getlist("application")))
    return render(request, "recruitment/selection/assign.html", {"plan": plan})


@allow(RUNS)
def run(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Show what one run gave out, and what it could not."""
    return render(request, "recruitment/selection/assigning_run.html", {"page": run_page(request.user, run_id)})


@allow(RUNS)
def undo(request: HttpRequest, run_id: UUID) -> HttpResponseBase:
    """Say what undoing means, then take everything of the run back."""
    page = run_page(request.user, run_id)
    if request.method == "POST":
        services.undo_run(actor=request.user, run_id=run_id, at=clock.now())
        messages.success(request, _("Undone. Nobody has the packets any more."))
        return redirect("recruitment_assign")
    if not page.can_undo:
        return redirect("recruitment_assigning_run", run_id)
    return render(request, "recruitment/selection/undo_assigning.html", {"page": page})
