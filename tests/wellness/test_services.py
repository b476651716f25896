"""Pairing, meeting, carrying on, writing: what the services of coaching promise."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from fellowship.access import Refused
from fellowship.models import AuditEntry, Letter
from fellowship.queries import close_people
from fellowship.rules.refusals import NotAllowed
from fellowship.rules.roles import Role, Scope
from tests.factories.people import give_role, make_office, make_person, make_staff
from tests.factories.training import make_advocate, make_placement
from tests.factories.wellness import AT, TOMORROW, make_pair, note, planned, promise, topic
from wellness.models import ActionItem, AgendaItem, CoachingRelationship, Note, OneOnOne, OneOnOneStep
from wellness.queries.audit_words import SENTENCES
from wellness.rules.stages import Audience
from wellness.rules.times import BadTime
from wellness.services import coaching, meetings, writing

pytestmark = pytest.mark.django_db


def agenda_of(meeting):
    return [(row.text, str(row.state)) for row in AgendaItem.objects.filter(one_on_one=meeting).order_by("created_at")]


def test_pairing_twice_is_once():
    pair = make_pair()
    assert coaching.pair_coach(actor=None, advocate=pair.advocate, coach=pair.coach, at=AT) == pair
    assert CoachingRelationship.objects.count() == 1


def test_a_new_coach_ends_the_coaching_before_and_cancels_what_is_planned():
    pair = make_pair()
    meeting = planned(pair)
    other = make_staff(Role.PROGRAM_MANAGER)
    new = coaching.pair_coach(actor=None, advocate=pair.advocate, coach=other, at=AT)
    pair.refresh_from_db()
    meeting.refresh_from_db()
    assert (pair.ended_at, new.ended_at, meeting.stage) == (AT, None, "cancelled")
    told = Letter.objects.filter(kind="wellness.one_on_one_cancelled").values_list("recipient_id", flat=True)
    assert set(told) == {pair.advocate_id, pair.coach_id}


def test_only_program_managers_coach_and_nobody_themselves():
    pair = make_pair()
    with pytest.raises(coaching.NotACoach):
        coaching.pair_coach(actor=None, advocate=pair.advocate, coach=make_staff(Role.TRAINER), at=AT)
    manager = make_staff(Role.PROGRAM_MANAGER)
    with pytest.raises(coaching.OwnCoach):
        coaching.pair_coach(actor=None, advocate=manager, coach=manager, at=AT)


def test_a_program_manager_pairs_only_within_their_region():
    office, elsewhere = make_office(), make_office()
    advocate = make_advocate(office)
    make_placement(advocate, office)
    near, far = make_person(), make_person()
    give_role(near, Role.PROGRAM_MANAGER, scope=Scope.REGION, region=office.region)
    give_role(far, Role.PROGRAM_MANAGER, scope=Scope.REGION, region=elsewhere.region)
    with pytest.raises(Refused):
        coaching.pair_coach(actor=far, advocate=advocate, coach=far, at=AT)
    assert coaching.pair_coach(actor=near, advocate=advocate, coach=near, at=AT).coach == near


def test_a_placement_pairs_with_the_regions_only_program_manager():
    office = make_office()
    advocate = make_advocate(office)
    placement = make_placement(advocate, office)
    make_staff(Role.PROGRAM_MANAGER, name="Nation wide")
    near = make_person(name="Near by")
    give_role(near, Role.PROGRAM_MANAGER, scope=Scope.REGION, region=office.region)
    pair = coaching.pair_for_placement(placement_id=placement.pk, at=AT)
    assert pair is not None
    assert pair.coach == near
    assert coaching.pair_for_placement(placement_id=placement.pk, at=AT) == pair


def test_with_two_to_choose_from_a_person_decides():
    office = make_office()
    advocate = make_advocate(office)
    placement = make_placement(advocate, office)
    for _number in range(2):
        give_role(make_person(), Role.PROGRAM_MANAGER, scope=Scope.REGION, region=office.region)
    assert coaching.pair_for_placement(placement_id=placement.pk, at=AT) is None
    assert CoachingRelationship.objects.count() == 0


def test_a_coach_who_looks_after_the_new_region_stays():
    pair = make_pair()
    office = make_office()
    placement = make_placement(pair.advocate, office)
    give_role(make_person(), Role.PROGRAM_MANAGER, scope=Scope.REGION, region=office.region)
    assert coaching.pair_for_placement(placement_id=placement.pk, at=AT) == pair


def test_setting_a_time_tells_the_other_and_twice_is_once():
    pair = make_pair()
    first, second = planned(pair), planned(pair)
    assert first == second
    letter = Letter.objects.get()
    assert (letter.kind, letter.recipient) == ("wellness.one_on_one_scheduled", pair.advocate)
    assert "Monday 23\N{NO-BREAK SPACE}November 2026, 7:00\N{NO-BREAK SPACE}am Pacific time" in letter.body
    assert "23" not in letter.subject
    assert [step.action for step in OneOnOneStep.objects.all()] == ["schedule"]


def test_letters_are_written_in_the_readers_language():
    pair = make_pair()
    pair.advocate.language = "es"
    pair.advocate.save()
    planned(pair)
    assert Letter.objects.get().subject == "Su reunión individual ya tiene hora"


def test_moving_sends_only_the_last_word():
    pair = make_pair()
    meeting = planned(pair)
    later = TOMORROW + timedelta(days=1)
    meetings.move_one_on_one(actor=pair.coach, meeting_id=meeting.pk, scheduled_at=later, at=AT)
    meetings.move_one_on_one(actor=pair.coach, meeting_id=meeting.pk, scheduled_at=later, at=AT)
    assert sorted(Letter.objects.values_list("kind", "stage")) == [
        ("wellness.one_on_one_moved", "queued"),
        ("wellness.one_on_one_scheduled", "cancelled"),
    ]
    assert [step.action for step in OneOnOneStep.objects.order_by("pk")] == ["schedule", "move"]


def test_a_time_in_the_past_is_refused():
    pair = make_pair()
    with pytest.raises(BadTime):
        planned(pair, scheduled_at=AT - timedelta(hours=1))


def test_two_at_the_same_time_are_refused():
    pair = make_pair()
    meeting = planned(pair)
    planned(pair, scheduled_at=TOMORROW + timedelta(days=1))
    with pytest.raises(meetings.TimeTaken):
        meetings.move_one_on_one(
            actor=pair.coach, meeting_id=meeting.pk, scheduled_at=TOMORROW + timedelta(days=1), at=AT
        )


def test_strangers_can_do_nothing():
    pair = make_pair()
    meeting = planned(pair)
    for stranger in (make_staff(Role.ADMINISTRATOR), make_staff(Role.PROGRAM_MANAGER), make_staff(Role.AUDITOR)):
        with pytest.raises(Refused):
            topic(pair, stranger, "Hello")
        with pytest.raises(Refused):
            note(meeting, stranger, "Hello")
        with pytest.raises(Refused):
            meetings.cancel_one_on_one(actor=stranger, meeting_id=meeting.pk, at=AT)


def test_what_waits_is_put_on_the_agenda_of_the_next():
    pair = make_pair()
    item = topic(pair, pair.advocate, "My schedule")
    assert item.one_on_one is None
    meeting = planned(pair)
    assert agenda_of(meeting) == [("My schedule", "open")]


def test_holding_carries_what_is_open_private_things_included():
    pair = make_pair()
    meeting = planned(pair)
    done = topic(pair, pair.coach, "Review the week")
    topic(pair, pair.advocate, "My schedule", at=AT + timedelta(minutes=1))
    topic(pair, pair.advocate, "Ask for a raise", audience=Audience.PRIVATE, at=AT + timedelta(minutes=2))
    after = TOMORROW + timedelta(hours=1)
    meetings.hold_one_on_one(actor=pair.coach, meeting_id=meeting.pk, discussed=[done.pk], at=after)
    assert agenda_of(meeting) == [
        ("Review the week", "discussed"),
        ("My schedule", "carried"),
        ("Ask for a raise", "carried"),
    ]
    waiting = AgendaItem.objects.filter(one_on_one__isnull=True).order_by("created_at")
    assert [(row.text, row.audience, str(row.state)) for row in waiting] == [
        ("My schedule", "shared", "open"),
        ("Ask for a raise", "private", "open"),
    ]
    coming = planned(pair, scheduled_at=after + timedelta(days=7), at=after)
    assert [text for text, _state in agenda_of(coming)] == ["My schedule", "Ask for a raise"]


def test_a_coach_cannot_tick_a_private_item_of_the_advocate():
    pair = make_pair()
    meeting = planned(pair)
    secret = topic(pair, pair.advocate, "Ask for a raise", audience=Audience.PRIVATE)
    with pytest.raises(Refused):
        writing.mark_discussed(actor=pair.coach, item_id=secret.pk, is_discussed=True, at=AT)
    meetings.hold_one_on_one(actor=pair.coach, meeting_id=meeting.pk, discussed=[secret.pk], at=TOMORROW)
    assert agenda_of(meeting) == [("Ask for a raise", "carried")]


@pytest.mark.parametrize("times", [1, 4])
def test_items_survive_any_number_of_missed_and_cancelled_meetings(times):
    pair = make_pair()
    topic(pair, pair.advocate, "Still open")
    at = AT
    for number in range(times):
        meeting = planned(pair, scheduled_at=at + timedelta(days=1), at=at)
        at += timedelta(days=2)
        if number % 2:
            meetings.miss_one_on_one(actor=pair.coach, meeting_id=meeting.pk, at=at)
        else:
            meetings.cancel_one_on_one(actor=pair.advocate, meeting_id=meeting.pk, at=at)
    still_open = AgendaItem.objects.filter(state="open")
    assert [(row.text, row.one_on_one) for row in still_open] == [("Still open", None)]
    assert AgendaItem.objects.filter(state="carried").count() == times


def test_a_closed_one_on_one_stays_closed():
    pair = make_pair()
    meeting = planned(pair)
    meetings.hold_one_on_one(actor=pair.coach, meeting_id=meeting.pk, at=TOMORROW)
    with pytest.raises(NotAllowed):
        meetings.hold_one_on_one(actor=pair.coach, meeting_id=meeting.pk, at=TOMORROW)
    with pytest.raises(NotAllowed):
        meetings.cancel_one_on_one(actor=pair.advocate, meeting_id=meeting.pk, at=TOMORROW)


def test_only_the_coach_closes_and_not_days_before():
    pair = make_pair()
    meeting = planned(pair, scheduled_at=AT + timedelta(days=3))
    with pytest.raises(Refused):
        meetings.hold_one_on_one(actor=pair.advocate, meeting_id=meeting.pk, at=AT + timedelta(days=3))
    with pytest.raises(meetings.NotYet):
        meetings.hold_one_on_one(actor=pair.coach, meeting_id=meeting.pk, at=AT)
    with pytest.raises(meetings.NotYet):
        meetings.miss_one_on_one(actor=pair.coach, meeting_id=meeting.pk, at=AT)


def test_double_clicks_write_once():
    pair = make_pair()
    meeting = planned(pair)
    for _click in range(2):
        topic(pair, pair.advocate, "Same words")
        note(meeting, pair.advocate, "Same note")
        promise(pair, pair.advocate)
    assert (AgendaItem.objects.count(), Note.objects.count(), ActionItem.objects.count()) == (1, 1, 1)


def test_promises_stay_until_done_and_can_be_reopened():
    pair = make_pair()
    action = promise(pair, pair.advocate)
    writing.mark_action(actor=pair.coach, action_id=action.pk, is_done=True, at=AT)
    writing.mark_action(actor=pair.coach, action_id=action.pk, is_done=True, at=AT + timedelta(days=1))
    action.refresh_from_db()
    assert action.done_at == AT
    writing.mark_action(actor=pair.advocate, action_id=action.pk, is_done=False, at=AT)
    action.refresh_from_db()
    assert action.done_at is None


def test_a_promise_belongs_to_one_of_the_two():
    pair = make_pair()
    with pytest.raises(writing.NotTheirs):
        writing.add_action_item(actor=pair.coach, relationship_id=pair.pk, owner_id=make_person().pk, text="x", at=AT)


def test_a_missed_one_on_one_takes_no_notes():
    pair = make_pair()
    meeting = planned(pair)
    meetings.miss_one_on_one(actor=pair.coach, meeting_id=meeting.pk, at=TOMORROW)
    with pytest.raises(writing.OverAlready):
        note(meeting, pair.coach, "Hm")


def test_after_a_change_the_coach_before_writes_and_closes_nothing():
    pair = make_pair()
    action = promise(pair, pair.advocate)
    coaching.pair_coach(actor=None, advocate=pair.advocate, coach=make_staff(Role.PROGRAM_MANAGER), at=AT)
    with pytest.raises(Refused):
        topic(pair, pair.coach, "Hello")
    with pytest.raises(Refused):
        writing.mark_action(actor=pair.coach, action_id=action.pk, is_done=True, at=AT)
    with pytest.raises(meetings.CoachingEnded):
        topic(pair, pair.advocate, "Hello")
    assert writing.mark_action(actor=pair.advocate, action_id=action.pk, is_done=True, at=AT).done_at == AT


def test_what_is_written_is_encrypted_and_never_audited():
    pair = make_pair()
    meeting = planned(pair)
    note(meeting, pair.advocate, "CANARY words")
    topic(pair, pair.advocate, "CANARY topic")
    promise(pair, pair.advocate, "CANARY promise")
    columns = [
        *Note.objects.extra(select={"raw": "text"}).values_list("raw", flat=True),
        *AgendaItem.objects.extra(select={"raw": "text"}).values_list("raw", flat=True),
    ]
    assert len(columns) == 2
    assert not [raw for raw in columns if "CANARY" in raw]
    assert not [row.data for row in AuditEntry.objects.all() if "CANARY" in str(row.data)]


def test_coach_and_advocate_are_close_people():
    pair = make_pair()
    assert close_people.of(pair.advocate_id, AT.date()) == {pair.coach_id}
    assert close_people.of(pair.coach_id, AT.date()) == {pair.advocate_id}
    assert close_people.of(pair.coach_id, (AT - timedelta(days=2)).date()) == frozenset()


def test_the_database_holds_the_rules():
    pair = make_pair()
    meeting = planned(pair)
    with pytest.raises(IntegrityError), transaction.atomic():
        CoachingRelationship.objects.create(advocate=pair.advocate, coach=pair.coach, started_at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        OneOnOne.objects.filter(pk=meeting.pk).update(stage="forgotten")
    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaItem.objects.create(relationship=pair, author=pair.coach, text="x", state="discussed", created_at=AT)


def test_every_action_in_the_audit_has_words():
    pair = make_pair()
    meeting = planned(pair)
    topic(pair, pair.advocate, "Hello")
    note(meeting, pair.advocate, "Hello")
    promise(pair, pair.advocate)
    coaching.pair_coach(actor=None, advocate=pair.advocate, coach=make_staff(Role.PROGRAM_MANAGER), at=AT)
    written = set(AuditEntry.objects.filter(action__startswith="wellness.").values_list("action", flat=True))
    assert written - set(SENTENCES) == set()
    assert len(written) == 7
