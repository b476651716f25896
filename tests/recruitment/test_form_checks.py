"""A form with a forbidden question can't be published; a fair-chance officer allows some, and none about a record."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from fellowship.access import Refused
from fellowship.models import AuditEntry
from fellowship.rules.roles import Role
from recruitment.models import FormVersion, Question, QuestionException
from recruitment.queries import form_checks
from recruitment.rules.forbidden_questions import findings_in
from recruitment.rules.forbidden_words import Topic
from recruitment.services import forms, question_exceptions
from tests.factories import recruitment as make

pytestmark = pytest.mark.django_db
REASON = "The county's contract asks for people of 18 or more."


@pytest.fixture
def farah(client, clock, monkeypatch):
    monkeypatch.setattr("fellowship.second_factor.given", lambda _request: True)
    farah = make.person("Farah Nassif", role=Role.FAIR_CHANCE_OFFICER)
    client.force_login(farah)
    return farah


def draft_asking(label, key="stood_up", **fields):
    version = (
        FormVersion.objects.order_by("-number").first()
        or forms.install_starter_form(actor=None, at=make.AT).versions.get()
    )
    if not version.is_draft:
        version = forms.new_version(actor=None, version_id=version.pk, at=make.AT)
    Question.objects.filter(version=version, key=key).update(label=label, **fields)
    return version


def found(version, topic):
    (finding,) = [each for each in findings_in(form_checks.rows_of(version.pk)) if each.topic is topic]
    return finding


def allow(actor, version, topic=Topic.AGE, **fields):
    digest = fields.pop("digest", None) or found(version, topic).digest
    sent = {"key": "stood_up", "topic": topic, "digest": digest, "reason": REASON, "at": make.AT, **fields}
    return question_exceptions.allow_question(actor=actor, version_id=version.pk, **sent)


def test_a_question_about_a_record_is_never_published_whoever_allows_it(farah):
    version = draft_asking("Have you ever been arrested?")
    with pytest.raises(forms.NotReady) as refusal:
        forms.publish_version(actor=None, version_id=version.pk, at=make.AT)
    assert [each.topic for each in refusal.value.findings] == [Topic.CRIMINAL_HISTORY]
    with pytest.raises(question_exceptions.NeverAllowed):
        allow(farah, version, Topic.CRIMINAL_HISTORY)
    assert not QuestionException.objects.exists()


def test_the_database_refuses_an_exception_for_a_record_and_one_without_a_reason(farah):
    form = forms.install_starter_form(actor=None, at=make.AT)
    row = {"form": form, "key": "a", "digest": "0" * 16, "question": "?", "allowed_at": make.AT}
    for bad in ({"topic": "criminal_history", "reason": "Because"}, {"topic": "age", "reason": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            QuestionException.objects.create(**row, **bad)


def test_an_officer_allows_exactly_these_words_once_and_it_is_on_record(farah):
    version = draft_asking("Are you at least 18?")
    first, second = allow(farah, version), allow(farah, version, reason="Another reason")
    assert first == second
    assert (first.reason, first.allowed_by, first.question) == (REASON, farah, "Are you at least 18?")
    assert AuditEntry.objects.filter(action="recruitment.allow_question").count() == 1
    forms.publish_version(actor=None, version_id=version.pk, at=make.AT)

    same = draft_asking("Are you at least 18?")
    assert form_checks.forbidden_in(same) == ()
    changed = draft_asking("Are you at least 21?")
    assert [each.topic for each in form_checks.forbidden_in(changed)] == [Topic.AGE]


def test_an_officer_who_read_other_words_is_refused(farah):
    version = draft_asking("Are you at least 18?")
    old = found(version, Topic.AGE).digest
    draft_asking("Are you at least 21?")
    with pytest.raises(question_exceptions.WordsChanged):
        allow(farah, version, digest=old)
    with pytest.raises(question_exceptions.WordsChanged):
        allow(farah, version, topic=Topic.CITIZENSHIP, digest=old)


@pytest.mark.parametrize("role", [Role.RECRUITMENT_MANAGER, Role.PROGRAM_MANAGER, Role.REVIEWER, None])
def test_nobody_else_allows_a_question(clock, role):
    version = draft_asking("Are you at least 18?")
    with pytest.raises(Refused):
        allow(make.person("Inés Duarte", role=role), version)


def test_the_officers_page_explains_and_takes_a_reason(client, farah):
    page = reverse("recruitment_form_checks")
    assert "Nothing was found" in client.get(page).text
    version = draft_asking("Are you at least 18?")
    draft_asking("¿Tiene antecedentes penales?", key="why_this_work")
    text = client.get(page).text
    assert "29 CFR 1625.5" in text
    assert "Can’t be allowed" in text
    address = reverse("recruitment_allow_question", args=[version.pk, "stood_up", "age"])
    assert address in text
    assert reverse("recruitment_allow_question", args=[version.pk, "why_this_work", "criminal_history"]) not in text

    asked = client.get(address)
    assert "exactly these words" in asked.text
    digest = asked.context["form"]["digest"].value()
    empty = client.post(address, {"reason": " ", "digest": digest})
    assert empty.status_code == 422
    assert "Say why the law allows this question here." in empty.text
    assert client.post(address, {"reason": REASON, "digest": digest})["Location"] == page
    assert QuestionException.objects.get().reason == REASON
    assert "Allowed" in client.get(page).text


def test_what_can_t_be_allowed_has_no_page(client, farah):
    version = draft_asking("Do you have a criminal record?")
    for key, topic in (("stood_up", "criminal_history"), ("stood_up", "age"), ("nothing", "age"), ("stood_up", "x")):
        address = reverse("recruitment_allow_question", args=[version.pk, key, topic])
        assert client.get(address).status_code == 404
        assert client.post(address, {"reason": REASON, "digest": "0" * 16}).status_code == 404


def test_a_published_version_is_no_longer_the_officers(client, farah):
    version = forms.install_starter_form(actor=None, at=make.AT).versions.get()
    Question.objects.filter(version=version, key="stood_up").update(label="Are you at least 18?")
    address = reverse("recruitment_allow_question", args=[version.pk, "stood_up", "age"])
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_draft_and_for_three(farah, django_assert_num_queries, count):
    draft_asking("Are you at least 18?")
    source = Question.objects.filter(key="stood_up").order_by("pk").last()
    for number in range(1, count):
        form = forms.ApplicationForm.objects.create(name=f"Form {number}")
        version = FormVersion.objects.create(form=form, number=1)
        Question.objects.create(version=version, step="a", step_title="A", key="age", kind="number", label="Your age")
    assert source is not None
    with django_assert_num_queries(4):
        assert len(form_checks.checked_drafts(farah)) == count


def test_the_officer_is_told_what_waits(farah, clock):
    assert list(form_checks.for_officer(farah, make.AT)) == []
    version = draft_asking("Are you at least 18?")
    assert [step.title for step in form_checks.for_officer(farah, make.AT)] == [
        "Look at 1 question that a form may not ask"
    ]
    allow(farah, version)
    assert list(form_checks.for_officer(farah, make.AT)) == []
    assert list(form_checks.for_officer(make.manager(), make.AT)) == []
