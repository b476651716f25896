"""An office closes: a check page for all its placements, and one act."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cohorts.forms.closing import ClosingForm, name_of
from cohorts.queries import closing as offices
from cohorts.services import closing
from fellowship import clock
from fellowship.access import allow
from fellowship.rules.refusals import Conflict


@allow("cohorts.change_placements")
def close(request: HttpRequest, office_id: UUID) -> HttpResponse:
    """Ask what happens to each placement of an office, show what follows, and do it once that was confirmed."""
    page = offices.closing(request.user, office_id)
    form = ClosingForm(request.POST or None, page=page, language=get_language() or "en")
    back = f"{reverse('cohorts_placements')}?office={office_id}"
    follows: list[str] = []
    if request.method == "POST" and form.is_valid():
        follows = offices.what_follows(page, form.cleaned_data["last_day"], form.moves)
        if "confirm" in request.POST and _close(request, office_id, form):
            messages.success(request, _("The office closes. Everybody who must know gets a letter for each change."))
            return redirect(back)
    context = {
        "form": form, "office": page, "back": back, "follows": [] if form.errors else follows,
        "posted": [pair for pair in request.POST.items() if pair[0] not in {"csrfmiddlewaretoken", "confirm"}],
    }  # fmt: skip
    return render(request, "cohorts/staff/close_office.html", context, status=422 if form.errors else 200)


def _close(request: HttpRequest, office_id: UUID, form: ClosingForm) -> bool:
    """Close it; what the service says no to stands at its field."""
    kept = form.cleaned_data
    try:
        closing.close_office(
            actor=request.user, office_id=office_id, last_day=kept["last_day"], moves=form.moves,
            reason=kept["reason"], at=clock.now(),
        )  # fmt: skip
    except Conflict as conflict:
        one = getattr(conflict, "placement_id", None)
        field = name_of(one) if one else getattr(conflict, "field", "")
        form.add_error(field if field in form.fields else None, str(conflict.sentence))
        return False
    return True
