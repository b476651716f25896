"""The waiting list: its order, the next in line when an offer ends, and its end."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fellowship.access import Refused
from fellowship.models import Letter
from fellowship.rules.refusals import NotAllowed
from recruitment.models import Application, Cycle, Milestone, Offer, OfficeChoice, Opening, WaitlistPlace
from recruitment.queries import deciding_to_do
from recruitment.queries.own import own_application
from recruitment.queries.standing import standing_of
from recruitment.rules.milestones import MilestoneKind
from recruitment.services.offers import lapse_offers, send_offer, turn_down_offer
from recruitment.services.pipeline import reopen_application
from recruitment.services.waitlist import (
    NobodyWaits,
    NoFreeSeat,
    NoSuchOpening,
    NotWaiting,
    close_waitlists,
    move_on_waitlist,
    promote_next,
    put_on_waitlist,
)
from tests.factories import recruitment as base
from tests.factories import selection as make
from tests.factories.people import sign_in

AT = make.AT
pytestmark = pytest.mark.django_db


def waiting(name: str, of: Cycle) -> Application:
    application = base.moved(base.submitted(make.person(name), of), "start_review")
    return put_on_waitlist(actor=make.manager(), application_id=application.pk, at=AT)


def order(of: Cycle) -> list[tuple[int, str]]:
    rows = WaitlistPlace.objects.filter(cycle=of).order_by("rank")
    return [(row.rank, row.application.person.name) for row in rows.select_related("application__person")]


def sent_on(opening: Opening, name: str) -> Offer:
    application = make.invited(make.person(name), opening.cycle)
    offer = make.drafted(application)
    Offer.objects.filter(pk=offer.pk).update(opening=opening)
    return send_offer(actor=make.manager(), offer_id=offer.pk, at=AT)


@pytest.fixture
def opening() -> Opening:
    return base.opening(make.cycle(), base.office("Alder Public Defender"), seats=1)


def test_people_come_last_and_leave_no_gap(opening: Opening) -> None:
    of = opening.cycle
    for name in ("Ana Sol", "Ben Ito", "Eve Lund"):
        waiting(name, of)
    assert order(of) == [(1, "Ana Sol"), (2, "Ben Ito"), (3, "Eve Lund")]
    first = WaitlistPlace.objects.get(cycle=of, rank=1).application
    base.moved(first, "withdraw")
    assert order(of) == [(1, "Ben Ito"), (2, "Eve Lund")]
    letters = Letter.objects.filter(kind="recruitment.waitlisted")
    assert sorted(letters.values_list("stage", flat=True)) == ["cancelled", "held", "held"]


def test_whichever_way_somebody_comes_to_the_list_they_have_a_place(opening: Opening) -> None:
    base.moved(base.submitted(make.person("Ana Sol"), opening.cycle), "start_review", "waitlist")
    assert order(opening.cycle) == [(1, "Ana Sol")]


def test_a_place_is_moved_and_asked_twice_it_stays(opening: Opening) -> None:
    of, boss = opening.cycle, make.manager()
    people = [waiting(name, of) for name in ("Ana Sol", "Ben Ito", "Eve Lund")]
    for _again in (1, 2):
        assert move_on_waitlist(actor=boss, application_id=people[2].pk, place=1, at=AT) == 1
    assert order(of) == [(1, "Eve Lund"), (2, "Ana Sol"), (3, "Ben Ito")]
    assert move_on_waitlist(actor=boss, application_id=people[2].pk, place=99, at=AT) == 3
    with pytest.raises(Refused):
        move_on_waitlist(actor=people[0].person, application_id=people[0].pk, place=1, at=AT)
    base.moved(people[0], "withdraw")
    with pytest.raises(NotWaiting):
        move_on_waitlist(actor=boss, application_id=people[0].pk, place=1, at=AT)


def test_only_managers_put_people_on_it_and_only_from_review_or_interview(opening: Opening) -> None:
    application = base.submitted(make.person("Ana Sol"), opening.cycle)
    with pytest.raises(NotAllowed):
        put_on_waitlist(actor=make.manager(), application_id=application.pk, at=AT)
    base.moved(application, "start_review")
    for stranger in (make.reviewer(), make.interviewer(), application.person):
        with pytest.raises(Refused):
            put_on_waitlist(actor=stranger, application_id=application.pk, at=AT)
    assert not WaitlistPlace.objects.exists()


def test_a_lapsed_offer_drafts_one_for_the_first_who_chose_the_office(opening: Opening) -> None:
    of = opening.cycle
    elsewhere, ana, ben = (waiting(name, of) for name in ("Eve Lund", "Ana Sol", "Ben Ito"))
    OfficeChoice.objects.filter(application=elsewhere).update(office=base.office("Birch Public Defender"))
    ended = sent_on(opening, "Jo Park")
    assert ended.expires_at is not None
    late = ended.expires_at + timedelta(minutes=1)
    assert lapse_offers(at=late) == 1
    draft = Offer.objects.get(stage="draft")
    assert (draft.application_id, draft.follows_id, draft.opening_id) == (ana.pk, ended.pk, opening.pk)
    assert draft.terms["office"] == "Alder Public Defender"
    assert draft.last_day >= late.date() + timedelta(days=13)
    ana.refresh_from_db()
    assert ana.stage == "waitlisted"
    assert not Letter.objects.filter(recipient=ana.person, kind="recruitment.offer").exists()
    steps = [str(step.title) for step in deciding_to_do.for_decider(make.manager(), late)]
    assert steps == ["Check and send the offer to the next person on the waiting list"]
    send_offer(actor=make.manager(), offer_id=draft.pk, at=late)
    assert order(of) == [(1, "Eve Lund"), (2, "Ben Ito")]
    turn_down_offer(actor=ana.person, offer_id=draft.pk, at=late)
    assert Offer.objects.get(stage="draft").application_id == ben.pk


def test_a_withdrawal_of_someone_who_accepted_frees_the_seat_too(opening: Opening) -> None:
    ana = waiting("Ana Sol", opening.cycle)
    offer = sent_on(opening, "Jo Park")
    base.moved(offer.application, "accept", "withdraw")
    assert Offer.objects.get(stage="draft").application_id == ana.pk


def test_no_offer_is_drafted_while_every_seat_is_held(opening: Opening) -> None:
    waiting("Ana Sol", opening.cycle)
    first, _second = sent_on(opening, "Jo Park"), sent_on(opening, "Lee Moss")
    turn_down_offer(actor=first.application.person, offer_id=first.pk, at=AT)
    assert not Offer.objects.filter(stage="draft").exists()
    with pytest.raises(NoFreeSeat):
        promote_next(actor=make.manager(), opening_id=opening.pk, at=AT)


def test_a_manager_asks_for_the_next_and_gets_each_once(opening: Opening) -> None:
    Opening.objects.update(seats=3)
    ana, boss = waiting("Ana Sol", opening.cycle), make.manager()
    assert promote_next(actor=boss, opening_id=opening.pk, at=AT).application_id == ana.pk
    with pytest.raises(NobodyWaits):
        promote_next(actor=boss, opening_id=opening.pk, at=AT)
    with pytest.raises(Refused):
        promote_next(actor=make.reviewer(), opening_id=opening.pk, at=AT)
    with pytest.raises(NoSuchOpening):
        promote_next(actor=boss, opening_id=ana.pk, at=AT)
    assert Offer.objects.count() == 1


def test_opening_again_takes_off_the_list_and_cancels_the_letter(opening: Opening) -> None:
    ana = waiting("Ana Sol", opening.cycle)
    reopen_application(actor=make.manager(), application_id=ana.pk, at=AT)
    assert order(opening.cycle) == []
    assert Letter.objects.get(kind="recruitment.waitlisted").stage == "cancelled"


def test_the_list_closes_on_its_day_with_one_held_letter_each(opening: Opening) -> None:
    of = opening.cycle
    ana, _ben = waiting("Ana Sol", of), waiting("Ben Ito", of)
    closes_at = AT + timedelta(days=120)
    assert close_waitlists(at=closes_at) == 0
    Milestone.objects.create(cycle=of, kind=MilestoneKind.WAITLIST_CLOSES, at=closes_at)
    assert close_waitlists(at=closes_at - timedelta(seconds=1)) == 0
    assert close_waitlists(at=closes_at) == 2
    assert close_waitlists(at=closes_at) == 0
    ana.refresh_from_db()
    assert (ana.stage, ana.decline_category) == ("declined", "seats")
    closed = Letter.objects.filter(kind="recruitment.waitlist_closed")
    assert list(closed.values_list("stage", flat=True)) == ["held", "held"]
    assert order(of) == []


def test_the_applicant_learns_it_from_the_letter_first(opening: Opening) -> None:
    Milestone.objects.create(cycle=opening.cycle, kind=MilestoneKind.WAITLIST_CLOSES, at=AT + timedelta(days=120))
    ana = waiting("Ana Sol", opening.cycle)
    seen = standing_of(ana.person, own_application(ana.person, ana.pk, AT))
    assert seen.stage == "in_review"
    make.letters_left()
    told = standing_of(ana.person, own_application(ana.person, ana.pk, AT))
    assert str(told.label) == "You are on our waiting list"
    assert [str(line.title) for line in told.story if line.next] == ["The waiting list closes, and you hear from us"]
    letter = Letter.objects.get(kind="recruitment.waitlisted")
    assert "The list closes on 22\xa0March 2027" in letter.body or "22 March 2027" in letter.body


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_any_number(
    client: Client, clock: Any, opening: Opening, rows: int, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        waiting(f"Person {number}", opening.cycle)
    sign_in(client, make.manager())
    page = reverse("recruitment_waitlist")
    client.get(page)
    with django_assert_num_queries(14):
        client.get(page)


def test_pages_of_the_manager(client: Client, clock: Any, opening: Opening) -> None:
    of = opening.cycle
    sign_in(client, make.manager())
    page = reverse("recruitment_waitlist")
    assert "Nobody is on the waiting list." in client.get(page).content.decode()
    application = base.moved(base.submitted(make.person("Ana Sol"), of), "start_review")
    put = reverse("recruitment_put_on_waitlist", args=[application.pk])
    assert "They come last on the list." in client.get(put).content.decode()
    assert client.post(put, {"note": "Strong."}).status_code == 302
    assert client.get(put).status_code == 302
    ben = waiting("Ben Ito", of)
    shown = client.get(page).content.decode()
    assert shown.index("Ana Sol") < shown.index("Ben Ito")
    move = reverse("recruitment_move_on_waitlist", args=[ben.pk])
    assert client.post(move, {"place": "first"}).status_code == 422
    assert client.post(move, {"place": "1"}).status_code == 302
    shown = client.get(page).content.decode()
    assert shown.index("Ben Ito") < shown.index("Ana Sol")
    promote = reverse("recruitment_promote_next", args=[opening.pk])
    assert client.get(promote).status_code == 405
    assert client.post(promote)["Location"] == reverse("recruitment_kept_offer", args=[Offer.objects.get().pk])
    assert client.post(promote)["Location"] == page
    others = Client()
    sign_in(others, make.reviewer())
    for address in (page, put, move, promote):
        assert others.post(address).status_code == 403
