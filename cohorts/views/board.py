"""The placement board and everything that happens to a plan."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts.forms.runs import MoveForm, SignForm
from cohorts.queries import board as boards
from cohorts.queries import checks, cohorts
from cohorts.queries.lists import list_progress
from cohorts.services import publication, refusals, runs
from cohorts.views._addresses import board_url, id_in
from fellowship import clock
from fellowship.access import allow
from fellowship.rules.refusals import Conflict


@allow("cohorts.see_board")
def board(request: HttpRequest) -> HttpResponse:
    """Show the lanes of a plan, why someone is where they are, and what needs deciding."""
    at, asked = clock.now(), request.GET
    everyone = cohorts.all_cohorts()
    cohort = next((one for one in everyone if one.id == id_in(asked, "cohort")), everyone[0] if everyone else None)
    if cohort is None:
        return render(request, "cohorts/staff/no_cohort.html")
    page = boards.board(
        request.user, cohort, run_id=id_in(asked, "run"), fellow_id=id_in(asked, "fellow"),
        only_open=asked.get("show") == "decide",
    )  # fmt: skip
    context = {
        "page": page, "cohorts": everyone, "at": at, "only_open": asked.get("show") == "decide",
        "can_take_back": page.run is not None and page.run.can_take_back(at),
        "progress": None if page.lanes else list_progress(cohort.id), "window": cohort.window.state(at),
    }  # fmt: skip
    return render(request, "cohorts/staff/board.html", context)


@allow("cohorts.match")
def move(request: HttpRequest, run_id: UUID, fellow_id: UUID) -> HttpResponse:
    """Check a move, then make it."""
    asked = request.POST.get("to", "") if request.method == "POST" else request.GET.get("to", "")
    page = checks.move_check(request.user, run_id=run_id, fellow_id=fellow_id, to=asked)
    confirmed, back = request.method == "POST", board_url(page.cohort.id, run=run_id, fellow=fellow_id)
    if confirmed and asked and not page.chosen:
        messages.info(request, str(runs.ThereAlready.sentence))
        return redirect(back)
    form = MoveForm(request.POST if confirmed else None, targets=page.targets, initial={"to": asked})
    if confirmed and form.is_valid():
        try:
            runs.move_fellow(
                actor=request.user, run_id=run_id, fellow_id=fellow_id, to_office_id=form.office(), at=clock.now(),
                reason=form.cleaned_data["reason"], lock=form.cleaned_data["lock"],
            )  # fmt: skip
        except runs.BreaksRule as conflict:
            form.add_error(None, str(conflict.sentence))
        else:
            messages.success(request, _("%(name)s is moved in this plan.") % {"name": page.fellow})
            return redirect(back)
    context = {"page": page, "form": form, "back": back}
    return render(request, "cohorts/staff/move.html", context, status=422 if form.errors else 200)


@allow("cohorts.match")
def publish(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Say who is told what and what stands against it; then publish."""
    at = clock.now()
    page = checks.publish_check(request.user, run_id=run_id, at=at)
    form = SignForm(request.POST if request.method == "POST" else None, exceptions=bool(page.to_sign))
    if request.method == "POST" and form.is_valid():
        try:
            publication.publish_run(
                actor=request.user,
                run_id=run_id,
                at=at,
                reason=form.cleaned_data.get("reason", ""),
                hold_letters=form.holds_letters(),
            )
        except Conflict as conflict:
            form.add_error(None, str(conflict.sentence))
        else:
            messages.success(request, _("The placements are published. You can take them back within an hour."))
            return redirect(board_url(page.cohort.id))
    context = {"page": page, "form": form, "back": board_url(page.cohort.id, run=run_id)}
    return render(request, "cohorts/staff/publish.html", context, status=422 if form.errors else 200)


@allow("cohorts.match")
def unpublish(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Say what taking placements back means; then do it."""
    at = clock.now()
    page = checks.unpublish_check(request.user, run_id=run_id, at=at)
    if request.method == "POST":
        publication.unpublish_run(actor=request.user, run_id=run_id, at=at)
        messages.success(request, _("The placements are taken back. The plan is a draft again."))
        return redirect(board_url(page.cohort.id, run=run_id))
    return render(request, "cohorts/staff/unpublish.html", {"page": page, "back": board_url(page.cohort.id)})


@allow("cohorts.read_refusals")
def refusal_list(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Show why offices can't take someone."""
    rows = refusals.read_refusals(actor=request.user, cohort_id=cohort_id, at=clock.now())
    return render(request, "cohorts/staff/refusals.html", {"rows": rows, "back": board_url(cohort_id)})
