"""Offices rank only finalists they met: who notes it, what a list then takes, and what reaches a run."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cohorts.models import InterviewFeedback, Meeting, OfficeRanking
from cohorts.queries.hosting import host_page
from cohorts.queries.met import meeting_grid
from cohorts.queries.rankings import office_list
from cohorts.queries.snapshots import take_snapshot
from cohorts.services import cohorts, meetings, rankings
from fellowship.models import AuditEntry
from fellowship.rules.roles import Role, Scope
from tests.factories.cohorts import AT, list_fellows, list_offices, make_cohort, make_cycle, make_fellow, make_seat
from tests.factories.people import give_role, make_office, make_person, make_staff, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(clock):
    return make_cohort(closes=timedelta(days=3), offices_rank="met")


@pytest.fixture
def office(cohort):
    return make_seat(cohort, make_office(name="Calder")).office


@pytest.fixture
def people(cohort):
    return [make_fellow(cohort, name) for name in ("Ana Roe", "Ben Ode", "Zoe Lark")]


@pytest.fixture
def lead(client, office):
    person = make_person(name="Evelyn Adair")
    give_role(person, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=office)
    sign_in(client, person)
    return person


@pytest.fixture
def dana(clock):
    return make_staff(Role.PROGRAM_MANAGER, name="Dana Whitcomb")


def met(office, *fellows):
    for fellow in fellows:
        Meeting.objects.create(office=office, fellow=fellow, met_on=AT.date(), noted_at=AT)


def names(rows):
    return [row.name for row in rows]


def url_of(office):
    return f"/my/office/{office.pk}/ranking/"


def test_a_supervisor_notes_a_meeting_and_takes_it_back_and_typed_numbers_count_first(client, office, people, lead):
    ana, ben, zoe = people
    met(office, ana)
    list_offices(zoe, office)
    before = office_list(lead, office.pk)
    # Who listed the office does not show: those not met stand by name, all alike.
    assert (names(before.others), names(before.unmet)) == (["Ana Roe"], ["Ben Ode", "Zoe Lark"])

    client.post(url_of(office), {f"n_{ana.pk.hex}": "1", "do": f"met:{ben.pk}"})
    page = office_list(lead, office.pk)
    assert (names(page.ranked), names(page.others), names(page.unmet)) == (["Ana Roe"], ["Ben Ode"], ["Zoe Lark"])
    text = client.get(url_of(office)).content.decode()
    assert (f"unmet:{ben.pk}" in text, f"unmet:{ana.pk}" in text, f"met:{zoe.pk}" in text) == (True, False, True)
    for _click in range(2):
        client.post(url_of(office), {f"n_{ana.pk.hex}": "1", "do": f"unmet:{ben.pk}"})
    assert names(office_list(lead, office.pk).unmet) == ["Ben Ode", "Zoe Lark"]
    actions = AuditEntry.objects.filter(action__endswith="_meeting").order_by("pk").values_list("action", "about_id")
    assert list(actions) == [
        ("cohorts.note_meeting", ben.person_id), ("cohorts.take_back_meeting", ben.person_id),
    ]  # fmt: skip


def test_nobody_not_met_gets_a_number_or_a_refusal(client, cohort, office, people, lead):
    ana, ben, _zoe = people
    met(office, ana)
    asked = {"actor": lead, "office_id": office.pk, "cohort_id": cohort.pk, "at": AT}
    for groups, refused in (([[ana.pk], [ben.pk]], {}), ([], {ben.pk: "No"})):
        with pytest.raises(rankings.UnknownEntry):
            rankings.save_office_list(groups=groups, refused=refused, **asked)
    assert not OfficeRanking.objects.exists()
    assert client.get(f"{url_of(office)}{ben.pk}/not/").status_code == 404
    # A conflict of interest can be told of anybody.
    assert "Ben Ode" in client.get(f"{url_of(office)}conflict/").content.decode()
    client.post(url_of(office), {f"n_{ben.pk.hex}": "1", "do": "submit"})
    assert not OfficeRanking.objects.exists()


def test_a_row_of_a_sheet_about_someone_not_met_is_named_and_left_out(client, office, people, lead):
    met(office, people[0])
    upload = SimpleUploadedFile("list.csv", b"Name,Number\nAna Roe,1\nBen Ode,2\n")
    page = client.post(f"{url_of(office)}sheet/", {"file": upload}, follow=True)
    text = page.content.decode()

    assert "Ben Ode: your office has not met this person." in text
    Meeting.objects.update(taken_back=True)
    assert client.post(page.redirect_chain[-1][0], {"do": "use"}).status_code == 422
    Meeting.objects.update(taken_back=False)
    client.post(page.redirect_chain[-1][0], {"do": "use"})
    assert [row.fellow for row in OfficeRanking.objects.all()] == [people[0]]


def test_a_number_for_someone_not_met_counts_as_none_and_a_refusal_always_counts(cohort, office, people, lead):
    ana, ben, zoe = people
    for fellow in people:
        list_offices(fellow, office)
    list_fellows(office, cohort, ben, ana, refused=[zoe])
    met(office, ana)
    entry = take_snapshot(cohort)["offices"][str(office.pk)]

    assert (entry["ranking"], entry["numbered"]) == ([[str(ana.pk)], [str(ben.pk)]], 1)
    assert entry["refused"] == [str(zoe.pk)]
    page = office_list(lead, office.pk)
    assert [(row.name, row.position) for row in page.ranked] == [("Ana Roe", 1)]
    assert names(page.refused) == ["Zoe Lark"]
    cohort.offices_rank = "all"
    assert take_snapshot(cohort)["offices"][str(office.pk)]["numbered"] == 2


def test_feedback_notes_the_meeting_and_it_stays(client, cohort, office, people, lead, dana):  # noqa: PLR0917
    ana, ben, _zoe = people
    list_offices(ana, office)
    assert host_page(lead, office.pk, AT).finalists == ()
    client.post(f"/my/office/{office.pk}/met/{ben.pk}/", {"impression": "unsure", "words": ""})

    assert InterviewFeedback.objects.get().fellow == ben
    # Only whom it met, though somebody else lists it.
    assert [row[1:] for row in host_page(lead, office.pk, AT).finalists] == [("Ben Ode", True)]
    with pytest.raises(meetings.ToldHowItWent):
        meetings.note_meeting(actor=lead, office_id=office.pk, cohort_id=cohort.pk, fellow_id=ben.pk, at=AT, met=False)
    meetings.set_meetings(actor=dana, office_id=office.pk, cohort_id=cohort.pk, met=[], at=AT)
    assert [row.fellow for row in Meeting.objects.filter(taken_back=False)] == [ben]
    foreign = make_fellow(make_cohort(year=2030))
    assert client.get(f"/my/office/{office.pk}/met/{foreign.pk}/").status_code == 404


def test_a_manager_ticks_many_at_once_and_undoes_it(client, cohort, office, people, dana, clock):  # noqa: PLR0917
    make_seat(cohort, office)
    url = f"/staff/placement/{cohort.pk}/offices/{office.pk}/met/"
    sign_in(client, dana)
    client.post(url, {"met": [str(people[0].pk), str(people[1].pk)]})
    clock.advance(minutes=1)
    client.post(url, {"met": [str(people[1].pk), str(people[2].pk)]})

    def ticked():
        return names_of(meeting_grid(dana, cohort.pk, office.pk))

    assert ticked() == ["Ben Ode", "Zoe Lark"]
    step = Meeting.objects.order_by("-noted_at").first().noted_at.isoformat()
    assert f'value="{step}"' in client.get(url).content.decode()
    clock.advance(minutes=1)
    client.post(url, {"undo": step})
    assert ticked() == ["Ana Roe", "Ben Ode"]
    assert client.post(url, {"undo": step}).status_code == 422
    assert client.post(url, {"undo": "now"}).status_code == 422
    assert client.post(url, {"met": ["elsewhere"]}).status_code == 422
    day = {"met_on_month": "12", "met_on_day": "1", "met_on_year": "2026"}
    assert client.post(url, {"met": [], **day}).status_code == 422
    assert "Met: 2" in client.get(f"/staff/placement/{cohort.pk}/seats/").content.decode()
    clock.advance(days=4)
    late = client.post(url, {"met": []})
    assert (late.status_code, "Lists are closed and stand as they are" in late.content.decode()) == (422, True)
    assert ticked() == ["Ana Roe", "Ben Ode"]


def names_of(grid):
    return [name for key, name in grid.people if key in grid.met]


def test_a_manager_of_a_region_ticks_only_those_within_reach(client, cohort, office, people, dana, clock):  # noqa: PLR0917
    far = make_seat(cohort, make_office(name="Marrow")).office
    list_offices(people[0], office)
    list_offices(people[1], far)
    met(office, people[2])
    regional = make_person()
    give_role(regional, Role.PROGRAM_MANAGER, scope=Scope.REGION, region=office.region)
    sign_in(client, regional)
    base = f"/staff/placement/{cohort.pk}/"

    assert [name for _key, name in meeting_grid(regional, cohort.pk, office.pk).people] == ["Ana Roe", "Zoe Lark"]
    assert client.get(f"{base}offices/{far.pk}/met/").status_code == 404
    with pytest.raises(rankings.UnknownEntry):
        meetings.set_meetings(actor=regional, office_id=office.pk, cohort_id=cohort.pk, met=[people[1].pk], at=AT)
    # The same holds for whom a conflict can be noted.
    text = client.get(f"{base}conflicts/new/").content.decode()
    assert ("Ana Roe" in text, "Zoe Lark" in text, "Ben Ode" in text) == (True, True, False)
    sent = {"fellow": str(people[1].pk), "other": str(office.pk), "kind": "other", "note": ""}
    assert client.post(f"{base}conflicts/new/", sent).status_code == 422
    assert client.get(f"{base}offices-rank/").status_code == 403


def test_new_cohorts_rank_only_whom_they_met_and_a_manager_can_change_that(client, cohort, office, dana, clock):
    assert cohorts.open_cohort(actor=dana, cycle_id=make_cycle().pk, at=AT).offices_rank == "met"
    url = f"/staff/placement/{cohort.pk}/offices-rank/"
    sign_in(client, dana)
    assert client.post(url, {"offices_rank": "some"}).status_code == 422
    for _click in range(2):
        client.post(url, {"offices_rank": "all"})
    cohort.refresh_from_db()
    assert cohort.offices_rank == "all"
    assert AuditEntry.objects.filter(action="cohorts.set_offices_rank").count() == 1
    assert "Offices rank all finalists." in client.get(f"/staff/placement/{cohort.pk}/seats/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_grid_costs_the_same_for_any_number(cohort, office, dana, django_assert_num_queries, count):
    for _number in range(count):
        met(office, make_fellow(cohort))
    with django_assert_num_queries(8):
        assert len(meeting_grid(dana, cohort.pk, office.pk).met) == count
