"""Offers: what managers write and send, and what the applicant reads and answers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fellowship import clock
from fellowship.access import SIGNED_IN, allow
from recruitment.forms.offers import AnswerForm, ExtendForm, OfferForm, QuestionForm, SignatureForm, TurnDownForm
from recruitment.queries import offers as queries
from recruitment.services import offer_questions
from recruitment.services import offers as services
from recruitment.services.offer_papers import conditions

UNPROCESSABLE = 422
KEEP = "recruitment.keep_offer"
ANSWER = "recruitment.answer_offer"


@allow(KEEP)
def kept(request: HttpRequest) -> HttpResponse:
    """List the offers."""
    return render(request, "recruitment/selection/offers.html", {"lines": queries.kept_offers(request.user)})


def _opening(request: HttpRequest) -> UUID | None:
    """The opening whose terms are to be filled in, where the address names one."""
    try:
        return UUID(request.GET.get("opening", ""))
    except ValueError:
        return None


@allow("recruitment.decide")
def write(request: HttpRequest, application_id: UUID) -> HttpResponseBase:
    """Write an offer; the next page shows it whole before it is sent."""
    at = clock.now()
    opening_id = _opening(request)
    subject = queries.offer_subject(request.user, application_id, opening_id)
    posted = request.POST if request.method == "POST" else None
    form = OfferForm(subject, posted, at=at, chosen=opening_id is not None)
    if request.method == "POST" and form.is_valid():
        offer = services.draft_offer(
            actor=request.user, application_id=application_id, opening_id=form.opening_id, terms=form.terms,
            last_day=form.cleaned_data["last_day"], at=at,
        )  # fmt: skip
        return redirect("recruitment_kept_offer", offer.pk)
    context = {"subject": subject, "form": form, "openings": queries.openings_of(subject.cycle_id)}
    return render(
        request, "recruitment/selection/write_offer.html", context, status=UNPROCESSABLE if form.errors else 200
    )


def _page(offer: queries.OfferFacts) -> dict[str, Any]:
    """What the page of an offer shows, with its small forms empty."""
    return {
        "offer": offer,
        "conditions": conditions(),
        "extend": ExtendForm(),
        "answer": AnswerForm(),
        "answering": None,
    }


@allow(KEEP)
def keep(request: HttpRequest, offer_id: UUID) -> HttpResponseBase:
    """Show an offer whole, with what can be done: send, extend, answer questions, take back."""
    offer = queries.kept_offer(request.user, offer_id, clock.now())
    return render(request, "recruitment/selection/offer.html", _page(offer))


@allow(KEEP)
@require_POST
def send(request: HttpRequest, offer_id: UUID) -> HttpResponseBase:
    """Send a checked offer, or keep its letter in the outbox."""
    queries.kept_offer(request.user, offer_id, clock.now())
    hold = request.POST.get("letter") == "hold"
    services.send_offer(actor=request.user, offer_id=offer_id, at=clock.now(), hold=hold)
    text = _("The offer is open. Its letter waits in the outbox.") if hold else _("The offer is sent.")
    messages.success(request, text)
    return redirect("recruitment_kept_offer", offer_id)


@allow(KEEP)
@require_POST
def extend(request: HttpRequest, offer_id: UUID) -> HttpResponseBase:
    """Give more time to answer."""
    at = clock.now()
    offer = queries.kept_offer(request.user, offer_id, at)
    form = ExtendForm(request.POST)
    if form.is_valid():
        try:
            services.extend_offer(actor=request.user, offer_id=offer_id, at=at, **form.cleaned_data)
        except services.TooSoon as conflict:
            form.add_error("last_day", str(conflict))
        else:
            messages.success(request, _("The applicant has more time, and a letter says so."))
            return redirect("recruitment_kept_offer", offer_id)
    context = {**_page(offer), "extend": form, "form": form}
    return render(request, "recruitment/selection/offer.html", context, status=UNPROCESSABLE)


@allow(KEEP)
def retract(request: HttpRequest, offer_id: UUID) -> HttpResponseBase:
    """Say what taking an offer back means, then take it back."""
    offer = queries.kept_offer(request.user, offer_id, clock.now())
    if request.method == "POST":
        services.retract_offer(actor=request.user, offer_id=offer_id, at=clock.now())
        messages.success(request, _("The offer is taken back."))
        return redirect("recruitment_kept_offer", offer_id)
    return render(request, "recruitment/selection/retract_offer.html", {"offer": offer})


@allow(KEEP)
@require_POST
def reply(request: HttpRequest, offer_id: UUID, question_id: UUID) -> HttpResponseBase:
    """Answer a question about an offer."""
    offer = queries.kept_offer(request.user, offer_id, clock.now())
    if question_id not in {question.id for question in offer.questions}:
        raise Http404
    form = AnswerForm(request.POST)
    if form.is_valid():
        offer_questions.answer_question(
            actor=request.user, question_id=question_id, at=clock.now(), **form.cleaned_data
        )
        messages.success(request, _("Your answer is on its way."))
        return redirect("recruitment_kept_offer", offer_id)
    context = {**_page(offer), "answer": form, "form": form, "answering": question_id}
    return render(request, "recruitment/selection/offer.html", context, status=UNPROCESSABLE)


@allow(SIGNED_IN)
def newest(request: HttpRequest) -> HttpResponseBase:
    """Go to one's newest offer."""
    offer_id = queries.newest_own_offer(request.user)
    return redirect("recruitment_offer", offer_id) if offer_id else redirect("home")


@allow(ANSWER)
def read(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Show one's offer as a letter."""
    offer = queries.own_offer(request.user, offer_id, clock.now())
    return render(request, "recruitment/applicant/offer.html", {"offer": offer, "conditions": conditions()})


@allow(ANSWER)
def accept(request: HttpRequest, offer_id: UUID) -> HttpResponseBase:
    """Accept one's offer with a typed name."""
    at = clock.now()
    offer = queries.own_offer(request.user, offer_id, at)
    form = SignatureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.accept_offer(
            actor=request.user, offer_id=offer_id, address=request.META.get("REMOTE_ADDR"), at=at, **form.cleaned_data
        )
        messages.success(request, _("You accepted the offer."))
        return redirect("recruitment_fair_chance")
    if not offer.may_answer:
        return redirect("recruitment_offer", offer_id)
    context = {"offer": offer, "form": form}
    return render(
        request, "recruitment/applicant/accept_offer.html", context, status=UNPROCESSABLE if form.errors else 200
    )


@allow(ANSWER)
def turn_down(request: HttpRequest, offer_id: UUID) -> HttpResponseBase:
    """Turn down one's offer, after saying what that means."""
    at = clock.now()
    offer = queries.own_offer(request.user, offer_id, at)
    form = TurnDownForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.turn_down_offer(actor=request.user, offer_id=offer_id, at=at, **form.cleaned_data)
        messages.success(request, _("You turned down the offer. Thank you for telling us."))
        return redirect("recruitment_offer", offer_id)
    if not offer.may_answer:
        return redirect("recruitment_offer", offer_id)
    context = {"offer": offer, "form": form}
    return render(
        request, "recruitment/applicant/turn_down_offer.html", context, status=UNPROCESSABLE if form.errors else 200
    )


@allow(ANSWER)
def ask(request: HttpRequest, offer_id: UUID) -> HttpResponseBase:
    """Ask about one's offer, or for more time."""
    offer = queries.own_offer(request.user, offer_id, clock.now())
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        offer_questions.ask_about_offer(actor=request.user, offer_id=offer_id, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Your question is with us. We answer by letter and here."))
        return redirect("recruitment_offer", offer_id)
    context = {"offer": offer, "form": form}
    return render(
        request, "recruitment/applicant/ask_offer.html", context, status=UNPROCESSABLE if form.errors else 200
    )
