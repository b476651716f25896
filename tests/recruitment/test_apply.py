"""A person checks, begins, writes, checks again, submits once and withdraws, page by page."""

import pytest
from django.urls import reverse

from fellowship.models import Letter
from recruitment.models import Answer, Application, OfficeChoice, SpokenLanguage, StageChange
from recruitment.rules.stages import Stage
from tests.factories import recruitment as make

pytestmark = pytest.mark.django_db
GOOD_CHECK = {
    "early_career": "yes", "work_authorization": "yes", "two_years": "yes", "travel": "yes",
    "social_worker": "no", "law_degree": "no", "languages": ["es"],
}  # fmt: skip


@pytest.fixture
def maya(client, clock):
    maya = make.person()
    client.force_login(maya)
    return maya


def url(name, application, *args):
    return reverse(f"recruitment_{name}", args=[application.pk, *args])


def page(client, address):
    """The hidden value that the page of an application carries."""
    return client.get(address).context["token"]


# --- The check --------------------------------------------------------------------------------------------------


def test_the_check_keeps_its_answers_and_they_go_into_the_application(client, clock):
    cycle = make.cycle()
    answer = client.post(reverse("recruitment_check"), GOOD_CHECK)
    assert answer["Location"] == reverse("recruitment_check_answer")
    assert "You can apply" in client.get(answer["Location"]).text

    start = reverse("recruitment_start")
    asked = client.get(start)
    assert asked["Location"] == f"{reverse('account_login')}?next={start}"
    client.force_login(make.person())
    session = client.session
    session["eligibility"] = session.get("eligibility") or make.ELIGIBLE
    session.save()
    assert client.get(start).status_code == 200
    begun = client.post(start)

    application = Application.objects.get()
    assert begun["Location"] == url("tasks", application)
    assert application.cycle == cycle
    assert application.reference == f"{cycle.reference_prefix}-0001"
    assert application.eligibility == make.ELIGIBLE


def test_the_check_says_what_is_missing_and_keeps_what_was_chosen(client, clock):
    answer = client.post(reverse("recruitment_check"), {"early_career": "no"})
    assert answer.status_code == 422
    assert "Say whether you can stay for two years." in answer.text
    assert "<title>Error:" in answer.text
    assert 'value="no" aria-describedby' in answer.text or "checked" in answer.text


@pytest.mark.parametrize(
    ("question", "wrong", "sentence"),
    [
        ("early_career", "no", "This is an entry-level position"),
        ("work_authorization", "no", "may work in the United States"),
        ("two_years", "no", "A placement lasts two years"),
        ("travel", "no", "The work happens in several places"),
        ("social_worker", "yes", "not licensed social workers"),
        ("law_degree", "yes", "do not hold a law degree"),
    ],
)
def test_a_no_comes_with_its_reason_and_a_person_to_ask(client, clock, question, wrong, sentence):
    make.cycle()
    client.post(reverse("recruitment_check"), {**GOOD_CHECK, question: wrong})
    text = client.get(reverse("recruitment_check_answer")).text
    assert sentence in text
    assert "Ask a person about this" in text
    assert reverse("recruitment_check") in text
    assert reverse("recruitment_start") not in text

    client.force_login(make.person())
    session = client.session
    session["eligibility"] = {**make.ELIGIBLE, question: wrong == "yes"}
    session.save()
    assert client.post(reverse("recruitment_start"))["Location"] == reverse("recruitment_check_answer")
    assert not Application.objects.exists()


def test_the_answer_without_a_check_leads_to_the_check(client, clock):
    assert client.get(reverse("recruitment_check_answer"))["Location"] == reverse("recruitment_check")


# --- Writing ----------------------------------------------------------------------------------------------------


def test_beginning_twice_gives_one_application(client, maya):
    make.cycle()
    session = client.session
    session["eligibility"] = make.ELIGIBLE
    session.save()
    first = client.post(reverse("recruitment_start"))["Location"]
    second = client.post(reverse("recruitment_start"))["Location"]
    assert first == second
    assert Application.objects.count() == 1


def test_the_task_list_shows_how_far_each_part_is(client, maya):
    application = make.draft(maya)
    text = client.get(url("tasks", application)).text
    assert text.count("Not started") == 4
    assert "0 of 4 parts are done." in text
    assert "Cannot start yet" in text
    assert "Continue: Say how to reach you" in text

    client.post(url("step", application, "about_you"), {"phone": "404-555-0188", "reach_by": "e-mail"})
    client.post(url("step", application, "your_words"), {"why_this_work": "Because I was there", "later": "1"})
    text = client.get(url("tasks", application)).text
    assert "1 of 4 parts are done." in text
    assert "4 of 400 words" in text
    assert "Continue: Answer in your own words" in text
    assert "Saved at" in text


def test_a_page_saves_what_is_there_even_when_it_is_not_whole(client, maya):
    application = make.draft(maya)
    long = "word " * 431
    answer = client.post(url("step", application, "your_words"), {"why_this_work": long, "stood_up": ""})
    assert answer.status_code == 422
    assert "Shorten your answer to 400 words. It has 431." in answer.text
    assert Answer.objects.get(question__key="why_this_work").value == long.strip()
    assert "<title>Error:" in answer.text


def test_saving_goes_on_to_the_next_page_and_back_to_the_check_when_asked(client, maya):
    application = make.draft(maya)
    sent = {"phone": "404-555-0188", "reach_by": "e-mail"}
    answer = client.post(url("step", application, "about_you"), sent)
    assert answer["Location"] == url("step", application, "experience")
    token = page(client, url("step", application, "about_you"))
    answer = client.post(url("step", application, "about_you") + "?back=answers", {**sent, "revision": token})
    assert answer["Location"] == url("answers", application)


def test_offices_and_languages_are_kept_as_rows_too(client, maya):
    application = make.draft(maya)
    first, second, third = (make.office(f"{name} Defender") for name in ("Alder", "Birch", "Cedar"))
    for office in (first, second, third):
        make.opening(application.cycle, office)
    data = {f"offices_{first.pk}": "2", f"offices_{third.pk}": "1", "start_date_0": "", "moving_help": "no"}
    assert client.post(url("step", application, "the_work"), data).status_code == 302
    assert list(OfficeChoice.objects.order_by("rank").values_list("office", "rank")) == [(third.pk, 1), (first.pk, 2)]

    shown = client.get(url("step", application, "the_work")).context["form"]
    again = {row["name"]: row["value"] for row in shown["offices"].subwidgets[0].data["subwidgets"]}
    assert {name: number for name, number in again.items() if number} == {
        f"offices_{first.pk}": "2",
        f"offices_{third.pk}": "1",
    }

    data = {"experience": "Ten years of care.", "languages_language1": "es", "languages_level1": "working"}
    assert client.post(url("step", application, "experience"), data).status_code == 302
    assert list(SpokenLanguage.objects.values_list("language", "level")) == [("es", "working")]


def test_the_same_number_for_two_offices_is_refused_with_both_names(client, maya):
    application = make.draft(maya)
    first, second = make.office("Alder Defender"), make.office("Birch Defender")
    for office in (first, second):
        make.opening(application.cycle, office)
    data = {f"offices_{first.pk}": "1", f"offices_{second.pk}": "1"}
    answer = client.post(url("step", application, "the_work"), data)
    assert answer.status_code == 422
    assert "Alder Defender and Birch Defender both have 1." in answer.text
    assert not OfficeChoice.objects.exists()


@pytest.mark.parametrize("path", ["tasks", "answers", "status", "sent", "copy", "withdraw"])
def test_nobody_reads_anybody_elses_application(client, maya, path):
    other = make.draft(make.person("Ana Sol"))
    assert client.get(url(path, other)).status_code == 404


def test_nobody_writes_into_anybody_elses_application(client, maya):
    other = make.draft(make.person("Ana Sol"))
    assert client.post(url("step", other, "about_you"), {"phone": "1"}).status_code == 404
    assert client.post(url("autosave", other, "about_you"), {"phone": "1"}).status_code == 404
    assert client.post(url("answers", other), {"statement": "on"}).status_code == 404
    assert client.post(url("withdraw", other), {"reason": ""}).status_code == 404
    assert not Answer.objects.exists()
    other.refresh_from_db()
    assert other.stage == Stage.DRAFT


def test_an_unknown_page_is_a_404(client, maya):
    assert client.get(url("step", make.draft(maya), "no_such_part")).status_code == 404


# --- Sending ----------------------------------------------------------------------------------------------------


def test_the_check_page_shows_every_answer_with_a_way_to_change_it(client, maya):
    application = make.fill(make.draft(maya))
    text = client.get(url("answers", application)).text
    assert "404-555-0188" in text
    assert "Not provided" in text  # the résumé
    assert f"{url('step', application, 'about_you')}?back=answers#id_phone" in text
    assert "Submit application" in text


def test_a_draft_with_gaps_cannot_be_sent(client, maya):
    application = make.draft(maya)
    text = client.get(url("answers", application)).text
    assert "Submit application" not in text
    assert "Answer “Phone number”." in text
    assert client.post(url("answers", application), {"statement": "on"}).status_code == 422
    application.refresh_from_db()
    assert application.stage == Stage.DRAFT


def test_the_statement_is_asked_for(client, maya):
    application = make.fill(make.draft(maya))
    answer = client.post(url("answers", application), {})
    assert answer.status_code == 422
    assert "Tick the box to say that the answers are yours." in answer.text


def test_submitting_twice_makes_one_submission_and_one_letter(client, maya):
    application = make.fill(make.draft(maya))
    for _time in range(2):
        answer = client.post(url("answers", application), {"statement": "on"})
        assert answer["Location"] == url("sent", application)
    assert StageChange.objects.filter(action="submit").count() == 1
    letter = Letter.objects.get()
    assert (letter.kind, letter.recipient, letter.is_decision) == ("recruitment.application_received", maya, False)
    assert application.reference in letter.body
    assert application.reference in client.get(url("sent", application)).text


def test_after_the_deadline_nothing_changes_and_the_text_is_still_there(client, maya, clock):
    application = make.fill(make.draft(maya))
    clock.advance(days=40)
    sent = {"why_this_work": "Too late, but here", "stood_up": "The same"}
    answer = client.post(url("step", application, "your_words"), sent)
    assert answer.status_code == 409
    assert "Too late, but here" in answer.text
    assert "Applications are closed" in answer.text
    assert Answer.objects.get(question__key="why_this_work").value != "Too late, but here"
    assert client.post(url("answers", application), {"statement": "on"}).status_code == 409
    application.refresh_from_db()
    assert application.stage == Stage.DRAFT
    assert "I called the clinic" in client.get(url("copy", application)).text


def test_an_application_that_is_read_is_read_only(client, maya):
    application = make.moved(make.submitted(maya), "start_review")
    answer = client.post(url("step", application, "about_you"), {"phone": "000", "reach_by": "e-mail"})
    assert answer.status_code == 409
    assert Answer.objects.get(question__key="phone").value == "404-555-0188"


# --- Afterwards -------------------------------------------------------------------------------------------------


def test_withdrawing_is_confirmed_and_done_once(client, maya):
    application = make.submitted(maya)
    assert "you can’t open it again in this round" in client.get(url("withdraw", application)).text
    for _time in range(2):
        assert client.post(url("withdraw", application), {"reason": "Moved away"}).status_code == 302
    application.refresh_from_db()
    assert application.stage == Stage.WITHDRAWN
    assert StageChange.objects.filter(action="withdraw").count() == 1
    assert Letter.objects.filter(kind="recruitment.application_withdrawn").count() == 1
    assert "You withdrew your application" in client.get(url("status", application)).text


def test_the_home_page_leads_back_to_the_draft(client, maya):
    application = make.draft(maya)
    text = client.get(reverse("home")).text
    assert "Finish your application" in text
    assert url("tasks", application) in text
