"""The private calendar address: signed, revocable, and naming nobody."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from recruitment.models import CalendarFeed
from recruitment.queries.interview_calendar import feed_address
from recruitment.services.calendar_feeds import make_feed, stop_feed
from recruitment.services.interview_changes import take_back_booking
from recruitment.services.interviews import book_interview, move_interview
from tests.factories import selection as make
from tests.factories.people import sign_in

AT = make.AT
pytestmark = pytest.mark.django_db


def path_of(person: Any) -> str:
    address = feed_address(make_feed(actor=person, at=AT))
    return "/" + address.split("/", 3)[3]


def events(client: Client, path: str) -> list[Any]:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "no-cache" in answer["Cache-Control"]
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_both_sides_see_the_booking_move_and_end_and_no_name(client: Client, clock: Any) -> None:
    application, ivan = make.invited(make.person("Zephyrine Quillfeather")), make.interviewer()
    make.letters_left()
    first, second = make.slots(application.cycle, ivan)
    mine, his = path_of(application.person), path_of(ivan)
    assert events(client, mine) == events(client, his) == []
    book_interview(actor=application.person, application_id=application.pk, slot_id=first.pk, at=AT)
    move_interview(actor=application.person, application_id=application.pk, slot_id=second.pk, at=AT)
    uid = f"interview-{application.pk}@interviews.fellowship.example"
    for path in (mine, his):
        (event,) = events(client, path)
        assert (str(event["UID"]), event["SEQUENCE"], event["DTSTART"].dt) == (uid, 1, second.starts_at)
        assert str(event["STATUS"]) == "CONFIRMED"
        assert "Zephyrine" not in client.get(path).content.decode()
        assert "Quillfeather" not in client.get(path).content.decode()
    assert str(events(client, his)[0]["SUMMARY"]) == f"Interview {application.reference}"
    take_back_booking(actor=make.manager(), slot_id=second.pk, at=AT)
    for path in (mine, his):
        (event,) = events(client, path)
        assert (str(event["STATUS"]), event["SEQUENCE"]) == ("CANCELLED", 2)
    book_interview(actor=application.person, application_id=application.pk, slot_id=first.pk, at=AT)
    for path in (mine, his):
        (event,) = events(client, path)
        assert (str(event["STATUS"]), event["SEQUENCE"], event["DTSTART"].dt) == ("CONFIRMED", 3, first.starts_at)


def test_a_new_address_stops_the_old_and_forged_ones_are_not_found(client: Client, clock: Any) -> None:
    ivan = make.interviewer()
    old = path_of(ivan)
    new = path_of(ivan)
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200
    feed = CalendarFeed.objects.get(stopped_at__isnull=True)
    for forged in (new.replace(".ics", "x.ics"), f"/calendar/{feed.pk.hex}.ics", f"/calendar/{feed.pk.hex}.x.ics"):
        assert client.get(forged).status_code == 404
    assert stop_feed(actor=ivan, at=AT) == 1
    assert stop_feed(actor=ivan, at=AT) == 0
    assert client.get(new).status_code == 404
    again = path_of(ivan)
    ivan.is_active = False
    ivan.save()
    assert client.get(again).status_code == 404


def test_nobody_reads_of_an_interview_before_the_letter_has_left(client: Client, clock: Any) -> None:
    application = make.invited()
    first, _second = make.slots(application.cycle)
    book_interview(actor=application.person, application_id=application.pk, slot_id=first.pk, at=AT)
    assert events(client, path_of(application.person)) == []


def test_pages(client: Client, clock: Any) -> None:
    ivan = make.interviewer()
    page, change = reverse("recruitment_own_feed"), reverse("recruitment_change_feed")
    assert client.get(page).status_code == 302
    sign_in(client, ivan)
    assert "You have no calendar address." in client.get(page).content.decode()
    assert client.get(change).status_code == 405
    assert client.post(change, {"act": "make"}).status_code == 302
    feed = CalendarFeed.objects.get()
    assert feed_address(feed) in client.get(page).content.decode()
    assert client.post(change, {"act": "stop"}).status_code == 302
    assert "You have no calendar address." in client.get(page).content.decode()
