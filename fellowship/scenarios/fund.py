"""The hardship fund in a scenario: gifts, and in mid term requests in every state."""

from datetime import datetime, timedelta

from cohorts.models import Placement
from cohorts.rules.stages import PlacementStage
from fellowship.models import Person
from fellowship.scenarios.world import FUND, Program
from hardship_fund.models import Category, Fund, Request
from hardship_fund.rules.deciding import Criterion
from hardship_fund.rules.payee import Payee, PayTo
from hardship_fund.services import asking, deciding, funds, ledger, paying

# How long ago, in days; whether it was paid; the story; cents.
EARLIER = (
    (230, True, "The landlord raised the deposit after I had signed. I move in on Saturday.", 90_000),
    (140, True, "My glasses broke and I can't read the discovery without them.", 31_000),
    (120, True, "A storm took the roof of my mother's trailer. She sleeps on my couch and needs a bed.", 54_000),
    (3, False, "My bag with the bus pass and the phone was stolen at the courthouse.", 28_500),
)
NOW = (
    (
        "The transmission failed on the way to court. I need the car for jail visits until the transit pass comes.",
        74_000,
    ),
    ("My first pay came late and the rent is due. The landlord agreed to wait until Friday.", 61_500),
    ("My grandmother died and the family is in El Paso. I need a ticket and two nights.", 48_000),
)


def build_fund(program: Program, *, requests: bool) -> None:
    """Open the fund with money in it; in mid term there are requests in several states, old ones paid."""
    tomas = program.people["tomas"]
    fund = Fund.objects.filter(code=FUND).first() or funds.open_fund(
        actor=None, code=FUND, name="Hardship fund", at=program.calendar.at(-20)
    )
    for number, (cents, note) in enumerate(((1_200_000, "Spring appeal"), (450_000, "Board gift")), 1):
        ledger.record_gift(
            actor=tomas, fund_id=fund.pk, cents=cents, note=note, key=f"opening-{number}", at=program.calendar.at(-10)
        )
    if not requests:
        return
    active = Placement.objects.filter(stage=PlacementStage.ACTIVE).select_related("fellow__person")
    people = [placement.fellow.person for placement in active.order_by("fellow__application__reference")]
    categories = list(Category.objects.filter(fund=fund).order_by("pk"))
    for index, (days, paid, story, cents) in enumerate(EARLIER):
        at = program.calendar.now - timedelta(days=days)
        request = _ask(people[3 + index], categories[index % len(categories)], story, cents, at=at)
        for key in ("samuel", "grace"):
            _approve(program, key, request, at=at + timedelta(hours=6))
        if paid:
            _pay(program, request, number=1040 + index, at=at + timedelta(hours=26))
    for index, (story, cents) in enumerate(NOW):
        at = program.calendar.now - timedelta(hours=20)
        request = _ask(people[index], categories[index % len(categories)], story, cents, at=at)
        if index == 0:
            _approve(program, "samuel", request, at=program.calendar.now - timedelta(hours=2))


def _approve(program: Program, key: str, request: Request, *, at: datetime) -> None:
    request.refresh_from_db()
    deciding.approve(
        actor=program.people[key], request_id=request.pk, seen_version=request.version, at=at,
        amount_cents=request.amount_cents, criteria=[criterion.value for criterion in Criterion],
    )  # fmt: skip


def _pay(program: Program, request: Request, *, number: int, at: datetime) -> None:
    tomas = program.people["tomas"]
    request.refresh_from_db()
    payment = paying.start_payment(
        actor=tomas, request_id=request.pk, seen_version=request.version, key=f"demo-{number}", at=at
    )
    paying.confirm_payment(actor=tomas, payment_id=payment.pk, reference=str(number), at=at + timedelta(hours=1))


def _ask(person: Person, category: Category, story: str, cents: int, *, at: datetime) -> Request:
    request = asking.start_request(actor=person, at=at)
    asking.save_need(
        actor=person, request_id=request.pk, category_id=category.pk, amount_cents=cents,
        needed_by=(at + timedelta(days=4)).date(), event_on=(at - timedelta(days=3)).date(), at=at,
    )  # fmt: skip
    asking.save_story(actor=person, request_id=request.pk, story=story, at=at)
    payee = Payee(to=PayTo.ME, name=person.name, street="12 Example Street", city="Oakland", state="CA",
                  postal_code="94601")  # fmt: skip
    asking.save_payee(actor=person, request_id=request.pk, payee=payee, at=at)
    asking.save_note(actor=person, request_id=request.pk, text="I can send the bill when it comes.", at=at)
    return asking.submit_request(actor=person, request_id=request.pk, at=at)
