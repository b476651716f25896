"""The coach's side: caseload, one-on-ones, closing them, and who coaches whom."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fellowship import clock
from fellowship.access import allow
from fellowship.rules.refusals import Conflict
from wellness.forms import CloseForm, PairForm
from wellness.queries import caseload as cases
from wellness.queries import desk as queries
from wellness.services import coaching, meetings, reading
from wellness.views import desk
from wellness.views.desk import THEIRS


@allow("wellness.coach")
def caseload(request: HttpRequest) -> HttpResponse:
    """Everyone the person coaches, the next one-on-one first."""
    at = clock.now()
    context = {"cases": cases.caseload(request.user, at), "at": at}
    return desk.private(render(request, "wellness/staff/caseload.html", context))


@allow("wellness.coach")
def relationship(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """The next one-on-one with one Advocate."""
    return desk.work(request, THEIRS, queries.relationship_for_coach(request.user, relationship_id))


@allow("wellness.coach")
def meeting(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """One one-on-one, also a past one."""
    found = queries.meeting_for(request.user, meeting_id, as_coach=True)
    return desk.work(request, THEIRS, found.relationship, found)


@allow("wellness.coach")
def schedule(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """Set a time with one Advocate."""
    found = queries.relationship_for_coach(request.user, relationship_id)
    return desk.schedule(request, THEIRS, found, reverse("coaching_desk", args=[found.pk]))


@allow("wellness.coach")
def move(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Choose another time."""
    return desk.move(request, THEIRS, queries.meeting_for(request.user, meeting_id, as_coach=True))


@allow("wellness.coach")
def cancel(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Cancel one."""
    return desk.cancel(request, THEIRS, queries.meeting_for(request.user, meeting_id, as_coach=True))


@allow("wellness.coach")
def close(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Say how a one-on-one went, after a check of what goes on to the next."""
    at = clock.now()
    found = queries.meeting_for(request.user, meeting_id, as_coach=True)
    if request.method == "POST":
        form = CloseForm(request.POST)
        if not form.is_valid():
            raise Http404
        held = form.cleaned_data["outcome"] == "held"
        end = meetings.hold_one_on_one if held else meetings.miss_one_on_one
        end(actor=request.user, meeting_id=found.pk, at=at)
        messages.success(request, _("Closed. What was open is on the next agenda."))
        return redirect("coaching_desk", found.relationship_id)
    page = reading.open_desk(actor=request.user, relationship=found.relationship, meeting=found, at=at)
    return desk.private(render(request, "wellness/staff/close.html", {"desk": page, "side": THEIRS}))


@allow("wellness.coach")
def earlier_notes(request: HttpRequest) -> HttpResponse:
    """The coach's own private notes of coaching that has ended."""
    notes = queries.own_earlier_notes(request.user)
    return desk.private(render(request, "wellness/staff/earlier_notes.html", {"notes": notes}))


@allow("wellness.pair")
def pairs(request: HttpRequest) -> HttpResponse:
    """Every placed Advocate within reach and who coaches them."""
    return render(request, "wellness/staff/pairs.html", {"pairs": cases.pairings(request.user, clock.now().date())})


@allow("wellness.pair")
def pair(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Choose who coaches one Advocate from now on."""
    at = clock.now()
    advocate = cases.advocate_to_pair(request.user, person_id)
    coaches = cases.coach_choices(advocate, at.date())
    form = PairForm(request.POST if request.method == "POST" else None, coaches=coaches)
    if form.is_valid():
        try:
            coach = cases.coach_by_id(form.cleaned_data["coach"])
            coaching.pair_coach(actor=request.user, advocate=advocate, coach=coach, at=at)
        except Conflict as refusal:
            form.add_error("coach", str(refusal.sentence))
        else:
            messages.success(request, _("%(name)s has a coach.") % {"name": advocate.get_full_name()})
            return redirect("coaching_pairs")
    context = {"form": form, "advocate": advocate.get_full_name()}
    return render(request, "wellness/staff/pair.html", context, status=422 if form.is_bound else 200)
