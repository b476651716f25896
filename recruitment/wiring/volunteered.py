"""What an applicant brings up by themselves: the letter with their rights, and the words of the trail."""

from django.utils.translation import gettext_lazy as _

from fellowship.rules import audit, letters
from recruitment.rules import volunteered_letters


def connect() -> None:
    """Make it known."""
    for kind in volunteered_letters.KINDS:
        letters.register(kind)
    audit.describe("recruitment.fair_chance_volunteered", _("Noted that a record was brought up; nothing was kept"))
