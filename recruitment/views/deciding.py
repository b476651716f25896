"""Decisions that wait, one by one or all together, and the waiting list."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from fellowship import clock
from fellowship.access import allow
from fellowship.rules.refusals import Conflict
from recruitment.forms.deciding import PendForm, PlaceForm
from recruitment.forms.pipeline import NoteForm
from recruitment.queries import pending as queries
from recruitment.queries.dossier import managed_application
from recruitment.queries.waitlist import waitlist_page
from recruitment.rules.stages import TABLE, Action
from recruitment.services import pending as services
from recruitment.services import waitlist as lists

UNPROCESSABLE = 422
DECIDE = "recruitment.decide"
KEEP = "recruitment.keep_pending"


def _ids(values: list[str]) -> list[UUID]:
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found


def _with_cycle(name: str, slug: str) -> str:
    return reverse(name) + (f"?cycle={slug}" if slug else "")


@allow(KEEP)
def pending(request: HttpRequest) -> HttpResponse:
    """List the decisions that wait, by kind, with what stands against carrying them out."""
    page = queries.pending_page(request.user, request.GET.get("cycle", ""))
    if page is None:
        return render(request, "recruitment/staff/no_cycle.html")
    return render(request, "recruitment/deciding/pending.html", {"page": page})


@allow(KEEP)
@require_POST
def clear(request: HttpRequest) -> HttpResponseBase:
    """Forget the decisions ticked; nobody was told of them."""
    count = services.clear_decisions(
        actor=request.user, pending_ids=_ids(request.POST.getlist("pick")), at=clock.now()
    )
    if count:
        said = ngettext("%(count)d decision is cleared.", "%(count)d decisions are cleared.", count)
        messages.success(request, said % {"count": count})
    else:
        messages.warning(request, _("Choose at least one decision first."))
    return redirect(_with_cycle("recruitment_pending", request.GET.get("cycle", "")))


@allow(KEEP)
def apply_all(request: HttpRequest) -> HttpResponseBase:
    """Say what carrying everything out means, then have the worker do it."""
    page = queries.pending_page(request.user, request.GET.get("cycle", ""))
    if page is None or not page.ready:
        messages.warning(request, _("No decision waits that could be carried out."))
        return redirect("recruitment_pending")
    if request.method == "POST":
        job = services.start_applying(actor=request.user, cycle_id=page.cycle.pk, at=clock.now())
        return redirect("job", job.pk)
    return render(request, "recruitment/deciding/apply.html", {"page": page})


@allow(DECIDE)
def later(request: HttpRequest, application_id: UUID) -> HttpResponseBase:
    """Note a decision about one application."""
    found = managed_application(request.user, application_id)
    waiting = queries.pending_of(found.pk)
    before = {"action": waiting.action, "category": waiting.category, "note": waiting.note} if waiting else None
    posted = request.POST if request.method == "POST" else None
    form = PendForm(posted, actions=queries.actions_for([found]), initial=before)
    if posted is not None and form.is_valid():
        services.note_decisions(actor=request.user, application_ids=[found.pk], at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Noted. Nobody is told before the decisions are carried out."))
        return redirect("recruitment_pending")
    context = {"found": found, "form": form, "waiting": waiting}
    return render(request, "recruitment/deciding/later.html", context, status=UNPROCESSABLE if form.errors else 200)


@allow(DECIDE)
def put_on_list(request: HttpRequest, application_id: UUID) -> HttpResponseBase:
    """Say what the waiting list means for one applicant, then put them on it."""
    found = managed_application(request.user, application_id)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        lists.put_on_waitlist(actor=request.user, application_id=found.pk, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("On the waiting list. The letter waits in the outbox until somebody sends it."))
        return redirect("recruitment_application", found.pk)
    if not TABLE.allows(found.stage, Action.WAITLIST):
        return redirect("recruitment_application", found.pk)
    context = {"found": found, "form": form}
    return render(request, "recruitment/deciding/put_on_list.html", context, status=422 if form.errors else 200)


@allow(DECIDE)
def waitlist(request: HttpRequest) -> HttpResponse:
    """Show the waiting list in its order, and the seats that are free for it."""
    page = waitlist_page(request.user, request.GET.get("cycle", ""), clock.now())
    if page is None:
        return render(request, "recruitment/staff/no_cycle.html")
    context = {"page": page, "form": None, "moving": None}
    return render(request, "recruitment/deciding/waitlist.html", context)


@allow(DECIDE)
@require_POST
def move(request: HttpRequest, application_id: UUID) -> HttpResponseBase:
    """Give somebody another place on the list."""
    found = managed_application(request.user, application_id)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        page = waitlist_page(request.user, found.cycle.slug, clock.now())
        context = {"page": page, "form": form, "moving": found.pk}
        return render(request, "recruitment/deciding/waitlist.html", context, status=UNPROCESSABLE)
    place = lists.move_on_waitlist(
        actor=request.user, application_id=found.pk, place=form.cleaned_data["place"], at=clock.now()
    )
    said = _("%(reference)s is number %(place)d now.") % {"reference": found.reference, "place": place}
    messages.success(request, said)
    return redirect(_with_cycle("recruitment_waitlist", found.cycle.slug))


@allow(DECIDE)
@require_POST
def promote(request: HttpRequest, opening_id: UUID) -> HttpResponseBase:
    """Draft an offer for the next on the list at an office with a free seat."""
    try:
        offer = lists.promote_next(actor=request.user, opening_id=opening_id, at=clock.now())
    except Conflict as conflict:
        messages.warning(request, str(conflict))
        return redirect(_with_cycle("recruitment_waitlist", request.GET.get("cycle", "")))
    messages.success(request, _("The offer is drafted. Check it, then send it."))
    return redirect("recruitment_kept_offer", offer.pk)
