"""What nobody types on purpose: days off the calendar, foreign ids, markup, huge texts; never a fault."""

import re
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest

from cohorts.models import OfficeTerms, PartnerWish, Placement, PlacementChange, Seat
from cohorts.services import changes
from fellowship.rules.roles import Role, Scope
from tests.cohorts.test_wrong_people import World, addresses
from tests.factories.cohorts import AT, list_offices, make_cohort, make_fellow, make_placement, make_seat
from tests.factories.people import give_role, make_office, make_person, make_staff, sign_in

pytestmark = pytest.mark.django_db
LIST = "/staff/placement/placements/"


def day(name, month, number, year):
    return {f"{name}_month": month, f"{name}_day": number, f"{name}_year": year}


@pytest.fixture
def dana(client, clock):
    person = make_staff(Role.PROGRAM_MANAGER, name="Dana Whitcomb")
    sign_in(client, person)
    return person


@pytest.mark.parametrize("year", ["9999", "0001", "2299"])
def test_days_off_the_calendar_are_said_at_their_field(client, dana, year):
    placement, first = make_placement(), day("first_day", 12, 1, "2026")
    leave = changes.plan_leave(
        actor=dana, placement_id=placement.pk, first_day=AT.date(), last_day=date(2026, 12, 31), reason="r", at=AT
    )
    other = make_placement(office=placement.seat.office)
    last = {**day("last_day", 12, 31, year), "reason": "Because", "confirm": "1"}
    sent = {
        f"{LIST}{placement.pk}/extend/": last,
        f"{LIST}{other.pk}/leave/": first | last,
        f"{LIST}{other.pk}/end/": last | {"end_kind": "program"},
        f"{LIST}{other.pk}/supervisor/": last | day("from_day", 12, 31, year),
        f"{LIST}{other.pk}/transfer/": last | day("from_day", 12, 31, year),
        f"/staff/placement/changes/{leave.pk}/back/": day("back_on", 12, 31, year),
        f"/staff/placement/offices/{placement.seat.office_id}/close/": last | {f"placement_{other.pk}": "end"},
        f"/staff/placement/{placement.fellow.cohort_id}/seats/new/": day("starts_on", 12, 31, year),
    }
    for url, typed in sent.items():
        assert client.post(url, typed).status_code == 422, url
    assert PlacementChange.objects.count() == 1
    assert Seat.objects.count() == 2


def test_another_supervisor_is_chosen_on_the_page(client, dana):
    placement, lead = make_placement(), make_person(name="Evelyn Adair")
    give_role(lead, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=placement.seat.office)
    sent = day("from_day", 11, 23, "2026") | {"supervisor_id": str(lead.pk), "reason": "Shift", "confirm": "1"}
    url = f"{LIST}{placement.pk}/supervisor/"

    assert client.post(url, sent | {"supervisor_id": str(dana.pk)}).status_code == 422
    assert [client.post(url, sent).status_code for _click in range(2)] == [302, 302]
    assert PlacementChange.objects.get().supervisor_after == lead


def test_a_seat_begins_within_its_cohort(client, dana):
    cohort, office = make_cohort(), make_office()
    sent = {
        "office": str(office.pk), "label": "Felony unit", "pay": "58000", "employer_of_record": "host",
        "funding": "confirmed", "skill_is_firm": "yes",
    }  # fmt: skip
    url = f"/staff/placement/{cohort.pk}/seats/new/"
    assert client.post(url, sent | day("starts_on", 9, 6, "2029")).status_code == 422
    assert client.post(url, sent | day("starts_on", 9, 5, "2026")).status_code == 422
    assert client.post(url, sent | day("starts_on", 9, 5, "2029")).status_code == 302
    assert Seat.objects.get().starts_on == date(2029, 9, 5)


def test_terms_of_an_office_belong_to_a_cohort(client, dana):
    office = make_office()
    url = f"/staff/placement/00000000-0000-4000-8000-000000000000/offices/{office.pk}/team/"
    assert client.post(url, {"minimum": "2"}).status_code == 302
    assert not OfficeTerms.objects.exists()


def test_an_address_that_grows_longer_in_small_letters_is_said_at_its_field(client, clock):
    cohort = make_cohort(closes=timedelta(days=3))
    fellow = make_fellow(cohort)
    sign_in(client, fellow.person)
    address = f"{'a' * 60}@{'.'.join(['ß' * 45] * 4)}.example"
    assert len(address) < 254 < len(address.casefold())
    assert client.post("/my/ranking/partner/", {"do": "name", "email": address}).status_code == 422
    assert not PartnerWish.objects.exists()


def test_somebody_who_left_is_nobodys_partner(client, clock):
    cohort = make_cohort(closes=timedelta(days=3))
    fellow, left = make_fellow(cohort), make_fellow(cohort, stage="left")
    wish = PartnerWish.objects.create(asker=left, email=fellow.person.email, asked_at=AT)
    sign_in(client, fellow.person)
    answer = client.post("/my/ranking/partner/", {"do": f"yes:{wish.pk}"})
    assert (answer.status_code, "This wish is not there any more." in answer.content.decode()) == (422, True)
    assert not cohort.couples.exists()


HOSTILE = ["", "-1", "9" * 5_000, "<script>alert(1)</script>", "é" * 20_000]


@pytest.mark.deep
@pytest.mark.parametrize("who", ["dana", "evelyn", "wendell", "noah"])
def test_no_form_breaks_over_what_is_typed(client, clock, who):
    world = World()
    noah = Placement.objects.get(fellow__person__name="Noah Pell").fellow
    person = {"dana": world.dana, "evelyn": world.evelyn, "wendell": world.wendell.person, "noah": noah.person}[who]
    sign_in(client, person)
    client.raise_request_exception = False
    names = [*world.sent(), "q", "version", "by", "page", "cohort", "run", "a", "b", "seat_id", "supervisor_id",
             "email", "states", "not_before_year", "longest_commute", "level", "seconds", f"n_{world.marrow.pk.hex}",
             f"n_{world.keisha.pk.hex}"]  # fmt: skip
    broken = []
    for ids in world.ids:
        for name, address, _has_key in addresses(ids):
            for value in HOSTILE:
                answer = client.post(address, dict.fromkeys(names, value))
                broken += [f"{name} {value[:20]!r} {answer.status_code}"] if answer.status_code >= 500 else []
                assert b"<script>alert" not in answer.content, address
    assert "\n".join(broken) == ""


def test_thousands_of_ids_and_ids_twice_are_refused_before_anything_is_read(client, dana):
    placement = make_placement()
    url = f"/staff/placement/offices/{placement.seat.office_id}/close/"
    many = [(f"placement_{number}", "end") for number in range(10_000)]
    assert client.post(url, urlencode(many), content_type="application/x-www-form-urlencoded").status_code == 400
    assert client.post(url, {"reason": "x" * 10_000_000}).status_code in {400, 413, 422}
    lists = make_cohort(closes=timedelta(days=3))
    fellow, seat = make_fellow(lists), make_seat(lists)
    sign_in(client, fellow.person)
    twice = f"n_{seat.office_id.hex}=2&n_{seat.office_id.hex}=1&do=save"
    answer = client.post("/my/ranking/", twice, content_type="application/x-www-form-urlencoded")
    assert (answer.status_code, fellow.ranking.get().position) == (302, 1)


def test_a_name_can_do_nothing_in_pictures_pages_and_files(client, clock):
    world = World()
    world.keisha.person.name = "=1+1 <b>\"Quote\" & 'Co'"
    world.keisha.person.save()
    world.calder.name = "</svg><script>alert(1)</script>"
    world.calder.save()
    list_offices(make_fellow(world.listed), world.calder)
    sign_in(client, world.dana)
    for path in ("pictures/", "why/", "sheet/", f"why/fellows/{world.keisha.pk}/", f"why/offices/{world.calder.pk}/"):
        shown = client.get(f"/staff/placement/runs/{world.draft}/{path}").content.decode()
        assert not re.search(r"<script>alert|<b>\"Quote|</svg><script", shown), path
    plan = client.get(f"/staff/placement/runs/{world.draft}/plan.csv").content.decode("utf-8-sig")
    assert all(not cell.startswith("=") for row in plan.splitlines() for cell in row.split(","))
    assert "'=1+1 <b>" in plan
