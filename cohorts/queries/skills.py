"""The words for skills that seats are kept for."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from cohorts.models import Seat
from cohorts.rules.skills import ALL_SKILLS, DRIVER, SPANISH
from recruitment.models.wording import LANGUAGE_LABELS


def skill_words(skill: str) -> str:
    """A skill as people say it; empty for none."""
    if skill == DRIVER:
        return _("Can drive for work")
    code = "es" if skill == SPANISH else skill.removeprefix("language:")
    return str(LANGUAGE_LABELS.get(code, "")) if skill else ""


def skill_choices(skills: Iterable[str] = ALL_SKILLS) -> list[tuple[str, str]]:
    """Each skill with its words, for a form."""
    return [(skill, skill_words(skill)) for skill in skills]


def kept_for(seat: Seat) -> str:
    """For whom a seat is kept, as a sentence part; empty where it is for anybody."""
    words = {"skill": skill_words(seat.skill)}
    if not seat.skill:
        return ""
    return _("only with: %(skill)s") % words if seat.skill_is_firm else _("first with: %(skill)s") % words
