"""Whoever has no business with a placement finds nothing of it at any address, and changes nothing by posting."""

import re
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.urls import get_resolver

from cohorts.models import ListImport, PartnerWish, Placement
from cohorts.rules.limits import Limits
from cohorts.services import (
    caps,
    changes,
    conflicts,
    hosting,
    limits,
    locks,
    publication,
    rankings,
    requests,
    runs,
    seat_offers,
)
from fellowship.models import Letter, RoleGrant
from fellowship.rules.roles import Role, Scope
from recruitment.models import Application
from tests import doors
from tests.factories.cohorts import (
    AT,
    list_offices,
    make_application,
    make_cohort,
    make_cycle,
    make_fellow,
    make_placement,
    make_seat,
)
from tests.factories.people import give_role, make_office, make_person, make_staff, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.deep]
DAY = timedelta(days=1)
# Whoever manages another region sees these pages of the cohort, with their own offices in them.
OF_EVERY_REGION = {
    "cohorts_seats", "cohorts_seat_add", "cohorts_conflicts", "cohorts_conflict_add", "cohorts_pictures",
    "cohorts_why",
}  # fmt: skip
KINDS = ("extend", "leave", "transfer", "end", "supervisor")


def supervisor_of(office, name):
    person = make_person(name=name)
    give_role(person, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=office)
    return person


class World:
    """One cohort with a plan to be decided and one that is placed, with everything that anybody can say in them."""

    def __init__(self):
        self.dana = make_staff(Role.PROGRAM_MANAGER, name="Dana Whitcomb")
        self.calder, self.marrow, self.far = (make_office(name=name) for name in ("Calder", "Marrow", "Far Office"))
        self.evelyn = supervisor_of(self.calder, "Evelyn Adair")
        self.ids = [self._listed(), self._placed()]

    def _listed(self):
        self.listed = cohort = make_cohort(opens=-DAY, closes=DAY)
        seats = [make_seat(cohort, office) for office in (self.calder, self.marrow, self.far)]
        self.keisha, self.wendell = (make_fellow(cohort, name) for name in ("Keisha Brandt", "Wendell Pryce"))
        for fellow in (self.keisha, self.wendell):
            list_offices(fellow, self.marrow, self.calder)
        both = {"actor": self.evelyn, "office_id": self.calder.pk, "at": AT}
        rankings.save_office_list(
            **both, cohort_id=cohort.pk, groups=[[self.keisha.pk]], refused={self.wendell.pk: "REFUSED-CANARY"}
        )
        limits.save_limits(
            actor=self.wendell.person, fellow_id=self.wendell.pk, limits=Limits(not_before="2031-01-17"), skills=[],
            at=AT,
        )  # fmt: skip
        hosting.give_feedback(**both, fellow_id=self.wendell.pk, impression="unsure", words="MET-CANARY")
        pair = {"fellow_id": self.wendell.pk, "kind": "other", "at": AT}
        staff = conflicts.note_conflict(
            actor=self.dana, cohort_id=cohort.pk, office_id=self.far.pk, note="NOTED-CANARY", **pair
        )
        conflicts.tell_as_fellow(
            actor=self.wendell.person, office_id=self.marrow.pk, note="FELLOW-TOLD-CANARY", **pair
        )
        conflicts.tell_as_office(
            actor=self.evelyn, cohort_id=cohort.pk, office_id=self.calder.pk, note="OFFICE-TOLD-CANARY", **pair
        )
        PartnerWish.objects.create(asker=self.wendell, email="partner-canary@tests.example", asked_at=AT)
        sheet = ListImport.objects.create(
            cohort=cohort, office=self.calder, sent_by=self.evelyn, sent_at=AT,
            problems=[[2, "unknown", "ROW-CANARY"]],
            entries={"groups": [], "scores": {}, "refused": {str(self.wendell.pk): "SHEET-CANARY"}},
        )  # fmt: skip
        locks.agree_on_place(
            actor=self.dana, cohort_id=cohort.pk, fellow_id=self.keisha.pk, office_id=self.calder.pk,
            reason="LOCK-CANARY", at=AT,
        )  # fmt: skip
        caps.set_cap(
            actor=self.dana, cohort_id=cohort.pk, region_id=self.far.region_id, most=1, reason="Few homes.", at=AT
        )
        run = runs.start_run(actor=self.dana, cohort_id=cohort.pk, at=AT)
        runs.solve_run(job_id=run.job_id, at=AT)
        self.draft = run.pk
        return {
            "office_id": self.calder.pk, "cohort_id": cohort.pk, "fellow_id": self.wendell.pk, "run_id": run.pk,
            "conflict_id": staff.pk, "import_id": sheet.pk, "seat_id": seats[0].pk, "region_id": self.far.region_id,
        }  # fmt: skip

    def _placed(self):
        self.placed = cohort = make_cohort(year=2026, starts_on=date(2027, 1, 4), ends_on=date(2028, 12, 31))
        seats = [make_seat(cohort, office) for office in (self.calder, self.marrow)]
        noah, waits = make_fellow(cohort, "Noah Pell"), make_fellow(cohort, "Waits Longer")
        list_offices(noah, self.calder)
        run = runs.start_run(actor=self.dana, cohort_id=cohort.pk, at=AT)
        runs.solve_run(job_id=run.job_id, at=AT)
        move = runs.move_fellow(
            actor=self.dana,
            run_id=run.pk,
            fellow_id=waits.pk,
            to_office_id=self.marrow.pk,
            reason="MOVE-CANARY",
            at=AT,
        )
        publication.publish_run(actor=self.dana, run_id=run.pk, at=AT, reason="SIGN-CANARY")
        self.asked, seat = make_fellow(cohort, "Asked About A Seat"), make_seat(cohort, self.marrow)
        list_offices(self.asked, self.marrow)
        offer = seat_offers.offer_seat(
            actor=self.dana, seat_id=seat.pk, fellow_id=self.asked.pk, starts_on=date(2027, 2, 1), at=AT
        )
        self.placement = Placement.objects.get(fellow=noah)
        asked = {"actor": noah.person, "placement_id": self.placement.pk, "at": AT}
        answered = requests.ask_for_change(**asked, kind="other", words="ASKED-CANARY")
        requests.answer_request(actor=self.dana, request_id=answered.pk, agree=False, words="ANSWER-CANARY", at=AT)
        open_one = requests.ask_for_change(**asked, kind="may_end", words="QUIET-CANARY")
        change = changes.extend_placement(
            actor=self.dana, placement_id=self.placement.pk, last_day=date(2029, 3, 31), reason="CHANGE-CANARY", at=AT
        )
        hosting.confirm_promises(
            actor=self.evelyn, office_id=self.calder.pk, cohort_id=cohort.pk, promises=["desk"],
            signed_as="SIGNATURE-CANARY", at=AT,
        )  # fmt: skip
        return {
            "office_id": self.calder.pk, "cohort_id": cohort.pk, "fellow_id": noah.pk, "run_id": run.pk,
            "move_id": move.pk, "placement_id": self.placement.pk, "request_id": open_one.pk, "change_id": change.pk,
            "offer_id": offer.pk, "seat_id": seats[0].pk,
        }  # fmt: skip

    def outsiders(self):
        """Who has something to do here, but not with these."""
        others = set(Role) - {Role.PROGRAM_MANAGER, Role.HOST_SUPERVISOR, Role.ADVOCATE}
        manager, applicant = make_person(name="Other Manager"), make_person(name="Only Applies")
        give_role(manager, Role.PROGRAM_MANAGER, scope=Scope.REGION, region=make_office().region)
        make_seat(self.listed, make_office(region=manager.role_grants.get().region))
        make_application(make_cycle(), applicant)
        advocate = make_placement(office=make_office(), supervisor=make_person()).fellow.person
        give_role(advocate, Role.ADVOCATE, scope=Scope.OFFICE, office=make_office())
        lead_elsewhere = supervisor_of(self.marrow, "Lead Elsewhere")
        return [
            make_person(name="Passes By"), applicant, advocate, lead_elsewhere, manager,
            make_fellow(make_cohort(), "Other Fellow").person, make_staff(*others, name="All The Others"),
        ]  # fmt: skip

    def sent(self):
        """A form that would be right at nearly every address."""
        days = {
            f"{name}_{part}": getattr(day, part)
            for name, day in {
                "last_day": date(2029, 5, 1), "first_day": date(2027, 2, 1), "from_day": date(2027, 2, 1),
                "starts_on": date(2027, 9, 6), "back_on": date(2027, 2, 2),
            }.items()
            for part in ("month", "day", "year")
        }  # fmt: skip
        return days | {
            "do": "use", "reason": "Because.", "confirm": "1", "to": str(self.calder.pk),
            "fellow": str(self.wendell.pk), "office": str(self.calder.pk), "other": str(self.calder.pk),
            "kind": "other", "note": "Said.", "promises": ["pay"], "signed_as": "Somebody", "impression": "good",
            "words": "Words.", "agree": "yes", "label": "Ninth seat", "pay": "58000", "employer_of_record": "host",
            "funding": "confirmed", "skill_is_firm": "yes", "minimum": "2", "end_kind": "program", "letters": "now",
            "is_open": "on", "region": str(self.far.region_id), "most": "0", "offices_rank": "met", "days": "3",
            "met": [str(self.wendell.pk)], "answer": "yes",
            f"placement_{self.placement.pk}": "end",
        }  # fmt: skip


def addresses(ids):
    """Every address of cohorts with these ids in it, by name; those that lack one are left out."""
    for where, pattern in doors.patterns(get_resolver().url_patterns):
        if not (pattern.name or "").startswith("cohorts_"):
            continue
        keys = re.findall(r"<\w+:(\w+)>", where)
        if set(keys) - ids.keys() - {"kind"}:
            continue
        for kind in KINDS if "kind" in keys else ("",):
            filled = re.sub(r"<\w+:(\w+)>", lambda hit, kind=kind: str({**ids, "kind": kind}[hit[1]]), where)
            yield pattern.name, "/" + filled, bool(keys)


def everything():
    """All rows that anybody could have changed."""
    models = [*apps.get_app_config("cohorts").get_models(), Letter, RoleGrant, Application]
    return {model.__name__: sorted(map(repr, model.objects.values_list())) for model in models}


CANARY = re.compile(r"[A-Z]-CANARY|partner-canary|2031|Noah Pell|Asked About")


@pytest.fixture
def world(clock):
    return World()


def test_the_wrong_people_get_nothing_and_change_nothing(client, world):
    client.raise_request_exception = False
    people, got_in = world.outsiders(), []
    before = everything()
    for person in people:
        sign_in(client, person)
        for ids in world.ids:
            for name, address, has_key in addresses(ids):
                answers = [client.get(address)] + ([client.post(address, world.sent())] if has_key else [])
                for answer in answers:
                    doors.assert_silent(answer, f"{person.name} at {address}", CANARY)
                may = has_key and person.name == "Other Manager" and name in OF_EVERY_REGION
                right = {200, 422} if may else {403, 404} if has_key else {200, 302, 403, 404}
                got_in += [
                    f"{person.name} {answer.request['REQUEST_METHOD']} {name}: {answer.status_code}"
                    for answer in answers
                    if answer.status_code not in right | {405}
                ]
    assert "\n".join(got_in) == ""
    assert everything() == before


def test_the_right_person_changes_something_with_the_same_form(client, world):
    sign_in(client, world.dana)
    done = {
        name
        for ids in world.ids
        for name, address, has_key in addresses(ids)
        if has_key and client.post(address, world.sent()).status_code == 302
    }
    assert len(done) > 12
    assert {"cohorts_call_off", "cohorts_conflict_remove", "cohorts_answer"} <= done


@pytest.mark.parametrize(
    ("who", "own"),
    [("evelyn", {"REFUSED-CANARY", "MET-CANARY", "SHEET-CANARY", "ROW-CANARY", "Noah Pell"}), ("keisha", set())],
)
def test_those_inside_read_what_is_theirs_alone(client, world, who, own):
    person = getattr(world, who)
    sign_in(client, getattr(person, "person", person))
    said = set()
    for ids in world.ids:
        for _name, address, _has_key in addresses(ids):
            for text in doors.texts_of(client.get(address)):
                said |= set(re.findall(r"[A-Z]+-(?:TOLD-)?CANARY|partner-canary|2031|Noah Pell", text))
    assert said == own
