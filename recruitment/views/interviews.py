"""Interviews: the applicant's own, the interviewer's list and scorecards, the managers' times."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from fellowship import clock
from fellowship.access import SIGNED_IN, allow
from fellowship.rules.refusals import Conflict
from recruitment.forms.interviews import ScorecardForm, SlotsForm
from recruitment.queries import interviews as queries
from recruitment.queries.interview_calendar import interview_file
from recruitment.rules.interviews import NoSuchTime
from recruitment.services import interviews as services

UNPROCESSABLE = 422
CONFLICT = 409
KEEP = "recruitment.keep_slots"
HOLD = "recruitment.hold_interview"


@allow(SIGNED_IN)
def own_interview(request: HttpRequest) -> HttpResponseBase:
    """Show the time one holds, or the times one can choose; book or move."""
    at = clock.now()
    moving = "move" in request.GET
    page = queries.interview_page(request.user, at, moving=moving)
    if request.method == "POST" and page is not None:
        return _choose_time(request, page.application_id, moving=moving)
    return render(request, "recruitment/applicant/interview.html", {"page": page, "moving": moving, "at": at})


def _choose_time(request: HttpRequest, application_id: UUID, *, moving: bool) -> HttpResponseBase:
    """Book or move; when the time was just taken, the page stays and says so."""
    at, problem = clock.now(), ""
    verb = services.move_interview if moving else services.book_interview
    try:
        slot_id = UUID(request.POST.get("slot", ""))
        verb(actor=request.user, application_id=application_id, slot_id=slot_id, at=at)
    except Conflict as conflict:
        problem = str(conflict)
    except ValueError:
        problem = _("Choose one of the times.")
    if not problem:
        messages.success(request, _("Your interview is booked. The letter is on its way."))
        return redirect("recruitment_interview")
    page = queries.interview_page(request.user, at, moving=moving)
    context = {"page": page, "moving": moving, "at": at, "problem": problem}
    return render(request, "recruitment/applicant/interview.html", context, status=CONFLICT)


@allow(SIGNED_IN)
def calendar_file(request: HttpRequest) -> HttpResponse:
    """Give one's interview as a calendar file."""
    at = clock.now()
    page = queries.interview_page(request.user, at)
    if page is None or page.booking is None:
        raise Http404
    response = HttpResponse(
        interview_file(page.application_id, page.booking, at), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="interview.ics"'
    return response


@allow(HOLD)
def held(request: HttpRequest) -> HttpResponse:
    """Show an interviewer their days."""
    at = clock.now()
    context = {"days": queries.own_slots(request.user, at), "today": timezone.localdate(at)}
    return render(request, "recruitment/interviewer/days.html", context)


@allow(HOLD)
def scorecard(request: HttpRequest, slot_id: UUID) -> HttpResponseBase:
    """Let an interviewer write their own card; then show the others'."""
    at = clock.now()
    interview = queries.held_interview(request.user, slot_id, at)
    form = ScorecardForm(request.POST if request.method == "POST" else None, kit=interview.kit)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        services.write_scorecard(
            actor=request.user, slot_id=slot_id, at=at, recommendation=given["recommendation"], notes=given["notes"],
            marks=form.marks,
        )  # fmt: skip
        messages.success(request, _("Your scorecard is saved."))
        return redirect("recruitment_held_interview", slot_id)
    context = {"interview": interview, "form": form}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "recruitment/interviewer/scorecard.html", context, status=status)


@allow(KEEP)
def slots(request: HttpRequest) -> HttpResponse:
    """Show all interview times."""
    at = clock.now()
    return render(
        request, "recruitment/selection/slots.html", {"days": queries.kept_slots(request.user, at), "at": at}
    )


@allow(KEEP)
def new_slots(request: HttpRequest) -> HttpResponseBase:
    """Make a row of interview times on one day."""
    at = clock.now()
    form = SlotsForm(request.POST if request.method == "POST" else None, at=at, today=timezone.localdate(at))
    if request.method == "POST" and form.is_valid():
        made = _make(request, form, at)
        if made:
            text = ngettext("%(count)d interview time is open.", "%(count)d interview times are open.", made)
            messages.success(request, text % {"count": made})
            return redirect("recruitment_slots")
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "recruitment/selection/new_slots.html", {"form": form}, status=status)


def _make(request: HttpRequest, form: SlotsForm, at: Any) -> int:
    """Make the times; what can't be is said at the field."""
    data = dict(form.cleaned_data)
    cycle, people = data.pop("cycle"), data.pop("interviewers")
    try:
        made = services.make_slots(
            actor=request.user,
            cycle_id=cycle.pk,
            interviewer_ids=[person.pk for person in people],
            zone=timezone.get_current_timezone_name(),
            at=at,
            **data,
        )
    except NoSuchTime:
        form.add_error("first", _("The clocks change on that day and skip this time. Choose another."))
    except services.SlotInPast as conflict:
        form.add_error("first", str(conflict))
    except Conflict as conflict:
        form.add_error("interviewers", str(conflict))
    else:
        return len(made)
    return 0


@allow(KEEP)
@require_POST
def remove_slot(request: HttpRequest, slot_id: UUID) -> HttpResponseBase:
    """Remove a time nobody booked."""
    queries.kept_slot(request.user, slot_id)
    services.remove_slot(actor=request.user, slot_id=slot_id, at=clock.now())
    messages.success(request, _("The interview time is removed."))
    return redirect("recruitment_slots")
