"""Every permission of selection: the predicate and its queryset twin agree, for every role and every record."""

from typing import Any

import pytest

from fellowship.access import can, permission, visible
from fellowship.models import Person, StoredFile
from fellowship.rules.roles import Role
from recruitment.models import Application, FairChanceCase, InterviewSlot, Offer, ReviewAssignment
from recruitment.services.fair_chance import take_case
from recruitment.services.reading import recuse_reviewer
from tests.factories import recruitment as base
from tests.factories import selection as make

pytestmark = pytest.mark.django_db
AT = make.AT
MODELS: dict[str, Any] = {
    "recruitment.read_packet": ReviewAssignment,
    "recruitment.explain_stepping_back": ReviewAssignment,
    "recruitment.clear_answers": Application,
    "recruitment.assign_readers": Application,
    "recruitment.keep_slots": InterviewSlot,
    "recruitment.hold_interview": InterviewSlot,
    "recruitment.keep_offer": Offer,
    "recruitment.answer_offer": Offer,
    "recruitment.read_offer_file": StoredFile,
    "recruitment.own_case": FairChanceCase,
    "recruitment.open_case": FairChanceCase,
    "recruitment.work_case": FairChanceCase,
}


@pytest.fixture
def people() -> list[Person]:
    """A year in which people with roles apply too, step back, withdraw, and take cases."""
    of = make.cycle()
    rosa, ellis, noor = make.reviewer(), make.reviewer("Ellis Tran"), make.reviewer("Noor Aziz")
    farah, boss, ivan = make.officer(), make.manager("Ada Boss"), make.interviewer()
    reads = make.assigned(make.submitted(make.person("Jo Park"), of))
    make.scored(reads[0])
    recuse_reviewer(actor=reads[1].reviewer, assignment_id=reads[1].pk, at=AT)
    gone = make.assigned(make.submitted(make.person("Lee Moss"), of))[0].application
    base.moved(gone, "withdraw")
    ReviewAssignment.objects.create(application=make.submitted(rosa, of), reviewer=rosa, number=99, assigned_at=AT)
    make.slots(of, ivan)
    make.sent(make.invited(boss, of))
    make.drafted(make.invited(make.person("Ann Reed"), of))
    make.accepted(make.invited(farah, of))
    taken = make.accepted(make.invited(make.person("Sam Cole"), of))
    take_case(actor=farah, case_id=taken.pk, at=AT)
    make.accepted(make.invited(ivan, of))
    every = [make.person(f"Person {role}", role=role) for role in Role]
    applicants = list(Person.objects.filter(applications__isnull=False).distinct().order_by("pk"))
    return [*{person.pk: person for person in [rosa, ellis, noor, farah, boss, ivan, *every, *applicants]}.values()]


def test_predicate_and_twin_agree_everywhere(people: list[Person]) -> None:
    passed = dict.fromkeys(MODELS, 0)
    for code, model in MODELS.items():
        everything = list(model.objects.order_by("pk"))
        for person in people:
            by_twin = set(visible(person, code).values_list("pk", flat=True))
            by_predicate = {one.pk for one in everything if can(person, code, one)}
            assert by_twin == by_predicate, (code, person.name)
            passed[code] += len(by_twin)
            if by_twin:
                assert can(person, code), (code, person.name)
    assert all(passed.values()), passed


def test_what_is_sensitive_is_marked() -> None:
    assert {code for code in MODELS if permission(code).sensitive} == {
        "recruitment.open_case",
        "recruitment.work_case",
    }
    assert {code for code in MODELS if not permission(code).staff} == {
        "recruitment.answer_offer", "recruitment.own_case",
    }  # fmt: skip
