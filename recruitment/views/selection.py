"""What managers do in review: clear text, give out packets, look at the scores and decide."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fellowship import clock
from fellowship.access import allow
from recruitment.forms.clearing import ClearingForm, with_boxes_refilled
from recruitment.queries import clearing
from recruitment.queries.selection_page import selection_page
from recruitment.services import clearing as clearing_services
from recruitment.services import decisions, documents

UNPROCESSABLE = 422
CLEAR = "recruitment.clear_answers"


@allow(CLEAR)
def clearing_list(request: HttpRequest) -> HttpResponse:
    """Show the applications whose text nobody has cleared."""
    return render(request, "recruitment/selection/clearing.html", {"lines": clearing.clearing_list(request.user)})


@allow(CLEAR)
def clear(request: HttpRequest, application_id: UUID) -> HttpResponseBase:
    """Show each answer as written beside the text for readers; clear them, and go on to the next."""
    if request.method != "POST":
        documents.read_documents(actor=request.user, application_id=application_id, at=clock.now())
    page = clearing.clearing_page(request.user, application_id)
    if request.method == "POST" and not {"refill", "show"} & set(request.POST):
        return _clear(request, page)
    sent = with_boxes_refilled(page.answers, request.POST) if request.method == "POST" else None
    return _show_desk(request, page, ClearingForm(page.answers, sent))


def _show_desk(request: HttpRequest, page: clearing.ClearingPage, form: ClearingForm) -> HttpResponse:
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "recruitment/selection/clear.html", {"page": page, "form": form}, status=status)


def _clear(request: HttpRequest, page: clearing.ClearingPage) -> HttpResponseBase:
    form = ClearingForm(page.answers, request.POST)
    if form.is_valid():
        try:
            clearing_services.clear_answers(
                actor=request.user, application_id=page.id, texts=form.texts, at=clock.now()
            )
        except clearing_services.AnswerChanged as changed:
            form.add_error(None, str(changed))
        else:
            messages.success(request, _("%(reference)s is cleared for reading.") % {"reference": page.reference})
            return redirect("recruitment_clear", page.next_id) if page.next_id else redirect("recruitment_clearing")
    return _show_desk(request, page, form)


@allow(CLEAR)
@require_POST
def take_back(request: HttpRequest, application_id: UUID) -> HttpResponseBase:
    """Withhold a cleared answer again."""
    page = clearing.clearing_page(request.user, application_id)
    chosen = [answer.id for answer in page.answers if str(answer.id) == request.POST.get("answer")]
    clearing_services.take_back_answers(actor=request.user, application_id=page.id, answer_ids=chosen, at=clock.now())
    messages.success(request, _("Taken back. Readers see nothing of this answer until it is cleared again."))
    return redirect("recruitment_clear", application_id)


@allow("recruitment.decide")
def decide(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Show the readers, the interviewers and the offer of one application, and what can be decided now."""
    page = selection_page(request.user, application_id, clock.now())
    return render(request, "recruitment/selection/decide.html", {"page": page})


@allow("recruitment.decide")
def invite(request: HttpRequest, application_id: UUID) -> HttpResponseBase:
    """Say what inviting means, then invite."""
    page = selection_page(request.user, application_id, clock.now())
    if request.method == "POST":
        decisions.invite_to_interview(actor=request.user, application_id=application_id, at=clock.now())
        messages.success(request, _("Invited. The letter waits in the outbox until somebody sends it."))
        return redirect("recruitment_decide", application_id)
    if not page.can_invite:
        return redirect("recruitment_decide", application_id)
    return render(request, "recruitment/selection/invite.html", {"page": page})
