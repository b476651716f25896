"""Practice rounds: managers open, watch and close them; readers mark samples."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fellowship import clock
from fellowship.access import allow
from fellowship.rules.refusals import Conflict
from recruitment.forms.rounds import PracticeForm, RoundForm
from recruitment.queries import rounds as queries
from recruitment.services import rounds as services

KEEP = "recruitment.keep_rounds"
READ = "recruitment.read_sample"
UNPROCESSABLE = 422


@allow(KEEP)
def new_round(request: HttpRequest, cycle_id: UUID) -> HttpResponseBase:
    """Choose samples and open a round."""
    cycle, choices = queries.sample_choices(request.user, cycle_id)
    form = RoundForm(request.POST if request.method == "POST" else None, choices=choices)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.open_round(
                actor=request.user, cycle_id=cycle_id, at=clock.now(), due_on=form.cleaned_data["due_on"],
                application_ids=[UUID(pk) for pk in form.cleaned_data["applications"]],
            )  # fmt: skip
        except Conflict as refused:
            form.add_error(None, str(refused.sentence))
        else:
            messages.success(request, _("The round is open. Readers find the samples beside their packets."))
            return redirect("recruitment_round", made.pk)
    context = {"form": form, "cycle": cycle, "has_choices": bool(choices)}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "recruitment/calibration/new_round.html", context, status=status)


@allow(KEEP)
def calibration_round(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show how far readers agree on the samples."""
    return render(request, "recruitment/calibration/round.html", {"page": queries.round_page(request.user, round_id)})


@allow(KEEP)
@require_POST
def close(request: HttpRequest, round_id: UUID) -> HttpResponseBase:
    """End a round."""
    page = queries.round_page(request.user, round_id)
    services.close_round(actor=request.user, round_id=page.id, at=clock.now())
    messages.success(request, _("The round is closed."))
    return redirect("recruitment_round", round_id)


@allow(READ)
def practice(request: HttpRequest) -> HttpResponse:
    """List the reader's samples."""
    return render(request, "recruitment/reviewer/practice.html", {"lines": queries.practice_list(request.user)})


@allow(READ)
def sample(request: HttpRequest, read_id: UUID) -> HttpResponseBase:
    """Show a sample beside its rubric; save the marks and show the others'."""
    page = queries.sample_page(request.user, read_id)
    form = PracticeForm(page.criteria, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.mark_sample(actor=request.user, read_id=read_id, marks=form.marks, at=clock.now())
        messages.success(request, _("Sample %(number)d is saved.") % {"number": page.number})
        return redirect("recruitment_sample", read_id)
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "recruitment/reviewer/sample.html", {"page": page, "form": form}, status=status)
