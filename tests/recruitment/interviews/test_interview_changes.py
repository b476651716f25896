"""Grids, rounds with kits, interviews that were missed or taken back."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from fellowship.access import Refused
from fellowship.models import Letter
from recruitment.models import (
    Application,
    Cycle,
    InterviewKit,
    InterviewRound,
    InterviewSlot,
    KitQuestion,
    Scorecard,
    ScorecardMark,
)
from recruitment.queries.interview_rounds import kit_is_in_use
from recruitment.queries.interviews import held_interview, interview_page, scorecards_of
from recruitment.rules.interviews import grid_days
from recruitment.services.interview_changes import (
    IsOver,
    NoFurtherRound,
    WasHeld,
    invite_to_next_round,
    mark_missed,
    take_back_booking,
)
from recruitment.services.interview_grid import NoDays, TooManySlots, make_grid
from recruitment.services.interviews import (
    Heard,
    InterviewerBusy,
    NoMoreChanges,
    NotInvited,
    SlotTaken,
    TooEarly,
    book_interview,
    write_scorecard,
)
from tests.factories import selection as make
from tests.factories.people import sign_in

AT = make.AT
pytestmark = pytest.mark.django_db


def book(application: Application, slot: InterviewSlot, at: Any = AT) -> InterviewSlot:
    return book_interview(actor=application.person, application_id=application.pk, slot_id=slot.pk, at=at)


def rounds(of: Cycle) -> tuple[InterviewRound, InterviewRound]:
    kit = InterviewKit.objects.create(name="First talk", guidance="Start slow.", guidance_es="Empiece despacio.")
    KitQuestion.objects.create(
        kit=kit, question="Tell us of a hard call.", question_es="Cuéntenos de una llamada difícil.", sort_order=1
    )
    KitQuestion.objects.create(kit=kit, question="What would you ask first?", sort_order=2)
    day = (AT + timedelta(days=8)).date()
    terms = {"cycle": of, "starts_on": day, "ends_on": day + timedelta(days=9), "minutes": 45}
    return (
        InterviewRound.objects.create(number=1, name="First talk", kit=kit, **terms),
        InterviewRound.objects.create(number=2, name="Panel", name_es="Panel", **terms),
    )


def grid(of: Cycle, *people: Any, **fields: Any) -> tuple[InterviewSlot, ...]:
    terms: dict[str, Any] = {
        "panels": "together", "first_day": date(2026, 11, 30), "last_day": date(2026, 12, 4), "weekdays": [0, 2],
        "first": time(9), "count": 2, "minutes": 45, "pause": 15, "place": "Room 4", "zone": "America/Chicago",
    }  # fmt: skip
    return make_grid(
        actor=make.manager(), cycle_id=of.pk, interviewer_ids=[one.pk for one in people], at=AT, **{**terms, **fields}
    )


def test_days_of_a_grid_are_those_ticked() -> None:
    assert grid_days(date(2026, 11, 30), date(2026, 12, 6), {0, 6}) == (date(2026, 11, 30), date(2026, 12, 6))
    for last in (date(2026, 11, 29), date(2027, 2, 1)):
        with pytest.raises(ValueError, match="2026-11-30 to"):
            grid_days(date(2026, 11, 30), last, {0})


def test_a_grid_is_made_for_a_panel_or_side_by_side_and_all_or_none() -> None:
    of, ivan, gina = make.cycle(), make.interviewer(), make.interviewer("Gina Wells")
    together = grid(of, ivan, gina)
    assert len(together) == 4
    assert {slot.interviewers.count() for slot in together} == {2}
    with pytest.raises(InterviewerBusy):
        grid(of, gina, first=time(8, 30), count=1, weekdays=[1, 2])
    each = grid(of, ivan, gina, panels="each", weekdays=[1])
    assert [slot.interviewers.count() for slot in each] == [1] * 4
    with pytest.raises(NoDays):
        grid(of, ivan, weekdays=[6])
    with pytest.raises(TooManySlots):
        grid(of, ivan, first_day=date(2026, 12, 10), last_day=date(2027, 2, 5), weekdays=list(range(7)), count=8)
    with pytest.raises(Refused):
        make_grid(
            actor=ivan, cycle_id=of.pk, interviewer_ids=[ivan.pk], panels="each", first_day=date(2026, 12, 10),
            last_day=date(2026, 12, 10), weekdays=[3], first=time(9), count=1, minutes=45, place="x",
            zone="America/Chicago", at=AT,
        )  # fmt: skip
    assert InterviewSlot.objects.count() == 8


def test_across_the_change_of_clocks_a_grid_keeps_its_hour() -> None:
    made = grid(
        make.cycle(), make.interviewer(), first_day=date(2027, 3, 12), last_day=date(2027, 3, 15), weekdays=[4, 0],
        count=1,
    )  # fmt: skip
    assert [slot.starts_at.hour for slot in made] == [15, 14]


def test_a_missed_interview_offers_one_new_time() -> None:
    application, ivan = make.invited(), make.interviewer()
    first, second, third = make.slots(application.cycle, ivan, count=3)
    book(application, first)
    with pytest.raises(TooEarly):
        mark_missed(actor=ivan, slot_id=first.pk, at=AT)
    late = first.starts_at + timedelta(minutes=15)
    with pytest.raises(Refused):
        mark_missed(actor=make.interviewer("Al Pine"), slot_id=first.pk, at=late)
    for _again in (1, 2):
        mark_missed(actor=ivan, slot_id=first.pk, at=late)
    assert Letter.objects.filter(kind="recruitment.interview_missed").count() == 1
    with pytest.raises(NotInvited):
        write_scorecard(actor=ivan, slot_id=first.pk, recommendation="no", notes="x", at=late)
    book(application, second, at=late)
    mark_missed(actor=make.manager(), slot_id=second.pk, at=second.starts_at)
    assert Letter.objects.filter(kind="recruitment.interview_missed").count() == 1
    with pytest.raises(NoMoreChanges):
        book(application, third, at=second.starts_at)
    make.letters_left()
    page = interview_page(application.person, second.starts_at)
    assert page is not None
    assert (page.must_ask, page.days) == (True, ())


def test_an_interview_that_was_held_was_not_missed() -> None:
    application, ivan = make.invited(), make.interviewer()
    first, second = make.slots(application.cycle, ivan)
    with pytest.raises(NotInvited):
        mark_missed(actor=ivan, slot_id=second.pk, at=second.starts_at)
    book(application, first)
    write_scorecard(actor=ivan, slot_id=first.pk, recommendation="yes", notes="Listens.", at=first.starts_at)
    with pytest.raises(WasHeld):
        mark_missed(actor=ivan, slot_id=first.pk, at=first.starts_at)


def test_a_time_taken_back_is_ours_and_counts_for_nothing() -> None:
    application, boss = make.invited(), make.manager()
    first, second = make.slots(application.cycle)
    book(application, first)
    with pytest.raises(Refused):
        take_back_booking(actor=application.person, slot_id=first.pk, at=AT)
    with pytest.raises(IsOver):
        take_back_booking(actor=boss, slot_id=first.pk, at=first.starts_at)
    take_back_booking(actor=boss, slot_id=first.pk, at=AT)
    with pytest.raises(NotInvited):
        take_back_booking(actor=boss, slot_id=first.pk, at=AT)
    letter = Letter.objects.get(kind="recruitment.interview_taken_back")
    with letter.attachments.get().content.open() as file:
        content = file.read().decode()
    assert "METHOD:CANCEL" in content
    assert "STATUS:CANCELLED" in content
    assert "SEQUENCE:1" in content
    booked = book(application, second)
    assert (booked.changes, booked.sequence) == (0, 2)


def test_rounds_have_their_own_times_and_one_booking_each() -> None:
    of = make.cycle()
    one, two = rounds(of)
    application, ivan, boss = make.invited(of=of), make.interviewer(), make.manager()
    first, _later = make.slots(of, ivan)
    panel = grid(of, ivan, round_id=two.pk, weekdays=[3], count=1)[0]
    InterviewSlot.objects.filter(pk=first.pk).update(round=one)
    with pytest.raises(SlotTaken):
        book(application, panel)
    with pytest.raises(NoFurtherRound):
        invite_to_next_round(actor=boss, application_id=application.pk, at=AT)
    book(application, first)
    with pytest.raises(Refused):
        invite_to_next_round(actor=ivan, application_id=application.pk, at=first.starts_at)
    for _again in (1, 2):
        invite_to_next_round(actor=boss, application_id=application.pk, at=first.starts_at)
    assert Letter.objects.get(kind="recruitment.interview_next_round").stage == "held"
    book(application, panel, at=first.starts_at)
    assert application.interview_slots.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        InterviewSlot.objects.exclude(application=application).update(application=application, booked_at=AT, round=two)


def test_marks_by_question_stay_hidden_until_ones_own_card_is_in() -> None:
    of = make.cycle()
    one, _two = rounds(of)
    application = make.invited(of=of)
    ivan, gina = make.interviewer(), make.interviewer("Gina Wells")
    first, _second = make.slots(of, ivan, gina)
    InterviewSlot.objects.filter(pk=first.pk).update(round=one)
    book(application, first)
    late = first.starts_at
    asked = list(KitQuestion.objects.order_by("sort_order"))
    with pytest.raises(ValueError, match="out of bounds"):
        write_scorecard(
            actor=ivan, slot_id=first.pk, recommendation="yes", notes="x", at=late, marks={asked[0].pk: Heard(5)}
        )
    assert not Scorecard.objects.exists()
    write_scorecard(
        actor=gina, slot_id=first.pk, recommendation="yes", notes="Gina", at=late,
        marks={asked[1].pk: Heard(2, "A secret note"), asked[0].pk: Heard(4)},
    )  # fmt: skip
    page = held_interview(ivan, first.pk, late)
    assert (page.others, page.kit and len(page.kit.questions)) == ((), 2)
    assert scorecards_of(ivan, application.pk) == ()
    write_scorecard(actor=ivan, slot_id=first.pk, recommendation="no", notes="Ivan", at=late)
    other = held_interview(ivan, first.pk, late).others[0]
    assert [(mark.question, mark.mark, mark.note) for mark in other.marks] == [
        ("Tell us of a hard call.", 4, ""), ("What would you ask first?", 2, "A secret note"),
    ]  # fmt: skip
    assert len(scorecards_of(make.manager(), application.pk)) == 2
    assert one.kit is not None
    assert kit_is_in_use(one.kit)
    assert ScorecardMark.objects.count() == 2


def test_pages_of_staff(client: Client, clock: Any) -> None:
    of = make.cycle()
    one, _two = rounds(of)
    application, ivan = make.invited(of=of), make.interviewer()
    sign_in(client, make.manager())
    days = {
        f"{name}_{part}": value
        for name in ("first_day", "last_day")
        for part, value in {"month": "11", "day": "30", "year": "2026"}.items()
    }
    new = {
        "cycle": str(of.pk), "round": str(one.pk), "weekdays": ["0"], "first": "9 am", "count": "2", "minutes": "45",
        "pause": "0", "interviewers": [str(ivan.pk)], "panels": "together", "place": "Room 4", **days,
    }  # fmt: skip
    page = reverse("recruitment_new_grid")
    assert client.get(page).status_code == 200
    for fault in ({"weekdays": ["6"]}, {"weekdays": []}, {"last_day_day": "29"}, {"first_day_year": "2025"}):
        answer = client.post(page, {**new, **fault})
        assert answer.status_code == 422
        assert "Room 4" in answer.content.decode()
    assert client.post(page, new).status_code == 302
    assert client.post(page, new).status_code == 422
    slot = InterviewSlot.objects.order_by("starts_at").first()
    assert slot is not None
    book(application, slot)
    assert "Take back…" in client.get(reverse("recruitment_slots")).content.decode()
    back = reverse("recruitment_take_back_interview", args=[slot.pk])
    assert "does not count as one of their two changes" in client.get(back).content.decode()
    assert client.post(back).status_code == 302
    assert client.get(back).status_code == 404


def test_pages_of_an_interview_held_missed_and_followed(client: Client, clock: Any) -> None:
    of = make.cycle()
    one, _two = rounds(of)
    application, ivan = make.invited(of=of), make.interviewer()
    slot, _second = make.slots(of, ivan)
    InterviewSlot.objects.filter(pk=slot.pk).update(round=one)
    book(application, slot)
    sign_in(client, make.manager())
    held = Client()
    clock.move_to(slot.starts_at + timedelta(minutes=20))
    sign_in(held, ivan)
    card = reverse("recruitment_held_interview", args=[slot.pk])
    shown = held.get(card).content.decode()
    assert "Tell us of a hard call." in shown
    assert "They did not come…" in shown
    asked = KitQuestion.objects.order_by("sort_order").first()
    assert asked is not None
    wrong = {"recommendation": "yes", "notes": "Kept words", f"mark_{asked.pk}": "9"}
    assert held.post(card, wrong).status_code == 422
    missed = reverse("recruitment_missed", args=[slot.pk])
    assert "offers a new time, once" in held.get(missed).content.decode()
    assert client.get(missed).status_code == 200
    stranger = Client()
    sign_in(stranger, make.interviewer("Al Pine"))
    assert stranger.get(missed).status_code == 404
    assert held.post(card, {**wrong, f"mark_{asked.pk}": "3", f"note_{asked.pk}": "Calm."}).status_code == 302
    assert "3 of 4" in held.get(card).content.decode()
    decide = reverse("recruitment_decide", args=[application.pk])
    assert "Invite to the next round…" in client.get(decide).content.decode()
    following = reverse("recruitment_next_round", args=[application.pk])
    assert "“Panel”" in client.get(following).content.decode()
    assert client.post(following).status_code == 302
    assert client.get(following).status_code == 302
