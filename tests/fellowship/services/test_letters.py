"""The outbox: written once, held or queued, edited, let go, taken back."""

from datetime import timedelta

import pytest
from django_q.models import OrmQ

from fellowship.access import Refused
from fellowship.models import AuditEntry, Letter, LetterTemplate
from fellowship.rules.refusals import NotAllowed
from fellowship.rules.roles import Role
from fellowship.services import letters
from tests.factories.core import AT, DECISION, NEWS, VALUES, make_letter
from tests.factories.people import make_person, make_staff

pytestmark = pytest.mark.django_db


def stage_of(letter):
    return Letter.objects.get(pk=letter.pk).stage


def actions():
    rows = AuditEntry.objects.filter(subject_label="fellowship.letter").order_by("pk")
    return [row.action.removeprefix("fellowship.") for row in rows]


def keeper():
    return make_staff(Role.PROGRAM_MANAGER)


def test_a_letter_is_written_in_the_language_of_its_recipient_and_queued():
    maya = make_person(called="Maya", language="es")
    letter = make_letter(maya, values={**VALUES, "note": "Todo\nva bien."})
    assert (letter.subject, letter.language, letter.stage) == ("Noticias", "es", "queued")
    assert letter.body == "Hola, Maya:\n\nTodo va bien.\n\nVea http://localhost:8000/my/."
    assert (letter.next_attempt_at, letter.about_label, letter.about_id) == (AT, "fellowship.person", str(maya.pk))
    assert [task.task["func"] for task in OrmQ.objects.all()] == ["fellowship.tasks.deliver_letter"]
    assert [task.task["args"] for task in OrmQ.objects.all()] == [(str(letter.pk),)]


def test_a_decision_is_held_and_nothing_is_asked_of_the_worker():
    letter = make_letter(kind=DECISION)
    assert (letter.stage, letter.is_decision, letter.next_attempt_at) == ("held", True, None)
    assert OrmQ.objects.count() == 0


def test_hold_overrules_the_kind():
    assert make_letter(hold=True).stage == "held"
    assert make_letter(kind=DECISION, hold=False).stage == "queued"


def test_without_words_in_the_language_the_english_ones_are_used():
    letter = make_letter(make_person(language="es"), kind=DECISION)
    assert (letter.subject, letter.language) == ("Our answer", "es")


def test_the_organizations_own_words_come_first():
    LetterTemplate.objects.create(kind=NEWS.key, language="en", subject="For {called}", body="{note}")
    LetterTemplate.objects.create(kind=NEWS.key, language="es", subject="Otro", body="Otro")
    letter = make_letter(values={**VALUES, "note": "https://evil.example"})
    assert (letter.subject, letter.body) == ("For Maya", "https //evil[.]example")


def test_the_same_letter_is_written_once():
    maya = make_person(called="Maya")
    first = make_letter(maya)
    again = make_letter(maya, values={**VALUES, "note": "Changed."})
    assert again.pk == first.pk
    assert "All is well." in again.body
    assert (Letter.objects.count(), OrmQ.objects.count(), actions()) == (1, 1, ["compose_letter"])


def test_another_word_record_person_or_kind_makes_another_letter():
    maya, ada = make_person(), make_person()
    made = [
        make_letter(maya),
        make_letter(maya, dedup="second"),
        make_letter(maya, subject_record=ada),
        make_letter(ada, subject_record=maya),
        make_letter(maya, kind=DECISION),
    ]
    assert len({letter.pk for letter in made}) == 5


def test_a_mistake_of_the_caller_writes_nothing():
    with pytest.raises(KeyError):
        letters.compose_letter(
            actor=None, kind="x.unheard", recipient=make_person(), values={}, subject_record=make_person(), at=AT
        )
    with pytest.raises(ValueError, match="needs a value"):
        make_letter(values={"called": "Maya"})
    assert Letter.objects.count() == 0


def test_a_letter_let_go_is_queued_and_one_gone_is_left_alone():
    dana, held, queued = keeper(), make_letter(kind=DECISION), make_letter()
    assert letters.release_letters(actor=dana, letter_ids=[held.pk, queued.pk], at=AT) == 1
    assert letters.release_letters(actor=dana, letter_ids=[held.pk], at=AT) == 0
    assert (stage_of(held), stage_of(queued)) == ("queued", "queued")
    assert OrmQ.objects.count() == 2
    assert actions() == ["compose_letter", "compose_letter", "release_letter"]


def test_the_system_may_let_go_too():
    assert letters.release_letters(actor=None, letter_ids=[make_letter(kind=DECISION).pk], at=AT) == 1


def test_a_failed_letter_let_go_starts_anew():
    letter = make_letter()
    Letter.objects.update(stage="failed", attempts=6, last_error="no", next_attempt_at=None)
    letters.release_letters(actor=keeper(), letter_ids=[letter.pk], at=AT)
    letter.refresh_from_db()
    assert (letter.stage, letter.attempts, letter.last_error, letter.next_attempt_at) == ("queued", 0, "", AT)


def test_editing_changes_the_words_and_not_the_stage():
    dana, letter = keeper(), make_letter(kind=DECISION)
    letters.edit_letter(actor=dana, letter_id=letter.pk, subject=" New\nwords ", body=" Body. ", at=AT)
    letter.refresh_from_db()
    assert (letter.subject, letter.body, letter.edited_at, letter.stage) == ("New words", "Body.", AT, "held")


def test_editing_over_somebody_elses_change_is_refused():
    dana, letter = keeper(), make_letter(kind=DECISION)
    letters.edit_letter(actor=dana, letter_id=letter.pk, subject="One", body="One", at=AT)
    with pytest.raises(letters.LetterChanged):
        letters.edit_letter(actor=dana, letter_id=letter.pk, subject="Two", body="Two", at=AT)
    letters.edit_letter(
        actor=dana, letter_id=letter.pk, subject="Two", body="Two", at=AT + timedelta(minutes=1), seen=AT
    )
    letter.refresh_from_db()
    assert letter.body == "Two"


def test_hold_and_discard():
    dana, letter = keeper(), make_letter()
    letters.hold_letter(actor=dana, letter_id=letter.pk, at=AT)
    assert (stage_of(letter), Letter.objects.get().next_attempt_at) == ("held", None)
    letters.discard_letter(actor=dana, letter_id=letter.pk, at=AT)
    assert stage_of(letter) == "discarded"
    assert actions() == ["compose_letter", "hold_letter", "discard_letter"]


@pytest.mark.parametrize("stage", ["sending", "sent", "discarded", "cancelled"])
def test_what_has_left_can_not_be_changed(stage):
    dana, letter = keeper(), make_letter()
    more = {"sending": {"sending_since": AT}, "sent": {"sent_at": AT}}.get(stage, {})
    Letter.objects.update(stage=stage, **more)
    terms = {"actor": dana, "letter_id": letter.pk, "at": AT}
    for step in (letters.hold_letter, letters.discard_letter):
        with pytest.raises(NotAllowed):
            step(**terms)
    with pytest.raises(NotAllowed):
        letters.edit_letter(subject="x", body="y", **terms)
    assert letters.release_letters(actor=dana, letter_ids=[letter.pk], at=AT) == 0
    assert letters.cancel_letters(actor=dana, subject_record=letter.recipient, at=AT) == 0
    assert stage_of(letter) == stage


def test_reversing_a_decision_takes_back_what_has_not_left():
    maya = make_person()
    held, queued, sent = make_letter(maya, kind=DECISION), make_letter(maya), make_letter(maya, dedup="x")
    other = make_letter(maya, subject_record=make_person())
    Letter.objects.filter(pk=sent.pk).update(stage="sent", sent_at=AT)
    assert letters.cancel_letters(actor=None, subject_record=maya, kinds=[DECISION.key], at=AT) == 1
    assert letters.cancel_letters(actor=None, subject_record=maya, at=AT) == 1
    stages = [stage_of(letter) for letter in (held, queued, sent, other)]
    assert stages == ["cancelled", "cancelled", "sent", "queued"]


def test_a_cancelled_letter_can_be_written_again_and_a_discarded_one_can_not():
    maya = make_person()
    first = make_letter(maya, kind=DECISION)
    letters.cancel_letters(actor=None, subject_record=maya, at=AT)
    second = make_letter(maya, kind=DECISION)
    assert (second.pk != first.pk, second.stage) == (True, "held")
    letters.discard_letter(actor=None, letter_id=second.pk, at=AT)
    third = make_letter(maya, kind=DECISION)
    assert (third.pk, third.stage) == (second.pk, "discarded")


KEEPERS = {Role.PROGRAM_MANAGER, Role.RECRUITMENT_MANAGER}


# They may see to letters of a confidential part that did not go out, and to no others.
OF_A_PART = {Role.TREASURER, Role.FAIR_CHANCE_OFFICER}


@pytest.mark.parametrize("role", [role for role in Role if role not in KEEPERS | OF_A_PART])
def test_others_may_not_touch_the_outbox(role):
    stranger, letter = make_staff(role), make_letter(kind=DECISION)
    terms = {"actor": stranger, "letter_id": letter.pk, "at": AT}
    for step in (letters.hold_letter, letters.discard_letter):
        with pytest.raises(Refused):
            step(**terms)
    with pytest.raises(Refused):
        letters.edit_letter(subject="x", body="y", **terms)
    with pytest.raises(Refused):
        letters.settle_letter(was_sent=True, **terms)
    with pytest.raises(Refused):
        letters.release_letters(actor=stranger, letter_ids=[letter.pk], at=AT)
    assert stage_of(letter) == "held"


@pytest.mark.parametrize("role", sorted(OF_A_PART))
def test_keepers_of_a_part_find_no_letter_outside_it(role):
    stranger, letter = make_staff(role), make_letter(kind=DECISION)
    for step in (letters.hold_letter, letters.discard_letter):
        with pytest.raises(Letter.DoesNotExist):
            step(actor=stranger, letter_id=letter.pk, at=AT)
    assert letters.release_letters(actor=stranger, letter_ids=[letter.pk], at=AT) == 0
    assert stage_of(letter) == "held"


def test_a_letter_that_is_not_there_is_not_found():
    with pytest.raises(Letter.DoesNotExist):
        letters.hold_letter(actor=keeper(), letter_id=make_person().pk, at=AT)


def stuck():
    letter = make_letter()
    Letter.objects.update(stage="sending", sending_since=AT - timedelta(minutes=20), next_attempt_at=None)
    OrmQ.objects.all().delete()
    return letter


def test_a_stuck_letter_counted_as_sent():
    letter = stuck()
    letters.settle_letter(actor=keeper(), letter_id=letter.pk, was_sent=True, at=AT)
    letter.refresh_from_db()
    assert (letter.stage, letter.sent_at, letter.sending_since) == ("sent", AT - timedelta(minutes=20), None)
    assert OrmQ.objects.count() == 0


def test_a_stuck_letter_sent_again():
    letter = stuck()
    letters.settle_letter(actor=keeper(), letter_id=letter.pk, was_sent=False, at=AT)
    letter.refresh_from_db()
    assert (letter.stage, letter.sent_at, letter.next_attempt_at) == ("queued", None, AT)
    assert OrmQ.objects.count() == 1


def test_a_letter_that_is_being_sent_is_not_settled():
    letter = stuck()
    Letter.objects.update(sending_since=AT - timedelta(minutes=1))
    with pytest.raises(letters.NotStuck):
        letters.settle_letter(actor=keeper(), letter_id=letter.pk, was_sent=False, at=AT)
    Letter.objects.update(stage="held", sending_since=None)
    with pytest.raises(NotAllowed):
        letters.settle_letter(actor=keeper(), letter_id=letter.pk, was_sent=False, at=AT)
