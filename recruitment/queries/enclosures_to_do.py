"""Official papers that laws of our offices want sent along, and that nobody has added yet."""

from collections.abc import Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fellowship.access import can
from fellowship.models import Jurisdiction, Person
from fellowship.queries.next_steps import NextStep, Urgency
from recruitment.models import Enclosure
from recruitment.queries.case_enclosures import KEEP, PER_CASE, shipped_enclosures
from recruitment.queries.case_laws import said
from recruitment.queries.fair_chance_notices import shipped_forms
from recruitment.queries.law import book_in_use
from recruitment.rules.fair_chance_checklist import enclosures_of
from recruitment.rules.fair_chance_stack import Stack, stack_of


def _stack_of_offices(day: date) -> Stack:
    """The laws of all places with an office that works."""
    book = book_in_use()
    codes = Jurisdiction.objects.filter(offices__is_active=True).distinct().values_list("code", flat=True)
    return stack_of(book, sorted(set(codes) & set(book.codes)), day)


def wanted_by_offices(day: date) -> frozenset[str]:
    """The official papers that the laws of our offices want sent along with some notice."""
    stack, forms = _stack_of_offices(day), shipped_forms()
    kinds = {notice.kind for notice in stack.notices}
    return frozenset().union(*(enclosures_of(stack, kind, forms) for kind in kinds)) - frozenset(PER_CASE)


def missing_papers(day: date) -> tuple[str, ...]:
    """Those of them that are not there. Three queries at most."""
    wanted = wanted_by_offices(day) - set(shipped_enclosures())
    if not wanted:
        return ()
    there = Enclosure.objects.filter(code__in=wanted, ended_at__isnull=True).values_list("code", flat=True)
    return tuple(sorted(wanted - set(there)))


def without_address() -> tuple[str, ...]:
    """Agencies of the laws in use whose postal address we don't know: for counsel to look up."""
    book = book_in_use()
    agencies = (law.agency for code in book.codes for law in book.texts(code))
    return tuple(dict.fromkeys(said(agency.name) for agency in agencies if agency and not agency.address))


def for_officer(person: Person, at: datetime) -> Iterator[NextStep]:
    """Add the official papers without which notices can't be written; no query for others."""
    if not can(person, KEEP):
        return
    count = len(missing_papers(at.date()))
    if count:
        yield NextStep(
            title=ngettext("Add %(count)d official paper", "Add %(count)d official papers", count) % {"count": count},
            url=reverse("recruitment_enclosures"),
            urgency=Urgency.WHEN_YOU_CAN,
            why=_("Laws of your offices want it sent along with notices."),
            area="recruitment",
        )
