"""The pages: what people type is kept, wrong input is named, lists cost the same for one row and three."""

import uuid
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from fellowship.queries import home, next_steps
from hardship_fund.models import Category, Disbursement, JournalEntry, Request
from hardship_fund.queries import books, committee, mine, payments
from hardship_fund.rules.stages import Stage
from hardship_fund.services import asking, ledger
from tests.factories import hardship as make
from tests.factories.hardship import AT, TODAY
from tests.factories.people import give_role, make_person, sign_in

pytestmark = pytest.mark.django_db


def parts(name, day):
    return {f"{name}_month": day.month, f"{name}_day": day.day, f"{name}_year": day.year}


def need(**changes):
    category = Category.objects.get(code="getting-to-work").pk
    values = {"category": category, "amount": "740", **parts("needed_by", TODAY + timedelta(days=2)),
              **parts("event_on", TODAY - timedelta(days=1))}  # fmt: skip
    return {**values, **changes}


PAYEE = {**make.PAYEE.as_json(), "state": "ca"}


def test_a_request_is_made_in_five_pages_and_sent_once(clock, client):
    cast = make.make_cast()
    sign_in(client, cast.advocate)
    assert "Ask for money help" in client.get(reverse("hardship_home")).content.decode()
    answer = client.post(reverse("hardship_start"))
    request = Request.objects.get()
    pages = {page: reverse(f"hardship_{page}", args=[request.pk]) for page in mine.PAGES}
    check = reverse("hardship_check", args=[request.pk])
    assert answer.headers["Location"] == pages["need"]
    assert client.post(pages["need"], need()).headers["Location"] == pages["story"]
    assert client.post(pages["story"], {"story": make.STORY}).headers["Location"] == pages["proof"]
    added = client.post(pages["proof"], {"file": make.picture(), "note": "", "do": "add"})
    assert added.headers["Location"] == pages["proof"]
    assert client.post(pages["proof"], {"note": "A note"}).headers["Location"] == pages["payee"]
    assert client.post(pages["payee"], PAYEE).headers["Location"] == check
    shown = client.get(check).content.decode()
    for text in (make.STORY, "$740.00", "12 Alder Street, Fairhaven, CA 94101", "A note", "1 file"):
        assert text in shown
    for _twice in range(2):
        assert client.post(check).headers["Location"] == reverse("hardship_request", args=[request.pk])
    request.refresh_from_db()
    assert (request.stage, request.steps.count()) == ("submitted", 1)
    tracker = client.get(reverse("hardship_request", args=[request.pk])).content.decode()
    assert "Fast path." in tracker
    for page in (*pages.values(), check):
        assert client.get(page).headers["Location"] == reverse("hardship_request", args=[request.pk])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"category": ""}, "Choose an answer to “What happened”."),
        ({"category": str(uuid.uuid4())}, "That choice is not in the list any more."),
        ({"amount": "0"}, "Enter an amount above zero."),
        ({"amount": "-5"}, "Enter an amount above zero."),
        ({"amount": "lots"}, "Enter an amount in dollars"),
        ({"amount": "2,500.01"}, "is $2,500 a request. Enter that or less."),
        ({"amount": "1000000000"}, "or less."),
        ({"event_on_year": 2027}, "Enter a day that has come."),
        ({"event_on_year": 2025}, "in the last 180 days"),
        ({"needed_by_year": 2025}, "Enter today or a later day."),
        ({"needed_by_year": 2029}, "within the next 12 months"),
        ({"needed_by_month": 13}, "Enter a real date"),
    ],
)
def test_wrong_input_is_named_and_kept(clock, client, changes, words):
    cast = make.make_cast()
    request = asking.start_request(actor=cast.advocate, at=AT)
    sign_in(client, cast.advocate)
    sent = need(**changes)
    answer = client.post(reverse("hardship_need", args=[request.pk]), sent)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert words in shown
    assert shown.count(words) == 2  # in the summary and at the field
    assert f'value="{sent["event_on_day"]}"' in shown
    request.refresh_from_db()
    assert request.amount_cents is None


def test_the_limit_of_twelve_months_is_told_in_words(clock, client):
    cast = make.make_cast()
    make.make_approved(cast, cents=2_000_00)
    sign_in(client, cast.advocate)
    request = asking.start_request(actor=cast.advocate, at=AT)
    url = reverse("hardship_need", args=[request.pk])
    assert "You can ask for up to $1,500." in client.post(url, need(amount="1500.01")).content.decode()
    assert client.post(url, need(amount="1500")).status_code == 302
    make.make_approved(cast, cents=1_500_00)
    request = asking.start_request(actor=cast.advocate, at=AT)
    url = reverse("hardship_need", args=[request.pk])
    assert "all of it is given. Call us" in client.post(url, need(amount="1")).content.decode()


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        (SimpleUploadedFile("a.png", b""), "empty"),
        (SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n broken"), "file"),
        (SimpleUploadedFile("a.exe", b"MZ" + b"\0" * 99), "file"),
    ],
)
def test_a_bad_file_is_refused_in_words_and_the_note_is_kept(clock, client, upload, words):
    cast = make.make_cast()
    request = asking.start_request(actor=cast.advocate, at=AT)
    sign_in(client, cast.advocate)
    answer = client.post(reverse("hardship_proof", args=[request.pk]), {"file": upload, "note": "My own words"})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert words in shown
    assert "My own words" in shown


def test_six_files_are_enough_and_one_can_be_removed(clock, client):
    cast = make.make_cast()
    request = asking.start_request(actor=cast.advocate, at=AT)
    sign_in(client, cast.advocate)
    url = reverse("hardship_proof", args=[request.pk])
    for _count in range(6):
        client.post(url, {"file": make.picture(), "note": "", "do": "add"})
    answer = client.post(url, {"file": make.picture(), "note": "", "do": "add"})
    assert (answer.status_code, request.evidence.count()) == (422, 6)
    first = request.evidence.first()
    for _twice in range(2):
        client.post(reverse("hardship_remove_file", args=[request.pk, first.pk]))
    assert request.evidence.count() == 5


def test_an_unfinished_request_says_what_is_missing_and_can_not_be_sent(clock, client):
    cast = make.make_cast()
    request = asking.start_request(actor=cast.advocate, at=AT)
    sign_in(client, cast.advocate)
    url = reverse("hardship_check", args=[request.pk])
    shown = client.get(url).content.decode()
    assert "Still to fill in" in shown
    assert "Send your request" not in shown
    assert "not complete yet" in client.post(url, follow=True).content.decode()
    later = client.post(reverse("hardship_story", args=[request.pk]), {"story": "So far", "do": "later"})
    assert later.headers["Location"] == reverse("hardship_home")
    back = client.post(reverse("hardship_story", args=[request.pk]) + "?back=check", {"story": "So far"})
    assert back.headers["Location"] == url


def test_the_person_answers_changes_and_takes_back(clock, client):
    cast = make.make_cast()
    request = make.make_at(cast, Stage.NEEDS_INFO)
    sign_in(client, cast.advocate)
    assert "Which shop?" in client.get(reverse("hardship_request", args=[request.pk])).content.decode()
    url = reverse("hardship_answer", args=[request.pk])
    assert "Which shop?" in client.get(url).content.decode()
    assert "Write an answer, or add a file." in client.post(url, {}).content.decode()
    assert client.post(url, {"text": "Bay Motors"}).status_code == 302
    assert client.get(url).status_code == 302
    url = reverse("hardship_change", args=[request.pk])
    assert client.post(url, {**PAYEE, "amount": "9999"}).status_code == 422
    assert client.post(url, {**PAYEE, "amount": "700", "name": "Bay Motors", "to": "direct"}).status_code == 302
    url = reverse("hardship_withdraw", args=[request.pk])
    assert "Take your request back?" in client.get(url).content.decode()
    for _twice in range(2):
        assert client.post(url).status_code == 302
    assert client.get(url).status_code == 302
    assert client.get(reverse("hardship_change", args=[request.pk])).status_code == 302
    request.refresh_from_db()
    assert request.stage == "withdrawn"


@pytest.mark.parametrize("stage", Stage)
def test_the_tracker_shows_every_stage(clock, client, stage):
    cast = make.make_cast()
    request = make.make_at(cast, stage)
    sign_in(client, cast.advocate)
    answer = client.get(reverse("hardship_request", args=[request.pk]), follow=True)
    assert answer.status_code == 200
    clock.advance(days=3)
    shown = client.get(reverse("hardship_request", args=[request.pk]), follow=True).content.decode()
    assert ("We are late" in shown) == (stage in {Stage.SUBMITTED, Stage.IN_REVIEW})
    assert ("Which shop?" in shown) == (stage == Stage.NEEDS_INFO)
    assert ("Call 211" in shown) == (stage == Stage.DENIED)
    if stage == Stage.PAID:
        assert client.post(reverse("hardship_arrived", args=[request.pk])).status_code == 302


def test_spanish_categories_are_shown_in_spanish(clock, client):
    cast = make.make_cast()
    cast.advocate.language = "es"
    cast.advocate.save(update_fields=["language"])
    sign_in(client, cast.advocate)
    assert "Renta o vivienda" in client.get(reverse("hardship_home")).content.decode()


def test_without_a_fund_the_page_says_so(clock, client):
    person = make_person()
    give_role(person, make.Role.ADVOCATE)
    sign_in(client, person)
    assert "not open at the moment" in client.get(reverse("hardship_home")).content.decode()
    assert client.post(reverse("hardship_start")).status_code == 409


# --- the committee -------------------------------------------------------------------------------------------


def test_a_member_approves_after_one_more_question(clock, client):
    cast = make.make_cast()
    request = make.make_submitted(cast)
    sign_in(client, cast.samuel)
    url = reverse("hardship_approve", args=[request.pk])
    vote = {"criteria": list(make.ALL_MET), "amount": "700", "version": 1}
    assert client.get(url).status_code == 302
    missing = client.post(url, {**vote, "criteria": ["shown"]})
    assert (missing.status_code, "Tick all four points" in missing.content.decode()) == (422, True)
    assert client.post(url, {**vote, "amount": "740.01", "confirm": "yes"}).status_code == 422
    assert "Approve $700.00?" in " ".join(client.post(url, vote).content.decode().split())
    assert request.approvals.count() == 0
    for _twice in range(2):
        assert client.post(url, {**vote, "confirm": "yes"}).status_code == 302
    assert request.approvals.get().amount_cents == 700_00
    assert "You said yes" in client.get(reverse("hardship_card", args=[request.pk])).content.decode()
    stale = client.post(url, {**vote, "version": "nonsense", "confirm": "yes"})
    assert stale.status_code == 422


def test_a_member_says_no_asks_and_stands_aside(clock, client):
    cast = make.make_cast()
    first = make.make_submitted(cast)
    other = make_person(name="Ben")
    give_role(other, make.Role.ADVOCATE)
    second, third = make.make_submitted(cast), make.make_submitted(cast, by=other)
    sign_in(client, cast.samuel)
    no = reverse("hardship_deny", args=[first.pk])
    assert client.post(no, {"version": 1}).status_code == 422
    assert client.post(no, {"version": 1, "reason": "not_shown", "note": "Send it"}).status_code == 302
    assert first.approvals.get().decision == "deny"
    ask = reverse("hardship_ask", args=[second.pk])
    assert "Write your question." in client.post(ask, {"version": 1}).content.decode()
    assert client.post(ask, {"version": 1, "question": "Since when?"}).status_code == 302
    aside = reverse("hardship_stand_aside", args=[third.pk])
    assert client.post(aside).status_code == 302
    assert client.get(aside).status_code == 404


def test_a_change_in_the_meantime_is_told(clock, client):
    cast = make.make_cast()
    request = make.make_submitted(cast)
    Request.objects.filter(pk=request.pk).update(version=2)
    sign_in(client, cast.samuel)
    vote = {"criteria": list(make.ALL_MET), "amount": "700", "version": 1, "confirm": "yes"}
    answer = client.post(reverse("hardship_approve", args=[request.pk]), vote)
    assert answer.status_code == 422
    assert "changed this request after you opened it" in answer.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_queues_cost_the_same_for_one_row_and_three(clock, client, django_assert_num_queries, rows):
    cast = make.make_cast()
    for number in range(rows):
        person = make_person(name=f"Ana {number}")
        give_role(person, make.Role.ADVOCATE)
        make.make_approved(cast, by=person, cents=100_00)
        make.make_submitted(cast, by=person)
    for member in (cast.samuel, cast.tomas, cast.advocate):
        next_steps.for_person(member, AT)  # roles are read once a request
    with django_assert_num_queries(3):  # two ask who is close to whom
        assert len(committee.waiting(cast.samuel, AT)) == rows
    with django_assert_num_queries(3):
        assert len(payments.waiting(cast.tomas)) == rows


# --- the treasurer -------------------------------------------------------------------------------------------


def test_the_treasurer_pays_and_writes_down_how_it_ended(clock, client):
    cast = make.make_cast()
    request = make.make_approved(cast)
    sign_in(client, cast.tomas)
    page, start = (reverse(name, args=[request.pk]) for name in ("hardship_payment", "hardship_pay_start"))
    assert "Keisha Brandt" in client.get(page).content.decode()
    assert 'name="key"' in client.get(start).content.decode()
    for _twice in range(2):
        assert client.post(start, {"version": "1", "key": "k"}).status_code == 302
    assert client.get(start).status_code == 302
    payment = Disbursement.objects.get()
    paid, failed = (reverse(name, args=[request.pk, payment.pk]) for name in ("hardship_paid", "hardship_failed"))
    assert client.post(paid, {}).status_code == 422
    broken = client.post(paid, {"reference": "1042", "receipt": SimpleUploadedFile("r.png", b"x")})
    assert broken.status_code == 422
    assert client.post(paid, {"reference": "1042", "receipt": make.picture()}).status_code == 302
    assert "It came back" in client.get(page).content.decode()
    assert client.post(failed, {}).status_code == 422
    assert client.post(failed, {"reason": "No such street"}).status_code == 302
    assert "Try again" in client.get(page).content.decode()
    assert client.post(reverse("hardship_pay_retry", args=[request.pk])).status_code == 302
    request.refresh_from_db()
    assert request.stage == "approved"
    assert [client.post(start, {"version": odd}).status_code for odd in ("x", "²", "9" * 5000)] == [409, 409, 409]


def test_money_in_is_recorded_and_taken_back(clock, client):
    cast = make.make_cast(money=0)
    sign_in(client, cast.tomas)
    url = reverse("hardship_money_in")
    assert client.post(url, {"amount": "-1", "note": ""}).status_code == 422
    for _twice in range(2):
        assert client.post(url, {"amount": "1,200.50", "note": "=cmd|' /C'", "key": "k"}).status_code == 302
    entry = JournalEntry.objects.get()
    shown = client.get(reverse("hardship_books")).content.decode()
    assert shown.count("$1,200.50") >= 3
    content = client.get(reverse("hardship_export")).content
    sheet = load_workbook(BytesIO(content)).active
    assert [cell.value for cell in sheet[2]][1:6] == ["Money in", None, "'=cmd|' /C'", 1200.5, 1200.5]
    undo = reverse("hardship_undo", args=[entry.pk])
    assert "Take this back?" in client.get(undo).content.decode()
    assert client.post(undo).status_code == 302
    assert client.post(undo).status_code == 409


def test_the_books_are_filtered(clock, client):
    cast = make.make_cast()
    make.make_approved(cast)
    sign_in(client, cast.samuel)
    url = reverse("hardship_books")

    def shown(**asked):
        return client.get(url, asked).content.decode().count("<tr>") - 1

    assert shown() == 2
    assert shown(account="bank") == 1
    assert shown(memo="reserve") == 1
    assert shown(since="2026-11-23") == -1
    assert shown(until="2026-11-22") == 2
    assert shown(since="nonsense") == 2
    assert "Record money in" not in client.get(url).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_books_cost_the_same_for_one_row_and_three(clock, django_assert_num_queries, rows):
    cast = make.make_cast(money=0)
    for number in range(rows):
        ledger.record_gift(actor=cast.tomas, fund_id=cast.fund.pk, cents=5, note="", key=str(number), at=AT)
    books.fund_for(cast.tomas)
    with django_assert_num_queries(3):
        assert len(books.lines(books.entries(cast.tomas, cast.fund.pk))) == rows


def test_the_report_withholds_small_numbers(clock, client):
    cast = make.make_cast(money=50_000_00)
    for number in range(6):
        person = make_person(name=f"Ana {number}")
        give_role(person, make.Role.ADVOCATE)
        make.make_approved(cast, by=person, cents=100_00, category="housing")
    make.make_approved(cast, cents=321_00)
    auditor = make_person()
    give_role(auditor, make.Role.AUDITOR)
    sign_in(client, auditor)
    assert "$921" not in client.get(reverse("hardship_report")).content.decode()
    clock.advance(days=100)
    sign_in(client, auditor)
    shown = client.get(reverse("hardship_report")).content.decode()
    assert "$321" not in shown
    assert "$600" not in shown
    assert "$921" in shown
    for odd in ("2020-1", "2026-5", "²-1", "0-1", "99999-1", "x", "2026-4&quarter=2026-3"):
        assert "$921" in client.get(f"{reverse('hardship_report')}?quarter={odd}").content.decode()
    assert client.get(reverse("hardship_books")).status_code == 403


# --- what to do next -----------------------------------------------------------------------------------------


def test_everyone_is_told_what_waits_for_them(clock):
    cast = make.make_cast()
    for stage in (Stage.NEEDS_INFO, Stage.FAILED, Stage.PAID, Stage.SUBMITTED, Stage.DRAFT):
        make.make_at(cast, stage)

    def said(person):
        return [
            str(step.title) for step in next_steps.for_person(person, AT) if "fund" in step.url or "money" in step.url
        ]

    assert said(cast.samuel) == ["Decide on 1 request"]
    assert said(cast.tomas) == ["Send 1 payment"]
    assert sorted(said(cast.advocate)) == [
        "Answer a question about your request", "Check where the money should go",
        "Finish your request for money help", "Say whether the money arrived",
    ]  # fmt: skip
    assert any(card.url == reverse("hardship_home") for card in home.cards_for(cast.advocate, AT))
    for request in Request.objects.filter(stage="submitted"):
        make.say_yes(cast.samuel, request)
    assert said(cast.samuel) == []


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_days_at_the_ends_of_the_calendar_narrow_nothing(clock, client, day):
    cast = make.make_cast()
    sign_in(client, cast.samuel)
    for name in ("hardship_books", "hardship_report", "hardship_export"):
        for asked in ({"since": day}, {"until": day}):
            assert (name, client.get(reverse(name), asked).status_code) == (name, 200)
