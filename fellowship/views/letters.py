"""The outbox for those who keep it, and a person's own letters."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fellowship import clock
from fellowship.access import SIGNED_IN, allow
from fellowship.forms.letters import FilterForm, LetterForm
from fellowship.queries import letters as queries
from fellowship.rules.refusals import Conflict
from fellowship.services import bulk_letters
from fellowship.services import letters as services
from fellowship.views.paging import page_number


@allow("fellowship.keep_outbox")
def letter_list(request: HttpRequest) -> HttpResponse:
    """List the outbox."""
    form = FilterForm(request.GET, person=request.user)
    filters = form.filters()
    page = queries.outbox_page(person=request.user, filters=filters, page=page_number(request), at=clock.now())
    context = {
        "filter_form": form,
        "page": page,
        "stages": queries.stage_strip(person=request.user, filters=filters),
        "can_send": len(queries.sendable(person=request.user, filters=filters)),
        "query": urlencode(filters.query),
    }
    return render(request, "fellowship/staff/letters.html", context)


@allow("fellowship.keep_outbox")
def letter(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Show one letter as its recipient gets it, with what can be done to it."""
    shown = queries.outbox_letter(person=request.user, letter_id=letter_id, at=clock.now())
    return render(request, "fellowship/staff/letter.html", {"letter": shown})


@allow("fellowship.keep_outbox")
def letter_edit(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Change the words of a letter."""
    at = clock.now()
    shown = queries.outbox_letter(person=request.user, letter_id=letter_id, at=at)
    seen = shown.edited_at.isoformat() if shown.edited_at else ""
    form = LetterForm(request.POST or None, initial={"subject": shown.subject, "body": shown.body, "seen": seen})
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_letter(actor=request.user, letter_id=letter_id, at=at, **form.cleaned_data)
        except Conflict as conflict:
            form.add_error(None, str(conflict.sentence))
        else:
            messages.success(request, _("The letter is changed. Nothing is sent yet."))
            return redirect("letter", letter_id)
    context = {"form": form, "letter": shown}
    return render(request, "fellowship/staff/letter_edit.html", context, status=422 if form.errors else 200)


@allow("fellowship.keep_outbox")
@require_POST
def letter_hold(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Keep a letter back."""
    queries.outbox_letter(person=request.user, letter_id=letter_id, at=clock.now())
    services.hold_letter(actor=request.user, letter_id=letter_id, at=clock.now())
    messages.success(request, _("The letter is held. It leaves when somebody sends it."))
    return redirect("letter", letter_id)


@allow("fellowship.keep_outbox")
def letter_send(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Send a letter, after saying what that means."""
    shown = queries.outbox_letter(person=request.user, letter_id=letter_id, at=clock.now())
    if request.method != "POST":
        return render(request, "fellowship/staff/letter_send.html", {"letter": shown})
    if services.release_letters(actor=request.user, letter_ids=[letter_id], at=clock.now()):
        messages.success(request, _("The letter is on its way."))
    else:
        messages.info(request, _("Nothing changed: this letter had left or was discarded before."))
    return redirect("letter", letter_id)


@allow("fellowship.keep_outbox")
def letter_discard(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Throw a letter away, after saying what that means."""
    shown = queries.outbox_letter(person=request.user, letter_id=letter_id, at=clock.now())
    if request.method != "POST":
        return render(request, "fellowship/staff/letter_discard.html", {"letter": shown})
    services.discard_letter(actor=request.user, letter_id=letter_id, at=clock.now())
    messages.success(request, _("The letter is discarded. Nobody gets it."))
    return redirect("letter", letter_id)


@allow("fellowship.keep_outbox")
def letter_settle(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Decide about a letter that may have been sent."""
    shown = queries.outbox_letter(person=request.user, letter_id=letter_id, at=clock.now())
    choice = request.POST.get("choice")
    if choice not in {"sent", "again"}:
        status = 200 if request.method == "GET" else 422
        return render(request, "fellowship/staff/letter_settle.html", {"letter": shown}, status=status)
    services.settle_letter(actor=request.user, letter_id=letter_id, was_sent=choice == "sent", at=clock.now())
    messages.success(request, _("The letter counts as sent.") if choice == "sent" else _("The letter is sent again."))
    return redirect("letter", letter_id)


@allow("fellowship.keep_outbox")
def letters_send(request: HttpRequest) -> HttpResponse:
    """Send all letters of a filtered list, after showing which."""
    filters = FilterForm(request.GET, person=request.user).filters()
    if request.method == "POST":
        chosen = [UUID(value) for value in request.POST.getlist("letter") if queries.is_id(value)]
        job = bulk_letters.start_sending(actor=request.user, letter_ids=chosen, at=clock.now())
        return redirect("job", job.pk)
    chosen = queries.sendable(person=request.user, filters=filters)
    context = {
        "chosen": chosen,
        "some": queries.sample(person=request.user, letter_ids=chosen),
        "more": max(0, len(chosen) - queries.SAMPLE),
        "back": f"{reverse('letters')}?{urlencode(filters.query)}",
    }
    return render(request, "fellowship/staff/letters_send.html", context)


@allow(SIGNED_IN)
def my_letters(request: HttpRequest) -> HttpResponse:
    """List the letters this person got."""
    context = {"page": queries.own_page(person=request.user, page=page_number(request))}
    return render(request, "fellowship/my/letters.html", context)


@allow(SIGNED_IN)
def my_letter(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Show one letter this person got."""
    shown = queries.own_letter(person=request.user, letter_id=letter_id, at=clock.now())
    return render(request, "fellowship/my/letter.html", {"letter": shown})


@allow(SIGNED_IN)
def my_letter_pdf(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Hand a letter this person got over as a PDF."""
    shown = queries.own_letter(person=request.user, letter_id=letter_id, at=clock.now())
    headers = {"Content-Disposition": 'attachment; filename="letter.pdf"', "Cache-Control": "private, no-store"}
    return HttpResponse(services.letter_pdf(shown), content_type="application/pdf", headers=headers)
