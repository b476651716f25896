"""Asking for help: the list, the pages of the form, check and send."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fellowship import clock
from fellowship.access import allow
from hardship_fund.forms.asking import NeedForm, PayeeForm, ProofForm, StoryForm
from hardship_fund.queries import caps, mine
from hardship_fund.rules.stages import Stage
from hardship_fund.services import asking
from hardship_fund.views._forms import keep, sent, show

ASK, OWN = "hardship_fund.ask", "hardship_fund.see_own"
FORM = "hardship_fund/my/page.html"


def _onward(request: HttpRequest, request_id: UUID, page: str) -> HttpResponse:
    """After a page was saved: home, back to check, or on to the next page."""
    if request.POST.get("do") == "later":
        messages.success(request, _("Saved. You can close this page and come back."))
        return redirect("hardship_home")
    after = mine.PAGES.index(page) + 1
    if request.GET.get("back") == "check" or after == len(mine.PAGES):
        return redirect("hardship_check", request_id)
    return redirect(f"hardship_{mine.PAGES[after]}", request_id)


def _draft(request: HttpRequest, request_id: UUID) -> mine.Draft | None:
    """The draft, or nothing once it was sent: then the tracker is the place to be."""
    draft = mine.draft(request.user, request_id)
    return draft if draft.stage == Stage.DRAFT else None


@allow(ASK)
def home(request: HttpRequest) -> HttpResponse:
    """Say what the fund does and show the person's requests."""
    context = {
        "lines": mine.lines(request.user), "choices": mine.choices(request.user), "fund": caps.open_fund(),
    }  # fmt: skip
    return render(request, "hardship_fund/my/home.html", context)


@allow(ASK)
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Begin a request, or go on with the one begun."""
    started = asking.start_request(actor=request.user, at=clock.now())
    return redirect("hardship_need", started.pk)


@allow(OWN)
def need(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Ask what happened, how much would fix it and by when."""
    draft = _draft(request, request_id)
    if draft is None:
        return redirect("hardship_request", request_id)
    initial = {
        "category": draft.category_id, "amount": draft.amount_cents, "needed_by": draft.needed_by,
        "event_on": draft.event_on,
    }  # fmt: skip
    form = NeedForm(*sent(request), choices=mine.choices(request.user), initial=initial)

    def save() -> None:
        kept = form.cleaned_data
        asking.save_need(
            actor=request.user, request_id=request_id, category_id=kept["category"], amount_cents=kept["amount"],
            needed_by=kept["needed_by"], event_on=kept["event_on"], at=clock.now(),
        )  # fmt: skip

    if request.method == "POST" and keep(form, save):
        return _onward(request, request_id, "need")
    return show(request, FORM, form, draft=draft, title=_("What happened?"), number=1, plain_heading="category")


@allow(OWN)
def story(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Ask for the story."""
    draft = _draft(request, request_id)
    if draft is None:
        return redirect("hardship_request", request_id)
    form = StoryForm(*sent(request), initial={"story": draft.story})

    def save() -> None:
        text = form.cleaned_data["story"]
        asking.save_story(actor=request.user, request_id=request_id, story=text, at=clock.now())

    if request.method == "POST" and keep(form, save):
        return _onward(request, request_id, "story")
    return show(request, FORM, form, draft=draft, title=_("In your words"), number=2, plain_heading="story")


@allow(OWN)
def proof(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Ask for something to show, or a note."""
    draft = _draft(request, request_id)
    if draft is None:
        return redirect("hardship_request", request_id)
    form = ProofForm(*sent(request, files=True), initial={"note": draft.note})

    def save() -> None:
        kept, person, at = form.cleaned_data, request.user, clock.now()
        asking.save_note(actor=person, request_id=request_id, text=kept["note"], at=at)
        if kept["file"]:
            asking.add_file(actor=person, request_id=request_id, upload=kept["file"], at=at)

    if request.method == "POST" and keep(form, save, field="file"):
        if request.POST.get("do") == "add":
            back = "?back=check" if request.GET.get("back") == "check" else ""
            return redirect(f"{request.path}{back}")
        return _onward(request, request_id, "proof")
    return show(request, "hardship_fund/my/proof.html", form, draft=draft, title=_("Something to show"), number=3)


@allow(OWN)
@require_POST
def remove_file(request: HttpRequest, request_id: UUID, evidence_id: UUID) -> HttpResponse:
    """Take a file away from a draft."""
    mine.own(request.user, request_id)
    asking.remove_file(actor=request.user, request_id=request_id, evidence_id=evidence_id, at=clock.now())
    messages.success(request, _("The file is gone."))
    return redirect("hardship_proof", request_id)


@allow(OWN)
def payee(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Ask where the money goes."""
    draft = _draft(request, request_id)
    if draft is None:
        return redirect("hardship_request", request_id)
    initial = draft.payee.as_json() if draft.payee else {"to": "me", "name": request.user.name}
    form = PayeeForm(*sent(request), initial=initial)

    def save() -> None:
        asking.save_payee(actor=request.user, request_id=request_id, payee=form.payee(), at=clock.now())

    if request.method == "POST" and keep(form, save):
        return _onward(request, request_id, "payee")
    return show(request, FORM, form, draft=draft, title=_("Where should the money go?"), number=4)


@allow(OWN)
def check(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Show all answers, then send."""
    draft = mine.draft(request.user, request_id)
    if request.method == "POST":
        try:
            asking.submit_request(actor=request.user, request_id=request_id, at=clock.now())
        except (asking.NotComplete, caps.Unfit) as no:
            messages.error(request, str(no.sentence))
            return redirect("hardship_check", request_id)
        return redirect("hardship_request", request_id)
    if draft.stage != Stage.DRAFT:
        return redirect("hardship_request", request_id)
    context = {"draft": draft, "rows": mine.check_rows(draft, get_language() or "en")}
    return render(request, "hardship_fund/my/check.html", context)
