"""Times are made, booked by applicants, moved once, and written about."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from fellowship.access import Refused
from fellowship.models import Letter
from recruitment.models import InterviewSlot, Scorecard
from recruitment.queries import selection_cards, selection_to_do
from recruitment.queries.interviews import held_interview
from recruitment.services.interviews import (
    AlreadyBooked,
    AlreadyWritten,
    InterviewerBusy,
    NoMoreChanges,
    NotAnInterviewer,
    NotInvited,
    SlotBooked,
    SlotInPast,
    SlotTaken,
    TooEarly,
    book_interview,
    make_slots,
    move_interview,
    remove_slot,
    write_scorecard,
)
from tests.factories import recruitment as base
from tests.factories import selection as make
from tests.factories.people import sign_in

AT = make.AT
db = pytest.mark.django_db


def book(application: Any, slot: InterviewSlot, at: Any = AT) -> InterviewSlot:
    return book_interview(actor=application.person, application_id=application.pk, slot_id=slot.pk, at=at)


@db
def test_an_applicant_books_and_the_letter_names_their_own_time() -> None:
    application = make.invited(make.person("Maya Okafor", time_zone="America/New_York"))
    first, _second = make.slots(application.cycle)
    book(application, first)
    book(application, first)
    first.refresh_from_db()
    assert (first.application_id, first.booked_at, first.changes) == (application.pk, AT, 0)
    letter = Letter.objects.get(kind="recruitment.interview_booked")
    assert "Monday 30\xa0November 2026, 1:00\xa0pm Eastern time" in letter.body


@db
def test_a_taken_time_a_second_time_and_a_foreign_application_are_refused() -> None:
    application = make.invited()
    other = make.invited(make.person("Jo Park"), application.cycle)
    first, second = make.slots(application.cycle)
    book(application, first)
    with pytest.raises(SlotTaken):
        book(other, first)
    with pytest.raises(AlreadyBooked):
        book(application, second)
    with pytest.raises(Refused):
        book_interview(actor=other.person, application_id=application.pk, slot_id=second.pk, at=AT)
    with pytest.raises(SlotTaken):
        book(other, second, at=second.starts_at)
    elsewhere = make.invited(make.person("Lee Moss"))
    with pytest.raises(SlotTaken):
        book(elsewhere, second)


@db
def test_only_those_invited_book() -> None:
    application = make.submitted()
    first, _second = make.slots(application.cycle)
    with pytest.raises(NotInvited):
        book(application, first)


@db
def test_two_moves_free_the_old_time_and_count_the_sequence() -> None:
    application = make.invited()
    first, second, third = make.slots(application.cycle, count=3)
    book(application, first)
    moved = move_interview(actor=application.person, application_id=application.pk, slot_id=second.pk, at=AT)
    first.refresh_from_db()
    assert (first.application_id, first.booked_at) == (None, None)
    assert (moved.application_id, moved.changes, moved.sequence) == (application.pk, 1, 1)
    again = move_interview(actor=application.person, application_id=application.pk, slot_id=third.pk, at=AT)
    assert (again.changes, again.sequence) == (2, 2)
    with pytest.raises(NoMoreChanges):
        move_interview(actor=application.person, application_id=application.pk, slot_id=first.pk, at=AT)
    assert Letter.objects.filter(kind="recruitment.interview_booked").count() == 3


@db
def test_no_move_within_a_day_and_none_without_a_booking() -> None:
    application = make.invited()
    first, second = make.slots(application.cycle)
    with pytest.raises(NotInvited):
        move_interview(actor=application.person, application_id=application.pk, slot_id=second.pk, at=AT)
    book(application, first)
    late = first.starts_at - timedelta(hours=23)
    with pytest.raises(NoMoreChanges):
        move_interview(actor=application.person, application_id=application.pk, slot_id=second.pk, at=late)


@db
def test_making_times_checks_the_people_and_the_clock() -> None:
    of, ivan = make.cycle(), make.interviewer()
    make.slots(of, ivan)
    with pytest.raises(InterviewerBusy):
        make.slots(of, ivan)
    with pytest.raises(NotAnInterviewer):
        make.slots(of, make.person("Jo Park"))
    with pytest.raises(SlotInPast):
        make.slots(of, ivan, day=AT.date() - timedelta(days=1))
    with pytest.raises(Refused):
        make_slots(
            actor=ivan, cycle_id=of.pk, interviewer_ids=[ivan.pk], day=AT.date(), first=make.time(9), count=1,
            minutes=45, place="Here", zone="America/Chicago", at=AT,
        )  # fmt: skip
    assert InterviewSlot.objects.count() == 2


@db
def test_only_a_free_time_is_removed() -> None:
    application = make.invited()
    first, second = make.slots(application.cycle)
    book(application, first)
    with pytest.raises(SlotBooked):
        remove_slot(actor=make.manager(), slot_id=first.pk, at=AT)
    with pytest.raises(Refused):
        remove_slot(actor=application.person, slot_id=second.pk, at=AT)
    remove_slot(actor=make.manager(), slot_id=second.pk, at=AT)
    assert list(InterviewSlot.objects.values_list("pk", flat=True)) == [first.pk]


@db
def test_scorecards_are_written_once_and_others_show_after_ones_own() -> None:
    application = make.invited()
    ivan, gina = make.interviewer(), make.interviewer("Gina Wells")
    first, _second = make.slots(application.cycle, ivan, gina)
    book(application, first)
    late = first.starts_at
    with pytest.raises(TooEarly):
        write_scorecard(actor=ivan, slot_id=first.pk, recommendation="yes", notes="Listens.", at=AT)
    with pytest.raises(Refused):
        write_scorecard(actor=make.interviewer("Al Pine"), slot_id=first.pk, recommendation="no", notes="x", at=late)
    write_scorecard(actor=gina, slot_id=first.pk, recommendation="strong_no", notes="A secret of Gina", at=late)
    assert held_interview(ivan, first.pk, late).others == ()
    for _again in (1, 2):
        write_scorecard(actor=ivan, slot_id=first.pk, recommendation="yes", notes="Listens.", at=late)
    with pytest.raises(AlreadyWritten):
        write_scorecard(actor=ivan, slot_id=first.pk, recommendation="no", notes="Listens.", at=late)
    assert [card.notes for card in held_interview(ivan, first.pk, late).others] == ["A secret of Gina"]
    assert Scorecard.objects.count() == 2


@db
def test_withdrawing_frees_the_time_and_cancels_its_letters() -> None:
    application = make.invited()
    first, _second = make.slots(application.cycle)
    book(application, first)
    base.moved(application, "withdraw")
    first.refresh_from_db()
    assert first.application_id is None
    kinds = ["recruitment.interview_invited", "recruitment.interview_booked"]
    assert set(Letter.objects.filter(kind__in=kinds).values_list("stage", flat=True)) == {"cancelled"}


@db
def test_pages_of_the_applicant(client: Client, clock: Any) -> None:
    application = make.invited(make.person("Maya Okafor", time_zone="America/New_York"))
    first, second = make.slots(application.cycle)
    sign_in(client, application.person, second_factor=False)
    url = reverse("recruitment_interview")
    assert "There is no interview to book now." in client.get(url).content.decode()
    assert [str(step.title) for step in selection_to_do.for_candidate(application.person, AT)] == []
    make.letters_left()
    assert [str(step.title) for step in selection_to_do.for_candidate(application.person, AT)] == [
        "Choose a time for your interview"
    ]
    assert "1:00\xa0pm" in client.get(url).content.decode()
    assert client.post(url, {"slot": "nonsense"}).status_code == 409
    assert client.get(reverse("recruitment_interview_file")).status_code == 404
    assert client.post(url, {"slot": str(first.pk)}).status_code == 302
    other = make.invited(make.person("Jo Park"), application.cycle)
    make.letters_left()
    assert [str(card.title) for card in selection_cards.cards(application.person, AT)] == ["Your interview"]
    late = Client()
    sign_in(late, other.person, second_factor=False)
    taken = late.post(url, {"slot": str(first.pk)})
    assert taken.status_code == 409
    assert "just taken" in taken.content.decode()
    assert str(second.pk) in taken.content.decode()
    file = client.get(reverse("recruitment_interview_file"))
    event = Calendar.from_ical(file.content).walk("VEVENT")[0]
    assert event["UID"] == f"interview-{application.pk}@interviews.fellowship.example"
    assert (event["SEQUENCE"], event["DTSTART"].dt) == (0, first.starts_at)
    assert client.post(f"{url}?move=1", {"slot": str(second.pk)}).status_code == 302
    moved = Calendar.from_ical(client.get(reverse("recruitment_interview_file")).content).walk("VEVENT")[0]
    assert (moved["UID"], moved["SEQUENCE"], moved["DTSTART"].dt) == (event["UID"], 1, second.starts_at)


@db
def test_pages_of_staff(client: Client, clock: Any) -> None:
    application = make.invited()
    ivan = make.interviewer(time_zone="America/Los_Angeles")
    boss = make.manager()
    sign_in(client, boss)
    new = {
        "cycle": str(application.cycle_id), "day_month": "11", "day_day": "30", "day_year": "2026", "first": "10 am",
        "count": "2", "minutes": "45", "pause": "15", "interviewers": [str(ivan.pk)], "place": "Room 4",
    }  # fmt: skip
    page = reverse("recruitment_new_slots")
    assert client.get(page).status_code == 200
    assert client.post(page, {**new, "first": "25 pm"}).status_code == 422
    assert client.post(page, {**new, "day_year": "2025"}).status_code == 422
    assert client.post(page, new).status_code == 302
    busy = client.post(page, new)
    assert busy.status_code == 422
    assert "already has an interview" in busy.content.decode()
    slot = InterviewSlot.objects.order_by("starts_at").first()
    assert slot is not None
    book(application, slot)
    assert "Maya Okafor" in client.get(reverse("recruitment_slots")).content.decode()
    held = Client()
    sign_in(held, ivan)
    assert "Maya Okafor" in held.get(reverse("recruitment_held_interviews")).content.decode()
    address = reverse("recruitment_held_interview", args=[slot.pk])
    assert held.get(address).status_code == 200
    clock.move_to(slot.starts_at + timedelta(minutes=50))
    assert held.post(address, {"recommendation": "", "notes": "Kept words"}).status_code == 422
    assert held.post(address, {"recommendation": "yes", "notes": "Listens."}).status_code == 302
    assert "Listens." in held.get(address).content.decode()
    free = InterviewSlot.objects.filter(application__isnull=True).get()
    assert client.post(reverse("recruitment_remove_slot", args=[free.pk])).status_code == 302
    assert client.get(address).status_code == 403


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_people_asking_at_once_get_one_time() -> None:
    application = make.invited()
    other = make.invited(make.person("Jo Park"), application.cycle)
    first, _second = make.slots(application.cycle)
    answers: list[str] = []
    start = threading.Barrier(2)

    def ask(one: Any) -> None:
        try:
            start.wait()
            book(one, first)
            answers.append("booked")
        except SlotTaken:
            answers.append("taken")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=ask, args=[one]) for one in (application, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["booked", "taken"]
