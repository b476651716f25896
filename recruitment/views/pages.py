"""One page of an application: read, saved on submit and while typing, and never lost to another tab."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fellowship import clock
from fellowship.access import allow
from recruitment.forms.answers import PageForm
from recruitment.queries import changing, own
from recruitment.queries.forms import StepFacts
from recruitment.queries.pages import clashes_in_words, page_of
from recruitment.rules.answers import read_token
from recruitment.services.answers import Saved, save_page
from recruitment.services.applications import AnswersMissing, ApplicationsClosed

OWN = "recruitment.own_application"
CONFLICT = 409


def _step(mine: own.Mine, key: str) -> StepFacts:
    step = mine.step(key)
    if step is None:
        raise Http404
    return step


def _form(request: HttpRequest, mine: own.Mine, step: StepFacts) -> PageForm:
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    offices = own.offices_for(mine, step)
    return PageForm(*data, specs=step.specs, answers=mine.values, offices=offices, asked_with=mine.asked_with)


def _save(request: HttpRequest, mine: own.Mine, step: StepFacts, form: PageForm) -> Saved:
    return save_page(
        actor=request.user, application_id=mine.id, step=step.key, sent=form.to_keep(), uploads=form.uploads(),
        seen=read_token(request.POST.get("revision", "")), also=changing.keys_beside(step, mine), at=clock.now(),
    )  # fmt: skip


def _render(request: HttpRequest, mine: own.Mine, step: StepFacts, form: PageForm, **more: Any) -> HttpResponseBase:
    context = {"application": mine, "step": step, "form": form, "page": page_of(mine, step), "clashes": (),
               "closed": not mine.can_write, "token": mine.token(step), "back": request.GET.get("back", ""),
               "also": changing.BETWEEN.join(changing.keys_beside(step, mine)),
               **more}  # fmt: skip
    status = more.get("status") or (422 if form.is_bound and form.errors else 200)
    return render(request, "recruitment/applicant/step.html", context, status=status)


def _is_sent(mine: own.Mine) -> bool:
    """Whether a change goes into what was sent: then only whole answers are taken, and never while typing."""
    return mine.submitted_at is not None and mine.can_write


def _with_what_comes_up(
    request: HttpRequest, mine: own.Mine, step: StepFacts, form: PageForm
) -> tuple[StepFacts, PageForm]:
    """The page with the questions that the change brings up, each with a word that it wants an answer first."""
    wider, lacking = changing.brought_up(step, mine, form.to_keep(), form.uploads())
    if not lacking:
        return step, form
    asking = _form(request, mine, wider)
    for key in lacking:
        asking.add_error(key, _("Your change brings this up. Answer it here, and all of it is saved together."))
    return wider, asking


def _after(request: HttpRequest, mine: own.Mine, step: StepFacts, come_up: Sequence[str]) -> HttpResponseBase:
    """Where a saved page leads: back to where the person came from, on, or here again for what has come up."""
    if "later" in request.POST:
        messages.success(request, _("Saved. You can close this page and come back."))
        return redirect("recruitment_tasks", mine.id)
    if come_up:
        messages.info(request, _("Saved. Your answer brings up one more question on this page."))
        return redirect(f"{request.get_full_path()}#id_{come_up[0]}")
    more = request.POST.get("more", "")
    if more in mine.values:
        return redirect(f"{request.get_full_path()}#id_{more}_{len(mine.values[more] or ())}_entry")
    return _onward(request, mine, step)


def _onward(request: HttpRequest, mine: own.Mine, step: StepFacts) -> HttpResponseBase:
    """On to the next page, or back to the list from which the person came."""
    if mine.submitted_at is not None:
        messages.success(request, _("Your change is saved. It is part of what you sent."))
        return redirect("recruitment_change", mine.id)
    if request.GET.get("back") == "answers":
        return redirect("recruitment_answers", mine.id)
    following = page_of(mine, step).next_step
    if following:
        return redirect("recruitment_step", mine.id, following)
    return redirect("recruitment_tasks", mine.id)


@allow(OWN)
def step(request: HttpRequest, application_id: UUID, key: str) -> HttpResponseBase:
    """Show a page; save it and go on."""
    mine = own.own_application(request.user, application_id, clock.now())
    facts = changing.widened(_step(mine, key), mine, request.POST.get("also", ""))
    form = _form(request, mine, facts)
    if request.method == "POST" and _is_sent(mine) and form.is_valid():
        facts, form = _with_what_comes_up(request, mine, facts, form)
    if request.method != "POST" or (_is_sent(mine) and not form.is_valid()):
        return _render(request, mine, facts, form)
    try:
        saved = _save(request, mine, facts, form)
    except ApplicationsClosed:
        return _render(request, mine, facts, form, closed=True, status=CONFLICT)
    except AnswersMissing:
        form.add_error(None, _("An answer is missing, so the change is not saved. Open this page again."))
        return _render(request, mine, facts, form)
    if saved.clashes:
        clashes = clashes_in_words(facts, saved.clashes)
        return _render(request, mine, facts, form, clashes=clashes, token=saved.token, status=CONFLICT)
    for name, sentence in saved.refused.items():
        form.add_error(name, str(sentence))
    fresh = own.own_application(request.user, application_id, clock.now())
    if form.errors and "later" not in request.POST:
        return _render(request, fresh, facts, form, token=saved.token)
    return _after(request, fresh, facts, form.come_up())


@allow(OWN)
@require_POST
def autosave(request: HttpRequest, application_id: UUID, key: str) -> HttpResponseBase:
    """Save while the person types; answer with a sentence and what the page has seen now."""
    mine = own.own_application(request.user, application_id, clock.now())
    facts = _step(mine, key)
    if _is_sent(mine):
        words = _("You have sent your application. Press “Save” to change what you sent.")
        return JsonResponse({"message": words, "revision": mine.token(facts)}, status=CONFLICT)
    try:
        saved = _save(request, mine, facts, _form(request, mine, facts))
    except ApplicationsClosed as closed:
        return JsonResponse({"message": str(closed.sentence), "revision": mine.token(facts)}, status=CONFLICT)
    words = {"saved": saved, "clashes": clashes_in_words(facts, saved.clashes)}
    message = render_to_string("recruitment/applicant/saved.html", words, request)
    status = CONFLICT if saved.clashes else 200
    return JsonResponse({"message": message.strip(), "revision": saved.token}, status=status)
