"""More time to answer an offer, terms filled in from the opening, and the tags of the PDF."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from fellowship.access import Refused
from fellowship.models import Letter
from fellowship.queries.next_steps import Urgency
from recruitment.models import Offer, OfferTimeRequest
from recruitment.queries import deciding_to_do
from recruitment.queries.selection_to_do import for_candidate
from recruitment.rules.offers import day_after_refusal, open_until
from recruitment.services.offer_time import (
    AlreadyAsked,
    NotLater,
    TimeAnswered,
    ask_for_time,
    grant_time,
    refuse_time,
)
from recruitment.services.offers import OfferOver, accept_offer, lapse_offers, turn_down_offer
from tests.factories import recruitment as base
from tests.factories import selection as make
from tests.factories.people import sign_in

AT = make.AT
pytestmark = pytest.mark.django_db


def ask(offer: Offer, days: int = 7, at: Any = AT) -> OfferTimeRequest:
    return ask_for_time(
        actor=offer.application.person, offer_id=offer.pk, wished_day=offer.last_day + timedelta(days=days), at=at
    )


@pytest.mark.parametrize(
    ("hours", "day"), [(-100, date(2027, 3, 19)), (-1, date(2027, 3, 21)), (5, date(2027, 3, 22))]
)
def test_a_no_leaves_two_days_at_least(hours: int, day: date) -> None:
    expires_at = open_until(date(2027, 3, 19), "America/Los_Angeles")
    at = expires_at + timedelta(hours=hours)
    assert day_after_refusal(expires_at=expires_at, at=at, zone="America/Los_Angeles") == day


def test_asking_keeps_the_offer_open_until_somebody_answers() -> None:
    offer = make.sent()
    assert offer.expires_at is not None
    first = ask(offer)
    assert ask(offer).pk == first.pk
    with pytest.raises(AlreadyAsked):
        ask(offer, 8)
    late = offer.expires_at + timedelta(days=3)
    assert lapse_offers(at=late) == 0
    for at, urgency in ((AT, Urgency.TODAY), (offer.expires_at, Urgency.TODAY), (late, Urgency.LATE)):
        (step,) = deciding_to_do.for_decider(make.manager(), at)
        assert (str(step.title), step.urgency) == ("Answer a request for more time", urgency)
    assert "The place is held" in str(step.why)
    assert step.due_at == offer.expires_at
    assert "Answer your offer" in [str(one.title) for one in for_candidate(offer.application.person, late)]
    refuse_time(actor=make.manager(), request_id=first.pk, at=late)
    offer.refresh_from_db()
    assert offer.expires_at is not None
    assert offer.expires_at >= late + timedelta(days=2)
    assert lapse_offers(at=late) == 0
    assert lapse_offers(at=offer.expires_at + timedelta(seconds=1)) == 1


def test_a_yes_extends_and_tells_and_may_be_said_twice() -> None:
    offer, boss = make.sent(), make.manager()
    asked = ask(offer)
    for stranger in (offer.application.person, make.reviewer()):
        with pytest.raises(Refused):
            grant_time(actor=stranger, request_id=asked.pk, last_day=asked.wished_day, at=AT)
    for _again in (1, 2):
        grant_time(actor=boss, request_id=asked.pk, last_day=asked.wished_day, at=AT)
    with pytest.raises(TimeAnswered):
        refuse_time(actor=boss, request_id=asked.pk, at=AT)
    offer.refresh_from_db()
    assert offer.last_day == asked.wished_day
    assert Letter.objects.filter(kind="recruitment.offer_extended").count() == 1
    assert ask(offer).pk != asked.pk


def test_a_no_tells_and_may_be_said_twice() -> None:
    offer, boss = make.sent(), make.manager()
    asked = ask(offer)
    for _again in (1, 2):
        refuse_time(actor=boss, request_id=asked.pk, at=AT)
    with pytest.raises(TimeAnswered):
        grant_time(actor=boss, request_id=asked.pk, last_day=asked.wished_day, at=AT)
    before = offer.last_day
    offer.refresh_from_db()
    assert offer.last_day == before
    assert Letter.objects.filter(kind="recruitment.offer_time_refused").count() == 1


def test_only_an_open_offer_and_only_a_later_day() -> None:
    offer = make.sent()
    for days in (0, 61):
        with pytest.raises(NotLater):
            ask(offer, days)
    with pytest.raises(Refused):
        ask_for_time(actor=make.person("Jo Park"), offer_id=offer.pk, wished_day=date(2027, 1, 1), at=AT)
    assert offer.expires_at is not None
    with pytest.raises(OfferOver):
        ask(offer, at=offer.expires_at + timedelta(seconds=1))
    asked = ask(offer)
    turn_down_offer(actor=offer.application.person, offer_id=offer.pk, at=AT)
    with pytest.raises(OfferOver):
        refuse_time(actor=make.manager(), request_id=asked.pk, at=AT)


def test_one_can_say_yes_while_the_request_waits() -> None:
    offer = make.sent()
    ask(offer)
    assert offer.expires_at is not None
    late = offer.expires_at + timedelta(hours=5)
    person = offer.application.person
    assert accept_offer(actor=person, offer_id=offer.pk, signature="Maya", address=None, at=late).stage == "accepted"


def test_pages(client: Client, clock: Any) -> None:
    offer = make.sent()
    person = offer.application.person
    sign_in(client, person, second_factor=False)
    page = reverse("recruitment_ask_time", args=[offer.pk])
    wished = offer.last_day + timedelta(days=5)
    day = {"wished_day_month": wished.month, "wished_day_day": wished.day, "wished_day_year": wished.year}
    assert client.get(page).status_code == 200
    assert client.post(page, {"reason": "Kept words"}).status_code == 422
    assert client.post(page, {**day, "wished_day_year": "2035"}).status_code == 422
    assert client.post(page, {**day, "reason": "I need to ask my family."}).status_code == 302
    shown = client.get(reverse("recruitment_offer", args=[offer.pk])).content.decode()
    assert "The offer stays open until we answer." in shown
    boss = Client()
    sign_in(boss, make.manager())
    answer = reverse("recruitment_answer_time", args=[offer.pk])
    assert "Asks for more time" in boss.get(reverse("recruitment_offers")).content.decode()
    assert "I need to ask my family." in boss.get(answer).content.decode()
    assert boss.post(answer, {}).status_code == 422
    assert boss.post(answer, {"outcome": "granted"}).status_code == 422
    early = {"last_day_month": "11", "last_day_day": "23", "last_day_year": "2026"}
    assert boss.post(answer, {"outcome": "granted", **early}).status_code == 422
    assert boss.post(answer, {"outcome": "refused"}).status_code == 302
    assert boss.get(answer).status_code == 302
    assert client.get(answer).status_code == 403
    other = Client()
    sign_in(other, make.person("Jo Park"), second_factor=False)
    assert other.get(page).status_code == 404


def test_terms_are_filled_in_from_the_first_office_or_the_one_asked_for(client: Client, clock: Any) -> None:
    of = make.cycle()
    first = base.opening(of, base.office("Alder Public Defender"), benefits="Health.", relocation_cents=100_000)
    other = base.opening(of, base.office("Birch Public Defender"), pay_low_cents=7_000_000, pay_high_cents=7_000_000)
    application = make.invited(of=of)
    sign_in(client, make.manager())
    page = reverse("recruitment_write_offer", args=[application.pk])
    initial = client.get(page).context["form"].initial
    assert (initial["opening"], initial["pay"], initial["benefits"]) == (first.pk, 6_120_000, "Health.")
    assert client.get(f"{page}?opening={other.pk}").context["form"].initial["pay"] == 7_000_000
    assert client.get(f"{page}?opening=nonsense").context["form"].initial["opening"] == first.pk


def test_the_pdf_of_an_offer_is_tagged_and_says_its_language() -> None:
    offer = make.sent(make.invited(make.person("Maya Okafor", language="es")))
    assert offer.pdf is not None
    with offer.pdf.content.open() as file:
        reader = PdfReader(BytesIO(file.read()))
    root = reader.trailer["/Root"].get_object()
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"].get_object()["/Type"] == "/StructTreeRoot"
    assert str(root["/Lang"]).startswith("es")
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert "Oferta condicional" in reader.pages[0].extract_text()
