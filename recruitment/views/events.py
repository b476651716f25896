"""Events: signing up for them, and keeping them."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from fellowship import clock
from fellowship.access import allow
from fellowship.rules.refusals import Conflict
from recruitment.forms.events import AttendanceForm, EventForm
from recruitment.queries import events as queries
from recruitment.queries.event_calendar import event_file
from recruitment.services import events as services

JOIN = "recruitment.join_event"
KEEP = "recruitment.keep_events"
UNPROCESSABLE = 422


@allow(JOIN)
def coming(request: HttpRequest) -> HttpResponse:
    """List what is still to come."""
    context = {"events": queries.coming_events(request.user, clock.now())}
    return render(request, "recruitment/applicant/events.html", context)


@allow(JOIN)
def event(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """Show one event and one's own place."""
    found = queries.own_event(request.user, event_id, clock.now())
    return render(request, "recruitment/applicant/event.html", {"event": found})


@allow(JOIN)
@require_POST
def join(request: HttpRequest, event_id: UUID) -> HttpResponseBase:
    """Sign up, or wait in line."""
    queries.own_event(request.user, event_id, clock.now())
    signup = services.sign_up(actor=request.user, event_id=event_id, at=clock.now())
    is_going = signup.stage == "going"
    messages.success(
        request, _("You have a place.") if is_going else _("All places are taken. You are in line for one.")
    )
    return redirect("recruitment_event", event_id)


@allow(JOIN)
@require_POST
def leave(request: HttpRequest, event_id: UUID) -> HttpResponseBase:
    """Give the place back."""
    queries.own_event(request.user, event_id, clock.now())
    services.leave_event(actor=request.user, event_id=event_id, at=clock.now())
    messages.success(request, _("Your place is free for somebody else. You can sign up again."))
    return redirect("recruitment_event", event_id)


@allow(JOIN)
def calendar_file(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """Give the event as a calendar file."""
    at = clock.now()
    content = event_file(request.user, queries.own_event(request.user, event_id, at), at)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="event.ics"'
    return response


@allow(KEEP)
def kept(request: HttpRequest) -> HttpResponse:
    """List all events."""
    context = {"events": queries.kept_events(request.user, clock.now())}
    return render(request, "recruitment/staff/events.html", context)


def _form(request: HttpRequest, initial: dict[str, object] | None = None) -> EventForm:
    data = request.POST if request.method == "POST" else None
    return EventForm(data, initial=initial, zone=timezone.get_current_timezone_name())


@allow(KEEP)
def new(request: HttpRequest) -> HttpResponseBase:
    """Make an event."""
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.make_event(
                actor=request.user, cycle_id=form.cleaned_data["cycle"].pk, terms=form.terms(), at=clock.now()
            )
        except Conflict as conflict:
            form.add_error("day", str(conflict))
        else:
            messages.success(request, _("The event is made. Whom it is for can sign up now."))
            return redirect("recruitment_kept_event", made.pk)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "recruitment/staff/event_form.html", {"form": form}, status=status)


@allow(KEEP)
def change(request: HttpRequest, event_id: UUID) -> HttpResponseBase:
    """Change an event."""
    form = _form(request, queries.terms_of(request.user, event_id))
    del form.fields["cycle"]
    if request.method == "POST" and form.is_valid():
        try:
            services.change_event(actor=request.user, event_id=event_id, terms=form.terms(), at=clock.now())
        except services.FewerPlacesThanGuests as conflict:
            form.add_error("capacity", str(conflict))
        except Conflict as conflict:
            form.add_error("day", str(conflict))
        else:
            messages.success(request, _("The event is changed."))
            return redirect("recruitment_kept_event", event_id)
    context = {"form": form, "event_id": event_id}
    return render(request, "recruitment/staff/event_form.html", context, status=UNPROCESSABLE if form.errors else 200)


@allow(KEEP)
def keep(request: HttpRequest, event_id: UUID) -> HttpResponseBase:
    """Show who signed up; note who came."""
    at = clock.now()
    found = queries.kept_event(request.user, event_id, at)
    form = AttendanceForm(request.POST if request.method == "POST" else None, guests=found.guests)
    if request.method == "POST" and form.is_valid():
        return _mark(request, event_id, form, at)
    context = {"event": found, "form": form}
    return render(request, "recruitment/staff/event.html", context, status=UNPROCESSABLE if form.errors else 200)


def _mark(request: HttpRequest, event_id: UUID, form: AttendanceForm, at: datetime) -> HttpResponseBase:
    """Note who came and say how many."""
    count = services.mark_attendance(actor=request.user, event_id=event_id, came=form.ids(), at=at)
    text = ngettext("Noted: %(count)d person came.", "Noted: %(count)d people came.", count)
    messages.success(request, text % {"count": count})
    return redirect("recruitment_kept_event", event_id)


@allow(KEEP)
def call_off(request: HttpRequest, event_id: UUID) -> HttpResponseBase:
    """Call an event off, after saying what that means."""
    found = queries.kept_event(request.user, event_id, clock.now())
    if request.method == "POST":
        services.call_off_event(actor=request.user, event_id=event_id, at=clock.now())
        messages.success(request, _("The event is called off. Everybody who signed up gets a letter."))
        return redirect("recruitment_kept_event", event_id)
    return render(request, "recruitment/staff/call_off_event.html", {"event": found})
