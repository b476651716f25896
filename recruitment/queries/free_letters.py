"""Whom a letter in a manager's own words would go to, and what it may hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from fellowship.access import visible
from fellowship.models import Person
from recruitment.models import Application
from recruitment.models.wording import Words
from recruitment.rules.stages import Stage

PLACEHOLDERS: tuple[tuple[str, Words], ...] = (
    ("{called}", _("how the person is called")),
    ("{reference}", _("the application’s reference")),
    ("{cycle}", _("the name of the cycle")),
    ("{link}", _("the address of the page where they see how things stand")),
    ("{organization}", _("our name")),
)


@dataclass(frozen=True, slots=True)
class Readers:
    """The applications chosen that a letter goes to, those left out because they were withdrawn, and languages."""

    applications: tuple[Application, ...]
    withdrawn: tuple[str, ...]
    languages: tuple[str, ...]


def readers_of(person: Person, ids: Sequence[UUID]) -> Readers:
    """The chosen applications that the person may decide about, by name; one query beside the roles."""
    found = visible(person, "recruitment.decide").filter(pk__in=list(ids)).select_related("person", "cycle")
    rows = list(found.order_by("sort_name", "pk"))
    going = tuple(row for row in rows if row.stage != Stage.WITHDRAWN)
    return Readers(
        going,
        tuple(row.reference for row in rows if row.stage == Stage.WITHDRAWN),
        tuple(sorted({row.person.language for row in going})),
    )
