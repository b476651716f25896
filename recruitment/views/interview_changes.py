"""Grids of interview times, interviews that were missed or taken back, further rounds, and calendar addresses."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fellowship import clock
from fellowship.access import PUBLIC, SIGNED_IN, allow
from fellowship.rules.refusals import Conflict
from recruitment.forms.interviews import GridForm
from recruitment.queries import interview_calendar
from recruitment.queries.interview_lookup import markable_slot, takeable_slot
from recruitment.queries.selection_page import selection_page
from recruitment.rules.interviews import NoSuchTime
from recruitment.services import calendar_feeds, interview_grid
from recruitment.services import interview_changes as services
from recruitment.services.interviews import SlotInPast

UNPROCESSABLE = 422
KEEP = "recruitment.keep_slots"
MARK = "recruitment.mark_missed"


@allow(KEEP)
def grid(request: HttpRequest) -> HttpResponseBase:
    """Make interview times on several days at once."""
    at = clock.now()
    form = GridForm(request.POST if request.method == "POST" else None, at=at, today=timezone.localdate(at))
    if request.method == "POST" and form.is_valid():
        made = _make(request, form, at)
        if made:
            text = ngettext("%(count)d interview time is open.", "%(count)d interview times are open.", made)
            messages.success(request, text % {"count": made})
            return redirect("recruitment_slots")
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "recruitment/selection/new_grid.html", {"form": form}, status=status)


def _make(request: HttpRequest, form: GridForm, at: datetime) -> int:
    """Make the times; what can't be is said at the field."""
    data = dict(form.cleaned_data)
    cycle, people, of = data.pop("cycle"), data.pop("interviewers"), data.pop("round")
    ids = [person.pk for person in people]
    zone = timezone.get_current_timezone_name()
    try:
        made = interview_grid.make_grid(
            actor=request.user, cycle_id=cycle.pk, round_id=of.pk if of else None, interviewer_ids=ids, zone=zone,
            at=at, **data,
        )  # fmt: skip
    except NoSuchTime:
        form.add_error("first", _("The clocks change on one of these days and skip this time. Choose another."))
    except (interview_grid.NoDays, interview_grid.TooManySlots) as conflict:
        form.add_error("weekdays", str(conflict))
    except SlotInPast as conflict:
        form.add_error("first", str(conflict))
    except Conflict as conflict:
        form.add_error("interviewers", str(conflict))
    else:
        return len(made)
    return 0


@allow(MARK)
def missed(request: HttpRequest, slot_id: UUID) -> HttpResponseBase:
    """Say what it means that an applicant didn't come, then note it."""
    slot = markable_slot(request.user, slot_id)
    if request.method == "POST":
        services.mark_missed(actor=request.user, slot_id=slot_id, at=clock.now())
        messages.success(request, _("Noted. The first time, a letter offers a new time."))
        return redirect(slot.back_url)
    return render(request, "recruitment/selection/missed.html", {"slot": slot})


@allow(KEEP)
def take_back(request: HttpRequest, slot_id: UUID) -> HttpResponseBase:
    """Say what taking a booked time back means, then do it."""
    slot = takeable_slot(request.user, slot_id)
    if request.method == "POST":
        services.take_back_booking(actor=request.user, slot_id=slot_id, at=clock.now())
        messages.success(request, _("The time is free, and the applicant is asked to choose another."))
        return redirect("recruitment_slots")
    return render(request, "recruitment/selection/take_back.html", {"slot": slot})


@allow("recruitment.decide")
def next_round(request: HttpRequest, application_id: UUID) -> HttpResponseBase:
    """Say what a further round means, then invite to it."""
    page = selection_page(request.user, application_id, clock.now())
    if request.method == "POST":
        services.invite_to_next_round(actor=request.user, application_id=application_id, at=clock.now())
        messages.success(request, _("Invited. The letter waits in the outbox until somebody sends it."))
        return redirect("recruitment_decide", application_id)
    if not page.next_round:
        return redirect("recruitment_decide", application_id)
    return render(request, "recruitment/selection/next_round.html", {"page": page})


@allow(SIGNED_IN)
def own_feed(request: HttpRequest) -> HttpResponse:
    """Show one's private calendar address, and make, replace or stop it."""
    feed = interview_calendar.live_feed(request.user)
    address = interview_calendar.feed_address(feed) if feed else ""
    return render(request, "recruitment/applicant/feed.html", {"feed": feed, "address": address})


@allow(SIGNED_IN)
@require_POST
def change_feed(request: HttpRequest) -> HttpResponseBase:
    """Make a new address, which stops the old one, or stop it for good."""
    if request.POST.get("act") == "stop":
        calendar_feeds.stop_feed(actor=request.user, at=clock.now())
        messages.success(request, _("The calendar address is stopped. It shows nothing any more."))
    else:
        calendar_feeds.make_feed(actor=request.user, at=clock.now())
        messages.success(request, _("Here is your calendar address. An older one shows nothing any more."))
    return redirect("recruitment_own_feed")


@allow(PUBLIC)
@never_cache
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give a calendar program the interviews behind a private address."""
    content = interview_calendar.feed_file(token, clock.now())
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
