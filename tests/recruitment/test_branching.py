"""Questions that hang on another answer: asked, skipped, set aside and brought back, with and without scripts."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from fellowship.rules.roles import Role
from recruitment.models import Answer, OfficeChoice, Question
from recruitment.queries.clearing import clearing_page
from recruitment.queries.dossier import dossier
from recruitment.queries.packets import packet_of
from recruitment.rules.answers import QuestionSpec, can_be_sent
from recruitment.rules.conditions import Condition, asked
from recruitment.rules.form_checks import FaultKind, faults_in
from recruitment.rules.questions import QuestionKind
from recruitment.services.applications import AnswersMissing, submit_application
from tests.factories import recruitment as make

Kind = QuestionKind
SECRET = "The story that nobody asked for any more"


def spec(key, kind=Kind.YES_NO, when=None, **fields):
    return QuestionSpec(key, kind, key.title(), "one", shown_if=Condition(*when) if when else None, **fields)


CHAIN = (
    spec("moving"),
    spec("where", Kind.SHORT_TEXT, ("moving", "yes")),
    spec("several", Kind.SEVERAL, ("moving", "yes"), choices=(("a", "A"), ("b", "B"))),
    spec("why", Kind.SHORT_TEXT, ("several", "b")),
)


@pytest.mark.parametrize(
    ("values", "keys"),
    [
        ({}, ["moving"]),
        ({"moving": "no"}, ["moving"]),
        ({"moving": "yes"}, ["moving", "where", "several"]),
        ({"moving": "yes", "several": ["a"]}, ["moving", "where", "several"]),
        ({"moving": "yes", "several": ["a", "b"]}, ["moving", "where", "several", "why"]),
        ({"moving": "no", "several": ["b"]}, ["moving"]),
    ],
)
def test_what_is_asked_follows_from_the_answers_above(values, keys):
    assert [each.key for each in asked(CHAIN, values)] == keys


def test_what_is_not_asked_need_not_be_answered():
    assert can_be_sent(CHAIN, {"moving": "no"})
    assert not can_be_sent(CHAIN, {"moving": "yes"})
    assert can_be_sent(CHAIN, {"moving": "yes", "where": "Ohio", "several": ["a"]})
    assert not can_be_sent(CHAIN, {"moving": "yes", "where": "Ohio", "several": ["b"]})


@given(
    st.fixed_dictionaries(
        {
            "moving": st.sampled_from([None, "yes", "no", "", 3, True]),
            "where": st.text(max_size=3),
            "several": st.sampled_from([None, [], ["a"], ["b"], ["a", "b"], "b", [None, {"b": 1}]]),
        }
    )
)
def test_every_question_asked_hangs_only_on_questions_asked(values):
    keys = [each.key for each in asked(CHAIN, values)]
    for each in CHAIN:
        if each.key in keys and each.shown_if:
            assert each.shown_if.key in keys


def test_a_statement_agreed_to_counts_as_yes():
    questions = (spec("agree", Kind.STATEMENT), spec("name", Kind.SHORT_TEXT, ("agree", "yes")))
    assert [each.key for each in asked(questions, {"agree": True})] == ["agree", "name"]
    assert [each.key for each in asked(questions, {"agree": None})] == ["agree"]


def row(key, **fields):
    return {
        "key": key, "step": "one", "step_title": "One", "kind": "yes_no", "choices": "", "choices_es": "",
        "shown_if_key": "", "shown_if_value": "", "parts": "", "parts_es": "", **fields,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("condition", "fault"),
    [
        (("moving", "yes"), None),
        (("moving", "Yes"), None),
        (("moving", ""), FaultKind.HALF_A_CONDITION),
        (("", "yes"), FaultKind.HALF_A_CONDITION),
        (("moving", "maybe"), FaultKind.CONDITION_NO_CHOICE),
        (("after", "yes"), FaultKind.CONDITION_NOT_BEFORE),
        (("where", "yes"), FaultKind.CONDITION_NOT_BEFORE),
        (("nothing", "yes"), FaultKind.CONDITION_NOT_BEFORE),
        (("text", "yes"), FaultKind.CONDITION_NO_CHOICE),
    ],
)
def test_a_condition_must_hang_on_an_answer_that_can_be_given_before(condition, fault):
    where = row("where", shown_if_key=condition[0], shown_if_value=condition[1])
    rows = [row("moving"), row("text", kind="short_text"), where, row("after")]
    assert [each.kind for each in faults_in(rows)] == ([fault] if fault else [])


# --- Pages ------------------------------------------------------------------------------------------------------


@pytest.fixture
def draft(client, clock, db):
    draft = make.draft()
    make.opening(draft.cycle, make.office())
    client.force_login(draft.person)
    return draft


def address(draft, step="the_work", name="step"):
    return reverse(f"recruitment_{name}", args=[draft.pk, step])


def send(client, draft, step="the_work", name="step", **answers):
    office = draft.cycle.openings.get().office_id
    token = client.get(address(draft, step)).context["token"]
    data = {"revision": token, f"offices_{office}": "1"} if step == "the_work" else {"revision": token}
    return client.post(address(draft, step, name), {**data, **answers})


def kept(draft, key):
    return Answer.objects.values_list("value", "set_aside").get(application=draft, question__key=key)


def test_without_scripts_the_server_brings_the_question_up_on_saving(client, draft):
    page = client.get(address(draft)).text
    assert 'data-show-if="moving_help=yes" hidden' in page
    answer = send(client, draft, moving_help="yes")
    assert answer["Location"] == f"{address(draft)}#id_moving_from"
    page = client.get(answer["Location"]).text
    assert 'data-show-if="moving_help=yes">' in page
    assert "one more question on this page" in page
    answer = send(client, draft, moving_help="yes", moving_from="Toledo, Ohio")
    assert answer["Location"] == reverse("recruitment_tasks", args=[draft.pk])
    assert kept(draft, "moving_from") == ("Toledo, Ohio", False)


def test_an_answer_no_longer_asked_for_is_kept_but_shown_nowhere(client, draft):
    send(client, draft, moving_help="yes", moving_from="Toledo, Ohio")
    answer = send(client, draft, moving_help="no", moving_from="Toledo, Ohio")
    assert answer["Location"] == reverse("recruitment_tasks", args=[draft.pk])
    assert kept(draft, "moving_from") == ("Toledo, Ohio", True)
    assert "Toledo" not in client.get(reverse("recruitment_answers", args=[draft.pk])).text
    send(client, draft, moving_help="yes", moving_from="Toledo, Ohio")
    assert kept(draft, "moving_from") == ("Toledo, Ohio", False)
    assert "Toledo" in client.get(reverse("recruitment_answers", args=[draft.pk])).text


def test_a_question_that_must_be_answered_is_asked_for_only_once_it_shows(client, draft):
    Question.objects.filter(key="moving_from").update(required=True)
    assert send(client, draft, moving_help="no").status_code == 302
    assert send(client, draft, moving_help="yes")["Location"].endswith("#id_moving_from")
    answer = send(client, draft, moving_help="yes")
    assert answer.status_code == 422
    assert "Answer “Where would you move from?”." in answer.text


def test_autosave_keeps_what_a_script_has_shown(client, draft):
    answer = send(client, draft, name="autosave", moving_help="yes", moving_from="Toledo")
    assert answer.status_code == 200
    assert kept(draft, "moving_from") == ("Toledo", False)


def test_a_page_on_which_nothing_is_asked_is_skipped(client, draft):
    condition = {"shown_if_key": "reach_by", "shown_if_value": "Text message"}
    Question.objects.filter(step="your_words").update(**condition)
    tasks = reverse("recruitment_tasks", args=[draft.pk])
    assert "Answer in your own words" not in client.get(tasks).text
    assert client.get(address(draft, "your_words")).status_code == 404
    send(client, draft, "about_you", phone="404-555-0188", reach_by="text-message")
    assert "Answer in your own words" in client.get(tasks).text
    assert client.get(address(draft, "your_words")).status_code == 200
    done = send(client, draft, "experience", experience="Ten years.")
    assert done["Location"] == address(draft, "your_words")


def test_offices_no_longer_asked_for_leave_the_lists_of_staff(client, draft):
    Question.objects.filter(key="offices").update(sort_order=90, shown_if_key="moving_help", shown_if_value="yes")
    send(client, draft, moving_help="yes")
    assert OfficeChoice.objects.count() == 1
    send(client, draft, moving_help="no")
    assert not OfficeChoice.objects.exists()
    send(client, draft, moving_help="yes")
    assert OfficeChoice.objects.count() == 1


def hang_story_on_contact(application):
    """Make the second story one that is asked only of those who like to be called."""
    Question.objects.filter(key="stood_up").update(shown_if_key="reach_by", shown_if_value="Phone call")
    Answer.objects.filter(application=application, question__key="stood_up").update(value=SECRET)


def test_what_is_set_aside_reaches_neither_desk_nor_reader_nor_manager(client, draft):
    make.fill(draft)
    hang_story_on_contact(draft)
    send(client, draft, "about_you", phone="404-555-0188", reach_by="e-mail")
    assert kept(draft, "stood_up") == (SECRET, True)
    sent = submit_application(actor=draft.person, application_id=draft.pk, at=make.AT)
    ines = make.person("Inés Duarte", role=Role.RECRUITMENT_MANAGER)
    assert SECRET not in str(clearing_page(ines, sent.pk))
    assert SECRET not in str(dossier(ines, sent.pk, make.AT).sections)
    moved = make.moved(sent, "start_review")
    packet = packet_of(moved, 1)
    assert len(packet.answers) == 3
    assert SECRET not in str(packet)


def test_what_has_come_up_must_be_answered_before_sending(client, draft):
    make.fill(draft)
    hang_story_on_contact(draft)
    Answer.objects.filter(application=draft, question__key="stood_up").delete()
    send(client, draft, "about_you", phone="404-555-0188", reach_by="phone-call")
    with pytest.raises(AnswersMissing):
        submit_application(actor=draft.person, application_id=draft.pk, at=make.AT)
