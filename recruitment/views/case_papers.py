"""Writing a notice of a fair-chance case: the officer adds what is missing, and gets the paper."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from fellowship import clock
from fellowship.access import allow
from fellowship.rules.refusals import Conflict
from recruitment.forms.case_papers import PaperForm
from recruitment.queries import case_papers as queries
from recruitment.services import case_papers as services
from recruitment.services.fair_chance import look_at_case

UNPROCESSABLE = 422


@allow("recruitment.work_case")
def paper(request: HttpRequest, case_id: UUID, kind: str) -> HttpResponse:
    """Take what is missing, make the paper, and show what proves that it says all it must."""
    at = clock.now()
    subject = queries.paper_subject(request.user, case_id, kind, at)
    look_at_case(actor=request.user, case_id=case_id, at=at)
    form = PaperForm(request.POST if request.method == "POST" else None, subject=subject)
    made, previews = None, ()
    if form.is_valid() and "preview" in request.POST:
        previews = queries.previews(request.user, case_id, kind, form.cleaned_data, at)
    elif form.is_valid():
        try:
            made = services.make_paper(actor=request.user, case_id=case_id, kind=kind, typed=form.cleaned_data, at=at)
        except services.NotComplete as refusal:
            for item in refusal.items:
                form.add_error(None, _("The notice must also say: %(items)s") % {"items": item.words})
        except Conflict as refusal:
            form.add_error(None, str(refusal.sentence))
    context = {"form": form, "subject": subject, "made": made, "previews": previews}
    return render(request, "recruitment/officer/paper.html", context, status=UNPROCESSABLE if form.errors else 200)
