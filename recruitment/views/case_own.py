"""The applicant's side of a fair-chance case: one plain page, a response, more time."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fellowship import clock
from fellowship.access import SIGNED_IN, allow
from fellowship.services.files import FileRefused
from recruitment.forms.case_own import AskForm, ResponseForm
from recruitment.forms.offers import SignatureForm
from recruitment.queries.case_own import own_path
from recruitment.queries.fair_chance import own_case
from recruitment.rules.fair_chance_answers import Late
from recruitment.rules.fair_chance_law import Ask
from recruitment.services import case_answers as answers
from recruitment.services.case_enclosures import TooMany
from recruitment.services.case_evidence import send_evidence, take_back_evidence
from recruitment.services.case_late import EnoughSaid, keep_late_word

UNPROCESSABLE = 422
PAGE = "recruitment_fair_chance"


def show(request: HttpRequest, **sent: Any) -> HttpResponse:
    """The page with its forms; one that was sent and can't be read keeps what was typed."""
    path = own_path(request.user, clock.now())
    forms = {
        "form": sent.get("form") or SignatureForm(),
        "answer": sent.get("answer") or ResponseForm(),
        "ask": sent.get("ask") or AskForm(may_ask=path.may_ask if path else ()),
    }
    bad = [form for form in forms.values() if form.errors]
    context = {"case": own_case(request.user), "path": path, "forms": bad, **forms}
    return render(request, "recruitment/applicant/fair_chance.html", context, status=UNPROCESSABLE if bad else 200)


def _late(request: HttpRequest, case_id: UUID, kind: Late, text: str = "", upload: Any = None) -> HttpResponseBase:
    """Keep what came after the decision, and say what that means; words stay where a file can't be kept."""
    said = {"actor": request.user, "case_id": case_id, "kind": kind, "text": text, "at": clock.now()}
    try:
        keep_late_word(upload=upload, **said)
    except answers.NoRoomForAnswer:
        messages.warning(
            request, _("Your case does not wait for an answer now, so this was not kept. See below how it stands.")
        )
        return redirect(PAGE)
    except (FileRefused, TooMany, EnoughSaid) as refusal:
        messages.error(request, str(refusal.sentence))
        if upload and text.strip():
            return _late(request, case_id, kind, text)
        return redirect(PAGE)
    messages.warning(request, _("This came after the decision. We kept it. Read below what you can still do."))
    return redirect(PAGE)


@allow(SIGNED_IN)
@require_POST
def respond(request: HttpRequest) -> HttpResponseBase:
    """Send a response to the notice."""
    case, form = own_case(request.user), ResponseForm(request.POST, request.FILES)
    if case is None:
        return redirect(PAGE)
    if not form.is_valid():
        return show(request, answer=form)
    said = {"actor": request.user, "case_id": case.id, "text": form.cleaned_data["text"], "at": clock.now()}
    try:
        if form.cleaned_data["file"]:
            send_evidence(upload=form.cleaned_data["file"], **said)
        else:
            answers.respond(**said)
    except answers.NoRoomForAnswer:
        return _late(request, case.id, Late.RESPONSE, form.cleaned_data["text"], form.cleaned_data["file"])
    except (FileRefused, TooMany) as refusal:
        form.add_error("file", str(refusal.sentence))
        return show(request, answer=form)
    messages.success(request, _("Your response is with the officer. You can send more until the last day."))
    return redirect(PAGE)


@allow(SIGNED_IN)
@require_POST
def ask(request: HttpRequest) -> HttpResponseBase:
    """Ask for more time or for a talk."""
    case, path = own_case(request.user), own_path(request.user, clock.now())
    if case is None or path is None:
        return redirect(PAGE)
    form = AskForm(request.POST, may_ask=path.may_ask if path.may_respond else tuple(Ask))
    if not form.is_valid():
        return show(request, ask=form) if path.may_respond else redirect(PAGE)
    kind = form.cleaned_data["kind"]
    try:
        asked = answers.ask_for_time(actor=request.user, case_id=case.id, kind=kind, at=clock.now())
    except answers.NoRoomForAnswer:
        return _late(request, case.id, Late(kind.value))
    is_longer = asked.respond_by != path.respond_by
    longer = _("We have noted what you asked for. The last day below already counts it.")
    messages.success(request, longer if is_longer else _("It is noted."))
    return redirect(PAGE)


@allow(SIGNED_IN)
@require_POST
def take_back(request: HttpRequest, file_id: UUID) -> HttpResponseBase:
    """Take back a file that was sent, while there is time to respond."""
    case = own_case(request.user)
    if case is not None:
        take_back_evidence(actor=request.user, case_id=case.id, file_id=file_id, at=clock.now())
        messages.success(request, _("The file is gone. Nobody can open it any more."))
    return redirect(PAGE)


@allow(SIGNED_IN)
@require_POST
def confirm(request: HttpRequest) -> HttpResponseBase:
    """Note that the applicant has read the notice that stands on this page."""
    case = own_case(request.user)
    if case is not None:
        answers.confirm_receipt(actor=request.user, case_id=case.id, at=clock.now())
    return redirect(PAGE)
