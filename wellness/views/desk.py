"""The one-on-one page that both people use, each on their own side."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fellowship import clock
from fellowship.rules.refusals import Conflict
from wellness.forms import NoteForm, PromiseForm, TickForm, TimeForm, TopicForm, WarnedForm
from wellness.models import CoachingRelationship, OneOnOne
from wellness.queries import desk as queries
from wellness.queries.desk import Desk
from wellness.rules.stages import Audience
from wellness.services import meetings, reading, writing


@dataclass(frozen=True, slots=True)
class Side:
    """Where one of the two works: the frame of the pages and the names of the addresses."""

    frame: str
    home: str
    meeting: str
    move: str
    cancel: str


MINE = Side(
    frame="my", home="coaching_home", meeting="coaching_my_meeting", move="coaching_my_move",
    cancel="coaching_my_cancel",
)  # fmt: skip
THEIRS = Side(
    frame="staff", home="coaching_caseload", meeting="coaching_meeting", move="coaching_move", cancel="coaching_cancel"
)
Forms = dict[str, WarnedForm]


def private(response: HttpResponse) -> HttpResponse:
    """Nothing of these pages stays on the device."""
    response["Cache-Control"] = "no-store, private"
    return response


def forms_of(request: HttpRequest, desk: Desk) -> Forms:
    """The three forms of the page; the one that was sent holds what was typed."""
    sent = request.POST.get("do", "") if request.method == "POST" else ""
    me, other = (str(request.user.pk), _("You")), (str(desk.other_id), desk.other_short)

    def data(key: str) -> object:
        return request.POST if sent == key else None

    return {
        "topic": TopicForm(data("topic"), other=desk.other_short),
        "note": NoteForm(data("note"), other=desk.other_short),
        "promise": PromiseForm(data("promise"), owners=[me, other]),
    }


def work(
    request: HttpRequest, side: Side, relationship: CoachingRelationship, meeting: OneOnOne | None = None
) -> HttpResponse:
    """Show the page, or do the one thing that was asked for and show it again."""
    at = clock.now()
    desk = reading.open_desk(actor=request.user, relationship=relationship, meeting=meeting, at=at)
    forms = forms_of(request, desk)
    if request.method == "POST":
        do = HANDLERS.get(request.POST.get("do", ""), _nothing)
        try:
            said = do(request, desk, forms, at)
        except Conflict as refusal:
            messages.error(request, str(refusal.sentence))
            return redirect(request.path)
        if said:
            messages.success(request, said)
            return redirect(request.path)
    bound = [form for form in forms.values() if form.is_bound]
    left_over = queries.left_over(request.user) if side is MINE else None
    context = {**forms, "desk": desk, "side": side, "forms": bound, "left_over": left_over}
    status = 422 if any(form.errors for form in bound) else 200
    return private(render(request, f"wellness/{side.frame}/desk.html", context, status=status))


def _nothing(request: HttpRequest, desk: Desk, forms: Forms, at: datetime) -> str:
    raise Http404


def _topic(request: HttpRequest, desk: Desk, forms: Forms, at: datetime) -> str:
    form = forms["topic"]
    if not form.may_save:
        return ""
    writing.add_agenda_item(
        actor=request.user, relationship_id=desk.relationship_id, text=form.cleaned_data["text"],
        audience=Audience(form.cleaned_data["audience"]), at=at,
    )  # fmt: skip
    return _("It is on the agenda.")


def _note(request: HttpRequest, desk: Desk, forms: Forms, at: datetime) -> str:
    form = forms["note"]
    if not form.may_save:
        return ""
    if desk.meeting is None:
        raise Http404
    writing.write_note(
        actor=request.user, meeting_id=desk.meeting.id, text=form.cleaned_data["text"],
        audience=Audience(form.cleaned_data["audience"]), at=at,
    )  # fmt: skip
    return _("The note is saved.")


def _promise(request: HttpRequest, desk: Desk, forms: Forms, at: datetime) -> str:
    form = forms["promise"]
    if not form.may_save:
        return ""
    owner = desk.other_id if form.cleaned_data["owner"] == str(desk.other_id) else request.user.pk
    writing.add_action_item(
        actor=request.user, relationship_id=desk.relationship_id, owner_id=owner, text=form.cleaned_data["text"],
        due_on=form.cleaned_data["due_on"], meeting_id=desk.meeting.id if desk.meeting else None, at=at,
    )  # fmt: skip
    return _("It is noted. It stays here until it is done.")


def _ticked(request: HttpRequest) -> TickForm:
    form = TickForm(request.POST)
    if not form.is_valid():
        raise Http404
    return form


def _discussed(request: HttpRequest, desk: Desk, forms: Forms, at: datetime) -> str:
    tick = _ticked(request).cleaned_data
    item = queries.item_for(request.user, tick["which"])
    writing.mark_discussed(actor=request.user, item_id=item.pk, is_discussed=tick["is_so"], at=at)
    return _("Marked as discussed.") if tick["is_so"] else _("It is open again.")


def _done(request: HttpRequest, desk: Desk, forms: Forms, at: datetime) -> str:
    tick = _ticked(request).cleaned_data
    action = queries.action_for(request.user, tick["which"])
    writing.mark_action(actor=request.user, action_id=action.pk, is_done=tick["is_so"], at=at)
    return _("Marked as done.") if tick["is_so"] else _("It is open again.")


HANDLERS: dict[str, Callable[[HttpRequest, Desk, Forms, datetime], str]] = {
    "topic": _topic,
    "note": _note,
    "promise": _promise,
    "discussed": _discussed,
    "done": _done,
}


def schedule(request: HttpRequest, side: Side, relationship: CoachingRelationship, back: str) -> HttpResponse:
    """Set a time."""
    at = clock.now()
    form = TimeForm(request.POST if request.method == "POST" else None, time_zone=request.user.time_zone, at=at)
    if form.is_valid():
        try:
            meetings.schedule_one_on_one(
                actor=request.user, relationship_id=relationship.pk, scheduled_at=form.moment,
                place=form.cleaned_data["place"], at=at,
            )  # fmt: skip
        except Conflict as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("The time is set. The other person gets a letter."))
            return redirect(back)
    context = {"form": form, "back": back, "is_move": False, "at": at}
    return private(render(request, f"wellness/{side.frame}/time.html", context, status=422 if form.is_bound else 200))


def move(request: HttpRequest, side: Side, meeting: OneOnOne) -> HttpResponse:
    """Choose another time or place."""
    at, back = clock.now(), reverse(side.meeting, args=[meeting.pk])
    data = request.POST if request.method == "POST" else None
    form = TimeForm(data, time_zone=request.user.time_zone, at=at, meeting=meeting)
    if form.is_valid():
        try:
            meetings.move_one_on_one(
                actor=request.user, meeting_id=meeting.pk, scheduled_at=form.moment,
                place=form.cleaned_data["place"], at=at,
            )  # fmt: skip
        except Conflict as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("The time is changed. The other person gets a letter."))
            return redirect(back)
    context = {"form": form, "back": back, "is_move": True, "at": at}
    return private(render(request, f"wellness/{side.frame}/time.html", context, status=422 if form.is_bound else 200))


def cancel(request: HttpRequest, side: Side, meeting: OneOnOne) -> HttpResponse:
    """Check, then cancel."""
    if request.method == "POST":
        meetings.cancel_one_on_one(actor=request.user, meeting_id=meeting.pk, at=clock.now())
        messages.success(request, _("The one-on-one is cancelled. Its agenda is kept for the next one."))
        return redirect(side.home)
    context = {"meeting": meeting, "back": reverse(side.meeting, args=[meeting.pk])}
    return private(render(request, f"wellness/{side.frame}/cancel.html", context))
