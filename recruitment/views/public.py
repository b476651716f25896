"""Public pages: the check before an application, and the openings."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from fellowship import clock
from fellowship.access import PUBLIC, allow
from recruitment.forms.eligibility import EligibilityForm
from recruitment.queries import cycles, openings
from recruitment.rules.eligibility import judge

CHECK = "eligibility"
ASKED = "eligibility_question"


def answers_in(request: HttpRequest) -> dict[str, Any]:
    """The answers of the check kept in the session; empty before it."""
    return dict(request.session.get(CHECK) or {})


def _as_typed(answers: dict[str, Any]) -> dict[str, Any]:
    return {
        key: {True: "yes", False: "no"}[value] if isinstance(value, bool) else value for key, value in answers.items()
    }


@allow(PUBLIC)
def check(request: HttpRequest) -> HttpResponseBase:
    """Ask whether a person can apply; their answers stay in the session and go with them."""
    kept = answers_in(request)
    form = EligibilityForm(request.POST if request.method == "POST" else None, initial=_as_typed(kept))
    if request.method == "POST" and form.is_valid():
        request.session[CHECK] = form.answers()
        return redirect("recruitment_check_answer")
    at = clock.now()
    context = {"form": form, "cycle": cycles.open_cycle(at) or cycles.next_cycle(at)}
    return render(request, "recruitment/public/check.html", context, status=422 if form.errors else 200)


@allow(PUBLIC)
def check_answer(request: HttpRequest) -> HttpResponseBase:
    """Say whether the person can apply, and why."""
    answers = answers_in(request)
    if not answers:
        return redirect("recruitment_check")
    at = clock.now()
    context = {
        "outcome": judge(answers), "open_cycle": cycles.open_cycle(at), "next_cycle": cycles.next_cycle(at),
        "speaks_spanish": "es" in answers.get("languages", ()), "asked": ASKED in request.session,
    }  # fmt: skip
    return render(request, "recruitment/public/check_answer.html", context)


@allow(PUBLIC)
def opening_list(request: HttpRequest) -> HttpResponse:
    """List the openings one can apply to now or soon."""
    at = clock.now()
    context = {"openings": openings.opening_rows(at), "cycle": cycles.open_cycle(at) or cycles.next_cycle(at)}
    return render(request, "recruitment/public/openings.html", context)


@allow(PUBLIC)
def opening(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an opening with everything one needs to decide."""
    context = {"opening": openings.opening_page(slug, clock.now())}
    return render(request, "recruitment/public/opening.html", context)
