"""Cycles, openings and the form builder in Wagtail's admin."""

import pytest
from django.urls import reverse

from fellowship.rules.roles import Role
from fellowship.services.cms_groups import settle_groups
from fellowship.services.roles import grant_role
from recruitment.models import ApplicationForm, Cycle, FormVersion, Opening, Question
from recruitment.rules.form_checks import Fault, FaultKind
from recruitment.services import forms as services
from tests.factories import recruitment as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines(client, clock, monkeypatch):
    monkeypatch.setattr("fellowship.second_factor.given", lambda _request: True)
    settle_groups()
    ines = make.person("Inés Duarte")
    grant_role(actor=None, person=ines, role=Role.RECRUITMENT_MANAGER, starts_on=make.AT.date(), at=make.AT)
    client.force_login(ines)
    return ines


def question(number, **fields):
    row = {
        "step": "one", "step_title": "One", "step_title_es": "", "key": f"key{number}", "kind": "short_text",
        "label": "Question?", "label_es": "", "help_text": "", "help_text_es": "", "choices": "", "choices_es": "",
        "required": "on", "max_words": "", "retention_class": "application", "ORDER": str(number), "id": "",
    }  # fmt: skip
    return {f"questions-{number}-{key}": value for key, value in {**row, **fields}.items() if value is not None}


def posted(form, *rows):
    data = {"form": form.pk, "questions-TOTAL_FORMS": len(rows), "questions-INITIAL_FORMS": 0,
            "questions-MIN_NUM_FORMS": 1, "questions-MAX_NUM_FORMS": 1000}  # fmt: skip
    for row in rows:
        data |= row
    return data


def test_the_lists_open_for_a_recruitment_manager(client, ines):
    make.opening(make.cycle(), make.office())
    for name in ("cycle", "opening", "applicationform", "recruitment_form_versions"):
        assert client.get(reverse(f"{name}:index")).status_code == 200
    for row, name in ((Cycle, "cycle"), (Opening, "opening")):
        assert client.get(reverse(f"{name}:edit", args=[row.objects.get().pk])).status_code == 200
    assert client.get(reverse("recruitment_form_versions:add")).status_code == 200


def test_a_draft_is_built_published_and_then_never_changes(client, ines):
    form = ApplicationForm.objects.create(name="Short form")
    answer = client.post(reverse("recruitment_form_versions:add"), posted(form, question(0), question(1)))
    assert answer.status_code == 302, answer.context["form"].errors
    version = FormVersion.objects.get(form=form)
    assert (version.number, version.published_at, version.questions.count()) == (1, None, 2)

    publish = reverse("recruitment_form_versions:publish", args=[version.pk])
    assert "never change" in client.get(publish).text
    client.post(publish)
    version.refresh_from_db()
    assert version.published_at == make.AT

    edit = reverse("recruitment_form_versions:edit", args=[version.pk])
    inspect = reverse("recruitment_form_versions:inspect", args=[version.pk])
    assert client.post(edit, posted(form, question(0, label="Changed?")))["Location"] == inspect
    delete = reverse("recruitment_form_versions:delete", args=[version.pk])
    assert client.post(delete)["Location"] == inspect
    assert set(Question.objects.values_list("label", flat=True)) == {"Question?"}

    renew = reverse("recruitment_form_versions:renew", args=[version.pk])
    client.post(renew)
    draft = FormVersion.objects.get(form=form, number=2)
    assert draft.is_draft
    assert list(draft.questions.values_list("key", flat=True)) == ["key0", "key1"]
    client.post(renew)
    assert FormVersion.objects.filter(form=form).count() == 2


def test_the_same_key_twice_and_an_empty_form_are_refused_in_words(client, ines):
    form = ApplicationForm.objects.create(name="Short form")
    add = reverse("recruitment_form_versions:add")
    answer = client.post(add, posted(form, question(0, key="same"), question(1, key="same")))
    assert "Two questions have the key “same”." in answer.text
    client.post(add, posted(form))
    shown = client.post(add, posted(form, question(0, identifies="on", visible_to_reviewers="on")))
    assert "readers can’t see it" in shown.text
    assert not FormVersion.objects.exists()


def test_publishing_names_every_fault(client, ines):
    form = ApplicationForm.objects.create(name="Short form")
    rows = [question(0, kind="choice", choices="Only one"), question(1, step="two", step_title="")]
    client.post(reverse("recruitment_form_versions:add"), posted(form, *rows))
    version = FormVersion.objects.get()
    answer = client.post(reverse("recruitment_form_versions:publish", args=[version.pk]))
    assert answer.status_code == 422
    assert "Write at least two choices for “key0”" in answer.text
    assert "Give the page “two” a title" in answer.text
    with pytest.raises(services.NotReady) as refusal:
        services.publish_version(actor=None, version_id=version.pk, at=make.AT)
    assert refusal.value.faults == (Fault(FaultKind.NO_STEP_TITLE, "two"), Fault(FaultKind.FEW_CHOICES, "key0"))


def test_an_applicant_keeps_the_version_they_began_with(clock):
    application = make.draft()
    old = application.form_version
    draft = services.new_version(actor=None, version_id=old.pk, at=make.AT)
    Question.objects.filter(version=draft, key="phone").update(label="Telephone")
    services.publish_version(actor=None, version_id=draft.pk, at=make.AT)
    application.refresh_from_db()
    assert application.form_version == old
    later = make.draft(make.person("Ben Ito"), application.cycle)
    assert later.form_version == draft


def cycle_data(cycle, **fields):
    data = {
        "name": cycle.name, "name_es": "", "cohort_year": "2027", "slug": cycle.slug, "form": cycle.form_id,
        "reference_prefix": cycle.reference_prefix, "reads_per_application": "2", "is_published": "on", "rubric": "",
        "minutes_per_packet": "12", "recommendations": "0",
        "milestones-TOTAL_FORMS": 2, "milestones-INITIAL_FORMS": 0, "milestones-MIN_NUM_FORMS": 0,
        "milestones-MAX_NUM_FORMS": 1000, "milestones-0-kind": "applications_open",
        "milestones-0-at": "2027-01-02 00:00",
        "milestones-0-id": "", "milestones-1-kind": "applications_close", "milestones-1-at": "2027-02-01 00:00",
        "milestones-1-id": "", "review_phases-TOTAL_FORMS": 0, "review_phases-INITIAL_FORMS": 0,
        "review_phases-MIN_NUM_FORMS": 0, "review_phases-MAX_NUM_FORMS": 1000,
    }  # fmt: skip
    return {**data, **fields}


def test_a_cycle_is_shown_only_with_its_dates_in_order_and_a_published_form(client, ines):
    cycle = make.cycle()
    new = Cycle(name="Next", slug="next", reference_prefix="NXT", form=cycle.form)
    add = reverse("cycle:add")
    backward = client.post(add, cycle_data(new, **{"milestones-1-at": "2027-01-01 00:00"}))
    assert "must come after" in backward.text
    undated = client.post(add, cycle_data(new, **{"milestones-TOTAL_FORMS": 0}))
    assert "Add the dates when applications open and close first." in undated.text
    unready = ApplicationForm.objects.create(name="Nothing in it")
    formless = client.post(add, cycle_data(new, form=unready.pk))
    assert "Choose a form that has a published version first." in formless.text
    assert client.post(add, cycle_data(new)).status_code == 302
    assert Cycle.objects.get(slug="next").milestones.count() == 2


def test_pay_is_typed_in_dollars(client, ines):
    cycle, office = make.cycle(), make.office()
    data = {
        "cycle": cycle.pk, "office": office.pk, "slug": "calder", "seats": "2", "starts_on": "2027-09-07",
        "spanish": "valued",
        "pay_low_cents": "61,200", "pay_high_cents": "60,000", "extra_pay_spanish_cents": "",
        "relocation_cents": "3,000",
    }  # fmt: skip
    answer = client.post(reverse("opening:add"), data)
    assert "Enter at least as much as where the pay begins." in answer.text
    assert client.post(reverse("opening:add"), {**data, "pay_high_cents": "64,000.50"}).status_code == 302
    opening = Opening.objects.get()
    assert (opening.pay_low_cents, opening.pay_high_cents, opening.extra_pay_spanish_cents) == (
        6_120_000,
        6_400_050,
        0,
    )
    assert opening.relocation_cents == 300_000


def test_publishing_explains_what_may_not_be_asked(client, ines):
    form = ApplicationForm.objects.create(name="Short form")
    rows = [question(0, label="Have you ever been arrested?"), question(1, label="Are you at least 18?")]
    client.post(reverse("recruitment_form_versions:add"), posted(form, *rows))
    version = FormVersion.objects.get()
    publish = reverse("recruitment_form_versions:publish", args=[version.pk])
    for answer in (client.get(publish), client.post(publish)):
        assert "Cal. Gov. Code 12952" in answer.text
        assert "Are you at least 18?" in answer.text
        assert answer.text.count("a fair-chance officer can allow it") == 1
    assert answer.status_code == 422
    version.refresh_from_db()
    assert version.is_draft
