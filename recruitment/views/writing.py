"""A letter in a manager's own words: written, looked at in each language, then held in the outbox."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fellowship import clock
from recruitment.forms.free_letters import FreeLetterForm
from recruitment.queries.free_letters import PLACEHOLDERS, readers_of
from recruitment.services import free_letters

UNPROCESSABLE = 422


def letter(request: HttpRequest, ids: list[UUID], back: str) -> HttpResponseBase:
    """Show the form, then the letters as they would be, then write and hold them; the bulk page leads here."""
    sent = request.POST if {"look", "confirm", "change"} & set(request.POST) else None
    people = readers_of(request.user, ids)
    form = FreeLetterForm(sent, languages=people.languages)
    is_good = sent is not None and "change" not in request.POST and form.is_valid()
    if is_good and "confirm" in request.POST:
        key, drafts = str(form.cleaned_data["key"]), form.drafts()
        done = free_letters.write_letters(
            actor=request.user, application_ids=ids, drafts=drafts, key=key, at=clock.now()
        )
        told = ngettext("%(count)d letter is held.", "%(count)d letters are held.", done.count) % {"count": done.count}
        messages.success(request, f"{told} {_('Nothing leaves before somebody sends it from the outbox.')}")
        return redirect(back)
    shown = free_letters.samples(people.applications, form.drafts()) if is_good else ()
    context = {"people": people, "form": form, "samples": shown, "placeholders": PLACEHOLDERS, "back_url": back}
    is_wrong = sent is not None and bool(form.errors)
    return render(request, "recruitment/staff/letter.html", context, status=UNPROCESSABLE if is_wrong else 200)
