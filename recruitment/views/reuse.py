"""Using the answers of an earlier application again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from fellowship import clock
from fellowship.access import allow
from recruitment.queries import own, reusing
from recruitment.rules.stages import Stage
from recruitment.services.reusing import reuse_answers

OWN = "recruitment.own_application"


@allow(OWN)
def reuse(request: HttpRequest, application_id: UUID) -> HttpResponseBase:
    """Show which answers fit, and copy them once the person says so."""
    at = clock.now()
    mine = own.own_application(request.user, application_id, at)
    if mine.stage is not Stage.DRAFT or not mine.can_write:
        return redirect("recruitment_tasks", application_id)
    if request.method == "POST":
        count = reuse_answers(actor=request.user, application_id=application_id, at=at)
        said = ngettext(
            "%(count)d answer is in your application.", "%(count)d answers are in your application.", count
        )
        messages.success(request, said % {"count": count})
        return redirect("recruitment_tasks", application_id)
    context = {"application": mine, "rows": reusing.usable_answers(request.user, mine)}
    return render(request, "recruitment/applicant/reuse.html", context)
