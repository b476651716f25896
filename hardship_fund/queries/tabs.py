"""The pages of the fund that a person may open, for the row above them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fellowship.access import can
from fellowship.models import Person

PAGES = (
    ("hardship_queue", _("Requests"), "hardship_fund.decide"),
    ("hardship_payments", _("Payments"), "hardship_fund.pay"),
    ("hardship_books", _("Books"), "hardship_fund.see_books"),
    ("hardship_report", _("Report"), "hardship_fund.see_report"),
)


@dataclass(frozen=True, slots=True)
class Tab:
    """One page: its words, address, and whether it is this one."""

    label: str | Promise
    url: str
    current: bool


def tabs(person: Person, here: str) -> tuple[Tab, ...]:
    """The pages a person may open; ``here`` names the present one."""
    return tuple(Tab(label, reverse(name), name == here) for name, label, code in PAGES if can(person, code))
