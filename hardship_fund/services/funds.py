"""Opening a fund and giving it categories to begin with."""

from datetime import datetime

from django.db import transaction

from fellowship import access
from fellowship.models import Person
from fellowship.services import audit
from hardship_fund.models import Category, Fund
from hardship_fund.rules.starter import RESOURCES, RESOURCES_ES, STARTERS
from hardship_fund.services import ledger


@transaction.atomic
def open_fund(*, actor: Person | None, code: str, name: str, at: datetime) -> Fund:
    """Open a fund with its books and the categories to begin with; the same code again gives the first one.

    ``actor`` is ``None`` for the system; a person must be allowed to grant roles, since a fund is nothing without
    its committee.
    """
    if actor is not None:
        access.require(actor, "fellowship.grant_roles")
    fund, is_new = Fund.objects.get_or_create(
        code=code, defaults={"name": name, "resources": RESOURCES, "resources_es": RESOURCES_ES}
    )
    ledger.open_accounts(fund=fund)
    install_starter_categories(fund=fund)
    if is_new:
        audit.record(actor=actor, action="hardship_fund.open_fund", subject=fund, at=at)
    return fund


@transaction.atomic
def install_starter_categories(*, fund: Fund) -> None:
    """Give a fund the categories to begin with; those it has, by code, stay as staff left them."""
    Category.objects.bulk_create(
        [
            Category(
                fund=fund, code=row.code, label=row.label, label_es=row.label_es, help=row.help, help_es=row.help_es,
                evidence=row.evidence, evidence_es=row.evidence_es, cap_cents_per_request=row.cap_cents_per_request,
                cap_cents_12_months=row.cap_cents_12_months, fast_track=row.fast_track, sort_order=order,
            )
            for order, row in enumerate(STARTERS)
        ],
        ignore_conflicts=True,
    )  # fmt: skip
