"""Recommendations: asked for by the applicant, written without an account behind a signed link."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fellowship import clock
from fellowship.access import PUBLIC, allow
from fellowship.design.wording import time_in_words
from fellowship.rules.refusals import Conflict
from recruitment.forms.recommendations import AskForm, RecommendForm
from recruitment.queries import recommendations as queries
from recruitment.rules.recommendations import LinkState
from recruitment.services import recommendations as services

OWN = "recruitment.own_application"
CONFLICT, UNPROCESSABLE = 409, 422
# A link that never was is not found; one that no longer leads anywhere is gone.
STATUS = {LinkState.EXPIRED: 410, LinkState.TAKEN_BACK: 410}


@allow(OWN)
def own(request: HttpRequest, application_id: UUID) -> HttpResponseBase:
    """Show whom one asked and whether we have it; ask another person."""
    found = queries.own_recommendations(request.user, application_id, clock.now())
    data = request.POST if request.method == "POST" else None
    form = AskForm(data, initial={"language": request.user.language})
    if request.method == "POST" and form.is_valid():
        try:
            services.ask_for_recommendation(
                actor=request.user, application_id=application_id, at=clock.now(), **form.cleaned_data
            )
        except Conflict as conflict:
            form.add_error("email", str(conflict.sentence))
        else:
            messages.success(request, _("We have written to them. You see here when it arrives."))
            return redirect("recruitment_recommendations", application_id)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "recruitment/applicant/recommendations.html", {"page": found, "form": form}, status=status)


@allow(OWN)
@require_POST
def again(request: HttpRequest, application_id: UUID, recommendation_id: UUID) -> HttpResponseBase:
    """Send the letter once more."""
    queries.own_request(request.user, application_id, recommendation_id)
    try:
        services.send_again(actor=request.user, recommendation_id=recommendation_id, at=clock.now())
    except services.TooSoon as conflict:
        messages.error(request, str(conflict.sentence))
    else:
        messages.success(request, _("The letter is on its way again."))
    return redirect("recruitment_recommendations", application_id)


@allow(OWN)
def take_back(request: HttpRequest, application_id: UUID, recommendation_id: UUID) -> HttpResponseBase:
    """Take a request back, after saying what that means."""
    found = queries.own_request(request.user, application_id, recommendation_id)
    if request.method == "POST":
        services.take_back(actor=request.user, recommendation_id=recommendation_id, at=clock.now())
        messages.success(request, _("The request is taken back. The link no longer works."))
        return redirect("recruitment_recommendations", application_id)
    context = {"who": found.name, "application_id": application_id}
    return render(request, "recruitment/applicant/take_back_recommendation.html", context)


# --- Behind the link ----------------------------------------------------------------------------------------------


def _page(request: HttpRequest, token: str, **more: Any) -> HttpResponse:
    """The page of whatever stands behind the link now, in the recommender's language."""
    found = queries.behind(token, clock.now())
    if found is None:
        response = render(request, "recruitment/public/recommend_unknown.html", status=404)
    else:
        with override(found.language):
            initial = {"text": found.text, "revision": found.revision}
            context = {"token": token, "behind": found, "form": RecommendForm(initial=initial), **more}
            status = more.get("status") or STATUS.get(found.state, 200)
            response = render(request, f"recruitment/public/recommend_{found.state}.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


@allow(PUBLIC)
@never_cache
def recommend(request: HttpRequest, token: str) -> HttpResponseBase:
    """Write a recommendation and send it in."""
    found = queries.behind(token, clock.now())
    if request.method != "POST" or found is None or found.state not in (LinkState.OPEN, LinkState.RECEIVED):
        return _page(request, token)
    with override(found.language):
        form = RecommendForm(request.POST)
        if found.state is LinkState.OPEN and not form.is_valid():
            _keep(found, form)
            return _page(request, token, form=form, status=UNPROCESSABLE)
        text = request.POST.get("text", "")
        try:
            services.send_recommendation(
                recommendation_id=found.id, nonce=found.nonce, text=text, seen=form.seen(), at=clock.now()
            )
        except services.ChangedElsewhere as clash:
            return _page(request, token, form=form, clash=clash, status=CONFLICT)
    return redirect("recruitment_recommend", token)


def _keep(found: queries.Behind, form: RecommendForm) -> None:
    """Keep a text that can't be sent yet, so that nothing is lost; another window's later text stays."""
    try:
        services.save_draft(
            recommendation_id=found.id, nonce=found.nonce, text=form.data.get("text", ""), seen=form.seen(),
            at=clock.now(),
        )  # fmt: skip
    except Conflict:
        return


@allow(PUBLIC)
@require_POST
@never_cache
def save(request: HttpRequest, token: str) -> HttpResponseBase:
    """Save while the recommender types."""
    found = queries.behind(token, clock.now())
    if found is None:
        return JsonResponse({"message": _("This link does not work.")}, status=404)
    form, revision = RecommendForm(request.POST), found.revision
    with override(found.language):
        try:
            kept = services.save_draft(
                recommendation_id=found.id, nonce=found.nonce, text=request.POST.get("text", ""), seen=form.seen(),
                at=clock.now(),
            )  # fmt: skip
        except Conflict as conflict:
            return JsonResponse({"message": str(conflict.sentence), "revision": revision}, status=CONFLICT)
        saved = _("Saved at %(time)s.") % {"time": time_in_words(clock.now().time(), found.language)}
    return JsonResponse({"message": saved, "revision": kept.revision})


@allow(PUBLIC)
@never_cache
def decline(request: HttpRequest, token: str) -> HttpResponseBase:
    """Say no, after saying what that means."""
    found = queries.behind(token, clock.now())
    if found is None or found.state not in (LinkState.OPEN, LinkState.DECLINED):
        return _page(request, token)
    if request.method == "POST":
        services.decline_recommendation(recommendation_id=found.id, nonce=found.nonce, at=clock.now())
        return redirect("recruitment_recommend", token)
    with override(found.language):
        return render(request, "recruitment/public/recommend_decline.html", {"token": token, "behind": found})


@allow(PUBLIC)
@require_POST
@never_cache
def resume(request: HttpRequest, token: str) -> HttpResponseBase:
    """Write after all."""
    found = queries.behind(token, clock.now())
    if found is not None and found.state in (LinkState.OPEN, LinkState.DECLINED):
        services.resume_recommendation(recommendation_id=found.id, nonce=found.nonce, at=clock.now())
    return redirect("recruitment_recommend", token)
