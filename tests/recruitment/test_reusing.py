"""Answers of an earlier application used again, and the notice of a newer form."""

from datetime import timedelta

import pytest
from django.urls import reverse

from fellowship.access import Refused
from fellowship.models import AuditEntry
from recruitment.models import Answer, Application, OfficeChoice, Question
from recruitment.queries.forms import answers_of
from recruitment.rules.answers import QuestionSpec
from recruitment.rules.groups import parts_in
from recruitment.rules.questions import QuestionKind as Kind
from recruitment.rules.reusing import used_again
from recruitment.services import forms
from recruitment.services.answers import save_page
from recruitment.services.applications import ApplicationsClosed
from recruitment.services.reusing import reuse_answers
from tests.factories import recruitment as make

STORY = "I called the clinic, and stayed."


def spec(kind, **fields):
    return QuestionSpec("asked", kind, "Asked?", "one", **fields)


@pytest.mark.parametrize(
    ("new", "old", "value", "again"),
    [
        (spec(Kind.LONG_TEXT), {}, "Text", "Text"),
        (spec(Kind.LONG_TEXT), {}, "  ", None),
        (spec(Kind.LONG_TEXT), {"kind": "short_text"}, "Text", None),
        (spec(Kind.LONG_TEXT), {"identifies": True}, "Text", None),
        (spec(Kind.LONG_TEXT, identifies=True), {}, "Text", None),
        (spec(Kind.STATEMENT), {}, True, None),
        (spec(Kind.FILE), {}, {"name": "cv.pdf", "size": 1}, None),
        (spec(Kind.YES_NO), {}, "yes", "yes"),
        (spec(Kind.CHOICE, choices=(("a", "A"),)), {}, "a", "a"),
        (spec(Kind.CHOICE, choices=(("a", "A"),)), {}, "gone", None),
        (spec(Kind.SEVERAL, choices=(("a", "A"), ("b", "B"))), {}, ["a", "gone"], ["a"]),
        (spec(Kind.SEVERAL, choices=(("a", "A"),)), {}, ["gone"], None),
        (spec(Kind.OFFICES), {}, ["two", "gone", "one"], ["two", "one"]),
        (spec(Kind.OFFICES), {}, ["gone"], None),
        (spec(Kind.GROUP, parts=parts_in("Employer")), {}, [{"employer": "A", "old": "x"}], [{"employer": "A"}]),
        (spec(Kind.LANGUAGES), {}, [{"language": "es", "level": "fluent"}], [{"language": "es", "level": "fluent"}]),
    ],
)
def test_what_fits_is_used_and_agreements_files_and_identity_are_not(new, old, value, again):
    was = {"kind": str(new.kind), "identifies": False, **old}
    assert used_again(new, value=value, offices={"one", "two"}, **was) == again


@pytest.fixture
def earlier(clock, db):
    """An application sent in a year ago."""
    application = make.submitted()
    Application.objects.update(started_at=make.AT - timedelta(days=365))
    application.refresh_from_db()
    return application


@pytest.fixture
def draft(client, earlier):
    client.force_login(earlier.person)
    new = make.cycle(cohort_year=2028, name="2028 fellowship")
    make.opening(new, earlier.cycle.openings.get().office)
    return make.draft(earlier.person, new)


def test_the_person_is_asked_and_sees_what_would_be_copied(client, draft):
    tasks = reverse("recruitment_tasks", args=[draft.pk])
    page = reverse("recruitment_reuse", args=[draft.pk])
    assert page in client.get(tasks).text
    shown = client.get(page).text
    assert STORY in shown
    assert "404-555-0188" not in shown
    assert not Answer.objects.filter(application=draft).exists()
    assert client.post(page)["Location"] == tasks
    answers = answers_of(draft.pk)
    assert answers["why_this_work"] == STORY
    assert "phone" not in answers
    assert "moving_from" not in answers
    assert OfficeChoice.objects.filter(application=draft).count() == 1
    assert page not in client.get(tasks).text
    entry = AuditEntry.objects.get(action="recruitment.reuse_answers")
    assert STORY not in str(entry.data)


def test_a_second_time_and_what_is_written_already_change_nothing(draft):
    from recruitment.rules.answers import Seen  # noqa: PLC0415

    sent = {"why_this_work": "New this year"}
    save_page(
        actor=draft.person, application_id=draft.pk, step="your_words", sent=sent,
        seen={"why_this_work": Seen()}, at=make.AT,
    )  # fmt: skip
    first = reuse_answers(actor=draft.person, application_id=draft.pk, at=make.AT)
    assert first > 0
    assert answers_of(draft.pk)["why_this_work"] == "New this year"
    assert reuse_answers(actor=draft.person, application_id=draft.pk, at=make.AT) == 0
    assert AuditEntry.objects.filter(action="recruitment.reuse_answers").count() == 1


def test_only_the_person_and_only_while_it_is_open(draft, clock):
    with pytest.raises(Refused):
        reuse_answers(actor=make.person("Ana Sol"), application_id=draft.pk, at=make.AT)
    with pytest.raises(ApplicationsClosed):
        reuse_answers(actor=draft.person, application_id=draft.pk, at=make.AT + timedelta(days=400))
    assert not Answer.objects.filter(application=draft).exists()


def test_nobody_gets_anybody_elses_answers(client, draft):
    ana = make.person("Ana Sol")
    hers = make.draft(ana, draft.cycle)
    client.force_login(ana)
    page = reverse("recruitment_reuse", args=[hers.pk])
    assert "Nothing to use again" in client.get(page).text
    client.post(page)
    assert not Answer.objects.filter(application=hers).exists()
    assert client.get(reverse("recruitment_reuse", args=[draft.pk])).status_code == 404


def test_an_answer_set_aside_is_not_used_again(client, draft, earlier):
    Answer.objects.filter(application=earlier, question__key="why_this_work").update(set_aside=True)
    assert STORY in client.get(reverse("recruitment_reuse", args=[draft.pk])).text
    reuse_answers(actor=draft.person, application_id=draft.pk, at=make.AT)
    assert "why_this_work" not in answers_of(draft.pk)


def test_a_newer_form_is_named_and_nothing_is_needed(client, draft):
    tasks = reverse("recruitment_tasks", args=[draft.pk])
    assert "newer form" not in client.get(tasks).text
    version = forms.new_version(actor=None, version_id=draft.form_version_id, at=make.AT)
    Question.objects.filter(version=version, key="phone").update(label="Telephone")
    assert "newer form" not in client.get(tasks).text
    forms.publish_version(actor=None, version_id=version.pk, at=make.AT)
    text = client.get(tasks).text
    assert "There is a newer form" in text
    assert "nothing is needed from you" in text
    assert "Telephone" not in client.get(reverse("recruitment_step", args=[draft.pk, "about_you"])).text
    later = make.draft(make.person("Ben Ito"), draft.cycle)
    client.force_login(later.person)
    assert "newer form" not in client.get(reverse("recruitment_tasks", args=[later.pk])).text
