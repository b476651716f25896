"""The voluntary questions: offered after sending, one's own alone, and nothing changes whether they are answered."""

import json

import pytest
from django.db import connection
from django.urls import reverse
from wagtail.models import Site

from fellowship.access import can, visible
from fellowship.models import AuditEntry
from fellowship.queries import next_steps
from fellowship.rules.roles import Role
from recruitment.models import EqualOpportunityAnswers, EqualOpportunityReport, EqualOpportunitySettings, ReportedCycle
from recruitment.rules.equal_opportunity import SKIPPED, Answers, unseal
from recruitment.rules.stages import Action
from recruitment.services import own_data
from recruitment.services.equal_opportunity import settle_questions
from tests.factories import recruitment as make
from tests.factories.people import make_staff, sign_in

pytestmark = pytest.mark.django_db
AT = make.AT
SAID = {"race": ["asian", "white"], "gender": "nonbinary"}


def page(application):
    return reverse("recruitment_equal_opportunity", args=[application.pk])


def skip(application):
    return reverse("recruitment_skip_equal_opportunity", args=[application.pk])


def kept(application):
    return unseal(EqualOpportunityAnswers.objects.get(pk=application.pk).sealed)


@pytest.fixture
def sent(clock):
    return make.submitted()


@pytest.fixture
def maya(client, sent):
    client.force_login(sent.person)
    return client


def steps_of(application):
    return [step.url for step in next_steps.for_person(application.person, AT)]


def test_it_is_offered_after_sending_and_once(maya, sent):
    status = maya.get(reverse("recruitment_status", args=[sent.pk])).text
    assert page(sent) in status
    assert page(sent) in maya.get(reverse("recruitment_sent", args=[sent.pk])).text
    assert steps_of(sent) == [page(sent)]
    assert maya.post(skip(sent)).status_code == 302
    assert steps_of(sent) == []
    assert page(sent) in maya.get(reverse("recruitment_status", args=[sent.pk])).text
    assert kept(sent) == SKIPPED


def test_it_is_not_asked_before_sending_nor_after_withdrawing(client, clock):
    draft = make.draft()
    client.force_login(draft.person)
    assert client.get(page(draft)).status_code == 404
    assert client.post(skip(draft)).status_code == 404
    assert steps_of(make.moved(make.submitted(make.person("Ana Sol"), draft.cycle), Action.WITHDRAW)) == []
    assert EqualOpportunityAnswers.objects.count() == 0


def test_a_decision_that_waits_for_its_letter_does_not_show_in_it(sent):
    make.moved(sent, Action.START_REVIEW, Action.DECLINE)
    assert steps_of(sent) == [page(sent)]


def test_it_is_not_offered_once_the_cycle_is_counted(maya, sent):
    report = EqualOpportunityReport.objects.create(made_at=AT)
    ReportedCycle.objects.create(cycle=sent.cycle, report=report)
    assert steps_of(sent) == []
    assert maya.get(page(sent)).status_code == 200


def test_answers_are_kept_shown_changed_and_deleted(maya, sent):
    before = sent.stage, sent.updated_at
    assert maya.post(page(sent), SAID).status_code == 302
    assert kept(sent) == Answers(frozenset({"asian", "white"}), "nonbinary")
    shown = maya.get(page(sent))
    assert shown.text.count(" checked") == 3
    assert "Delete my answers" in shown.text
    maya.post(page(sent), {"race": ["prefer_not"], "gender": "prefer_not"})
    assert kept(sent) == SKIPPED
    maya.post(page(sent), {"race": ["black"]})
    assert kept(sent) == Answers(frozenset({"black"}))
    assert maya.post(skip(sent), follow=True).text.count("Your answers are deleted.") == 1
    assert kept(sent) == SKIPPED
    sent.refresh_from_db()
    assert (sent.stage, sent.updated_at) == before


def test_answering_twice_keeps_one_row(maya, sent):
    maya.post(page(sent), SAID)
    maya.post(page(sent), SAID)
    assert EqualOpportunityAnswers.objects.count() == 1


def test_nothing_at_all_is_an_answer_too(maya, sent):
    assert maya.post(page(sent), {}).status_code == 302
    assert steps_of(sent) == []


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"race": ["asian", "prefer_not"]}, "Choose categories or “I prefer not to say”, not both."),
        ({"race": ["martian"]}, "Choose from the list."),
        ({"race": ["asian"], "gender": "x' OR 1=1"}, "Choose from the list."),
    ],
)
def test_what_cannot_be_is_said_at_the_field(maya, sent, wrong, sentence):
    answer = maya.post(page(sent), wrong)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert EqualOpportunityAnswers.objects.count() == 0


def test_the_questions_are_asked_in_the_seven_categories_and_in_spanish(maya, sent):
    english = maya.get(page(sent)).text
    for words in ("What is your race and/or ethnicity?", "Middle Eastern or North African", "Select all that apply."):
        assert words in english
    sent.person.language = "es"
    sent.person.save()
    spanish = maya.get(page(sent)).text
    for words in ("¿Cuál es su raza o etnia?", "De Oriente Medio o Norte de África", "Prefiero no decirlo"):
        assert words in spanish
    assert "Select all that apply." not in spanish


def test_service_and_disability_are_asked_only_where_switched_on(maya, sent):
    assert "Armed Forces" not in maya.get(page(sent)).text
    assert maya.post(page(sent), {"veteran": "yes", "disability": "yes"}).status_code == 302
    assert kept(sent) == SKIPPED
    site = Site.objects.get(is_default_site=True)
    switched_on = {"ask_veteran": True, "ask_disability": True}
    EqualOpportunitySettings.objects.update_or_create(site=site, defaults=switched_on)
    assert "Armed Forces" in maya.get(page(sent)).text
    maya.post(page(sent), {"veteran": "yes", "disability": "no"})
    assert kept(sent) == Answers(veteran="yes", disability="no")


def test_nobody_else_opens_it_in_any_role(client, sent):
    settle_questions(actor=sent.person, application_id=sent.pk, at=AT, answers=Answers(gender="woman"))
    for other in (make.person("Ana Sol"), *map(make_staff, Role)):
        sign_in(client, other)
        assert client.get(page(sent)).status_code == 404
        assert client.post(page(sent), SAID).status_code == 404
        assert client.post(skip(sent)).status_code == 404
        assert not can(other, "recruitment.answer_equal_opportunity", sent)
        assert not visible(other, "recruitment.answer_equal_opportunity").exists()
        assert kept(sent) == Answers(gender="woman")


def test_the_database_sees_neither_answers_nor_whether_there_are_any(sent):
    other = make.submitted(make.person("Ana Sol"), sent.cycle)
    settle_questions(actor=sent.person, application_id=sent.pk, at=AT, answers=Answers(frozenset({"asian"}), "woman"))
    settle_questions(actor=other.person, application_id=other.pk, at=AT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM recruitment_equalopportunityanswers")
        one, two = (row[0] for row in cursor.fetchall())
    assert len(one) == len(two)
    assert "asian" not in one + two
    assert "woman" not in one + two
    entries = AuditEntry.objects.filter(action="recruitment.settle_equal_opportunity").order_by("pk")
    assert {(row.subject_label, json.dumps(row.data)) for row in entries} == {
        ("equal_opportunity.equalopportunityanswers", "{}")
    }
    administrator = make_staff(Role.ADMINISTRATOR)
    assert not visible(administrator, "fellowship.read_audit").filter(pk__in=entries).exists()


def test_it_is_part_of_the_own_copy_and_of_deletion(maya, sent):
    maya.post(page(sent), SAID)
    copy = json.loads(maya.get(reverse("recruitment_data_file")).content)
    assert copy["voluntary_answers"] == [
        {"reference": sent.reference, "race_and_ethnicity": ["asian", "white"], "gender": "nonbinary",
         "veteran": "", "disability": ""}
    ]  # fmt: skip
    own_data.ask_erasure(actor=sent.person, at=AT)
    assert EqualOpportunityAnswers.objects.count() == 0


def test_the_page_takes_few_queries(maya, sent, django_assert_num_queries):
    maya.get(page(sent))
    with django_assert_num_queries(PAGE_QUERIES):
        maya.get(page(sent))


PAGE_QUERIES = 8
