"""A sheet that an office sent: what it would make of the list, and which rows it leaves out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from cohorts.models import Fellow, ListImport
from cohorts.rules.sheets import Problem
from fellowship.access import visible
from fellowship.models import HostOffice, Person

SENTENCES = {
    Problem.NOBODY: _("There is no code and no name in this row."),
    Problem.UNKNOWN: _("%(name)s: nobody of this code or name is in the cohort."),
    Problem.SAME_NAME: _("%(name)s: several people have this name. Use the code."),
    Problem.TWICE: _("%(name)s: this person stands in an earlier row."),
    Problem.NUMBER: _("%(name)s: the number must be a whole number from 1 to 999."),
    Problem.SCORE: _("%(name)s: the score must be a whole number from 1 to 100."),
    Problem.BOTH: _("%(name)s: give a number or a reason why not, but not both."),
    Problem.MIXED: _("%(name)s: other rows have scores, so this one needs a score too."),
    Problem.NOT_MET: _("%(name)s: your office has not met this person. Say first that you met, then send it again."),
    Problem.LONG: _("%(name)s: the reason is longer than 500 characters."),
}


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One person of the sheet with what they get: a place, a score where there is one, or a reason why not."""

    name: str
    place: int = 0
    score: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SheetPage:
    """The whole page."""

    id: UUID
    office_id: UUID
    office: str
    lines: tuple[SheetLine, ...]
    refused: tuple[SheetLine, ...]
    problems: tuple[tuple[int, str], ...]
    used_at: datetime | None
    undone_at: datetime | None


def sheet_page(person: Person, office_id: UUID, import_id: UUID) -> SheetPage:
    """One sheet of an office that the person supervises; 404 otherwise. Three queries."""
    office: HostOffice = get_object_or_404(visible(person, "cohorts.rank_fellows"), pk=office_id)
    kept = get_object_or_404(ListImport, pk=import_id, office=office)
    fellows = Fellow.objects.filter(cohort_id=kept.cohort_id).select_related("person")
    names = {str(row.pk): row.person.get_full_name() for row in fellows}
    scores: Mapping[str, int] = kept.entries["scores"]
    return SheetPage(
        id=kept.pk,
        office_id=office.pk,
        office=office.name,
        lines=tuple(
            SheetLine(names.get(who, ""), place, scores.get(who, 0))
            for place, group in enumerate(kept.entries["groups"], start=1)
            for who in group
        ),
        refused=tuple(SheetLine(names.get(who, ""), reason=why) for who, why in kept.entries["refused"].items()),
        problems=tuple(
            (number, str(SENTENCES[Problem(what)]) % {"name": name or "–"}) for number, what, name in kept.problems
        ),
        used_at=kept.used_at,
        undone_at=kept.undone_at,
    )
