"""A freed seat is offered to who waits, in order: answered, lapsed, taken back, passed on; one at a time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from cohorts.models import Placement, SeatOffer
from cohorts.queries.home import fellow_steps
from cohorts.queries.own_data import part
from cohorts.queries.seat_lines import next_in_line_steps, vacancies
from cohorts.queries.snapshots import seats_in_play
from cohorts.queries.vacancies import seats_for
from cohorts.services import backfilling, closing, seat_offers, seats, transfers
from cohorts.services.changes import BadDay
from fellowship.models import Letter
from fellowship.rules.refusals import NotAllowed
from fellowship.rules.roles import Role, Scope
from recruitment.models import Application
from recruitment.services.applications import move_application
from tests.factories.cohorts import AT, list_fellows, list_offices, make_cohort, make_fellow, make_placement, make_seat
from tests.factories.people import give_role, make_office, make_person, make_staff, sign_in

pytestmark = pytest.mark.django_db
DAY = date(2027, 9, 6)
LIST = "/staff/placement/vacancies/"


class World:
    """Two seats at two offices, and two people who want the first one: Noor before Sam on the office's list."""

    def __init__(self):
        self.dana = make_staff(Role.PROGRAM_MANAGER, name="Dana Whitcomb")
        self.cohort, self.office = make_cohort(), make_office(name="Marrow")
        self.lead = make_person(name="Evelyn Adair")
        give_role(self.lead, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=self.office)
        self.seat = make_seat(self.cohort, self.office)
        self.sam, self.noor = make_fellow(self.cohort, "Sam Osei"), make_fellow(self.cohort, "Noor Haddad")
        for fellow in (self.sam, self.noor):
            list_offices(fellow, self.office)
        list_fellows(self.office, self.cohort, self.noor, self.sam)
        self.cohort.runs.create(
            number=1, stage="published", published_at=AT, created_at=AT, seed="a" * 64, snapshot={}, sha256="0" * 64,
            outcome={},
        )  # fmt: skip

    def offer(self, fellow=None, **more):
        asked = {"seat_id": self.seat.pk, "starts_on": DAY, "at": AT} | more
        return seat_offers.offer_seat(actor=self.dana, fellow_id=(fellow or self.noor).pk, **asked)


@pytest.fixture
def world(clock):
    return World()


def letters():
    return sorted(Letter.objects.values_list("recipient__name", "kind", "stage"))


def page_of(offer):
    return f"/my/placement/offer/{offer.pk}/"


def test_a_yes_makes_the_placement_and_each_side_is_told_once(client, world):
    offer = world.offer()
    assert world.offer() == offer
    with pytest.raises(transfers.SeatOffered):
        world.offer(days=5)
    assert offer.answer_by == datetime(2026, 11, 26, 4, 59, tzinfo=UTC)
    assert letters() == [("Noor Haddad", "cohorts.seat_offered", "queued")]
    steps = list(fellow_steps(world.noor.person, AT))
    assert [(step.url, step.due_at) for step in steps] == [(page_of(offer), offer.answer_by)]
    assert list(fellow_steps(world.sam.person, AT)) == []

    sign_in(client, world.noor.person)
    shown = client.get(page_of(offer)).content.decode()
    assert ("Marrow" in shown, "Sam Osei" in shown, "Choice 1" in shown) == (True, False, True)
    assert client.post(page_of(offer), {}).status_code == 422
    assert [client.post(page_of(offer), {"answer": "yes"}).status_code for _click in range(2)] == [302, 302]
    made = Placement.objects.get(seat=world.seat)
    offer.refresh_from_db()

    assert (offer.stage, offer.placement, made.fellow, made.starts_on) == ("accepted", made, world.noor, DAY)
    assert Application.objects.get(pk=world.noor.application_id).stage == "placed"
    assert [row for row in letters() if row[1] != "cohorts.seat_offered"] == [
        ("Evelyn Adair", "cohorts.new_advocate", "queued"), ("Noor Haddad", "cohorts.placed", "queued"),
    ]  # fmt: skip
    assert "You said yes." in client.get(page_of(offer)).content.decode()
    assert client.post(page_of(offer), {"answer": "no"}).status_code == 409
    assert [row["stage"] for row in part(world.noor.person)[0]["seats_offered"]] == ["accepted"]


def test_a_no_is_a_step_for_managers_and_the_next_is_asked_with_one_click(client, world):
    world.offer(days=5)
    assert list(next_in_line_steps(world.dana, AT)) == []
    seat_offers.decline_seat(actor=world.noor.person, offer_id=SeatOffer.objects.get().pk, at=AT)
    steps = list(next_in_line_steps(world.dana, AT))
    assert [(step.why, "Noor" in repr(step)) for step in steps] == [("The person asked said no.", False)]
    far = make_person()
    give_role(far, Role.PROGRAM_MANAGER, scope=Scope.REGION, region=make_office().region)
    assert list(next_in_line_steps(far, AT)) == []

    (seat,) = [row for row in vacancies(world.dana) if row.id == world.seat.pk]
    assert [(one.name, one.can_ask, one.answer) for one in seat.line] == [
        ("Noor Haddad", True, "Said no to this seat."), ("Sam Osei", True, ""),
    ]  # fmt: skip
    url = f"{LIST}{world.seat.pk}/{world.sam.pk}/next/"
    sign_in(client, far)
    assert client.post(url).status_code == 404
    sign_in(client, world.dana)
    assert url in client.get(LIST).content.decode()
    assert [client.post(url).status_code for _click in range(2)] == [302, 302]
    asked = SeatOffer.objects.get(stage="open")
    assert (asked.fellow, asked.days, asked.starts_on) == (world.sam, 5, DAY)
    assert list(next_in_line_steps(world.dana, AT)) == []


def test_the_time_lapses_once_with_a_letter_and_nobody_answers_after_it(client, world):
    offer = world.offer(days=1)
    late = offer.answer_by + timedelta(minutes=1)
    with pytest.raises(seat_offers.OfferOver):
        seat_offers.accept_seat(actor=world.noor.person, offer_id=offer.pk, at=late)
    assert [seat_offers.lapse_offers(at=moment) for moment in (offer.answer_by, late, late)] == [0, 1, 0]
    assert letters() == [
        ("Noor Haddad", "cohorts.seat_offer_over", "queued"), ("Noor Haddad", "cohorts.seat_offered", "cancelled"),
    ]  # fmt: skip
    assert [step.why for step in next_in_line_steps(world.dana, late)] == ["The time to answer is over."]
    with pytest.raises(NotAllowed):
        seat_offers.decline_seat(actor=world.noor.person, offer_id=offer.pk, at=late)
    assert world.noor.application.stage == "finalist"


def test_an_offer_taken_back_is_told_to_whoever_had_the_letter(client, world):
    first = world.offer()
    sign_in(client, world.dana)
    back = f"/staff/placement/seat-offers/{first.pk}/take-back/"
    answers = [client.get(back), client.post(back), client.post(back)]
    assert [answer.status_code for answer in answers] == [200, 302, 302]
    assert letters() == [("Noor Haddad", "cohorts.seat_offered", "cancelled")]
    second = world.offer()
    Letter.objects.filter(about_id=str(second.pk)).update(stage="sent", sent_at=AT, next_attempt_at=None)
    seat_offers.take_back_offer(actor=world.dana, offer_id=second.pk, at=AT)
    assert letters()[-1] == ("Noor Haddad", "cohorts.seat_offered", "sent")
    assert ("Noor Haddad", "cohorts.seat_offer_taken_back", "queued") in letters()
    with pytest.raises(NotAllowed):
        seat_offers.accept_seat(actor=world.noor.person, offer_id=second.pk, at=AT)


def test_an_offered_seat_is_kept_from_everybody_else(client, world):
    moving = make_placement(cohort=world.cohort, stage="planned")
    other = make_seat(world.cohort, make_office())
    list_offices(make_fellow(world.cohort), other.office)
    offer = world.offer()
    with pytest.raises(transfers.SeatOffered):
        transfers.plan_transfer(
            actor=world.dana, placement_id=moving.pk, seat_id=world.seat.pk, from_day=DAY, reason="", at=AT
        )
    with pytest.raises(transfers.SeatOffered):
        world.offer(world.sam)
    with pytest.raises(seats.SeatPromised):
        seats.change_seat(actor=world.dana, seat_id=world.seat.pk, values={"is_open": False}, at=AT)
    world.noor.ranking.create(office=other.office, position=2)
    with pytest.raises(seat_offers.HasAnOffer):
        world.offer(seat_id=other.pk)
    assert world.seat not in seats_in_play(world.cohort, tentative=True)
    assert [seat.id for seat in seats_for(world.dana, moving.fellow, away_from=moving.seat.office_id)] == [other.pk]
    for clash in ({"seat": world.seat, "fellow": world.sam}, {"seat": other, "fellow": world.noor}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SeatOffer.objects.create(days=1, starts_on=DAY, offered_at=AT, answer_by=offer.answer_by, **clash)


def test_placing_the_person_asked_counts_as_a_yes_and_leaving_or_closing_ends_an_offer(client, world):
    offer = world.offer()
    made = backfilling.place_waiting(
        actor=world.dana, seat_id=world.seat.pk, fellow_id=world.noor.pk, starts_on=DAY, reason="By phone.", at=AT
    )
    offer.refresh_from_db()
    assert (offer.stage, offer.placement) == ("accepted", made)

    seat = make_seat(world.cohort, world.office)
    gone = world.offer(world.sam, seat_id=seat.pk)
    move_application(actor=None, application_id=world.sam.application_id, action="withdraw", at=AT)
    gone.refresh_from_db()
    assert gone.stage == "taken_back"
    last = make_fellow(world.cohort)
    list_offices(last, world.office)
    closed = world.offer(last, seat_id=seat.pk)
    asked = {"last_day": date(2027, 9, 30), "moves": {made.pk: None}, "reason": "", "at": AT}
    closing.close_office(actor=world.dana, office_id=world.office.pk, **asked)
    closed.refresh_from_db()
    assert closed.stage == "taken_back"


def test_an_offer_is_its_persons_alone_and_rules_hold_until_the_answer(client, world):
    offer = world.offer()
    for person in (world.sam.person, world.lead, make_person()):
        sign_in(client, person)
        answers = [client.get(page_of(offer)), client.post(page_of(offer), {"answer": "yes"})]
        assert [answer.status_code for answer in answers] == [404, 404]
    list_fellows(world.office, world.cohort, refused=[make_fellow(world.cohort)])
    world.noor.conflicts.create(office=world.office, noted_at=AT)
    sign_in(client, world.noor.person)
    answer = client.post(page_of(offer), {"answer": "yes"})
    offer.refresh_from_db()
    assert (answer.status_code, "can’t be taken any more" in answer.content.decode()) == (422, True)
    assert (offer.stage, Placement.objects.filter(seat=world.seat).exists()) == ("open", False)


def test_bad_days_are_said_at_their_field(client, world):
    sign_in(client, world.dana)
    url = f"{LIST}{world.seat.pk}/{world.noor.pk}/offer/"
    typed = {"starts_on_month": 11, "starts_on_day": 24, "starts_on_year": 2026, "days": "3"}
    answer = client.post(url, typed)
    assert (answer.status_code, answer.content.decode().count("Choose a day after the last day to answer")) == (422, 2)
    assert client.post(url, typed | {"days": "99"}).status_code == 422
    with pytest.raises(BadDay) as bad:
        world.offer(days=0)
    assert bad.value.field == "days"
    assert client.post(url, typed | {"starts_on_month": 9, "starts_on_year": 2027}).status_code == 302


def test_the_line_says_why_and_which_skill_the_seat_is_kept_for(client, world):
    world.seat.skill, world.seat.skill_is_firm = "language:ko", False
    world.seat.save()
    last = make_fellow(world.cohort, "Ari Lee", languages=[{"language": "ko", "level": "fluent"}])
    list_offices(last, world.office)
    (seat,) = [row for row in vacancies(world.dana) if row.id == world.seat.pk]
    assert seat.kept_for == "first with: Korean"
    assert [(one.name, one.why) for one in seat.line] == [
        ("Ari Lee", "brings: Korean · no number from the office: the draw · their choice 1"),
        ("Noor Haddad", "the office’s number 1 · their choice 1"),
        ("Sam Osei", "the office’s number 2 · their choice 1"),
    ]
    sign_in(client, world.dana)
    assert "first with: Korean" in client.get(LIST).content.decode()


def test_the_list_takes_the_same_queries_for_any_number(client, world, django_assert_num_queries):
    world.offer()
    sign_in(client, world.dana)
    client.get(LIST)
    with django_assert_num_queries(13):
        assert client.get(LIST).content.decode().count('class="card" id="seat-') == 1
    for _number in range(2):
        make_seat(world.cohort, world.office)
    with django_assert_num_queries(13):
        assert client.get(LIST).content.decode().count('class="card" id="seat-') == 3
