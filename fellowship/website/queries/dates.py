"""The dates of the cycles that are open or coming, for the public pages."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fellowship.design.wording import day_in_words
from recruitment.models import Cycle
from recruitment.rules.milestones import MilestoneKind

SHOWN = 3


@dataclass(frozen=True, slots=True)
class DateRow:
    """One line of the dates: what, when, and what to hold it against."""

    name: str
    what: str
    at: datetime
    beside: str
    url: str
    is_moment: bool = True


def coming(*, at: datetime, language: str) -> tuple[DateRow, ...]:
    """For each published cycle whose applications have not closed: apply by, hear by, training; the next first."""
    rows: list[DateRow] = []
    cycles = Cycle.objects.filter(is_published=True).prefetch_related("milestones").order_by("cohort_year", "name")
    for cycle in cycles:
        when = {milestone.kind: milestone.at for milestone in cycle.milestones.all()}
        closes = when.get(MilestoneKind.APPLICATIONS_CLOSE)
        name = (cycle.name_es if language == "es" else "") or cycle.name
        if closes is not None and closes > at:
            rows.append(DateRow(name, _("Apply by"), closes, _hear_by(when, language), _link("recruitment_openings")))
        training = when.get(MilestoneKind.TRAINING_STARTS)
        if training is not None and training > at:
            rows.append(
                DateRow(
                    _("Training begins"),
                    name,
                    training,
                    _("Travel and meals are paid"),
                    _link("recruitment_openings"),
                    is_moment=False,
                )
            )
    return tuple(sorted(rows, key=lambda row: row.at)[:SHOWN])


def _hear_by(when: dict[str, datetime], language: str) -> str:
    hear = when.get(MilestoneKind.HEAR_BY)
    if hear is None:
        return ""
    return _("Hear from us by %(day)s") % {"day": day_in_words(timezone.localtime(hear).date(), language)}


def _link(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return "/"
