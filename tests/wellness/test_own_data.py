"""One-on-ones in the copy of one's own data, and after its deletion."""

import pytest

from recruitment.services import own_data as deletion
from tests.factories import wellness as make
from tests.factories.wellness import AT
from wellness.models import AgendaItem, CoachingRelationship, Note, OneOnOne
from wellness.queries.own_data import part
from wellness.rules.stages import Audience

pytestmark = pytest.mark.django_db


def two_sides():
    """A pair with a meeting, and on it what both see and what each keeps to themselves."""
    pair = make.make_pair()
    meeting = make.planned(pair)
    for author, text in ((pair.advocate, "Mine"), (pair.coach, "Theirs")):
        make.topic(pair, author, f"{text} for both")
        make.topic(pair, author, f"{text} alone", audience=Audience.PRIVATE)
        make.note(meeting, author, f"{text} noted for both", audience=Audience.SHARED)
        make.note(meeting, author, f"{text} noted alone")
    make.promise(pair, pair.coach)
    return pair


def test_the_copy_holds_what_both_see_and_ones_own(django_assert_num_queries):
    pair = two_sides()
    with django_assert_num_queries(4):
        mine = part(pair.advocate)
    assert {row["text"] for row in mine["agenda"]} == {"Mine for both", "Mine alone", "Theirs for both"}
    assert {row["text"] for row in mine["notes"]} == {
        "Mine noted for both", "Mine noted alone", "Theirs noted for both",
    }  # fmt: skip
    assert [(row["text"], row["mine"]) for row in mine["actions"]] == [("Call the clinic", False)]
    assert len(mine["meetings"]) == 1
    assert "Mine noted alone" not in str(part(pair.coach))


def test_deletion_of_the_one_coached_leaves_nothing_of_either():
    pair = two_sides()
    pair.advocate.role_grants.all().delete()
    assert deletion.ask_erasure(actor=pair.advocate, at=AT).stage == "done"
    for table in (CoachingRelationship, OneOnOne, AgendaItem, Note):
        assert not table.objects.exists(), table


def test_deletion_of_a_coach_leaves_the_others_record():
    pair = two_sides()
    pair.coach.role_grants.all().delete()
    assert deletion.ask_erasure(actor=pair.coach, at=AT).stage == "done"
    assert {row.text for row in Note.objects.all()} == {
        "Mine noted for both", "Mine noted alone", "Theirs noted for both",
    }  # fmt: skip
    assert AgendaItem.objects.count() == 3
