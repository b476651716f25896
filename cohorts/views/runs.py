"""One matching run: starting it, its record, its moves by hand, places kept, and putting it away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts.forms.runs import KeepForm, RunForm
from cohorts.queries import checks, cohorts
from cohorts.queries import runs as records
from cohorts.queries.lists import list_progress
from cohorts.rules.stages import RunStage
from cohorts.services import moves, runs
from cohorts.views._addresses import board_url, id_in
from fellowship import clock
from fellowship.access import allow
from fellowship.rules.refusals import Conflict


@allow("cohorts.match")
def run_start(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Say what goes into a run, and start it."""
    at, cohort = clock.now(), cohorts.find_cohort(cohort_id)
    if cohort is None:
        return redirect("cohorts_board")
    progress = list_progress(cohort_id)
    form = RunForm(request.POST if request.method == "POST" else None, tentative=progress.tentative)
    if request.method == "POST" and form.is_valid():
        run = runs.start_run(actor=request.user, cohort_id=cohort_id, at=at, choices=form.choices())
        return redirect("job", run.job_id)
    context = {
        "cohort": cohort, "progress": progress, "lists_open": cohort.window.is_open(at), "form": form,
        "back": board_url(cohort_id), "agreed": records.agreed_places(cohort_id),
    }  # fmt: skip
    return render(request, "cohorts/staff/run_start.html", context, status=422 if form.errors else 200)


@allow("cohorts.match")
def run_record(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Show everything that a run keeps; for one that found no plan, which rules clash."""
    page = records.record_of(request.user, run_id, clock.now())
    context = {"page": page, "back": board_url(page.cohort.id, run=run_id)}
    return render(request, "cohorts/staff/run.html", context)


@allow("cohorts.match")
def run_inputs(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Hand out the frozen inputs of a published run, so that anyone can work its outcome out again."""
    content = records.inputs_of(request.user, run_id)
    headers = {"Content-Disposition": 'attachment; filename="placement-inputs.json"'}
    return HttpResponse(content, content_type="application/json", headers=headers)


@allow("cohorts.match")
@require_POST
def resume(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Let the worker begin again with a run whose work was lost."""
    found = checks.run_for(request.user, run_id, *RunStage)
    run = runs.resume_run(actor=request.user, run_id=found.pk, at=clock.now())
    return redirect("job", run.job_id)


@allow("cohorts.match")
@require_POST
def undo(request: HttpRequest, move_id: UUID) -> HttpResponse:
    """Take back the last move by hand."""
    run = checks.run_of_move(request.user, move_id)
    try:
        moves.undo_move(actor=request.user, move_id=move_id, at=clock.now())
    except Conflict as conflict:
        messages.error(request, str(conflict.sentence))
    else:
        messages.success(request, _("The move is undone."))
    return redirect(board_url(run.cohort_id, run=run.pk))


@allow("cohorts.match")
def keep(request: HttpRequest, run_id: UUID, fellow_id: UUID) -> HttpResponse:
    """Ask why a place is agreed, and keep it for later runs."""
    page = checks.move_check(request.user, run_id=run_id, fellow_id=fellow_id, to="")
    back = board_url(page.cohort.id, run=run_id, fellow=fellow_id)
    form = KeepForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            moves.lock_fellow(actor=request.user, run_id=run_id, fellow_id=fellow_id, reason=reason, at=clock.now())
        except Conflict as conflict:
            form.add_error(None, str(conflict.sentence))
        else:
            messages.success(request, _("The next run keeps %(name)s there.") % {"name": page.fellow})
            return redirect(back)
    context = {"page": page, "form": form, "back": back}
    return render(request, "cohorts/staff/keep.html", context, status=422 if form.errors else 200)


@allow("cohorts.match")
@require_POST
def unlock(request: HttpRequest, fellow_id: UUID) -> HttpResponse:
    """Let matching decide about someone again."""
    fellow = checks.fellow_for(request.user, fellow_id)
    moves.unlock_fellow(actor=request.user, fellow_id=fellow.pk, at=clock.now())
    messages.success(request, _("The next run decides about this place again."))
    run_id = id_in(request.POST, "run")
    if run_id is None:
        return redirect("cohorts_board")
    run = checks.run_for(request.user, run_id, *RunStage)
    return redirect(board_url(run.cohort_id, run=run_id, fellow=fellow_id))


@allow("cohorts.match")
def discard(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Put a run away that is not published."""
    run = checks.run_for(request.user, run_id, RunStage.DRAFT, RunStage.SOLVING, RunStage.INFEASIBLE)
    if request.method == "POST":
        runs.discard_run(actor=request.user, run_id=run_id, at=clock.now())
        messages.success(request, _("Plan %(letter)s is put away.") % {"letter": run.letter})
        return redirect(board_url(run.cohort_id))
    context = {"letter": run.letter, "back": board_url(run.cohort_id, run=run_id)}
    return render(request, "cohorts/staff/discard.html", context)
