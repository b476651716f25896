"""What training asks of a person next, their home card, and the entries of the navigation."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from fellowship.access import has_role
from fellowship.models import Person
from fellowship.queries.home import HomeCard
from fellowship.queries.navigation import NavItem
from fellowship.queries.next_steps import NextStep, Urgency, urgency_of
from fellowship.rules.roles import Role
from training.access import KEEPERS
from training.queries.board import board
from training.queries.path import Path, path_of

NAVIGATION = (
    NavItem("my", gettext_lazy("Training"), "training_path", "training.walk_path", weight=30, roles=(Role.ADVOCATE,)),
    NavItem("staff", gettext_lazy("Training"), "training_board", "training.see_board", weight=50),
)
MOST_LATE = 5


def _path(person: Person, at: datetime, language: str) -> Path:
    """The path, read once for the steps and the card of the same page."""
    known = person.__dict__.get("_training_path")
    if known is None or known[0] != (at, language):
        known = person.__dict__["_training_path"] = ((at, language), path_of(person, at, language))
    found: Path = known[1]
    return found


def next_steps(person: Person, at: datetime) -> Iterator[NextStep]:
    """The next lesson of a learner; for trainers and program managers the people who are late."""
    language = get_language() or "en"
    if has_role(person, Role.ADVOCATE):
        yield from _next_lesson(person, at, language)
    if has_role(person, *KEEPERS):
        for row in board(person, at, language).late_rows[:MOST_LATE]:
            yield NextStep(
                title=_("Look at the training of %(name)s") % {"name": row.name},
                url=reverse("training_person", args=[row.enrollment_id]),
                urgency=Urgency.LATE,
                why=ngettext("%(count)d part is late.", "%(count)d parts are late.", row.late) % {"count": row.late},
                area=str(_("Training")),
            )


def _next_lesson(person: Person, at: datetime, language: str) -> Iterator[NextStep]:
    coming = _path(person, at, language).next
    if coming is None:
        return
    lesson = coming.lesson
    if coming.attempt_id:
        url = reverse("training_quiz", args=[coming.attempt_id])
        answered = ngettext(
            "You have answered %(count)d question.", "You have answered %(count)d questions.", coming.answered
        )
        why = answered % {"count": coming.answered}
    else:
        url = reverse("training_lesson", args=[coming.enrollment_id, lesson.id])
        why = ngettext("About %(count)d minute.", "About %(count)d minutes.", lesson.minutes)
        why = why % {"count": lesson.minutes}
    title = _("Finish “%(title)s”") if lesson.opened_at else _("Begin “%(title)s”")
    yield NextStep(
        title=title % {"title": lesson.title},
        url=url,
        urgency=urgency_of(lesson.due_at, at),
        why=why,
        due_at=lesson.due_at,
        area=str(_("Training")),
    )


def home_cards(person: Person, at: datetime) -> Iterator[HomeCard]:
    """How far an Advocate is, beside the plan."""
    if not has_role(person, Role.ADVOCATE):
        return
    path = _path(person, at, get_language() or "en")
    if not path.courses:
        return
    yield HomeCard(
        title=_("Training"),
        text=_("%(done)d of %(total)d done. The plan for today is %(planned)d.")
        % {"done": path.done, "total": path.total, "planned": path.planned},
        url=reverse("training_path"),
        link_text=_("Your path"),
        weight=30,
    )
