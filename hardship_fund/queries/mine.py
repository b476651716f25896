"""A person's own requests, in their own words."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fellowship.access import visible
from fellowship.design.wording import day_in_words, money_in_words
from fellowship.models import Person
from hardship_fund.models import Category, Disbursement, Evidence, Request
from hardship_fund.queries import caps, words
from hardship_fund.rules.payee import Payee, PayTo, payee_from
from hardship_fund.rules.stages import Action, Stage, steps

PAGES = ("need", "story", "proof", "payee")
Text = str | Promise


@dataclass(frozen=True, slots=True)
class Line:
    """One request in the list."""

    id: UUID
    reference: str
    category: str
    amount_cents: int | None
    stage: str
    label: Text
    kind: str
    at: datetime
    url: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A category to choose: value, label, examples and the most it gives."""

    id: UUID
    label: str
    examples: str
    proof: str
    cap_cents: int


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing the person showed or said."""

    id: UUID
    kind: str
    file_id: UUID | None
    text: str
    is_picture: bool
    number: int


@dataclass(frozen=True, slots=True)
class Draft:
    """What is filled in so far, for the pages of the form."""

    id: UUID
    category_id: UUID | None
    category: str
    proof: str
    amount_cents: int | None
    needed_by: date | None
    event_on: date | None
    story: str
    payee: Payee | None
    note: str
    files: tuple[Shown, ...]
    missing: tuple[str, ...]
    stage: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Happened:
    """One mark on the timeline; takes the shape of the timeline component."""

    title: Text
    us: bool
    at: datetime | None = None
    when: Text = ""
    next: bool = False
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A no, in full: why, what would change it, in the committee's words, and other help."""

    sentence: Text
    change: Text
    note: str
    resources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tracker:
    """Where a request stands, for the person who asked."""

    id: UUID
    reference: str
    stage: str
    label: Text
    kind: str
    next: Text
    category: str
    asked_cents: int
    approved_cents: int | None
    is_partial: bool
    due_at: datetime | None
    is_late: bool
    is_fast: bool
    question: str
    answer: Answer | None
    payment_reference: str
    failure: str
    steps: tuple[Happened, ...]
    rows: tuple["SummaryRow", ...]
    may_change: bool
    may_withdraw: bool
    may_close: bool


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A row of a summary list."""

    label: Text
    value: Text
    change_url: str = ""
    words: bool = False


def own(person: Person, request_id: UUID) -> Request:
    """A person's own request with its fund and category, or a 404."""
    mine = visible(person, "hardship_fund.see_own").select_related("fund", "category", "requester")
    found: Request = get_object_or_404(mine, pk=request_id)
    return found


def lines(person: Person) -> tuple[Line, ...]:
    """A person's requests, newest first; one query. Drafts that were thrown away are left out."""
    rows = visible(person, "hardship_fund.see_own").select_related("category")
    rows = rows.exclude(stage=Stage.WITHDRAWN, submitted_at=None)
    return tuple(_line(row) for row in rows.order_by("-started_at", "pk"))


def _line(row: Request) -> Line:
    spoken = words.STAGE[row.stage]
    name = "hardship_check" if row.stage == Stage.DRAFT else "hardship_request"
    return Line(
        id=row.pk, reference=row.reference or "", category=row.category.title if row.category else "",
        amount_cents=row.approved_cents or row.amount_cents, stage=row.stage, label=spoken.mine, kind=spoken.kind,
        at=row.submitted_at or row.saved_at, url=reverse(name, args=[row.pk]),
    )  # fmt: skip


def choices(person: Person) -> tuple[Choice, ...]:
    """The categories a person may choose from, in the order set by staff."""
    rows = visible(person, "hardship_fund.ask").filter(fund=caps.open_fund()).order_by("sort_order", "label")
    return tuple(_choice(row) for row in rows)


def _choice(row: Category) -> Choice:
    return Choice(row.pk, row.title, row.examples, row.proof, row.cap_cents_per_request)


def shown(request: Request) -> tuple[Shown, ...]:
    """What was shown or said, oldest first; files are counted from 1."""
    found, number = [], 0
    for row in request.evidence.select_related("file").order_by("added_at", "pk"):
        number += row.kind == Evidence.Kind.FILE
        picture = row.file is not None and row.file.content_type.startswith("image/")
        found.append(Shown(row.pk, row.kind, row.file_id, row.text, picture, number))
    return tuple(found)


def draft(person: Person, request_id: UUID) -> Draft:
    """A request as the pages of the form need it, or a 404."""
    request = own(person, request_id)
    things = shown(request)
    note = next((thing.text for thing in things if thing.kind == Evidence.Kind.NOTE), "")
    category = request.category
    return Draft(
        id=request.pk, category_id=request.category_id, category=category.title if category else "",
        proof=category.proof if category else "", amount_cents=request.amount_cents, needed_by=request.needed_by,
        event_on=request.event_on, story=request.story, payee=payee_from(request.payee), note=note,
        files=tuple(thing for thing in things if thing.kind == Evidence.Kind.FILE),
        missing=caps.missing(request) if request.stage == Stage.DRAFT else (), stage=request.stage,
        saved_at=request.saved_at,
    )  # fmt: skip


def payee_rows(payee: Payee | None, change_url: str = "") -> tuple[SummaryRow, ...]:
    """Where the money goes, as rows."""
    if payee is None:
        return (SummaryRow(_("Where the money goes"), "", change_url),)
    how = _("To you, by check") if payee.to is PayTo.ME else _("Straight to a landlord, shop or office")
    rows = [
        SummaryRow(_("Where the money goes"), how, change_url),
        SummaryRow(_("Name"), payee.name, change_url),
        SummaryRow(_("Address"), ", ".join(payee.address), change_url),
    ]
    if payee.account:
        rows.append(SummaryRow(_("Account or invoice number"), payee.account, change_url))
    return tuple(rows)


def _day(day: date | None, language: str) -> str:
    return day_in_words(day, language) if day else ""


def check_rows(found: Draft, language: str) -> tuple[SummaryRow, ...]:
    """The answers of a draft, each with the page that changes it."""
    url = {page: reverse(f"hardship_{page}", args=[found.id]) + "?back=check" for page in PAGES}
    amount = money_in_words(found.amount_cents) if found.amount_cents else ""
    files = _("%(count)d files") % {"count": len(found.files)} if len(found.files) > 1 else _("1 file")
    return (
        SummaryRow(_("What happened"), found.category, url["need"]),
        SummaryRow(_("How much would fix it"), amount, url["need"]),
        SummaryRow(_("When it happened"), _day(found.event_on, language), url["need"]),
        SummaryRow(_("When you need it"), _day(found.needed_by, language), url["need"]),
        SummaryRow(_("In your words"), found.story, url["story"], words=True),
        SummaryRow(_("Files"), files if found.files else "", url["proof"]),
        SummaryRow(_("A note instead"), found.note, url["proof"], words=True),
        *payee_rows(found.payee, url["payee"]),
    )


def tracker(person: Person, request_id: UUID, at: datetime) -> Tracker:
    """Where a person's own request stands, or a 404."""
    request = own(person, request_id)
    spoken = words.STAGE[request.stage]
    payment = request.disbursements.order_by("-started_at").first()
    waits = request.stage in {Stage.SUBMITTED, Stage.IN_REVIEW}
    asked, given = request.amount_cents or 0, request.approved_cents
    sent_on = request.submitted_at
    return Tracker(
        id=request.pk, reference=request.reference or "", stage=request.stage, label=spoken.mine, kind=spoken.kind,
        next=spoken.next, category=request.category.title if request.category else "", asked_cents=asked,
        approved_cents=given, is_partial=given is not None and given < asked,
        due_at=request.answer_due_at if waits else None,
        is_late=bool(waits and request.answer_due_at and request.answer_due_at < at),
        is_fast=bool(sent_on and waits and caps.is_fast(request, sent_on=sent_on.date())),
        question=request.question if request.stage == Stage.NEEDS_INFO else "",
        answer=_answer(request), payment_reference=_reference(payment), failure=_failure(request, payment),
        steps=_timeline(request, waits=waits), rows=payee_rows(payee_from(request.payee)),
        may_change=steps.allows(request.stage, Action.CHANGE),
        may_withdraw=steps.allows(request.stage, Action.WITHDRAW),
        may_close=steps.allows(request.stage, Action.CLOSE),
    )  # fmt: skip


def _reference(payment: Disbursement | None) -> str:
    return payment.reference if payment is not None and payment.stage == "paid" else ""


def _failure(request: Request, payment: Disbursement | None) -> str:
    return payment.failure if payment is not None and request.stage == Stage.FAILED else ""


def _answer(request: Request) -> Answer | None:
    if request.stage != Stage.DENIED:
        return None
    reason = words.REASON[request.denial_reason]
    resources = tuple(line for line in request.fund.other_help.splitlines() if line.strip())
    return Answer(reason.sentence, reason.change, request.denial_note, resources)


def _timeline(request: Request, *, waits: bool) -> tuple[Happened, ...]:
    rows = request.steps.order_by("at", "pk").values_list("action", "at")
    marks = [Happened(*words.STEP[action], at=at) for action, at in rows if action in words.STEP]
    if waits and request.answer_due_at is not None:
        marks.append(Happened(_("You hear from us by then"), us=True, at=request.answer_due_at, next=True))
    elif request.stage == Stage.APPROVED:
        marks.append(Happened(_("The treasurer sends the money"), us=True, when=_("next"), next=True))
    return tuple(marks)
