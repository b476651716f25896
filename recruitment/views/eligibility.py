"""Asking a person about the check before an application, and the managers who answer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fellowship import clock
from fellowship.access import PUBLIC, allow
from recruitment.forms.asking import AnswerForm, AskForm
from recruitment.queries import eligibility as queries
from recruitment.rules.eligibility import judge
from recruitment.services import eligibility as services
from recruitment.views.public import ASKED, answers_in

ANSWER = "recruitment.answer_eligibility"
UNPROCESSABLE = 422


@allow(PUBLIC)
def ask(request: HttpRequest) -> HttpResponseBase:
    """Take a question about what stands in the way, with or without an account."""
    answers = answers_in(request)
    outcome = judge(answers)
    if not answers or outcome.may_apply:
        return redirect("recruitment_check_answer" if answers else "recruitment_check")
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        earlier = request.session.get(ASKED)
        question = services.ask_about_eligibility(
            person=request.user if request.user.is_authenticated else None, answers=answers,
            language=get_language() or "en", earlier_id=UUID(earlier) if earlier else None, at=clock.now(),
            **form.cleaned_data,
        )  # fmt: skip
        request.session[ASKED] = str(question.pk)
        messages.success(request, _("We got your question. A person answers you within three working days."))
        return redirect("recruitment_check_answer")
    context = {"form": form, "outcome": outcome}
    return render(request, "recruitment/public/ask.html", context, status=UNPROCESSABLE if form.errors else 200)


@allow(ANSWER)
def asked(request: HttpRequest) -> HttpResponse:
    """Show who asks, those who wait first."""
    return render(request, "recruitment/staff/asked.html", {"lines": queries.questions(request.user)})


@allow(ANSWER)
def answer(request: HttpRequest, question_id: UUID) -> HttpResponseBase:
    """Show one question; note how it ended."""
    page = queries.question_page(request.user, question_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.answer_question(actor=request.user, question_id=question_id, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Noted. Thank you for answering."))
        return redirect("recruitment_asked")
    context = {"page": page, "form": form}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "recruitment/staff/asked_page.html", context, status=status)
