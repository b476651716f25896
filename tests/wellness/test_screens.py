"""The screens of coaching as the two people use them, without any script."""

from datetime import timedelta

import pytest
from django.urls import reverse

from fellowship.models import AuditEntry
from fellowship.queries import home, next_steps
from fellowship.rules.roles import Role, Scope
from tests.factories.people import give_role, make_office, make_person, make_staff, sign_in
from tests.factories.training import make_advocate, make_placement
from tests.factories.wellness import AT, TOMORROW, make_pair, note, planned, promise, topic
from wellness.models import ActionItem, AgendaItem, CoachingRelationship, Note, OneOnOne
from wellness.rules.stages import Audience
from wellness.services import coaching

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
HOME = "/my/coaching/"


def desk_of(pair):
    return reverse("coaching_desk", args=[pair.pk])


def time(day=24, clock="3:30 pm", month=11, year=2026, place="By phone"):
    return {"day_month": month, "day_day": day, "day_year": year, "clock": clock, "place": place}


def test_without_a_coach_the_page_says_what_comes(client):
    page = sign_in(client, make_person()).get(HOME).text
    assert "You have no coach yet" in page
    assert "988" in page


def test_help_and_a_way_out_stand_on_every_page(client):
    pair = make_pair()
    meeting = planned(pair)
    sign_in(client, pair.advocate)
    mine = [HOME, reverse("coaching_my_schedule")]
    mine += [reverse(f"coaching_my_{name}", args=[meeting.pk]) for name in ("meeting", "move", "cancel")]
    pages = [client.get(address) for address in mine]
    sign_in(client, pair.coach)
    theirs = [reverse("coaching_caseload"), desk_of(pair), reverse("coaching_meeting", args=[meeting.pk]),
              reverse("coaching_close", args=[meeting.pk]), reverse("coaching_pairs"),
              reverse("coaching_earlier_notes"), reverse("coaching_schedule", args=[pair.pk]),
              reverse("coaching_move", args=[meeting.pk]), reverse("coaching_cancel", args=[meeting.pk])]  # fmt: skip
    pages += [client.get(address) for address in theirs]
    for page in pages:
        assert page.status_code == 200
        assert 'href="tel:988"' in page.text
        assert "Leave this page quickly" in page.text
        assert "En español, oprima 2." in page.text


def test_private_words_stay_with_their_author(client):
    pair = make_pair()
    meeting = planned(pair)
    for author, name in ((pair.advocate, "ADVOCATE"), (pair.coach, "COACH")):
        topic(pair, author, f"{name}-TOPIC", audience=Audience.PRIVATE)
        note(meeting, author, f"{name}-NOTE")
        topic(pair, author, f"{name}-SHARED")
    mine = sign_in(client, pair.advocate).get(HOME).text
    assert [word in mine for word in ("ADVOCATE-TOPIC", "ADVOCATE-NOTE", "ADVOCATE-SHARED", "COACH-SHARED")] == [
        True
    ] * 4
    assert "COACH-TOPIC" not in mine
    assert "COACH-NOTE" not in mine
    theirs = sign_in(client, pair.coach).get(desk_of(pair)).text
    own = ("COACH-TOPIC", "COACH-NOTE", "COACH-SHARED", "ADVOCATE-SHARED")
    assert [word for word in own if word not in theirs] == []
    assert "ADVOCATE-TOPIC" not in theirs
    assert "ADVOCATE-NOTE" not in theirs


def test_nothing_is_kept_on_the_device(client):
    pair = make_pair()
    assert sign_in(client, pair.advocate).get(HOME)["Cache-Control"] == "no-store, private"


def test_the_coachs_look_is_noted_and_the_advocates_is_not(client):
    pair = make_pair()
    sign_in(client, pair.advocate).get(HOME)
    assert not AuditEntry.objects.filter(kind="read").exists()
    sign_in(client, pair.coach).get(desk_of(pair))
    entry = AuditEntry.objects.get(kind="read")
    assert (entry.actor_id, entry.about_id, entry.action) == (
        pair.coach_id,
        pair.advocate_id,
        "wellness.read_coaching",
    )


def test_others_find_nothing(client):
    pair = make_pair()
    meeting = planned(pair)
    office = make_office()
    supervisor = make_person()
    give_role(supervisor, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=office)
    for stranger in (make_staff(Role.PROGRAM_MANAGER, Role.ADMINISTRATOR, Role.AUDITOR), make_pair().coach):
        sign_in(client, stranger)
        for address in (desk_of(pair), reverse("coaching_meeting", args=[meeting.pk]),
                        reverse("coaching_my_meeting", args=[meeting.pk])):  # fmt: skip
            assert client.get(address).status_code == 404
            assert client.post(address, {"do": "topic", "topic-text": "x"}).status_code == 404
    sign_in(client, supervisor)
    assert client.get(desk_of(pair)).status_code == 403
    assert client.get(reverse("coaching_my_meeting", args=[meeting.pk])).status_code == 404


def test_the_coach_cannot_slip_in_by_the_advocates_door(client):
    pair = make_pair()
    meeting = planned(pair)
    sign_in(client, pair.coach, second_factor=False)
    assert client.get(reverse("coaching_my_meeting", args=[meeting.pk])).status_code == 404
    assert client.get(desk_of(pair)).status_code == 302


def test_a_topic_a_promise_and_a_note_are_added(client):
    pair = make_pair()
    planned(pair)
    sign_in(client, pair.advocate)
    for sent in (
        {"do": "topic", "topic-text": "My schedule", "topic-audience": "shared"},
        {"do": "note", "note-text": "Bring the list", "note-audience": "private"},
        {"do": "promise", "promise-text": "Call", "promise-owner": str(pair.coach_id), "promise-due_on_month": "12",
         "promise-due_on_day": "1", "promise-due_on_year": "2026"},
    ):  # fmt: skip
        assert client.post(HOME, sent).status_code == 302
    assert [(row.text, row.author) for row in AgendaItem.objects.all()] == [("My schedule", pair.advocate)]
    assert [(row.text, row.audience) for row in Note.objects.all()] == [("Bring the list", "private")]
    action = ActionItem.objects.get()
    assert (action.text, action.owner, str(action.due_on)) == ("Call", pair.coach, "2026-12-01")


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"do": "topic", "topic-text": " ", "topic-audience": "shared"}, "Write what you want to talk about."),
        ({"do": "note", "note-text": "", "note-audience": "private"}, "Write the note first."),
        ({"do": "promise", "promise-text": ""}, "Write what will be done."),
        ({"do": "promise", "promise-text": "Kept words", "promise-owner": "junk"}, "Kept words"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(client, sent, sentence):
    pair = make_pair()
    planned(pair)
    response = sign_in(client, pair.advocate).post(HOME, sent)
    assert response.status_code == 422
    assert sentence in response.text


def test_a_clients_number_is_warned_of_and_then_saved(client):
    pair = make_pair()
    planned(pair)
    sign_in(client, pair.advocate)
    sent = {"do": "note", "note-text": "Case No. 24CR-01931, 503-555-0142", "note-audience": "shared"}
    warned = client.post(HOME, sent)
    assert warned.status_code == 200
    assert "Does this point at a client?" in warned.text
    assert "a phone number, a case number" in warned.text
    assert "Case No. 24CR-01931" in warned.text
    assert Note.objects.count() == 0
    assert client.post(HOME, {**sent, "note-as_it_is": "True"}).status_code == 302
    assert Note.objects.count() == 1


def test_ticking_topics_and_promises(client):
    pair = make_pair()
    planned(pair)
    item, action = topic(pair, pair.advocate, "Hello"), promise(pair, pair.coach)
    sign_in(client, pair.coach)
    client.post(desk_of(pair), {"do": "discussed", "which": item.pk, "is_so": "on"})
    client.post(desk_of(pair), {"do": "done", "which": action.pk, "is_so": "on"})
    item.refresh_from_db()
    action.refresh_from_db()
    assert (item.state, action.done_at) == ("discussed", AT)
    client.post(desk_of(pair), {"do": "done", "which": action.pk})
    action.refresh_from_db()
    assert action.done_at is None


@pytest.mark.parametrize("sent", [{}, {"do": "junk"}, {"do": "done"}, {"do": "done", "which": "junk"},
                                  {"do": "discussed", "which": "6f1f7c0e-0a64-4d0c-9c8e-6a0e6c1d3a11"}])  # fmt: skip
def test_strange_posts_find_nothing(client, sent):
    pair = make_pair()
    assert sign_in(client, pair.advocate).post(HOME, sent).status_code == 404


def test_a_time_is_set_in_the_readers_zone(client):
    pair = make_pair()
    sign_in(client, pair.advocate)
    response = client.post(reverse("coaching_my_schedule"), time())
    assert response.url == HOME
    assert OneOnOne.objects.get().scheduled_at.isoformat() == "2026-11-24T23:30:00+00:00"
    assert "Tuesday 24\N{NO-BREAK SPACE}November 2026, 3:30\N{NO-BREAK SPACE}pm Pacific time" in client.get(HOME).text


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (time(day=1), "Choose a time that is still to come."),
        (time(year=2029), "Choose a time within a year."),
        (time(day=14, month=3, year=2027, clock="2:30 am"), "the clocks jump over this one that night"),
        (time(clock="soon"), "Enter a time, for example 3:30 pm."),
        (time(clock=""), "Enter the time."),
        (time(day=31), "Enter a real date"),
    ],
)
def test_times_that_can_not_be(client, sent, sentence):
    pair = make_pair()
    response = sign_in(client, pair.advocate).post(reverse("coaching_my_schedule"), sent)
    assert response.status_code == 422
    assert sentence in response.text
    assert "By phone" in response.text


def test_moving_and_cancelling(client):
    pair = make_pair()
    meeting = planned(pair)
    sign_in(client, pair.coach)
    assert client.post(reverse("coaching_move", args=[meeting.pk]), time(day=25)).status_code == 302
    cancel = reverse("coaching_cancel", args=[meeting.pk])
    assert "Cancel this one-on-one?" in client.get(cancel).text
    assert client.post(cancel).url == reverse("coaching_caseload")
    assert client.post(cancel).status_code == 409
    assert OneOnOne.objects.get().stage == "cancelled"


def test_closing_says_what_goes_on(client, clock):
    pair = make_pair()
    meeting = planned(pair)
    topic(pair, pair.advocate, "Open topic")
    clock.move_to(TOMORROW + timedelta(hours=1))
    sign_in(client, pair.coach)
    close = reverse("coaching_close", args=[meeting.pk])
    assert "1 topic that is not ticked goes on to the next agenda." in client.get(close).text
    assert client.post(close, {"outcome": "junk"}).status_code == 404
    assert client.post(close, {"outcome": "held"}).url == desk_of(pair)
    assert "Open topic" in client.get(desk_of(pair)).text
    assert OneOnOne.objects.get().stage == "held"


def test_a_program_manager_chooses_the_coach(client):
    office = make_office()
    advocate = make_advocate(office, name="Keisha Brandt")
    make_placement(advocate, office)
    coach = make_staff(Role.PROGRAM_MANAGER, name="Dana Whitcomb")
    sign_in(client, coach)
    assert "Nobody yet" in client.get(reverse("coaching_pairs")).text
    address = reverse("coaching_pair", args=[advocate.pk])
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"coach": str(make_person().pk)}).status_code == 422
    assert client.post(address, {"coach": str(coach.pk)}).status_code == 302
    assert CoachingRelationship.objects.get().coach == coach
    assert client.get(reverse("coaching_pair", args=[make_person().pk])).status_code == 404


def test_after_a_change_the_advocate_sees_what_is_left_and_the_new_coach_an_empty_page(client):
    pair = make_pair()
    meeting = planned(pair)
    topic(pair, pair.advocate, "OLD-TOPIC")
    promise(pair, pair.advocate, "OLD-PROMISE")
    note(meeting, pair.coach, "OLD-PRIVATE-NOTE")
    note(meeting, pair.coach, "OLD-SHARED-NOTE", audience=Audience.SHARED)
    new = coaching.pair_coach(actor=None, advocate=pair.advocate, coach=make_staff(Role.PROGRAM_MANAGER), at=AT)
    mine = sign_in(client, pair.advocate).get(HOME).text
    assert "OLD-TOPIC" in mine
    assert "OLD-PROMISE" in mine
    assert "OLD-" not in sign_in(client, new.coach).get(desk_of(new)).text
    sign_in(client, pair.coach)
    assert client.get(desk_of(pair)).status_code == 404
    assert client.get(reverse("coaching_meeting", args=[meeting.pk])).status_code == 404
    notes = client.get(reverse("coaching_earlier_notes")).text
    assert "OLD-PRIVATE-NOTE" in notes
    assert "OLD-SHARED-NOTE" not in notes


@pytest.mark.parametrize("count", [1, 3])
def test_the_caseload_takes_as_many_queries_however_long_it_is(client, django_assert_num_queries, count):
    coach = make_staff(Role.PROGRAM_MANAGER)
    for _number in range(count):
        pair = make_pair(advocate=make_advocate(make_office()), coach=coach)
        planned(pair)
        topic(pair, pair.advocate, "Hello")
    sign_in(client, coach)
    client.get(reverse("coaching_caseload"))
    with django_assert_num_queries(9):
        client.get(reverse("coaching_caseload"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_takes_as_many_queries_however_much_is_on_it(client, django_assert_num_queries, count):
    pair = make_pair()
    meeting = planned(pair)
    for number in range(count):
        topic(pair, pair.coach, f"Topic {number}")
        note(meeting, pair.advocate, f"Note {number}")
        promise(pair, pair.advocate, f"Promise {number}")
    sign_in(client, pair.advocate)
    client.get(HOME)
    with django_assert_num_queries(13):
        client.get(HOME)


def test_next_steps_and_card_say_nothing_of_what_was_written(clock):
    pair = make_pair()
    planned(pair)
    topic(pair, pair.advocate, "CANARY")
    promise(pair, pair.advocate, "CANARY")
    ActionItem.objects.update(due_on=AT.date() + timedelta(days=2))
    steps = [step for step in next_steps.for_person(pair.advocate, AT) if step.area == "Coaching"]
    assert [str(step.title) for step in steps] == [
        "Get ready for your one-on-one with Dana",
        "Do what you agreed in coaching",
    ]
    cards = [card for card in home.cards_for(pair.advocate, AT) if card.url == HOME]
    assert len(cards) == 1
    assert "CANARY" not in f"{steps}{cards}"
    clock.move_to(TOMORROW)
    today = [step for step in next_steps.for_person(pair.coach, TOMORROW) if step.area == "Coaching"]
    assert [str(step.title) for step in today] == ["One-on-one with Keisha Brandt"]
