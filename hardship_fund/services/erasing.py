"""Emptying what the fund keeps about a person whose data is deleted, and forgetting the rest when the law lets it."""

from datetime import datetime, timedelta

from django.db import transaction

from fellowship.models import Person
from fellowship.rules.erased import ERASED
from fellowship.services import audit, files
from hardship_fund.models import Approval, Disbursement, Evidence, Request, RequestStep
from hardship_fund.rules.stages import PAID, Stage

# 26 CFR 1.6001-1(e) asks for records as long as they may matter; Rev. Rul. 56-304 for whom a gift went to. The usual
# advice of the Internal Revenue Service for the longest case is seven years.
TAX_KEEPS = timedelta(days=7 * 365 + 2)


def erase(person: Person, at: datetime) -> None:
    """Delete drafts, and of what was sent all words, papers and notes; the books keep reference, kind, amounts, dates.

    Of help that was paid, whom we paid stays encrypted until :func:`forget_paid`.
    """
    requests = Request.objects.filter(requester=person)
    shown = Evidence.objects.filter(request__in=requests)
    papers = list(shown.filter(file__isnull=False).order_by("pk").values_list("file_id", flat=True))
    shown.delete()
    for file_id in papers:
        files.delete_file(actor=None, file_id=file_id, at=at)
    requests.filter(stage=Stage.DRAFT).delete()
    requests.update(story="", question="", denial_note="")
    requests.exclude(stage__in=PAID).update(payee={})
    RequestStep.objects.filter(request__in=requests).update(note="")
    Approval.objects.filter(request__in=requests).update(note="")
    Disbursement.objects.filter(request__in=requests).update(failure="")


@transaction.atomic
def forget_paid(*, at: datetime) -> int:
    """Delete whom we paid, and the receipts, seven years after the payment, of people whose data was deleted.

    Returns how many requests that were.
    """
    old = Disbursement.objects.filter(
        requester__email__endswith=ERASED, finished_at__lte=at - TAX_KEEPS, request__stage__in=PAID
    )
    forgotten = 0
    for request in Request.objects.select_for_update(of=("self",)).filter(pk__in=old.values("request")).order_by("pk"):
        payments = Disbursement.objects.filter(request=request)
        receipts = list(payments.filter(receipt__isnull=False).order_by("pk").values_list("receipt_id", flat=True))
        if not request.payee and not receipts:
            continue
        request.payee = {}
        request.save(update_fields=["payee"])
        payments.update(receipt=None)
        for file_id in receipts:
            files.delete_file(actor=None, file_id=file_id, at=at)
        audit.record(actor=None, action="hardship_fund.forget_paid", subject=request, at=at)
        forgotten += 1
    return forgotten
