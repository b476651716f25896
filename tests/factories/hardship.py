"""A fund with its people, and requests at any stage, made by the services that make them in life."""

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from fellowship.models import Person
from fellowship.rules.roles import Role, Scope
from hardship_fund.models import Disbursement, Fund, Request
from hardship_fund.rules.deciding import Criterion, DenialReason
from hardship_fund.rules.payee import Payee, PayTo
from hardship_fund.rules.stages import Stage
from hardship_fund.services import asking, deciding, following, funds, ledger, paying
from tests.factories.people import give_role, make_office, make_person

AT = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
STORY = "The car broke down on Monday and I need it to reach the jail."
PAYEE = Payee(PayTo.ME, "Keisha Brandt", "12 Alder Street", "Fairhaven", "CA", "94101")
OTHER_PAYEE = Payee(PayTo.DIRECT, "Bay Motors", "9 Quay Road", "Fairhaven", "CA", "94102", "INV-77")
ALL_MET = tuple(Criterion)


@dataclass(frozen=True)
class Cast:
    """The people of one fund."""

    fund: Fund
    advocate: Person
    samuel: Person
    grace: Person
    third: Person
    tomas: Person


def make_cast(*, money: int = 5_000_00, code: str = "hardship") -> Cast:
    """A fund with money, an advocate in an office, three committee members and a treasurer."""
    fund = funds.open_fund(actor=None, code=code, name="Hardship fund", at=AT)
    advocate = make_person(name="Keisha Brandt", called="Keisha", time_zone="America/Los_Angeles")
    give_role(advocate, Role.ADVOCATE, scope=Scope.OFFICE, office=make_office(name="Calder County Public Defender"))
    samuel, grace, third = (make_member(fund, name) for name in ("Samuel Ortiz", "Grace Kim", "Ola Lindqvist"))
    tomas = make_treasurer(fund)
    if money:
        ledger.record_gift(actor=tomas, fund_id=fund.pk, cents=money, note="Spring appeal", key=f"{code}-1", at=AT)
    return Cast(fund, advocate, samuel, grace, third, tomas)


def make_member(fund: Fund, name: str = "Samuel Ortiz") -> Person:
    """A member of the fund's committee."""
    person = make_person(name=name)
    give_role(person, Role.FUND_COMMITTEE, scope=Scope.FUND, fund_code=fund.code)
    return person


def make_treasurer(fund: Fund, name: str = "Tomás Reyes") -> Person:
    """The fund's treasurer."""
    person = make_person(name=name)
    give_role(person, Role.TREASURER, scope=Scope.FUND, fund_code=fund.code)
    return person


def picture(name: str = "keisha-brandt-car.png") -> SimpleUploadedFile:
    """A small picture under a name that gives its owner away."""
    content = io.BytesIO()
    Image.new("RGB", (8, 8), "tan").save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/png")


def make_draft(
    cast: Cast, *, by: Person | None = None, cents: int = 740_00, at: datetime = AT, **need: Any
) -> Request:
    """A complete draft."""
    actor = by or cast.advocate
    request = asking.start_request(actor=actor, at=at)
    category = cast.fund.categories.get(code=need.pop("category", "getting-to-work"))
    values = {"needed_by": at.date() + timedelta(days=10), "event_on": at.date() - timedelta(days=2), **need}
    asking.save_need(actor=actor, request_id=request.pk, category_id=category.pk, amount_cents=cents, at=at, **values)
    asking.save_story(actor=actor, request_id=request.pk, story=STORY, at=at)
    asking.save_note(actor=actor, request_id=request.pk, text="The shop wrote me a message.", at=at)
    asking.save_payee(actor=actor, request_id=request.pk, payee=PAYEE, at=at)
    request.refresh_from_db()
    return request


def make_submitted(cast: Cast, **options: Any) -> Request:
    """A request that was sent."""
    draft = make_draft(cast, **options)
    return asking.submit_request(
        actor=options.get("by") or cast.advocate, request_id=draft.pk, at=options.get("at", AT)
    )


def say_yes(member: Person, request: Request, cents: int = 740_00, at: datetime = AT) -> Request:
    """One yes."""
    request.refresh_from_db()
    return deciding.approve(
        actor=member, request_id=request.pk, seen_version=request.version, amount_cents=cents, criteria=ALL_MET, at=at
    )


def say_no(
    member: Person, request: Request, reason: DenialReason = DenialReason.NOT_SHOWN, at: datetime = AT
) -> Request:
    """One no."""
    request.refresh_from_db()
    return deciding.deny(
        actor=member, request_id=request.pk, seen_version=request.version, reason=reason, note="Send the bill.",
        criteria=(), at=at,
    )  # fmt: skip


def make_approved(cast: Cast, *, cents: int = 740_00, **options: Any) -> Request:
    """A request with two approvals."""
    request = make_submitted(cast, cents=cents, **options)
    at = options.get("at", AT)
    say_yes(cast.samuel, request, cents, at)
    return say_yes(cast.grace, request, cents, at)


def begin_payment(cast: Cast, request: Request, key: str = "") -> Disbursement:
    """A payment begun by the treasurer."""
    request.refresh_from_db()
    return paying.start_payment(
        actor=cast.tomas, request_id=request.pk, seen_version=request.version, key=key or f"key-{request.pk}", at=AT
    )


def make_at(cast: Cast, stage: Stage) -> Request:
    """A request at a stage, walked there step by step."""
    if stage == Stage.DRAFT:
        return make_draft(cast)
    if stage in {Stage.APPROVED, Stage.PAYING, Stage.PAID, Stage.FAILED, Stage.CLOSED}:
        return _after_approval(cast, stage)
    request = make_submitted(cast)
    if stage == Stage.IN_REVIEW:
        say_yes(cast.samuel, request)
    elif stage == Stage.NEEDS_INFO:
        deciding.ask_for_more(actor=cast.samuel, request_id=request.pk, seen_version=1, question="Which shop?", at=AT)
    elif stage == Stage.DENIED:
        say_no(cast.samuel, request)
        say_no(cast.grace, request)
    elif stage == Stage.WITHDRAWN:
        following.withdraw_request(actor=cast.advocate, request_id=request.pk, at=AT)
    request.refresh_from_db()
    return request


def _after_approval(cast: Cast, stage: Stage) -> Request:
    request = make_approved(cast)
    if stage != Stage.APPROVED:
        payment = begin_payment(cast, request)
        if stage == Stage.FAILED:
            paying.fail_payment(actor=cast.tomas, payment_id=payment.pk, reason="No such street", at=AT)
        elif stage in {Stage.PAID, Stage.CLOSED}:
            paying.confirm_payment(actor=cast.tomas, payment_id=payment.pk, reference="Check 1042", at=AT)
        if stage == Stage.CLOSED:
            following.close_request(actor=cast.advocate, request_id=request.pk, at=AT)
    request.refresh_from_db()
    return request
