"""The screens of a fair-chance case: the officer's steps one by one, refusals with the date, the applicant's page."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fellowship.design.wording import day_in_words
from fellowship.models import Person
from fellowship.queries import next_steps
from fellowship.queries.next_steps import Urgency
from recruitment.models import CaseRecord, FairChanceCase
from recruitment.queries.case_desk import desk
from recruitment.queries.fair_chance_path import heard_by
from recruitment.rules.fair_chance_law import When
from recruitment.services import case_answers as answers
from tests.factories import cases as make_case
from tests.factories import selection as make
from tests.factories.people import sign_in

LATER, SECRET = make_case.LATER, make_case.SECRET
pytestmark = pytest.mark.django_db


def page(case: FairChanceCase, name: str = "", *more: object) -> str:
    return reverse(f"recruitment_case{name}", args=[case.pk, *more])


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def record(**changes: str) -> dict[str, str]:
    when = LATER.date() - timedelta(days=400)
    plain = {
        "form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-outcome": "conviction",
        "form-0-grade": "felony", "form-0-text": SECRET, "form-0-since_month": str(when.month),
        "form-0-since_day": str(when.day), "form-0-since_year": str(when.year),
    }  # fmt: skip
    return {**plain, **changes}


def test_nothing_to_review_stays_one_click(officer: Client, farah: Person) -> None:
    case = make_case.located("us-ca")
    make_case.agreed(case, farah)
    early = text(officer, page(case))
    assert "Nothing to review: clear" not in early
    assert "Send what is due first" in early
    make_case.send_before(case, farah, When.VOLUNTEERED)
    shown = text(officer, page(case))
    assert "Nothing to review: clear" in shown
    assert "not legal advice" in shown
    assert "Not approved by counsel" in shown
    assert officer.post(page(case, "_report"), {"report": "nothing"}).status_code == 302
    case.refresh_from_db()
    assert case.stage == "cleared"


def test_records_are_entered_one_by_one_and_sorted(officer: Client, farah: Person) -> None:
    case = make_case.with_officer(farah)
    form = page(case, "_records")
    assert form in text(officer, page(case))
    bad = officer.post(form, record(**{"form-0-outcome": "", "form-0-since_day": "99"}))
    assert bad.status_code == 422
    shown = bad.content.decode()
    assert "Choose what the record is." in shown
    assert SECRET in shown
    assert officer.post(form, record(**{"form-0-since_year": "2090"})).status_code == 422
    empty = record(**{key: "" for key in record() if key.startswith("form-0")})
    assert officer.post(form, empty).status_code == 422
    more = officer.post(form, {**record(), "more": "1"})
    assert more.status_code == 200
    assert "form-1-outcome" in more.content.decode()
    for strange in ("x", "-5", "9999999", "²", ""):
        assert officer.post(form, {**record(), "form-TOTAL_FORMS": strange, "more": "1"}).status_code == 200
    assert SECRET in more.content.decode()
    second = {key.replace("-0-", "-1-"): value for key, value in record().items() if "-0-" in key}
    both = {**record(), **second, "form-TOTAL_FORMS": "3", "form-1-outcome": "arrest_only"}
    assert officer.post(form, both).status_code == 302
    assert list(CaseRecord.objects.order_by("number").values_list("is_withheld", flat=True)) == [False, True]
    after = text(officer, page(case))
    assert "Nothing of it was kept" in after
    assert "Arrests that did not lead to a conviction" in after
    assert after.count(SECRET) == 1
    assert officer.get(form).status_code == 302


@pytest.mark.long
def test_an_assessment_has_a_field_for_each_factor_and_keeps_what_was_typed(officer: Client, farah: Person) -> None:
    case = make_case.sorted_case(farah)
    form = page(case, "_assessment")
    shown = text(officer, form)
    factors = make_case.stack(case).factors
    for code in factors:
        assert f'name="factor_{code}"' in shown
    bad = officer.post(form, {f"factor_{factors[0]}": SECRET, "duties": "", "conclusion": "Yes"})
    assert bad.status_code == 422
    assert "Say something about this. The law names it." in bad.content.decode()
    assert SECRET in bad.content.decode()
    said = {f"factor_{code}": "Long ago" for code in factors}
    assert officer.post(form, {**said, "duties": "Drives clients\n", "conclusion": "None"}).status_code == 302
    case.refresh_from_db()
    assert case.stage == "assessed"
    assert "Drives clients" in text(officer, page(case))
    assert officer.get(form).status_code == 302


@pytest.mark.long
def test_a_notice_asks_for_everything_that_the_laws_want(officer: Client, farah: Person) -> None:
    case = make_case.assessed(farah)
    shown = text(officer, page(case))
    assert "Prepare and send: First individualized assessment" in shown
    assert "A notice that the law wants before this has not been sent." in shown
    form = page(case, "_notice", "preliminary_adverse")
    sent = {"email_proof": "letter 1", "mail_proof": "tracking 2", "mail_to": "in_state"}
    assert "This notice is not written yet." in text(officer, form)
    assert "mail_proof" not in text(officer, form)
    unwritten = officer.post(form, sent)
    assert unwritten.status_code == 422
    assert "Write this notice as a PDF first." in unwritten.content.decode()
    make_case.paper(case, "preliminary_adverse")
    written = text(officer, form)
    assert written.count("It stands there") == len(make_case.words(case, "preliminary_adverse"))
    assert written.count("A heading") == written.count("It stands there")
    early = officer.post(form, sent)
    assert early.status_code == 422
    assert "A notice that the law wants before this has not been sent." in early.content.decode()
    make_case.notices_before(case, farah)
    bad = officer.post(form, {"email_proof": "letter 1"})
    assert bad.status_code == 422
    said = bad.content.decode()
    assert "The law wants this way. Enter its proof." in said
    assert "letter 1" in said
    assert officer.post(form, {**sent, "mail_to": ""}).status_code == 422
    assert officer.post(form, sent).status_code == 302
    case.refresh_from_db()
    assert case.stage == "notified"
    assert officer.get(page(case, "_notice", "nonsense")).status_code == 404


def test_an_early_decision_is_refused_with_its_date(officer: Client, clock: Any, farah: Person) -> None:
    case = make_case.notified(farah)
    clock.move_to(LATER + timedelta(days=1))
    day = day_in_words(case.earliest_final, "en", weekday=True)
    assert day in text(officer, page(case))
    decision = page(case, "_decision")
    shown = text(officer, decision)
    assert "Nothing can be decided before that time is over." in shown
    assert day in shown
    assert "button--bad" not in shown
    refused = officer.post(decision)
    assert refused.status_code == 409
    assert day in refused.content.decode()
    case.refresh_from_db()
    assert case.decided_at is None
    clock.move_to(case.final_from)
    assert "You send it next." in text(officer, decision)
    assert officer.post(decision).status_code == 302
    assert "Send the final notice" in text(officer, page(case))
    final = {"email_proof": "letter 9", "mail_proof": "tracking 9", "mail_to": "in_state"}
    make_case.paper(case, "final_adverse", at=case.final_from)
    assert officer.post(page(case, "_notice", "final_adverse"), final).status_code == 302
    case.refresh_from_db()
    assert case.stage == "not_cleared"
    assert "This case is closed." in text(officer, page(case))


@pytest.mark.long
def test_a_dispute_stops_the_clock_on_the_page(officer: Client, clock: Any, farah: Person) -> None:
    case = make_case.notified(farah)
    clock.move_to(LATER + timedelta(days=1))
    assert officer.post(page(case, "_dispute"), {"dispute": "open"}).status_code == 302
    assert "The company has answered" in text(officer, page(case))
    assert officer.post(page(case, "_dispute"), {"dispute": "closed"}).status_code == 302
    assert "Note a dispute" in text(officer, page(case))


def test_the_applicant_reads_responds_and_asks_for_time(client: Client, clock: Any, farah: Person) -> None:
    case = make_case.notified(farah)
    clock.move_to(LATER + timedelta(days=1))
    sign_in(client, case.offer.application.person, second_factor=False)
    own = reverse("recruitment_fair_chance")
    shown = text(client, own)
    assert day_in_words(case.respond_by, "en", weekday=True) in shown
    assert "Arrests that did not lead to a conviction" in shown
    assert "Civil Rights Department" in shown
    assert SECRET not in shown
    bad = client.post(reverse("recruitment_case_respond"), {"text": " "})
    assert bad.status_code == 422
    assert "Write your response, or choose a file." in bad.content.decode()
    assert client.post(reverse("recruitment_case_respond"), {"text": "It is not me"}).status_code == 302
    assert "It is not me" in text(client, own)
    ask = reverse("recruitment_case_ask")
    assert client.post(ask, {"kind": "nonsense"}).status_code == 422
    before = case.respond_by
    assert client.post(ask, {"kind": "more_time"}).status_code == 302
    case.refresh_from_db()
    assert case.respond_by > before
    assert day_in_words(case.respond_by, "en", weekday=True) in text(client, own)
    assert client.post(ask, {"kind": "more_time"}).status_code == 422


@pytest.mark.long
def test_a_response_leads_to_a_second_assessment(officer: Client, clock: Any, farah: Person) -> None:
    case = make_case.notified(farah)
    answers.respond(
        actor=case.offer.application.person, case_id=case.pk, text="It is not me", at=LATER + timedelta(days=1)
    )
    case.refresh_from_db()
    clock.move_to(case.final_from)
    assert "Write the second assessment" in text(officer, page(case))
    form = page(case, "_assessment")
    assert "It is not me" in text(officer, form)
    said = {f"factor_{code}": "Looked again" for code in make_case.stack(case).factors}
    assert (
        officer.post(form, {**said, "duties": "Drives", "conclusion": "Still", "heard": heard_by(case)}).status_code
        == 302
    )
    assert "Decide against clearing" in text(officer, page(case))


@pytest.mark.long
def test_what_is_next_says_until_when_and_escalates_before_the_last_day(farah: Person) -> None:
    case = make_case.notified(farah)
    person, soon = case.offer.application.person, LATER + timedelta(days=1)
    own = [step for step in next_steps.for_person(person, soon) if "notice" in step.title]
    assert [day_in_words(case.earliest_final, "en", weekday=True) in step.why for step in own] == [True]
    assert not any("fair-chance" in step.title for step in next_steps.for_person(farah, soon))
    answers.respond(actor=person, case_id=case.pk, text="It is not me", at=soon)
    case.refresh_from_db()
    for at, urgency in (
        (case.final_from, Urgency.TODAY),
        (case.final_from.replace(year=case.decide_by.year, month=case.decide_by.month, day=case.decide_by.day)
         - timedelta(days=3), Urgency.LATE),
    ):  # fmt: skip
        found = [step.urgency for step in next_steps.for_person(farah, at) if "Go on with 1" in step.title]
        assert found == [urgency], at
    assert not any("notice" in step.title for step in next_steps.for_person(person, case.final_from))


@pytest.mark.long
def test_a_notice_on_the_own_page_is_confirmed_there(client: Client, clock: Any, farah: Person) -> None:
    case = make_case.notified(farah)
    clock.move_to(LATER + timedelta(days=1))
    sign_in(client, case.offer.application.person, second_factor=False)
    assert "I have read the notice" not in text(client, reverse("recruitment_fair_chance"))
    notice = case.notices.get(kind="preliminary_adverse")
    notice.deliveries.create(channel="portal", sent_on=LATER.date(), proof="own page")
    assert "I have read the notice" in text(client, reverse("recruitment_fair_chance"))
    assert client.post(reverse("recruitment_case_confirm")).status_code == 302
    assert "I have read the notice" not in text(client, reverse("recruitment_fair_chance"))


def test_pages_without_a_case_lead_back(client: Client, clock: Any) -> None:
    clock.move_to(LATER)
    sign_in(client, make.person("Jo Park"), second_factor=False)
    for name in ("respond", "ask", "confirm"):
        assert client.post(reverse(f"recruitment_case_{name}"), {"text": "x", "kind": "more_time"}).status_code == 302
    assert "nothing to do here now" in text(client, reverse("recruitment_fair_chance"))


def test_steps_of_another_officers_case_are_not_found(client: Client, clock: Any, farah: Person) -> None:
    case = make_case.notified(farah)
    clock.move_to(LATER)
    sign_in(client, make.officer("Cleo Brand"))
    for name, more in (
        ("", ()), ("_records", ()), ("_assessment", ()), ("_decision", ()), ("_notice", ("preliminary_adverse",)),
    ):  # fmt: skip
        assert client.get(page(case, name, *more)).status_code == 404
        assert client.post(page(case, name, *more)).status_code in (404, 405)
    assert client.post(page(case, "_dispute")).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_and_the_desk_take_few_queries(
    officer: Client, farah: Person, count: int, django_assert_num_queries: Any
) -> None:
    names = ("Ana Ruiz", "Lee Moss", "Kim Dale")
    cases = [make_case.notified(farah, name=name) for name in names[:count]]
    with django_assert_num_queries(LIST_QUERIES):
        shown = text(officer, reverse("recruitment_cases"))
    assert shown.count("The applicant may respond") == count
    with django_assert_num_queries(DESK_QUERIES):
        desk(farah, cases[0].pk, LATER)


LIST_QUERIES, DESK_QUERIES = 5, 26
