"""More time to answer an offer: the applicant asks, a manager answers."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fellowship import clock
from fellowship.access import allow
from recruitment.forms.offers import TimeAnswerForm, TimeForm
from recruitment.queries import offers as queries
from recruitment.rules.offers import TimeOutcome
from recruitment.services import offer_time as services
from recruitment.services.offers import TooSoon


@allow("recruitment.answer_offer")
def ask(request: HttpRequest, offer_id: UUID) -> HttpResponseBase:
    """Ask for more time to answer one's offer."""
    at = clock.now()
    offer = queries.own_offer(request.user, offer_id, at)
    form = TimeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.ask_for_time(actor=request.user, offer_id=offer_id, at=at, **form.cleaned_data)
        except services.NotLater as conflict:
            form.add_error("wished_day", str(conflict))
        else:
            messages.success(request, _("We have your request. The offer stays open until we answer."))
            return redirect("recruitment_offer", offer_id)
    if not offer.may_answer:
        return redirect("recruitment_offer", offer_id)
    context = {"offer": offer, "form": form}
    return render(request, "recruitment/applicant/ask_time.html", context, status=422 if form.errors else 200)


@allow("recruitment.keep_offer")
def answer(request: HttpRequest, offer_id: UUID) -> HttpResponseBase:
    """Give more time, or say that there is none."""
    at = clock.now()
    offer = queries.kept_offer(request.user, offer_id, at)
    if offer.time is None:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = TimeAnswerForm(posted, initial={"last_day": offer.time.wished_day})
    if request.method == "POST" and form.is_valid():
        try:
            _answer(request, offer.time.id, form)
        except TooSoon as conflict:
            form.add_error("last_day", str(conflict))
        else:
            messages.success(request, _("Your answer is on its way."))
            return redirect("recruitment_kept_offer", offer_id)
    if offer.time.outcome and request.method != "POST":
        return redirect("recruitment_kept_offer", offer_id)
    context = {"offer": offer, "form": form}
    return render(request, "recruitment/selection/answer_time.html", context, status=422 if form.errors else 200)


def _answer(request: HttpRequest, request_id: UUID, form: TimeAnswerForm) -> None:
    given = form.cleaned_data
    if given["outcome"] == TimeOutcome.GRANTED:
        services.grant_time(actor=request.user, request_id=request_id, last_day=given["last_day"], at=clock.now())
    else:
        services.refuse_time(actor=request.user, request_id=request_id, at=clock.now())
