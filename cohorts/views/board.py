"""The placement board and everything that happens to a plan."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts.forms.runs import MoveForm, SignForm
from cohorts.queries import board as boards
from cohorts.queries import checks, cohorts
from cohorts.queries.lists import list_progress
from cohorts.rules.stages import RunStage
from cohorts.services import publication, refusals, runs
from fellowship import clock
from fellowship.access import allow
from fellowship.rules.refusals import Conflict


def _uuid(query: QueryDict, key: str) -> UUID | None:
    """An id from the address; anything else counts as none."""
    try:
        return UUID(query.get(key, ""))
    except ValueError:
        return None


def _board_url(cohort_id: UUID, **query: object) -> str:
    pairs = "".join(f"&{key}={value}" for key, value in query.items() if value)
    return f"{reverse('cohorts_board')}?cohort={cohort_id}{pairs}"


@allow("cohorts.see_board")
def board(request: HttpRequest) -> HttpResponse:
    """Show the lanes of a plan, why someone is where they are, and what needs deciding."""
    at, asked = clock.now(), request.GET
    everyone = cohorts.all_cohorts()
    cohort = next((one for one in everyone if one.id == _uuid(asked, "cohort")), everyone[0] if everyone else None)
    if cohort is None:
        return render(request, "cohorts/staff/no_cohort.html")
    page = boards.board(
        request.user, cohort, run_id=_uuid(asked, "run"), fellow_id=_uuid(asked, "fellow"),
        only_open=asked.get("show") == "decide",
    )  # fmt: skip
    context = {
        "page": page, "cohorts": everyone, "at": at, "only_open": asked.get("show") == "decide",
        "can_take_back": page.run is not None and page.run.can_take_back(at),
        "progress": None if page.lanes else list_progress(cohort.id), "window": cohort.window.state(at),
    }  # fmt: skip
    return render(request, "cohorts/staff/board.html", context)


@allow("cohorts.match")
def run_start(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Say what goes into a run, and start it."""
    at, cohort = clock.now(), cohorts.find_cohort(cohort_id)
    if cohort is None:
        return redirect("cohorts_board")
    if request.method == "POST":
        run = runs.start_run(actor=request.user, cohort_id=cohort_id, at=at)
        return redirect("job", run.job_id)
    context = {"cohort": cohort, "progress": list_progress(cohort_id), "lists_open": cohort.window.is_open(at),
               "back": _board_url(cohort_id)}  # fmt: skip
    return render(request, "cohorts/staff/run_start.html", context)


@allow("cohorts.match")
def move(request: HttpRequest, run_id: UUID, fellow_id: UUID) -> HttpResponse:
    """Check a move, then make it."""
    asked = request.POST.get("to", "") if request.method == "POST" else request.GET.get("to", "")
    page = checks.move_check(request.user, run_id=run_id, fellow_id=fellow_id, to=asked)
    confirmed = request.method == "POST"
    form = MoveForm(request.POST if confirmed else None, targets=page.targets, initial={"to": asked})
    if confirmed and form.is_valid() and page.chosen:
        try:
            runs.move_fellow(
                actor=request.user, run_id=run_id, fellow_id=fellow_id, to_office_id=form.office(), at=clock.now(),
                reason=form.cleaned_data["reason"], lock=form.cleaned_data["lock"],
            )  # fmt: skip
        except runs.BreaksRule as conflict:
            form.add_error(None, str(conflict.sentence))
        else:
            messages.success(request, _("%(name)s is moved in this plan.") % {"name": page.fellow})
            return redirect(_board_url(page.cohort.id, run=run_id, fellow=fellow_id))
    context = {"page": page, "form": form, "back": _board_url(page.cohort.id, run=run_id, fellow=fellow_id)}
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
                actor=request.user, run_id=run_id, at=at, reason=form.cleaned_data.get("reason", "")
            )
        except Conflict as conflict:
            form.add_error(None, str(conflict.sentence))
        else:
            messages.success(request, _("The placements are published. You can take them back within an hour."))
            return redirect(_board_url(page.cohort.id))
    context = {"page": page, "form": form, "back": _board_url(page.cohort.id, run=run_id)}
    return render(request, "cohorts/staff/publish.html", context, status=422 if form.errors else 200)


@allow("cohorts.match")
def unpublish(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Say what taking placements back means; then do it."""
    at = clock.now()
    page = checks.unpublish_check(request.user, run_id=run_id, at=at)
    if request.method == "POST":
        publication.unpublish_run(actor=request.user, run_id=run_id, at=at)
        messages.success(request, _("The placements are taken back. The plan is a draft again."))
        return redirect(_board_url(page.cohort.id, run=run_id))
    return render(request, "cohorts/staff/unpublish.html", {"page": page, "back": _board_url(page.cohort.id)})


@allow("cohorts.match")
def discard(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Put a draft away."""
    run = checks.run_for(request.user, run_id, RunStage.DRAFT, RunStage.SOLVING)
    if request.method == "POST":
        runs.discard_run(actor=request.user, run_id=run_id, at=clock.now())
        messages.success(request, _("Plan %(letter)s is put away.") % {"letter": run.letter})
        return redirect(_board_url(run.cohort_id))
    context = {"letter": run.letter, "back": _board_url(run.cohort_id, run=run_id)}
    return render(request, "cohorts/staff/discard.html", context)


@allow("cohorts.read_refusals")
def refusal_list(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Show why offices can't take someone."""
    rows = refusals.read_refusals(actor=request.user, cohort_id=cohort_id, at=clock.now())
    return render(request, "cohorts/staff/refusals.html", {"rows": rows, "back": _board_url(cohort_id)})


@allow("cohorts.match")
@require_POST
def unlock(request: HttpRequest, fellow_id: UUID) -> HttpResponse:
    """Let matching decide about someone again."""
    runs.unlock_fellow(actor=request.user, fellow_id=fellow_id, at=clock.now())
    messages.success(request, _("The next run decides about this place again."))
    return redirect("cohorts_board")
