"""Who may do what in training: each predicate agrees with its twin."""

import pytest

from fellowship.access import can, visible
from fellowship.rules.roles import Role, Scope
from tests.factories.people import give_role, make_office, make_person, make_staff
from tests.factories.training import AT, enrolled, finish, small_course
from training.models import Certificate, CourseVersion, Enrollment, QuizAttempt
from training.services import publishing

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """Two offices in two regions with one Advocate each, and one person of every kind."""
    assignment = small_course()
    here, there = make_office(), make_office()
    enrollments = [enrolled(assignment, office=office) for office in (here, there)]
    nowhere = enrolled(assignment, office=here)
    Enrollment.objects.filter(pk=nowhere.pk).update(office=None)
    finish(enrollments[0])
    publishing.new_version(actor=None, course_id=assignment.curriculum.courses.get().course_id, at=AT)
    people = {role: make_staff(role) for role in Role if role is not Role.ADVOCATE}
    for name, role in (("near trainer", Role.TRAINER), ("near manager", Role.PROGRAM_MANAGER)):
        people[name] = make_person()
        give_role(people[name], role, scope=Scope.REGION, region=here.region)
    people["nobody"] = make_person()
    people["here"], people["there"] = (enrollment.person for enrollment in enrollments)
    give_role(people["there"], Role.TRAINER)
    return people


TABLE = {
    "training.walk_path": Enrollment,
    "training.take_quiz": QuizAttempt,
    "training.hold_certificate": Certificate,
    "training.see_board": Enrollment,
    "training.give_more_time": Enrollment,
    "training.withdraw_certificate": Enrollment,
    "training.write_courses": CourseVersion,
}


@pytest.mark.parametrize("code", TABLE)
def test_predicate_and_twin_agree(world, code):
    for who, person in world.items():
        rows = list(TABLE[code].objects.all())
        allowed = {row.pk for row in rows if can(person, code, row)}
        assert {row.pk for row in visible(person, code)} == allowed, who


def test_a_region_reaches_its_own_offices_only(world):
    names = {row.person_id for row in visible(world["near trainer"], "training.see_board")}
    assert world["there"].pk not in names
    assert names == {world["here"].pk}


def test_nobody_gives_themselves_more_time(world):
    mine = Enrollment.objects.get(person=world["there"])
    assert not can(world["there"], "training.give_more_time", mine)


def test_a_published_version_is_nobodys_to_change(world):
    versions = {version.is_published: version for version in CourseVersion.objects.all()}
    assert can(world[Role.TRAINER], "training.write_courses", versions[False])
    assert not can(world[Role.ADMINISTRATOR], "training.write_courses", versions[True])
