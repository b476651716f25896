"""Events: places, the line, letters, the calendar file, and those who keep the list."""

from datetime import timedelta

import pytest
from django.urls import reverse

from fellowship.access import Refused
from fellowship.models import Letter
from fellowship.rules.refusals import NotAllowed
from fellowship.rules.roles import Role
from recruitment.models import Event, EventSignup
from recruitment.queries import events as queries
from recruitment.rules import events as rules
from recruitment.rules.events import SIGNUPS, Audience, SignupStage
from recruitment.rules.stages import Action, Stage
from recruitment.services import events as services
from tests.factories import circle as make
from tests.factories import recruitment as base
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db
AT = make.AT


@pytest.fixture
def cycle():
    return base.cycle()


def applicant(cycle, name="Maya Okafor"):
    who = base.person(name)
    base.draft(who, cycle)
    return who


def kinds():
    return list(Letter.objects.order_by("created_at", "pk").values_list("kind", flat=True))


def test_the_last_place_goes_to_one_and_the_next_waits(cycle):
    event = make.event(cycle, capacity=1)
    first, second, third = (applicant(cycle, name) for name in ("Ana Sol", "Bo Li", "Cy Poe"))
    assert services.sign_up(actor=first, event_id=event.pk, at=AT).stage == SignupStage.GOING
    assert services.sign_up(actor=second, event_id=event.pk, at=AT + timedelta(minutes=1)).stage == "waiting"
    assert services.sign_up(actor=third, event_id=event.pk, at=AT + timedelta(minutes=2)).stage == "waiting"
    services.leave_event(actor=first, event_id=event.pk, at=AT + timedelta(minutes=3))
    stages = dict(EventSignup.objects.values_list("person__name", "stage"))
    assert stages == {"Ana Sol": "cancelled", "Bo Li": "going", "Cy Poe": "waiting"}
    assert Letter.objects.get(recipient=second, kind="recruitment.event_promoted").stage == "queued"


def test_signing_up_twice_is_one_place_and_one_letter(cycle):
    event, maya = make.event(cycle), applicant(cycle)
    for _time in range(2):
        services.sign_up(actor=maya, event_id=event.pk, at=AT)
    assert EventSignup.objects.count() == 1
    assert kinds() == ["recruitment.event_place"]
    assert "not part of your evaluation" in Letter.objects.get().body


def test_one_who_left_and_comes_back_gets_a_second_letter_and_the_end_of_the_line(cycle):
    event, maya, ana = make.event(cycle, capacity=1), applicant(cycle), applicant(cycle, "Ana Sol")
    services.sign_up(actor=maya, event_id=event.pk, at=AT)
    services.sign_up(actor=ana, event_id=event.pk, at=AT)
    services.leave_event(actor=maya, event_id=event.pk, at=AT)
    services.leave_event(actor=maya, event_id=event.pk, at=AT)
    again = services.sign_up(actor=maya, event_id=event.pk, at=AT + timedelta(hours=1))
    assert again.stage == SignupStage.WAITING
    assert Letter.objects.filter(recipient=maya).exclude(stage="cancelled").count() == 1


def test_nobody_signs_up_once_it_has_begun_or_is_called_off(cycle):
    event, maya = make.event(cycle), applicant(cycle)
    with pytest.raises(services.EventOver):
        services.sign_up(actor=maya, event_id=event.pk, at=event.starts_at)
    services.call_off_event(actor=base.manager(), event_id=event.pk, at=AT)
    with pytest.raises(services.EventOver):
        services.sign_up(actor=maya, event_id=event.pk, at=AT)


@pytest.mark.parametrize(
    ("audience", "stage", "is_asked"),
    [
        (Audience.EVERYONE, None, True),
        (Audience.APPLICANTS, None, False),
        (Audience.APPLICANTS, Stage.DRAFT, True),
        (Audience.APPLICANTS, Stage.WITHDRAWN, False),
        (Audience.INVITED, Stage.IN_REVIEW, False),
        (Audience.INVITED, Stage.INTERVIEW, True),
        (Audience.CHOSEN, Stage.INTERVIEW, False),
        (Audience.CHOSEN, Stage.OFFERED, True),
    ],
)
def test_the_audience_decides_who_is_asked(audience, stage, is_asked):
    assert rules.is_asked(audience, frozenset([stage] if stage else [])) is is_asked


def test_another_cycles_applicant_is_not_asked(cycle, client, clock):
    event, stranger = make.event(cycle), applicant(base.cycle(), "Ana Sol")
    client.force_login(stranger)
    assert client.get(reverse("recruitment_event", args=[event.pk])).status_code == 404
    assert client.post(reverse("recruitment_join_event", args=[event.pk])).status_code == 404
    with pytest.raises(Refused):
        services.sign_up(actor=stranger, event_id=event.pk, at=AT)


def test_every_step_of_a_sign_up_is_in_the_table():
    for stage in SignupStage:
        for action in ("join", "wait", "promote", "leave"):
            if action in SIGNUPS.actions(stage):
                assert SIGNUPS.after(stage, action) in set(SignupStage)
            else:
                with pytest.raises(NotAllowed):
                    SIGNUPS.after(stage, action)


def test_a_new_time_is_written_to_all_and_more_places_fill_the_line(cycle):
    event, boss = make.event(cycle, capacity=1), base.manager()
    first, second = applicant(cycle, "Ana Sol"), applicant(cycle, "Bo Li")
    for who in (first, second):
        services.sign_up(actor=who, event_id=event.pk, at=AT)
    later = make.terms(capacity=2, starts_at=AT + timedelta(days=5))
    services.change_event(actor=boss, event_id=event.pk, terms=later, at=AT)
    assert Letter.objects.filter(kind="recruitment.event_changed").count() == 2
    assert Letter.objects.filter(kind="recruitment.event_promoted", recipient=second).count() == 1
    with pytest.raises(services.FewerPlacesThanGuests):
        services.change_event(actor=boss, event_id=event.pk, terms=make.terms(capacity=1), at=AT)


def test_calling_off_tells_everybody_once(cycle):
    event, boss, maya = make.event(cycle), base.manager(), applicant(cycle)
    services.sign_up(actor=maya, event_id=event.pk, at=AT)
    for _time in range(2):
        services.call_off_event(actor=boss, event_id=event.pk, at=AT)
    assert Letter.objects.filter(kind="recruitment.event_called_off").count() == 1
    assert Letter.objects.get(kind="recruitment.event_place").stage == "cancelled"


def test_reminders_go_out_once_to_those_with_a_place(cycle):
    event = make.event(cycle, capacity=1)
    maya, ana = applicant(cycle), applicant(cycle, "Ana Sol")
    services.sign_up(actor=maya, event_id=event.pk, at=AT)
    services.sign_up(actor=ana, event_id=event.pk, at=AT)
    assert services.remind_of_events(at=AT) == 0
    due = event.starts_at - timedelta(hours=20)
    assert services.remind_of_events(at=due) == 1
    assert services.remind_of_events(at=due) == 0
    assert Letter.objects.get(kind="recruitment.event_reminder").recipient == maya


def test_attendance_is_noted_after_the_beginning(cycle):
    event, boss, maya = make.event(cycle), base.manager(), applicant(cycle)
    signup = services.sign_up(actor=maya, event_id=event.pk, at=AT)
    with pytest.raises(services.NotBegun):
        services.mark_attendance(actor=boss, event_id=event.pk, came=[signup.pk], at=AT)
    assert services.mark_attendance(actor=boss, event_id=event.pk, came=[signup.pk], at=event.starts_at) == 1
    assert services.mark_attendance(actor=boss, event_id=event.pk, came=[], at=event.starts_at) == 0
    signup.refresh_from_db()
    assert signup.came is False


# --- Pages ------------------------------------------------------------------------------------------------------


def test_an_applicant_signs_up_and_leaves_by_the_pages(cycle, client, clock):
    event, maya = make.event(cycle, capacity=1), applicant(cycle)
    client.force_login(maya)
    text = client.get(reverse("recruitment_events")).text
    assert "Ask us anything" in text
    assert "This is not part of your evaluation." in text
    page = reverse("recruitment_event", args=[event.pk])
    client.post(reverse("recruitment_join_event", args=[event.pk]))
    assert "You have a place." in client.get(page).text
    file = client.get(reverse("recruitment_event_file", args=[event.pk]))
    assert file["Content-Disposition"] == 'attachment; filename="event.ics"'
    assert b"STATUS:CONFIRMED" in file.content
    assert b"DTSTART:20261125T150000Z" in file.content
    client.post(reverse("recruitment_leave_event", args=[event.pk]))
    assert b"STATUS:CANCELLED" in client.get(reverse("recruitment_event_file", args=[event.pk])).content
    assert "Sign up" in client.get(page).text


def test_without_events_the_page_says_so(client, clock):
    client.force_login(base.person())
    assert "Nothing is planned right now." in client.get(reverse("recruitment_events")).text


def posted(**fields):
    return {
        "kind": "workshop", "audience": "applicants", "title": "Write it down", "day_month": "12", "day_day": "3",
        "day_year": "2026", "first": "5:30 pm", "minutes": "60", "place": "By video", "capacity": "20", **fields,
    }  # fmt: skip


def test_a_manager_makes_changes_and_calls_off_an_event(cycle, client, clock):
    sign_in(client, base.manager())
    assert "No event yet" in client.get(reverse("recruitment_kept_events")).text
    answer = client.post(reverse("recruitment_new_event"), posted(cycle=str(cycle.pk)))
    event = Event.objects.get()
    assert answer["Location"] == reverse("recruitment_kept_event", args=[event.pk])
    assert event.starts_at.isoformat() == "2026-12-03T22:30:00+00:00"
    change = reverse("recruitment_change_event", args=[event.pk])
    assert client.post(change, posted(title="Write it up")).status_code == 302
    event.refresh_from_db()
    assert event.title == "Write it up"
    assert "Write it up" in client.get(reverse("recruitment_kept_events")).text
    off = reverse("recruitment_call_off_event", args=[event.pk])
    assert "can’t be undone" in client.get(off).text
    assert client.post(off).status_code == 302
    assert "This event is called off." in client.get(reverse("recruitment_kept_event", args=[event.pk])).text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Give the event a title."),
        ({"day_year": "2020"}, "Choose a time that is still to come."),
        ({"place": ""}, "Say where it takes place."),
        ({"kind": "ball"}, ""),
        ({"first": "soon"}, ""),
    ],
)
def test_what_is_wrong_is_said_and_kept(cycle, client, clock, wrong, sentence):
    sign_in(client, base.manager())
    answer = client.post(reverse("recruitment_new_event"), posted(cycle=str(cycle.pk), **wrong))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "5:30 pm" in answer.text or "first" in wrong
    assert not Event.objects.exists()


def test_a_manager_notes_who_came(cycle, client, clock):
    event, maya = make.event(cycle), applicant(cycle)
    signup = services.sign_up(actor=maya, event_id=event.pk, at=AT)
    clock.move_to(event.starts_at + timedelta(hours=2))
    sign_in(client, base.manager("Noa Fox"))
    page = reverse("recruitment_kept_event", args=[event.pk])
    assert "Who came" in client.get(page).text
    client.post(page, {"came": [str(signup.pk)]})
    signup.refresh_from_db()
    assert signup.came is True
    assert client.post(page, {"came": ["nonsense"]}).status_code == 422


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.INTERVIEWER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_others_do_not_keep_events(cycle, client, clock, role):
    event = make.event(cycle)
    sign_in(client, base.person("Rosa Delgado", role=role))
    for name in ("recruitment_kept_event", "recruitment_change_event", "recruitment_call_off_event"):
        assert client.get(reverse(name, args=[event.pk])).status_code == 403
    assert client.get(reverse("recruitment_kept_events")).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_the_database_as_often_for_three_as_for_one(cycle, client, clock, django_assert_num_queries, count):
    maya, boss = applicant(cycle), base.manager("Noa Fox")
    for number in range(count):
        event = make.event(cycle, boss, title=f"Event {number}")
        services.sign_up(actor=maya, event_id=event.pk, at=AT)
    with django_assert_num_queries(1):
        assert len(queries.coming_events(maya, AT)) == count
    with django_assert_num_queries(1):
        assert len(queries.kept_events(boss, AT)) == count


def test_the_next_step_names_the_event_two_days_before(cycle, client, clock):
    event, maya = make.event(cycle), applicant(cycle)
    services.sign_up(actor=maya, event_id=event.pk, at=AT)
    client.force_login(maya)
    assert "Come to “Ask us anything”" not in client.get(reverse("home")).text
    clock.advance(days=2)
    assert "Come to “Ask us anything”" in client.get(reverse("home")).text


def test_moving_on_opens_the_panel(cycle, client, clock):
    make.event(cycle, audience="invited", kind="advocate_panel", title="Meet Advocates")
    maya = base.person()
    application = base.submitted(maya, cycle)
    client.force_login(maya)
    assert "Meet Advocates" not in client.get(reverse("recruitment_events")).text
    base.moved(application, Action.START_REVIEW, Action.INVITE)
    assert "Meet Advocates" in client.get(reverse("recruitment_events")).text
