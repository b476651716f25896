"""Declined people are told why and how to come back."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fellowship.models import Letter
from recruitment.models import KeepPosted
from recruitment.queries.way_back import way_back
from recruitment.rules.stages import CLOSED_STAGES, Stage
from recruitment.services.keep_posted import keep_posted, stop_keep_posted, tell_of_the_new_round
from recruitment.services.pipeline import decline_applications
from tests.factories import recruitment as make
from tests.factories.people import sign_in

AT = make.AT
pytestmark = pytest.mark.django_db


def declined(language: str = "en") -> Any:
    application = make.submitted(make.person("Maya Okafor", language=language))
    make.cycle(opened=timedelta(days=200), closes=timedelta(days=260), name="2028 fellowship", cohort_year=2028)
    decline_applications(actor=make.manager(), application_ids=[application.pk], category="seats", at=AT)
    return application


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "opens, on 10\xa0June 2027."), ("es", "Puede empezar con las respuestas")]
)
def test_the_letter_says_why_and_when_one_can_apply_again(language: str, sentence: str) -> None:
    declined(language)
    body = Letter.objects.get(kind="recruitment.application_declined").body.replace(" ", " ")
    assert sentence.replace("\xa0", " ") in body.replace("\xa0", " ")


def test_only_a_closed_stage_has_a_way_back() -> None:
    person = make.person()
    shown = {stage for stage in Stage if way_back(person, stage, AT) is not None}
    assert shown == set(CLOSED_STAGES)


def test_one_letter_when_the_next_round_opens_and_none_to_those_who_changed_their_mind() -> None:
    application = declined()
    person, other, applies = application.person, make.person("Jo Park"), make.person("Lee Moss")
    for one in (person, other, applies):
        keep_posted(actor=one, at=AT)
    keep_posted(actor=person, at=AT)
    assert stop_keep_posted(actor=other, at=AT)
    assert not stop_keep_posted(actor=other, at=AT)
    assert tell_of_the_new_round(at=AT) == 0
    opens = AT + timedelta(days=201)
    make.Application.objects.filter(pk=make.draft(applies).pk).update(
        cycle=make.Cycle.objects.get(name="2028 fellowship")
    )
    assert tell_of_the_new_round(at=opens) == 1
    assert tell_of_the_new_round(at=opens) == 0
    letter = Letter.objects.get(kind="recruitment.round_open")
    assert (letter.recipient_id, letter.stage) == (person.pk, "queued")
    assert not KeepPosted.objects.exists()


def test_pages(client: Client, clock: Any) -> None:
    application = declined()
    sign_in(client, application.person, second_factor=False)
    page, change = reverse("recruitment_status", args=[application.pk]), reverse("recruitment_keep_posted")
    assert "The way back" not in client.get(page).content.decode()
    Letter.objects.update(stage="sent", sent_at=AT)
    assert "Apply again" in client.get(page).content.decode()
    clock.advance(days=60)
    assert "The next round opens on" in client.get(page).content.decode()
    assert client.get(change).status_code == 405
    assert client.post(change, {"act": "ask"}).status_code == 302
    assert "Do not write to me" in client.get(page).content.decode()
    assert client.post(change, {"act": "stop"}).status_code == 302
    assert "Write to me when it opens" in client.get(page).content.decode()
