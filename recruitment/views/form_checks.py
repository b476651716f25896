"""The check of forms, for fair-chance officers: what was found, and allowing a question."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fellowship import clock
from fellowship.access import allow
from recruitment.forms.form_checks import AllowForm
from recruitment.queries import form_checks as queries
from recruitment.services import question_exceptions as services

ALLOW = "recruitment.allow_question"
UNPROCESSABLE = 422


@allow(ALLOW)
def found(request: HttpRequest) -> HttpResponse:
    """Show what was found in drafts, with the reason and the law."""
    return render(request, "recruitment/officer/form_checks.html", {"drafts": queries.checked_drafts(request.user)})


@allow(ALLOW)
def allow_question(request: HttpRequest, version_id: UUID, key: str, topic: str) -> HttpResponseBase:
    """Say what allowing means, and take the reason."""
    line = queries.found_line(request.user, version_id, key, topic)
    form = AllowForm(request.POST if request.method == "POST" else None, initial={"digest": line.digest})
    if request.method == "POST" and form.is_valid():
        services.allow_question(
            actor=request.user, version_id=version_id, key=key, topic=topic, at=clock.now(), **form.cleaned_data
        )
        messages.success(request, _("The question is allowed in these words. The reason is on record."))
        return redirect("recruitment_form_checks")
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "recruitment/officer/allow_question.html", {"line": line, "form": form}, status=status)
