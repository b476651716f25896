"""The Advocate's side of coaching."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from fellowship.access import allow
from wellness.queries import desk as queries
from wellness.views import desk
from wellness.views.desk import MINE


@allow("wellness.be_coached")
def home(request: HttpRequest) -> HttpResponse:
    """The next one-on-one: agenda, promises, notes."""
    relationship = queries.current_relationship(request.user)
    if relationship is None:
        context = {"left_over": queries.left_over(request.user)}
        return desk.private(render(request, "wellness/my/no_coach.html", context))
    return desk.work(request, MINE, relationship)


@allow("wellness.be_coached")
def meeting(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """One one-on-one, also a past one."""
    found = queries.meeting_for(request.user, meeting_id, as_coach=False)
    return desk.work(request, MINE, found.relationship, found)


@allow("wellness.be_coached")
def schedule(request: HttpRequest) -> HttpResponse:
    """Set a time with the coach of now."""
    relationship = queries.current_relationship(request.user)
    if relationship is None:
        return redirect("coaching_home")
    return desk.schedule(request, MINE, relationship, reverse("coaching_home"))


@allow("wellness.be_coached")
def move(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Choose another time."""
    return desk.move(request, MINE, queries.meeting_for(request.user, meeting_id, as_coach=False))


@allow("wellness.be_coached")
def cancel(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Cancel one."""
    return desk.cancel(request, MINE, queries.meeting_for(request.user, meeting_id, as_coach=False))
