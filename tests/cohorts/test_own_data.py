"""Placement in the copy of one's own data, and after its deletion."""

import pytest
from django.urls import reverse

from cohorts.models import Conflict, Fellow, FellowRanking, InterviewFeedback, OfficeRanking, Placement, PlacementStep
from cohorts.queries.own_data import part
from fellowship.models import Person
from recruitment.models import ErasureRequest
from recruitment.services import own_data as deletion
from tests.factories import cohorts as make
from tests.factories.people import make_office, sign_in
from tests.factories.recruitment import manager

pytestmark = pytest.mark.django_db
AT = make.AT


@pytest.fixture
def placed():
    """A fellow with wishes and limits, whom an office wrote about, in a placement."""
    cohort = make.make_cohort()
    first, second = make_office(name="Alder County"), make_office(name="Birch County")
    fellow = make.make_fellow(cohort, "Keisha Brandt", limits={"note": "Near my mother"}, languages=["es"])
    make.list_offices(fellow, first, never=[second])
    OfficeRanking.objects.create(office=first, cohort=cohort, fellow=fellow, position=1, reason="Kind at the visit")
    Conflict.objects.create(fellow=fellow, office=second, note="Her aunt works there", noted_at=AT)
    Conflict.objects.create(fellow=fellow, office=second, side="fellow", note="My cousin", noted_at=AT)
    first.meetings.create(fellow=fellow, met_on=AT.date(), noted_at=AT)
    second.meetings.create(fellow=fellow, met_on=AT.date(), noted_at=AT, taken_back=True)
    InterviewFeedback.objects.create(office=first, fellow=fellow, impression="good", words="So kind", given_at=AT)
    fellow.partner_wishes.create(email="ben@tests.example", asked_at=AT)
    placement = make.make_placement(fellow=fellow, seat=make.make_seat(cohort, first))
    PlacementStep.objects.create(placement=placement, to_stage="active", action="begin", at=AT, reason="As she asked")
    type(fellow.application).objects.filter(pk=fellow.application_id).update(stage="placed")
    return placement


def test_the_copy_holds_wishes_and_placement_and_not_what_the_office_wrote(placed):
    (mine,) = part(placed.fellow.person)
    assert [(row["office"], row["never"]) for row in mine["offices_named"]] == [
        ("Alder County", False), ("Birch County", True),
    ]  # fmt: skip
    assert [(row["office"], row["stage"]) for row in mine["placements"]] == [("Alder County", "active")]
    assert (mine["partners_named"], mine["conflicts_told"]) == (
        ["ben@tests.example"], [{"office": "Birch County", "kind": "other", "note": "My cousin"}],
    )  # fmt: skip
    assert mine["offices_met"] == [{"office": "Alder County", "on": AT.date()}]
    assert mine["limits"] == {"note": "Near my mother"}
    assert "Kind at the visit" not in str(mine)
    assert "aunt" not in str(mine)


@pytest.mark.parametrize("fellows", [1, 3])
def test_the_copy_costs_eight_queries(fellows, django_assert_num_queries):
    person = make.make_person()
    for _number in range(fellows):
        make.make_placement(person=person, stage="ended")
    with django_assert_num_queries(8):
        assert len(part(person)) == fellows


def test_a_placement_that_goes_on_is_ended_first_and_one_that_is_over_is_looked_at(placed, client, clock):
    person, boss = placed.fellow.person, manager("Noa Fox")
    client.force_login(person)
    page = client.get(reverse("recruitment_delete_data")).text
    assert "Your placement goes on" in page
    assert deletion.ask_erasure(actor=person, at=AT).stage == "asked"
    request = ErasureRequest.objects.get()
    sign_in(client, boss)
    address = reverse("recruitment_erasure", args=[request.pk])
    assert client.post(address).status_code == 422
    Placement.objects.update(stage="ended")
    client.force_login(person)
    assert "Your office and we look first" in client.get(reverse("recruitment_delete_data")).text
    sign_in(client, boss)
    assert client.post(address).status_code == 302
    assert Person.objects.get(pk=person.pk).name == ""
    fellow = Fellow.objects.get()
    assert (fellow.limits, fellow.languages) == ({}, [])
    assert not FellowRanking.objects.exists()
    assert not fellow.partner_wishes.exists()
    texts = ((OfficeRanking, "reason"), (Conflict, "note"), (PlacementStep, "reason"), (InterviewFeedback, "words"))
    for table, column in texts:
        assert {getattr(row, column) for row in table.objects.all()} == {""}, table
    assert Placement.objects.get().seat == placed.seat
