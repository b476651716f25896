"""Check the books of every fund: entries add up to zero, kept balances are true, nothing is below zero."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hardship_fund.models import Fund
from hardship_fund.queries.books import faults


class Command(BaseCommand):
    """``manage.py verify_ledger``: exits with 1 and says what is wrong, or says that all is well."""

    help = "Checks that every entry adds up to zero and every balance is true."

    def handle(self, *args: Any, **options: Any) -> None:
        funds = list(Fund.objects.order_by("code"))
        found = [f"{fund.code}: {fault}" for fund in funds for fault in faults(fund)]
        if found:
            raise CommandError("\n".join(found))
        self.stdout.write(f"The books of {len(funds)} fund(s) hold.")
