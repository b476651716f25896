"""The outbox on screen: found by filters, read as its recipient will, changed, sent and discarded with care."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django_q.models import OrmQ
from wagtail.models import Site

from fellowship.access import can
from fellowship.models import Job, Letter, OrganizationSettings
from fellowship.queries import letters as queries
from fellowship.queries.letters import Filters
from fellowship.rules import confidential
from fellowship.rules import letters as rules
from fellowship.rules.letters import LetterKind
from fellowship.rules.roles import Role
from tests.factories.core import AT, DECISION, NEWS, make_letter
from tests.factories.people import make_person, make_staff, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def dana(client, clock):
    keeper = make_staff(Role.PROGRAM_MANAGER)
    sign_in(client, keeper)
    OrganizationSettings.for_site(Site.objects.get(is_default_site=True))
    return keeper


def page(client, name, *args, query="", **posted):
    url = reverse(name, args=args) + query
    return client.post(url, posted) if posted else client.get(url)


def hidden_letter(recipient):
    kind = LetterKind(key="hidden.asked", label="Hidden", default={"en": ("Secret matter", "Secret words")})
    confidential.register(app_label="hidden_app", letter_prefix="hidden.")
    rules.register(kind)
    return make_letter(recipient, kind=kind, values={})


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_three_as_for_one(client, dana, count, django_assert_num_queries):
    for _number in range(count):
        make_letter(kind=DECISION)
    # The session, the person, their roles; kinds, count, rows, strip, what can be sent; the site, its organization.
    with django_assert_num_queries(9):
        assert page(client, "letters").status_code == 200


def test_the_list_shows_every_letter_but_the_confidential_ones(client, dana):
    maya = make_person(name="Maya Castellanos")
    make_letter(maya)
    hidden_letter(maya)
    body = page(client, "letters").content.decode()
    assert "News from us" in body
    assert "Secret matter" not in body
    assert page(client, "letter", Letter.objects.get(kind="hidden.asked").pk).status_code == 404


@pytest.mark.parametrize(("own_only", "shown"), [(False, ["asked by another", "by itself"]), (True, ["by itself"])])
def test_unsent_confidential_letters_are_on_the_list_of_those_who_handle_them(own_only, shown):
    keeper, another = make_staff(Role.TREASURER), make_staff(Role.PROGRAM_MANAGER)
    for called, actor, stage in (
        ("asked by another", another, "failed"), ("by itself", None, "failed"), ("was sent", None, "sent")
    ):  # fmt: skip
        letter = hidden_letter(make_person(name=called))
        sent_at = AT if stage == "sent" else None
        Letter.objects.filter(pk=letter.pk).update(stage=stage, created_by=actor, sent_at=sent_at)
    make_letter(make_person(name="No part of it"))
    confidential.register(
        app_label="hidden_app", letter_prefix="hidden.", keepers=(Role.TREASURER,), own_only=own_only
    )
    assert sorted(row[0] for row in rows(keeper)) == shown
    kept = [letter for letter in Letter.objects.order_by("pk") if can(keeper, "fellowship.keep_outbox", letter)]
    assert sorted(letter.recipient.name for letter in kept) == shown
    assert sorted(row[0] for row in rows(another)) == ["No part of it"]


def rows(person, **filters):
    found = queries.outbox_page(person=person, filters=Filters(**filters), page=1, at=AT)
    return [(row.recipient, row.kind_label) for row in found.object_list]


def test_filters_narrow_the_list(dana):
    maya, luis = make_person(name="Maya Castellanos"), make_person(name="Luis Ferrer")
    make_letter(maya, at=AT - timedelta(hours=1))
    make_letter(luis, kind=DECISION)
    assert rows(dana) == [("Luis Ferrer", "A decision"), ("Maya Castellanos", "News")]
    assert rows(dana, stage="held") == [("Luis Ferrer", "A decision")]
    assert rows(dana, kind=NEWS.key) == [("Maya Castellanos", "News")]
    assert rows(dana, search="castell") == [("Maya Castellanos", "News")]
    assert rows(dana, search="nobody") == []
    assert rows(dana, stage="nonsense") == rows(dana)


def test_the_address_holds_the_filters_and_nonsense_in_it_does_no_harm(client, dana):
    make_letter(make_person(name="Maya Castellanos"))
    make_letter(make_person(name="Luis Ferrer"), kind=DECISION)
    body = page(client, "letters", query="?stage=held").content.decode()
    assert "Luis Ferrer" in body
    assert "Maya Castellanos" not in body
    assert 'href="/staff/letters/send/?stage=held"' in body
    for query in ("?stage=x&kind=y&page=z", "?page=999", "?page=-1", "?page=٣", "?page=99999999999999"):
        assert page(client, "letters", query=query).status_code == 200
    assert "No letter matches" in page(client, "letters", query="?q=zzz").content.decode()


def test_an_empty_outbox_says_what_comes(client, dana):
    assert "No letters yet" in page(client, "letters").content.decode()


DOWN = {"last_error": "OSError: down", "next_attempt_at": AT}
NO = {"attempts": 6, "last_error": "550"}


@pytest.mark.parametrize(
    ("stage", "more", "words"),
    [
        ("held", {}, ["Held for you", "Change the words", "Discard…", "Send…"]),
        ("queued", {}, ["On its way", "Change the words", "Hold it back", "Discard…"]),
        ("queued", DOWN, ["The next one:", "OSError: down", "Change the words", "Hold it back", "Discard…"]),
        ("sending", {"sending_since": AT}, ["Being sent"]),
        (
            "sending",
            {"sending_since": AT - timedelta(hours=1)},
            ["May have been sent", "Decide…", "unless you say so"],
        ),
        ("failed", NO, ["Not sent", "Tried 6 times. 550", "Change the words", "Discard…", "Try again…"]),
        ("sent", {"sent_at": AT}, ["Sent"]),
        ("discarded", {}, ["Discarded"]),
        ("cancelled", {}, ["Cancelled"]),
    ],
)
def test_a_letter_shows_where_it_stands_and_only_what_can_be_done(client, dana, stage, more, words):
    letter = make_letter(make_person(name="Maya Castellanos", called="Maya"))
    Letter.objects.update(stage=stage, **more)
    body = page(client, "letter", letter.pk).content.decode()
    every = {"Change the words", "Hold it back", "Discard…", "Send…", "Try again…", "Decide…"}
    assert [word for word in words if word not in body] == []
    assert {button for button in every if f">{button}<" in body} == every & set(words)
    assert "<p>Dear Maya,</p>" in body


def test_one_letter_takes_few_queries(client, dana, django_assert_num_queries):
    letter = make_letter()
    with django_assert_num_queries(6):
        page(client, "letter", letter.pk)


def test_changing_the_words_keeps_what_was_typed_when_something_is_wrong(client, dana):
    letter = make_letter(kind=DECISION)
    answer = page(client, "letter_edit", letter.pk, subject="", body="My long words", seen="")
    assert answer.status_code == 422
    assert "Enter a subject" in answer.content.decode()
    assert "My long words" in answer.content.decode()
    for seen in ("nonsense", "2026-13-45T99:99"):
        answer = page(client, "letter_edit", letter.pk, subject="", body="x", seen=seen)
        assert answer.context["form"].cleaned_data["seen"] is None
    answer = page(client, "letter_edit", letter.pk, subject="New", body="New words", seen="nonsense")
    assert answer.status_code == 302
    letter.refresh_from_db()
    assert (letter.subject, letter.body) == ("New", "New words")


def test_two_people_changing_the_same_letter(client, dana, clock):
    letter = make_letter(kind=DECISION)
    form = page(client, "letter_edit", letter.pk)
    assert form.context["form"].initial["seen"] == ""
    page(client, "letter_edit", letter.pk, subject="One", body="One", seen="")
    answer = page(client, "letter_edit", letter.pk, subject="Two", body="Two", seen="")
    assert answer.status_code == 422
    assert "Somebody else changed this letter" in answer.content.decode()
    seen = page(client, "letter_edit", letter.pk).context["form"].initial["seen"]
    clock.advance(minutes=1)
    assert page(client, "letter_edit", letter.pk, subject="Two", body="Two", seen=seen).status_code == 302


def test_sending_asks_first_and_a_double_click_does_no_harm(client, dana):
    letter = make_letter(kind=DECISION, recipient=make_person(name="Maya Castellanos"))
    asked = page(client, "letter_send", letter.pk).content.decode()
    assert "Send this letter to Maya Castellanos?" in asked
    assert "t be taken back" in asked
    assert Letter.objects.get().stage == "held"
    for _click in range(2):
        assert page(client, "letter_send", letter.pk, go="1").url == reverse("letter", args=[letter.pk])
    assert (Letter.objects.get().stage, OrmQ.objects.count()) == ("queued", 1)


def test_discarding_asks_first_and_names_what_follows(client, dana):
    decision, news = make_letter(kind=DECISION), make_letter()
    assert "The decision itself stays" in page(client, "letter_discard", decision.pk).content.decode()
    assert "does not get it" in page(client, "letter_discard", news.pk).content.decode()
    page(client, "letter_discard", news.pk, go="1")
    assert Letter.objects.get(pk=news.pk).stage == "discarded"
    assert page(client, "letter_discard", news.pk, go="1").status_code == 409


def test_holding_back(client, dana):
    letter = make_letter()
    assert page(client, "letter_hold", letter.pk).status_code == 405
    page(client, "letter_hold", letter.pk, go="1")
    assert Letter.objects.get().stage == "held"


@pytest.mark.parametrize(("choice", "stage"), [("sent", "sent"), ("again", "queued")])
def test_deciding_about_a_letter_that_may_have_been_sent(client, dana, clock, choice, stage):
    letter = make_letter()
    Letter.objects.update(stage="sending", sending_since=clock.now - timedelta(hours=1))
    assert page(client, "letter_settle", letter.pk).status_code == 200
    assert page(client, "letter_settle", letter.pk, choice="nonsense").status_code == 422
    page(client, "letter_settle", letter.pk, choice=choice)
    assert Letter.objects.get().stage == stage


def test_sending_all_shown_is_checked_first_and_then_watched(client, dana):
    held = [make_letter(kind=DECISION) for _number in range(12)]
    make_letter()
    asked = page(client, "letters_send", query="?stage=held")
    assert len(asked.context["chosen"]) == 12
    assert "and 2 more" in asked.content.decode()
    answer = page(client, "letters_send", letter=[*asked.context["chosen"], "nonsense"])
    job = Job.objects.get()
    assert answer.url == reverse("job", args=[job.pk])
    assert set(job.params["letters"]) == {str(letter.pk) for letter in held}
    assert Letter.objects.filter(stage="held").count() == 12


def test_with_nothing_to_send_it_says_so(client, dana):
    make_letter()
    assert "Nothing to send" in page(client, "letters_send").content.decode()
    assert page(client, "letters_send", go="1").status_code == 409


@pytest.mark.parametrize("name", ["letters", "letters_send", "audit"])
def test_strangers_and_those_without_a_second_factor_do_not_get_in(client, clock, name):
    assert page(client, name).url.startswith("/accounts/login/")
    sign_in(client, make_staff(Role.REVIEWER))
    assert page(client, name).status_code == 403
    sign_in(client, make_staff(Role.PROGRAM_MANAGER, Role.AUDITOR), second_factor=False)
    assert page(client, name).status_code == 302


def test_what_waits_in_the_outbox_is_on_the_keepers_list(dana, clock, django_assert_num_queries):
    stages = {"held": {}, "failed": {}, "sending": {"sending_since": clock.now - timedelta(hours=1)}}
    for stage, more in stages.items():
        Letter.objects.filter(pk=make_letter().pk).update(stage=stage, **more)
    with django_assert_num_queries(2):
        steps = list(queries.next_steps(dana, clock.now))
    assert [str(step.title) for step in steps] == [
        "See to 1 letter that was not sent", "Decide about 1 letter that may have been sent", "Read 1 held letter",
    ]  # fmt: skip
    assert list(queries.next_steps(make_person(), clock.now)) == []
    Letter.objects.all().delete()
    assert list(queries.next_steps(dana, clock.now)) == []


def test_a_kind_that_is_gone_from_the_code_shows_its_key(dana):
    make_letter()
    Letter.objects.update(kind="old.kind")
    assert [label for _recipient, label in rows(dana)] == ["old.kind"]
    assert queries.is_id("nonsense") is False


def test_people_read_their_own_letters_and_nobody_elses(client, clock, django_assert_num_queries):
    maya, luis = make_person(called="Maya"), make_person()
    mine, unsent, others = make_letter(maya), make_letter(maya, dedup="2"), make_letter(luis)
    Letter.objects.exclude(pk=unsent.pk).update(stage="sent", sent_at=AT)
    sign_in(client, maya, second_factor=False)
    body = page(client, "my_letters").content.decode()
    assert reverse("my_letter", args=[mine.pk]) in body
    assert reverse("my_letter", args=[unsent.pk]) not in body
    assert "<p>Dear Maya,</p>" in page(client, "my_letter", mine.pk).content.decode()
    for letter in (unsent, others):
        assert page(client, "my_letter", letter.pk).status_code == 404
        assert page(client, "my_letter_pdf", letter.pk).status_code == 404
    sheet = page(client, "my_letter_pdf", mine.pk)
    assert (sheet["Content-Type"], sheet.content[:5]) == ("application/pdf", b"%PDF-")
    sign_in(client, make_person(), second_factor=False)
    assert "No letters yet" in page(client, "my_letters").content.decode()
