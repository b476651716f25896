"""What readers open: their packets, the rubric beside each, and their colleague's marks after their own."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fellowship import clock
from fellowship.access import allow
from fellowship.design.progress import progress_of
from recruitment.forms.reading import ScoreForm, SteppedBackForm
from recruitment.queries import reading as queries
from recruitment.services import reading as services

READ = "recruitment.read_packet"
UNPROCESSABLE = 422


@allow(READ)
def queue(request: HttpRequest) -> HttpResponse:
    """Show the packets that are left, the least read first, and those that are done."""
    packets = queries.reading_list(request.user, timezone.localdate(clock.now()))
    context = {"packets": packets, "progress": progress_of(len(packets.done), packets.total)}
    return render(request, "recruitment/reviewer/queue.html", context)


@allow(READ)
def packet(request: HttpRequest, assignment_id: UUID) -> HttpResponseBase:
    """Show a packet beside its rubric; save the marks and go on to the next."""
    at = clock.now()
    page = queries.packet_page(request.user, assignment_id, timezone.localdate(at))
    form = ScoreForm(page.criteria, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.submit_scores(
            actor=request.user, assignment_id=assignment_id, marks=form.marks, note=form.cleaned_data["note"], at=at
        )
        messages.success(request, _("Packet %(number)d is saved.") % {"number": page.packet.number})
        return redirect("recruitment_next_packet")
    if page.is_done:
        return redirect("recruitment_packet_scores", assignment_id)
    context = {"page": page, "form": form}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "recruitment/reviewer/packet.html", context, status=status)


@allow(READ)
def next_packet(request: HttpRequest) -> HttpResponseBase:
    """Go to the packet that was read least, or to the list when none is left."""
    line = queries.reading_list(request.user, timezone.localdate(clock.now())).next
    return redirect("recruitment_packet", line.id) if line else redirect("recruitment_reading")


@allow(READ)
def print_packet(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """Show a packet alone, for paper."""
    page = queries.packet_page(request.user, assignment_id, timezone.localdate(clock.now()))
    return render(request, "recruitment/reviewer/print.html", {"page": page})


@allow(READ)
@require_POST
def recuse(request: HttpRequest, assignment_id: UUID) -> HttpResponseBase:
    """Step back from a packet at once; why can be said on the next page."""
    queries.given_packet(request.user, assignment_id)
    services.recuse_reviewer(actor=request.user, assignment_id=assignment_id, at=clock.now())
    return redirect("recruitment_stepped_back", assignment_id)


@allow("recruitment.explain_stepping_back")
def stepped_back(request: HttpRequest, assignment_id: UUID) -> HttpResponseBase:
    """Confirm that the reader stepped back, and ask why, if they want to say."""
    assignment = queries.stepped_back(request.user, assignment_id)
    form = SteppedBackForm(
        request.POST if request.method == "POST" else None, initial={"reason": assignment.recused_reason}
    )
    if request.method == "POST" and form.is_valid():
        services.explain_stepping_back(
            actor=request.user, assignment_id=assignment_id, reason=form.cleaned_data["reason"], at=clock.now()
        )
        messages.success(request, _("Thank you. Your reason is kept with the packet."))
        return redirect("recruitment_next_packet")
    context = {"number": assignment.number, "form": form}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "recruitment/reviewer/stepped_back.html", context, status=status)


@allow(READ)
def scores(request: HttpRequest, assignment_id: UUID) -> HttpResponseBase:
    """Show one's own marks beside the other readers'; first one's own must be saved."""
    compared = queries.compared(request.user, assignment_id)
    if compared is None:
        return redirect("recruitment_packet", assignment_id)
    page = queries.packet_page(request.user, assignment_id, timezone.localdate(clock.now()))
    return render(request, "recruitment/reviewer/scores.html", {"compared": compared, "page": page})
