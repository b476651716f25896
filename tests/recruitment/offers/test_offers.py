"""Offers: seven days, one answer, a signature, lapsing and taking back."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from fellowship.access import Refused
from fellowship.models import Letter
from fellowship.rules.refusals import NotAllowed
from recruitment import signals
from recruitment.models import Application, FairChanceCase, Offer, OfferQuestion
from recruitment.queries import selection_cards, selection_to_do
from recruitment.rules.offers import Terms, earliest_last_day, is_open_long_enough, open_until
from recruitment.rules.stages import Stage
from recruitment.services.offer_questions import AlreadyAnswered, answer_question, ask_about_offer
from recruitment.services.offers import (
    NotSigned,
    OfferOpen,
    OfferOver,
    TooSoon,
    accept_offer,
    draft_offer,
    extend_offer,
    lapse_offers,
    remind_of_offers,
    retract_offer,
    send_offer,
    turn_down_offer,
)
from tests.factories import recruitment as base
from tests.factories import selection as make
from tests.factories.people import sign_in

AT = make.AT
db = pytest.mark.django_db


def accept(offer: Offer, at: datetime = AT, signature: str = "Maya Okafor") -> Offer:
    return accept_offer(
        actor=offer.application.person, offer_id=offer.pk, signature=signature, address="192.0.2.7", at=at
    )


def stage_of(offer: Offer) -> tuple[str, str]:
    offer = Offer.objects.select_related("application").get(pk=offer.pk)
    return offer.stage, offer.application.stage


def test_the_last_day_counts_to_its_end_where_the_applicant_lives() -> None:
    assert open_until(date(2027, 3, 19), "America/Los_Angeles") == datetime(2027, 3, 20, 6, 59, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Honolulu", "America/Puerto_Rico"])
@pytest.mark.parametrize("at", [AT, AT.replace(hour=0), AT.replace(hour=23, minute=59, second=30)])
def test_the_earliest_last_day_is_the_first_that_leaves_seven(zone: str, at: datetime) -> None:
    day = earliest_last_day(at, zone)
    assert is_open_long_enough(sent_at=at, expires_at=open_until(day, zone))
    assert not is_open_long_enough(sent_at=at, expires_at=open_until(day - timedelta(days=1), zone))


def test_terms_come_back_as_they_were_kept() -> None:
    terms = make.terms(spanish_cents=240_000, words="We hope you say yes.")
    assert Terms.from_json({**terms.as_json(), "of_a_later_version": 1}) == terms


@db
def test_an_offer_is_written_sent_once_and_opens() -> None:
    offer = make.drafted()
    assert stage_of(offer) == ("draft", "interview")
    assert not Letter.objects.filter(kind="recruitment.offer").exists()
    boss = make.manager()
    send_offer(actor=boss, offer_id=offer.pk, at=AT)
    send_offer(actor=boss, offer_id=offer.pk, at=AT + timedelta(hours=1))
    offer.refresh_from_db()
    assert stage_of(offer) == ("sent", "offered")
    assert offer.sent_at == AT
    assert offer.expires_at == open_until(date(2026, 12, 2), "America/New_York")
    letter = Letter.objects.get(kind="recruitment.offer")
    assert letter.stage == "queued"
    assert [file.name for file in letter.attachments.all()] == ["offer.pdf"]
    assert offer.pdf is not None
    with offer.pdf.content.open() as pdf:
        assert pdf.read(4) == b"%PDF"
    assert offer.pdf.owner_id == offer.application.person_id


@db
def test_holding_the_letter_still_opens_the_offer() -> None:
    offer = send_offer(actor=make.manager(), offer_id=make.drafted().pk, at=AT, hold=True)
    assert offer.stage == "sent"
    assert Letter.objects.get(kind="recruitment.offer").stage == "held"


@db
def test_less_than_seven_days_is_refused_by_service_and_database() -> None:
    application = make.invited()
    with pytest.raises(TooSoon):
        make.drafted(application, days=6)
    offer = make.drafted(application, days=7)
    with pytest.raises(TooSoon):
        send_offer(actor=make.manager(), offer_id=offer.pk, at=AT + timedelta(days=2))
    make.sent(application, days=8)
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.update(expires_at=AT + timedelta(days=6, hours=23))


@db
def test_only_managers_write_and_only_one_offer_is_open() -> None:
    application = make.invited()
    for stranger in (make.reviewer(), make.officer(), application.person):
        with pytest.raises(Refused):
            make.drafted(application, by=stranger)
    first = make.drafted(application)
    assert make.drafted(application).pk == first.pk
    send_offer(actor=make.manager(), offer_id=first.pk, at=AT)
    with pytest.raises((NotAllowed, OfferOpen)):
        make.drafted(application)
    with pytest.raises(NotAllowed):
        draft_offer(
            actor=make.manager(), application_id=make.submitted(make.person("Jo Park")).pk, opening_id=None,
            terms=make.terms(), last_day=date(2026, 12, 20), at=AT,
        )  # fmt: skip


@db
def test_accepting_signs_opens_the_case_and_tells() -> None:
    heard: list[dict[str, Any]] = []

    def listen(**news: Any) -> None:
        heard.append(news)

    signals.offer_accepted.connect(listen)
    offer = make.sent()
    try:
        for _again in (1, 2):
            accept(offer, signature="  Maya   Okafor ")
    finally:
        signals.offer_accepted.disconnect(listen)
    offer.refresh_from_db()
    assert stage_of(offer) == ("accepted", "accepted")
    assert (offer.signature_name, offer.signed_at, offer.signature_address) == ("Maya Okafor", AT, "192.0.2.7")
    assert [(news["offer_id"], news["application_id"], news["at"]) for news in heard] == [
        (offer.pk, offer.application_id, AT)
    ]
    assert FairChanceCase.objects.get().offer_id == offer.pk
    assert Letter.objects.filter(kind="recruitment.fair_chance_disclosure").count() == 1
    assert offer.signed_pdf is not None
    assert offer.signed_pdf.name == "offer-signed.pdf"


@db
def test_answers_are_the_applicants_own_signed_and_in_time() -> None:
    offer = make.sent()
    with pytest.raises(Refused):
        accept_offer(actor=make.manager(), offer_id=offer.pk, signature="X", address=None, at=AT)
    with pytest.raises(Refused):
        turn_down_offer(actor=make.person("Jo Park"), offer_id=offer.pk, at=AT)
    with pytest.raises(NotSigned):
        accept(offer, signature="   ")
    assert offer.expires_at is not None
    with pytest.raises(OfferOver):
        accept(offer, at=offer.expires_at + timedelta(seconds=1))
    accept(offer, at=offer.expires_at)
    with pytest.raises(NotAllowed):
        turn_down_offer(actor=offer.application.person, offer_id=offer.pk, at=AT)


@db
def test_a_draft_can_not_be_answered() -> None:
    with pytest.raises(Refused):
        accept(make.drafted())


@db
def test_turning_down_is_final_and_twice_is_once() -> None:
    offer = make.sent()
    for _again in (1, 2):
        turn_down_offer(actor=offer.application.person, offer_id=offer.pk, reason="Family", at=AT)
    assert stage_of(offer) == ("declined", "offer_declined")
    assert not FairChanceCase.objects.exists()
    with pytest.raises(NotAllowed):
        accept(offer)


@db
def test_offers_lapse_once_and_only_when_their_time_is_over() -> None:
    offer = make.sent()
    assert offer.expires_at is not None
    assert lapse_offers(at=offer.expires_at) == 0
    assert lapse_offers(at=offer.expires_at + timedelta(seconds=1)) == 1
    assert lapse_offers(at=offer.expires_at + timedelta(days=1)) == 0
    assert stage_of(offer) == ("lapsed", "offer_lapsed")
    assert Letter.objects.filter(kind="recruitment.offer_lapsed").count() == 1
    assert Letter.objects.get(kind="recruitment.offer").stage == "cancelled"


@db
def test_one_reminder_two_days_before_and_one_more_after_more_time() -> None:
    offer = make.sent()
    assert offer.expires_at is not None
    assert remind_of_offers(at=AT) == 0
    for hours in (40, 10):
        assert remind_of_offers(at=offer.expires_at - timedelta(hours=hours)) == 1
    assert Letter.objects.filter(kind="recruitment.offer_reminder").count() == 1
    later = offer.last_day + timedelta(days=5)
    extend_offer(actor=make.manager(), offer_id=offer.pk, last_day=later, at=offer.expires_at - timedelta(hours=5))
    offer.refresh_from_db()
    assert offer.expires_at == open_until(later, "America/New_York")
    remind_of_offers(at=offer.expires_at - timedelta(hours=10))
    assert Letter.objects.filter(kind="recruitment.offer_reminder").count() == 2
    with pytest.raises(TooSoon):
        extend_offer(actor=make.manager(), offer_id=offer.pk, last_day=later, at=AT)


@db
def test_taking_back_cancels_what_has_not_left_and_says_so_when_it_has() -> None:
    offer = make.sent()
    retract_offer(actor=make.manager(), offer_id=offer.pk, at=AT)
    assert stage_of(offer) == ("retracted", "interview")
    assert Letter.objects.get(kind="recruitment.offer").stage == "cancelled"
    assert not Letter.objects.filter(kind="recruitment.offer_retracted").exists()
    again = make.sent(offer.application)
    Letter.objects.filter(kind="recruitment.offer", stage="queued").update(stage="sent", sent_at=AT)
    retract_offer(actor=make.manager(), offer_id=again.pk, at=AT)
    assert Letter.objects.get(kind="recruitment.offer_retracted").stage == "held"
    draft = make.drafted(offer.application)
    retract_offer(actor=make.manager(), offer_id=draft.pk, at=AT)
    assert stage_of(draft) == ("retracted", "interview")


@db
def test_withdrawing_closes_the_offer() -> None:
    offer = make.sent()
    base.moved(offer.application, "withdraw")
    assert stage_of(offer) == ("retracted", "withdrawn")
    assert Letter.objects.get(kind="recruitment.offer").stage == "cancelled"


@db
def test_questions_are_asked_once_and_answered_by_letter() -> None:
    offer, boss = make.sent(), make.manager()
    person = offer.application.person
    for _again in (1, 2):
        question = ask_about_offer(actor=person, offer_id=offer.pk, text=" More time? ", at=AT)
    assert OfferQuestion.objects.count() == 1
    with pytest.raises(Refused):
        ask_about_offer(actor=make.person("Jo Park"), offer_id=offer.pk, text="x", at=AT)
    with pytest.raises(Refused):
        answer_question(actor=person, question_id=question.pk, answer="Yes.", at=AT)
    for _again in (1, 2):
        answer_question(actor=boss, question_id=question.pk, answer="Yes, a week.", at=AT)
    with pytest.raises(AlreadyAnswered):
        answer_question(actor=boss, question_id=question.pk, answer="No.", at=AT)
    assert "Yes, a week." in Letter.objects.get(kind="recruitment.offer_question_answered").body


@db
def test_pages_of_the_applicant(client: Client, clock: Any) -> None:
    offer = make.sent()
    sign_in(client, offer.application.person, second_factor=False)
    page = reverse("recruitment_offer", args=[offer.pk])
    person = offer.application.person
    assert [str(step.title) for step in selection_to_do.for_candidate(person, AT)] == ["Answer your offer"]
    assert client.get(reverse("recruitment_own_offer")).headers["Location"] == page
    shown = client.get(page).content.decode()
    assert "$61,200 a year" in shown
    assert "Calder County Public Defender" in shown
    ask = reverse("recruitment_ask_offer", args=[offer.pk])
    assert client.post(ask, {"text": ""}).status_code == 422
    assert client.post(ask, {"text": "How is parking?"}).status_code == 302
    sign = reverse("recruitment_accept_offer", args=[offer.pk])
    assert client.post(sign, {"signature": ""}).status_code == 422
    assert client.post(sign, {"signature": "Maya Okafor"}).status_code == 302
    assert client.post(sign, {"signature": "Maya Okafor"}).status_code == 302
    assert "Accepted by Maya Okafor" in client.get(page).content.decode()
    assert client.get(reverse("recruitment_turn_down_offer", args=[offer.pk])).status_code == 302
    assert [str(step.title) for step in selection_to_do.for_candidate(person, AT)] == [
        "Read about the background check and say whether you agree"
    ]
    assert [str(card.link_text) for card in selection_cards.cards(person, AT)] == ["See the background check"]
    for stage, links in ((Stage.FINALIST, ["Read your offer"]), (Stage.PLACED, [])):
        Application.objects.filter(pk=offer.application_id).update(stage=stage)
        assert [str(card.link_text) for card in selection_cards.cards(person, AT)] == links
    stranger = Client()
    sign_in(stranger, make.person("Jo Park"), second_factor=False)
    for name in (
        "recruitment_offer",
        "recruitment_accept_offer",
        "recruitment_turn_down_offer",
        "recruitment_ask_offer",
    ):
        assert stranger.get(reverse(name, args=[offer.pk])).status_code == 404
    offer.refresh_from_db()
    file = reverse("file", args=[offer.signed_pdf_id])
    assert b"".join(client.get(file).streaming_content).startswith(b"%PDF")
    assert stranger.get(file).status_code in (403, 404)


@db
def test_pages_of_the_manager(client: Client, clock: Any) -> None:
    application, boss = make.invited(), make.manager()
    opening = base.opening(application.cycle, base.office("Tamarack County Public Defender"))
    sign_in(client, boss)
    write = reverse("recruitment_write_offer", args=[application.pk])
    assert client.get(write).status_code == 200
    typed = {
        "opening": str(opening.pk), "pay": "61,200", "spanish": "", "moving": "3000", "supervisor": "Evelyn Adair",
        "starts_on_month": "9", "starts_on_day": "7", "starts_on_year": "2027", "benefits": "Health and dental.",
        "words": "", "last_day_month": "12", "last_day_day": "4", "last_day_year": "2026",
    }  # fmt: skip
    early = client.post(write, {**typed, "last_day_month": "11", "last_day_day": "28"})
    assert early.status_code == 422
    assert "Enter a date on or after 29\xa0November 2026." in early.content.decode()
    assert client.post(write, typed).status_code == 302
    offer = Offer.objects.get()
    assert Terms.from_json(offer.terms) == make.terms(
        office="Tamarack County Public Defender", moving_cents=300_000, supervisor="Evelyn Adair",
        benefits="Health and dental.",
    )  # fmt: skip
    page = reverse("recruitment_kept_offer", args=[offer.pk])
    assert "Send the offer" in client.get(page).content.decode()
    assert client.get(write).status_code == 200
    assert client.post(reverse("recruitment_send_offer", args=[offer.pk]), {"letter": "send"}).status_code == 302
    ask_about_offer(actor=application.person, offer_id=offer.pk, text="More time?", at=AT)
    question = OfferQuestion.objects.get()
    reply = reverse("recruitment_answer_question", args=[offer.pk, question.pk])
    assert client.post(reply, {"answer": ""}).status_code == 422
    assert client.post(reply, {"answer": "Yes."}).status_code == 302
    more = reverse("recruitment_extend_offer", args=[offer.pk])
    day = {"last_day_month": "12", "last_day_day": "3", "last_day_year": "2026"}
    assert client.post(more, day).status_code == 422
    assert client.post(more, {**day, "last_day_day": "9"}).status_code == 302
    assert "Tamarack" in client.get(reverse("recruitment_offers")).content.decode()
    back = reverse("recruitment_retract_offer", args=[offer.pk])
    assert client.get(back).status_code == 200
    assert client.post(back).status_code == 302
    assert stage_of(offer) == ("retracted", "interview")
