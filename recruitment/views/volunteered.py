"""Noting that an applicant brought up a record, without a word of what was said."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fellowship import clock
from fellowship.access import allow
from recruitment.queries.volunteered import heard_in
from recruitment.services.volunteered import note_volunteered


def _page(request: HttpRequest, place: str, pk: UUID, back: str) -> HttpResponseBase:
    heard = heard_in(request.user, place, pk)
    way_back = reverse(back, args=[pk])
    if request.method == "POST":
        note_volunteered(actor=request.user, heard=heard, at=clock.now())
        messages.success(request, _("Noted that it happened, and nothing else. The applicant gets their rights."))
        return redirect(way_back)
    return render(request, "recruitment/selection/volunteered.html", {"back_url": way_back})


@allow("recruitment.read_packet")
def in_packet(request: HttpRequest, assignment_id: UUID) -> HttpResponseBase:
    """A reader found it in a packet."""
    return _page(request, "packet", assignment_id, "recruitment_packet")


@allow("recruitment.hold_interview")
def in_interview(request: HttpRequest, slot_id: UUID) -> HttpResponseBase:
    """An interviewer heard it."""
    return _page(request, "interview", slot_id, "recruitment_held_interview")


@allow("recruitment.see_pipeline")
def in_application(request: HttpRequest, application_id: UUID) -> HttpResponseBase:
    """A manager heard it, on the phone for example."""
    return _page(request, "application", application_id, "recruitment_application")
