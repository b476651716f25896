"""Decisions that wait and the waiting list: letters, jobs, the clock's work, next steps, navigation."""

from django.utils.translation import gettext_lazy as _

from fellowship.queries import next_steps
from fellowship.queries.navigation import NavItem, register
from fellowship.rules import audit, jobs, letters, schedules
from recruitment.models.deciding_wording import AUDITED_AND_TOLD, AUDITED_QUIETLY
from recruitment.queries import deciding_to_do
from recruitment.rules import offer_letters, waitlist_letters


def connect() -> None:
    """Make it all known."""
    for kind in (*waitlist_letters.KINDS, *offer_letters.KINDS):
        letters.register(kind)
    jobs.register("recruitment.apply_decisions", "recruitment.tasks.apply_decisions")
    schedules.register("recruitment: close waiting lists", "recruitment.tasks.close_waitlists", minutes=60)
    schedules.register("recruitment: tell of the new round", "recruitment.tasks.tell_of_the_new_round", minutes=60)
    for action, sentence in AUDITED_AND_TOLD.items():
        audit.describe(f"recruitment.{action}", sentence)
    for action, sentence in AUDITED_QUIETLY.items():
        audit.describe(f"recruitment.{action}", sentence, told=False)
    next_steps.register(deciding_to_do.for_decider)
    register(
        NavItem(
            "staff", _("Decisions"), "recruitment_pending", "recruitment.keep_pending", weight=23, group=_("Selection")
        ),
        NavItem(
            "staff", _("Waiting list"), "recruitment_waitlist", "recruitment.decide", weight=25, group=_("Selection")
        ),
    )
