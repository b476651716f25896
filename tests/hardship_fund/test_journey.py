"""The whole way of a request, and the promises on it."""

import pytest
from django.db import connection
from django.urls import reverse

from fellowship.models import AuditEntry, Letter
from hardship_fund.models import LedgerAccount, Request
from hardship_fund.queries import books
from hardship_fund.rules.stages import Stage
from hardship_fund.services import asking, deciding, following, paying
from tests.factories import hardship as make
from tests.factories.hardship import AT

pytestmark = pytest.mark.django_db


def balances(cast):
    return dict(LedgerAccount.objects.filter(fund=cast.fund).values_list("code", "balance_cents"))


def test_a_request_is_read_by_two_paid_by_a_third_and_the_books_follow(clock):
    cast = make.make_cast()
    request = make.make_submitted(cast)
    assert (request.stage, request.reference) == ("submitted", "HF-26-0001")
    make.say_yes(cast.samuel, request, 740_00)
    assert balances(cast) == {"bank": 5_000_00, "available": 5_000_00, "reserved": 0, "sending": 0}
    make.say_yes(cast.grace, request, 700_00)
    request.refresh_from_db()
    assert (request.stage, request.approved_cents) == ("approved", 700_00)
    assert balances(cast) == {"bank": 5_000_00, "available": 4_300_00, "reserved": 700_00, "sending": 0}
    payment = make.begin_payment(cast, request)
    assert balances(cast) == {"bank": 5_000_00, "available": 4_300_00, "reserved": 0, "sending": 700_00}
    paying.confirm_payment(actor=cast.tomas, payment_id=payment.pk, reference="Check 1042", at=AT)
    assert balances(cast) == {"bank": 4_300_00, "available": 4_300_00, "reserved": 0, "sending": 0}
    following.close_request(actor=cast.advocate, request_id=request.pk, at=AT)
    steps = request.steps.order_by("pk").values_list("action", flat=True)
    assert list(steps) == ["submit", "start_review", "approve", "pay", "confirm", "close"]
    assert books.faults(cast.fund) == ()


def test_letters_are_neutral_and_carry_no_detail(clock):
    cast = make.make_cast()
    for stage in (Stage.CLOSED, Stage.FAILED, Stage.DENIED, Stage.NEEDS_INFO):
        make.make_at(cast, stage)
    letters = Letter.objects.order_by("pk")
    assert {letter.subject for letter in letters} == {"About your request"}
    assert {letter.kind for letter in letters} == {
        "hardship.received", "hardship.approved", "hardship.sent", "hardship.failed", "hardship.denied",
        "hardship.need_more",
    }  # fmt: skip
    for letter in letters:
        link = reverse("hardship_from_mail", args=[letter.about_id])
        assert link in letter.body
        # The random key in the link may hold any three digits.
        words = letter.body.replace(link, "").lower()
        for secret in ("$", "740", "money", "fund", "rent", "car", "hf-", "check"):
            assert secret not in words


def test_letters_speak_spanish(clock):
    cast = make.make_cast()
    cast.advocate.language = "es"
    cast.advocate.save(update_fields=["language"])
    make.make_submitted(cast)
    letter = Letter.objects.get()
    assert letter.subject == "Sobre su solicitud"
    assert letter.body.startswith("Hola, Keisha:")


def test_story_and_payee_are_encrypted_and_their_reading_is_audited(clock):
    cast = make.make_cast()
    request = make.make_submitted(cast)
    with connection.cursor() as cursor:
        cursor.execute("SELECT story, payee FROM hardship_fund_request")
        raw = "".join(cursor.fetchone())
    assert "car broke" not in raw
    assert "Alder" not in raw
    deciding.read_request(actor=cast.samuel, request_id=request.pk, at=AT)
    make.say_yes(cast.samuel, request)
    make.say_yes(cast.grace, request)
    paying.read_payment(actor=cast.tomas, request_id=request.pk, at=AT)
    looks = AuditEntry.objects.filter(kind="read").order_by("pk")
    assert [(look.action, look.actor_id, look.about_id) for look in looks] == [
        ("hardship_fund.read_story", cast.samuel.pk, cast.advocate.pk),
        ("hardship_fund.read_payee", cast.tomas.pk, cast.advocate.pk),
    ]


def test_a_draft_is_kept_and_a_second_start_finds_it(clock):
    cast = make.make_cast()
    first = asking.start_request(actor=cast.advocate, at=AT)
    assert asking.start_request(actor=cast.advocate, at=AT).pk == first.pk
    assert Request.objects.count() == 1


def test_sending_twice_sends_once(clock):
    cast = make.make_cast()
    draft = make.make_draft(cast)
    first = asking.submit_request(actor=cast.advocate, request_id=draft.pk, at=AT)
    again = asking.submit_request(actor=cast.advocate, request_id=draft.pk, at=AT)
    assert first.reference == again.reference
    assert Letter.objects.count() == 1
    cast.fund.refresh_from_db()
    assert cast.fund.last_number == 1
