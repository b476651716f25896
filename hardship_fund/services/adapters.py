"""How money leaves: an interface, and the first way, by hand."""

from dataclasses import dataclass
from typing import Protocol

from hardship_fund.models import Disbursement
from hardship_fund.rules.payee import Payee


@dataclass(frozen=True, slots=True)
class Sent:
    """What an adapter did: ``reference`` as far as it is known, ``finished`` when nothing is left to wait for."""

    reference: str = ""
    finished: bool = False


class PayoutAdapter(Protocol):
    """A way to pay. ``send`` is called once per disbursement key and must bear being called again with it."""

    key: str

    def send(self, disbursement: Disbursement, payee: Payee) -> Sent:
        """Begin to pay; raise nothing for "not yet": the outcome is written down later."""
        ...


class ManualPayout:
    """A person writes the check or makes the transfer, then comes back with its number."""

    key = "manual"

    def send(self, disbursement: Disbursement, payee: Payee) -> Sent:
        """Do nothing: the treasurer pays."""
        return Sent()


ADAPTERS: dict[str, PayoutAdapter] = {ManualPayout.key: ManualPayout()}
