"""What counsel decided about a law, written down: approvals, texts put in force again, exceptions for an office."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fellowship import clock
from fellowship.access import allow
from recruitment.forms.law import ApprovalForm, ReasonForm, SwitchOnForm
from recruitment.queries import law_exemptions, law_history
from recruitment.services import law_exemptions as exemptions
from recruitment.services import law_texts as texts

KEEP = "recruitment.keep_law"
LAW, HISTORY = "recruitment_law", "recruitment_law_history"
UNPROCESSABLE = 422


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _page(request: HttpRequest, form: Any, back: tuple[str, str, str], **said: Any) -> HttpResponseBase:
    """Show the form of one act with what follows from it. ``back``: the page it came from, the law, its name."""
    status = UNPROCESSABLE if form.errors else 200
    name, code, about = back
    context = {"form": form, "back_url": reverse(name, args=[code]), "about": about, **said}
    return render(request, "recruitment/officer/law_act.html", context, status=status)


def _done(request: HttpRequest, name: str, code: str, sentence: str) -> HttpResponseBase:
    messages.success(request, sentence)
    return redirect(name, code)


@allow(KEEP)
def approve(request: HttpRequest, code: str, version: str) -> HttpResponseBase:
    """Note that counsel approved a text."""
    at, subject = clock.now(), law_history.text_subject(request.user, code, version)
    form = ApprovalForm(_typed(request), today=at.date())
    if form.is_valid():
        texts.approve_text(actor=request.user, text_id=subject.id, at=at, **form.cleaned_data)
        return _done(request, HISTORY, code, _("The approval is noted."))
    return _page(
        request, form, (HISTORY, code, subject.name), title=_("Note counsel’s approval"),
        submit=_("Note the approval"),
        consequences=[
            _("It counts for this text alone. An amendment needs an approval of its own."),
            _("Your name stands beside it as the person who wrote it down."),
        ],
    )  # fmt: skip


@allow(KEEP)
def undo(request: HttpRequest, code: str, version: str) -> HttpResponseBase:
    """Take counsel's approval of a text back."""
    subject, form = law_history.text_subject(request.user, code, version), ReasonForm(_typed(request))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        texts.undo_approval(actor=request.user, text_id=subject.id, reason=reason, at=clock.now())
        return _done(request, HISTORY, code, _("The approval is taken back."))
    return _page(
        request, form, (HISTORY, code, subject.name), title=_("Take back counsel’s approval"),
        submit=_("Take back the approval"),
        bad=True,
        consequences=[_("The text stays in force, as one that counsel has not approved."),
                      _("That it was approved once stays in its history, with your reason.")],
    )  # fmt: skip


@allow(KEEP)
def use(request: HttpRequest, code: str, version: str) -> HttpResponseBase:
    """Put a text in force again, or one that waits beside an amendment."""
    subject, form = law_history.text_subject(request.user, code, version), ReasonForm(_typed(request))
    if form.is_valid():
        texts.use_text(actor=request.user, text_id=subject.id, at=clock.now(), reason=form.cleaned_data["reason"])
        return _done(request, HISTORY, code, _("The text is in force."))
    return _page(
        request, form, (HISTORY, code, subject.name), title=_("Put this text in force"),
        submit=_("Put this text in force"),
        consequences=[_("Cases that open from now on keep this text, and postings follow it."),
                      _("Open cases keep the text with which they were opened.")],
    )  # fmt: skip


@allow(KEEP)
def switch_on(request: HttpRequest, code: str, exception: str) -> HttpResponseBase:
    """Switch an exception on for one office."""
    at = clock.now()
    subject = law_exemptions.exception_subject(request.user, code, exception, at.date())
    form = SwitchOnForm(_typed(request), offices=subject.offices)
    if form.is_valid():
        exemptions.switch_on(actor=request.user, law=code, code=exception, at=at, **form.cleaned_data)
        return _done(request, LAW, code, _("The exception is on for this office."))
    return _page(
        request, form, (LAW, code, subject.law_name), title=_("Switch an exception on"),
        submit=_("Switch it on"),
        text=subject.text,
        consequences=[_("It counts for cases of this office that open from now on. Open cases stay as they are."),
                      _("Applicants there may lose time or notices that the law would give them."),
                      _("Postings still say what the law asks of all.")],
    )  # fmt: skip


@allow(KEEP)
def switch_off(request: HttpRequest, code: str, exception: str, office: str) -> HttpResponseBase:
    """Switch an exception off for an office."""
    at = clock.now()
    subject = law_exemptions.on_subject(request.user, code, exception, office, at.date())
    form = ReasonForm(_typed(request))
    if form.is_valid():
        exemptions.switch_off(actor=request.user, exemption_id=subject.pk, at=at, reason=form.cleaned_data["reason"])
        return _done(request, LAW, code, _("The exception is off for this office."))
    return _page(
        request, form, (LAW, code, subject.law_name), title=_("Switch this exception off"),
        submit=_("Switch it off"),
        text=f"{subject.line.office}: {subject.text}",
        consequences=[_("Cases that open from now on are under the whole law again."),
                      _("Cases opened while it was on keep it.")],
    )  # fmt: skip
