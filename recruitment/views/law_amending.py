"""Amending a law: a form, a page that shows what it changes, and only then the new text."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fellowship import clock
from fellowship.access import allow
from fellowship.rules.refusals import Conflict
from recruitment.forms.law_amending import AmendForm, WholeTextForm
from recruitment.queries import law_amending as queries
from recruitment.services import law_texts as services

KEEP = "recruitment.keep_law"
UNPROCESSABLE = 422
_OWN = ("csrfmiddlewaretoken", "confirm", "change")


@allow(KEEP)
def amend(request: HttpRequest, code: str, version: str) -> HttpResponseBase:
    """Change the fields that change most."""
    return _amend(request, code, version, AmendForm, "recruitment/officer/law_amend.html")


@allow(KEEP)
def whole(request: HttpRequest, code: str, version: str) -> HttpResponseBase:
    """Change the whole text."""
    return _amend(request, code, version, WholeTextForm, "recruitment/officer/law_whole.html")


def _amend(request: HttpRequest, code: str, version: str, kind: Any, template: str) -> HttpResponseBase:
    subject = queries.amend_subject(request.user, code, version)
    if not subject.is_open and "confirm" not in request.POST:
        messages.error(request, _("Another text has taken the place of this one. Amend that one."))
        return redirect("recruitment_law_history", code)
    form = kind(request.POST if request.method == "POST" else None, subject=subject)
    if form.is_valid() and "change" not in request.POST:
        for fault in queries.faults_in(code, subject.data, form.as_text()):
            form.add_error(form.faults_at, fault)
        if not form.errors and "confirm" not in request.POST:
            return _check(request, subject, form)
        if not form.errors and _put_in_force(request, subject, form):
            return redirect("recruitment_law_history", code)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, template, {"form": form, "subject": subject}, status=status)


def _check(request: HttpRequest, subject: queries.AmendSubject, form: Any) -> HttpResponseBase:
    """Show what the text changes before it is put in force; all that was typed goes along."""
    typed = [(name, value) for name in request.POST if name not in _OWN for value in request.POST.getlist(name)]
    context = {
        "subject": subject, "typed": typed, "reason": form.cleaned_data["reason"],
        "changes": queries.change_lines(subject, form.as_text()),
        "begin": queries.begin_of(form.as_text(), clock.now()),
    }  # fmt: skip
    return render(request, "recruitment/officer/law_check.html", context)


def _put_in_force(request: HttpRequest, subject: queries.AmendSubject, form: Any) -> bool:
    """Amend; a refusal stands over the form, so that what was typed stays."""
    try:
        services.amend_law(
            actor=request.user, text_id=subject.id, data=form.as_text(), reason=form.cleaned_data["reason"],
            at=clock.now(),
        )  # fmt: skip
    except Conflict as refusal:
        form.add_error(None, str(refusal.sentence))
        return False
    messages.success(request, _("The amendment is saved. Open cases keep the text with which they were opened."))
    return True
