"""Requests for help in the copy of one's own data, and after its deletion: books without a name, no words."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from fellowship.models import AuditEntry, StoredFile
from hardship_fund.models import Approval, Disbursement, Evidence, JournalEntry, Request, RequestStep
from hardship_fund.queries.own_data import part
from hardship_fund.rules.stages import Stage
from hardship_fund.services import asking
from hardship_fund.services.erasing import TAX_KEEPS, forget_paid
from recruitment.services import own_data
from tests.factories import hardship as make
from tests.factories.hardship import AT
from tests.factories.people import make_office
from tests.factories.training import make_advocate

pytestmark = pytest.mark.django_db


def neighbor():
    """Another advocate."""
    return make_advocate(make_office(), name="Ana Sol")


def gone(cast):
    """The advocate's role is over and their data deleted."""
    cast.advocate.role_grants.all().delete()
    cast.advocate.__dict__.pop("_grants_by_day", None)
    return own_data.ask_erasure(actor=cast.advocate, at=AT)


def test_the_copy_holds_ones_own_requests_and_nothing_of_the_committee(client, clock):
    cast = make.make_cast()
    make.make_at(cast, Stage.PAID)
    make.make_submitted(cast, by=neighbor())
    Approval.objects.update(note="Between us: a hard case.")
    client.force_login(cast.advocate)
    answer = client.get(reverse("recruitment_data_file"))
    (request,) = json.loads(answer.content)["requests_for_help"]
    assert (request["story"], request["pay_to"]["street"]) == (make.STORY, "12 Alder Street")
    assert (request["stage"], request["approved_cents"]) == ("paid", 740_00)
    assert [row["text"] for row in request["shown"]] == ["The shop wrote me a message."]
    assert [row["stage"] for row in request["payments"]] == ["paid"]
    assert "Between us" not in answer.text
    assert "Samuel" not in answer.text


def test_an_open_request_has_to_be_settled_first(client, clock):
    cast = make.make_cast()
    make.make_submitted(cast)
    assert gone(cast).stage == "asked"
    client.force_login(cast.advocate)
    assert "request of yours for help with money is open" in client.get(reverse("recruitment_delete_data")).text


def test_a_draft_goes_whole(clock):
    cast = make.make_cast()
    make.make_draft(cast)
    assert gone(cast).stage == "done"
    assert not Request.objects.exists()


def test_books_stay_and_words_go(client, clock):
    cast = make.make_cast()
    request = make.make_draft(cast)
    asking.add_file(actor=cast.advocate, request_id=request.pk, upload=make.picture(), at=AT)
    request = asking.submit_request(actor=cast.advocate, request_id=request.pk, at=AT)
    make.say_yes(cast.samuel, request), make.say_yes(cast.grace, request)
    payment = make.begin_payment(cast, request)
    make.paying.confirm_payment(
        actor=cast.tomas, payment_id=payment.pk, reference="Check 1042", at=AT, receipt=make.picture()
    )
    RequestStep.objects.update(note="She cried.")
    entries = JournalEntry.objects.count()
    client.force_login(cast.advocate)
    page = client.get(reverse("recruitment_delete_data")).text
    assert "in its books, without your name" in page
    assert "Rev. Rul. 56-304" in page
    assert gone(cast).stage == "done"
    request.refresh_from_db()
    assert (request.story, request.question, request.stage, request.amount_cents) == ("", "", "paid", 740_00)
    assert request.payee["street"] == "12 Alder Street"
    assert request.requester.name == ""
    assert JournalEntry.objects.count() == entries
    assert not Evidence.objects.exists()
    assert list(StoredFile.objects.values_list("purpose", flat=True)) == ["hardship.receipt"]
    assert set(RequestStep.objects.values_list("note", flat=True)) == {""}


def test_whom_we_paid_is_forgotten_after_seven_years(clock):
    cast = make.make_cast()
    paid = make.make_at(cast, Stage.PAID)
    stays = make.make_approved(cast, by=neighbor())
    payment = make.begin_payment(cast, stays)
    make.paying.confirm_payment(actor=cast.tomas, payment_id=payment.pk, reference="Check 1043", at=AT)
    gone(cast)
    assert forget_paid(at=AT + TAX_KEEPS - timedelta(seconds=1)) == 0
    assert forget_paid(at=AT + TAX_KEEPS) == 1
    assert forget_paid(at=AT + TAX_KEEPS) == 0
    paid.refresh_from_db(), stays.refresh_from_db()
    assert (paid.payee, stays.payee["street"]) == ({}, "12 Alder Street")
    assert Disbursement.objects.filter(request=paid).count() == 1
    assert AuditEntry.objects.filter(action="hardship_fund.forget_paid").count() == 1


def test_a_denied_request_keeps_no_payee(clock):
    cast = make.make_cast()
    request = make.make_at(cast, Stage.DENIED)
    gone(cast)
    request.refresh_from_db()
    assert (request.payee, request.denial_note) == ({}, "")
    assert request.denial_reason


@pytest.mark.parametrize("requests", [1, 3])
def test_the_copy_costs_three_queries(requests, django_assert_num_queries):
    cast = make.make_cast()
    for _number in range(requests):
        make.make_submitted(cast)
    with django_assert_num_queries(3):
        assert len(part(cast.advocate)) == requests
