"""The screens of trainers and program managers: the board, one person, more time, withdrawing a certificate."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fellowship import clock
from fellowship.access import allow
from fellowship.rules.refusals import Conflict
from training.forms import BoardFilter, MoreTimeForm, WithdrawForm
from training.queries import board as queries
from training.services.certificates import withdraw_certificate
from training.services.extensions import give_more_time


@allow("training.see_board")
def board(request: HttpRequest) -> HttpResponse:
    """Everyone within reach and every lesson: status, never answers."""
    get = request.GET
    shown = queries.board(
        request.user, clock.now(), get_language() or "en",
        name=get.get("q", ""), office=get.get("office", ""), order=get.get("show", ""),
    )  # fmt: skip
    filters = BoardFilter(get or None, offices=shown.offices)
    is_filtered = any(get.get(name) for name in ("q", "office"))
    return render(
        request, "training/staff/board.html", {"board": shown, "filters": filters, "is_filtered": is_filtered}
    )


@allow("training.give_more_time")
def person(request: HttpRequest, enrollment_id: UUID) -> HttpResponse:
    """One person on one course; giving more time happens here."""
    at, language = clock.now(), get_language() or "en"
    page = queries.person_page(request.user, enrollment_id, at, language)
    data = request.POST if request.method == "POST" else None
    form = MoreTimeForm(data, page=page, language=language, asked=request.GET.get("lesson", ""))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            give_more_time(
                actor=request.user, enrollment_id=enrollment_id, lesson_ids=given["lessons"], until=given["until"],
                reason=given["reason"], at=at,
            )  # fmt: skip
        except Conflict as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("%(name)s has more time. A letter says so.") % {"name": page.name})
            return redirect("training_person", enrollment_id)
    status = 422 if form.is_bound else 200
    return render(request, "training/staff/person.html", {"page": page, "form": form}, status=status)


@allow("training.withdraw_certificate")
def withdraw(request: HttpRequest, enrollment_id: UUID) -> HttpResponse:
    """Check, then withdraw the certificate of one enrollment."""
    at = clock.now()
    page = queries.person_page(request.user, enrollment_id, at, get_language() or "en")
    if page.certificate is None or page.certificate.revoked_at is not None:
        return redirect("training_person", enrollment_id)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        withdraw_certificate(actor=request.user, certificate_id=page.certificate.pk, reason=reason, at=at)
        messages.success(request, _("The certificate is withdrawn. A letter says so."))
        return redirect("training_person", enrollment_id)
    status = 422 if form.is_bound else 200
    return render(request, "training/staff/withdraw.html", {"page": page, "form": form}, status=status)
