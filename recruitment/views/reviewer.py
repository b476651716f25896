"""What readers open: their packets, the rubric beside each, and their colleague's marks after their own."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fellowship import clock
from fellowship.access import allow
from fellowship.design.progress import progress_of
from fellowship.design.wording import time_in_words
from fellowship.rules.refusals import Conflict
from recruitment.forms.reading import ScoreForm, SteppedBackForm
from recruitment.models import ReviewAssignment
from recruitment.queries import reading as queries
from recruitment.queries.reading_list import next_packet_id, reading_list
from recruitment.services import reading as services

READ = "recruitment.read_packet"
CONFLICT = 409
UNPROCESSABLE = 422


@allow(READ)
def queue(request: HttpRequest) -> HttpResponse:
    """Show the packets that are left, the least read first, and those that are done."""
    packets = reading_list(request.user, timezone.localdate(clock.now()), request.GET.get("page"))
    context = {"packets": packets, "progress": progress_of(packets.progress.done, packets.progress.total)}
    return render(request, "recruitment/reviewer/queue.html", context)


@allow(READ)
def packet(request: HttpRequest, assignment_id: UUID) -> HttpResponseBase:
    """Show a packet beside its rubric, with what was noted so far; save what is sent."""
    if request.method == "POST":
        return _score(request, assignment_id)
    page = queries.packet_page(request.user, assignment_id, clock.now())
    if page.is_done:
        return redirect("recruitment_packet_scores", assignment_id)
    return _show(request, page, ScoreForm(page.criteria, draft=page.draft))


def _show(request: HttpRequest, page: queries.PacketPage, form: ScoreForm, status: int = 200) -> HttpResponse:
    progress = progress_of(page.progress.done, page.progress.total)
    context = {"page": page, "form": form, "progress": progress}
    return render(request, "recruitment/reviewer/packet.html", context, status=status)


def _keep(request: HttpRequest, assignment_id: UUID, form: ScoreForm) -> services.DraftSaved:
    return services.save_draft(
        actor=request.user, assignment_id=assignment_id, marks=form.typed, note=form.typed_note, seen=form.seen,
        at=clock.now(),
    )  # fmt: skip


def _score(request: HttpRequest, assignment_id: UUID) -> HttpResponseBase:
    """Save the marks and go on to the next packet, or keep them for later."""
    form = ScoreForm(queries.criteria_to_mark(request.user, assignment_id), request.POST)
    try:
        if "later" in request.POST and not form.note_waits:
            _keep(request, assignment_id, form)
            messages.success(request, _("Your marks are kept. Nobody sees them until you save them for good."))
            return redirect("recruitment_reading")
        if form.is_valid():
            number = _submit(request, assignment_id, form).number
            messages.success(request, _("Packet %(number)d is saved.") % {"number": number})
            return redirect("recruitment_next_packet")
    except (services.ReadingClosed, services.DraftChanged) as refused:
        form.add_error(None, str(refused.sentence))
    page = queries.packet_page(request.user, assignment_id, clock.now())
    if page.is_done:
        return redirect("recruitment_packet_scores", assignment_id)
    return _show(request, page, form, UNPROCESSABLE)


def _submit(request: HttpRequest, assignment_id: UUID, form: ScoreForm) -> ReviewAssignment:
    return services.submit_scores(
        actor=request.user, assignment_id=assignment_id, marks=form.marks, abstained=form.abstained,
        note=form.cleaned_data["note"], at=clock.now(),
    )  # fmt: skip


@allow(READ)
@require_POST
def draft(request: HttpRequest, assignment_id: UUID) -> HttpResponseBase:
    """Keep the marks while the reader works; answer with a sentence and what the page has seen now."""
    form = ScoreForm(queries.criteria_to_mark(request.user, assignment_id), request.POST)
    try:
        saved = _keep(request, assignment_id, form)
    except Conflict as refused:
        return JsonResponse({"message": str(refused.sentence)}, status=CONFLICT)
    at = time_in_words(timezone.localtime(saved.at), request.LANGUAGE_CODE)
    said = (
        _("Marks saved at %(time)s. The note waits: it seems to speak of a record.")
        if form.note_waits
        else _("Saved at %(time)s. You can close this page.")
    )
    return JsonResponse({"message": said % {"time": at}, "revision": saved.revision})


@allow(READ)
def next_packet(request: HttpRequest) -> HttpResponseBase:
    """Go to the packet that was read least, or to the list when none is left."""
    following = next_packet_id(request.user)
    return redirect("recruitment_packet", following) if following else redirect("recruitment_reading")


@allow(READ)
def print_packet(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """Show a packet alone, for paper."""
    page = queries.packet_page(request.user, assignment_id, clock.now())
    return render(request, "recruitment/reviewer/print.html", {"page": page})


@allow(READ)
@require_POST
def recuse(request: HttpRequest, assignment_id: UUID) -> HttpResponseBase:
    """Step back from a packet at once; why can be said on the next page."""
    queries.given_packet(request.user, assignment_id)
    services.recuse_reviewer(actor=request.user, assignment_id=assignment_id, at=clock.now())
    return redirect("recruitment_stepped_back", assignment_id)


@allow(READ)
@require_POST
def abstain(request: HttpRequest, assignment_id: UUID) -> HttpResponseBase:
    """Abstain from a packet at once; why can be said on the next page."""
    queries.given_packet(request.user, assignment_id)
    services.abstain_from_packet(actor=request.user, assignment_id=assignment_id, at=clock.now())
    return redirect("recruitment_stepped_back", assignment_id)


@allow("recruitment.explain_stepping_back")
def stepped_back(request: HttpRequest, assignment_id: UUID) -> HttpResponseBase:
    """Confirm that the reader let go of the packet, and ask why, if they want to say."""
    left = queries.packet_left(request.user, assignment_id)
    form = SteppedBackForm(request.POST if request.method == "POST" else None, initial={"reason": left.reason})
    if request.method == "POST" and form.is_valid():
        services.explain_stepping_back(
            actor=request.user, assignment_id=assignment_id, reason=form.cleaned_data["reason"], at=clock.now()
        )
        messages.success(request, _("Thank you. Your reason is kept with the packet."))
        return redirect("recruitment_next_packet")
    context = {"left": left, "form": form}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "recruitment/reviewer/stepped_back.html", context, status=status)


@allow(READ)
def scores(request: HttpRequest, assignment_id: UUID) -> HttpResponseBase:
    """Show one's own marks beside the other readers'; first one's own must be saved."""
    compared = queries.compared(request.user, assignment_id, clock.now())
    if compared is None:
        return redirect("recruitment_packet", assignment_id)
    return render(request, "recruitment/reviewer/scores.html", {"compared": compared})
