"""What the path of a fair-chance case is called, and what still stands against a step."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recruitment.rules.fair_chance_case import Lacks

Words = str | Promise

LACKS: dict[Lacks, Words] = {
    Lacks.AUTHORIZATION: _("The applicant has not agreed to the check yet."),
    Lacks.NOTICES_BEFORE: _("A notice that the law wants before this has not been sent."),
    Lacks.OUT_OF_SCOPE_KEPT: _("A record that may not be considered has not been withheld."),
    Lacks.NOTHING_LEFT: _("Nothing is left that may be considered. The case can only be cleared."),
    Lacks.FACTORS: _("The assessment does not speak to every factor that the law names."),
    Lacks.DUTIES: _("The assessment names no duty of the job."),
    Lacks.WRITTEN_ASSESSMENT: _("The assessment has no written conclusion."),
    Lacks.CONTENTS: _("The notice does not say everything that the law wants it to say."),
    Lacks.CHANNELS: _("The notice has not been sent in every way that the law wants."),
    Lacks.WINDOW_OPEN: _("The applicant still has time to respond. Nothing can be decided before that time is over."),
    Lacks.DISPUTE_OPEN: _("A dispute with the company that made the report is open. Nothing can be decided before."),
    Lacks.PRESENTATION_AHEAD: _("A talk with the applicant is still ahead. Nothing can be decided before."),
    Lacks.REASSESSMENT: _("The response has not been looked at again in writing."),
    Lacks.NO_DATES: _("No preliminary notice has been sent. Nothing can be decided without one."),
}
PATH_STEPS: dict[str, Words] = {
    "sort": _("The records were sorted"),
    "assess": _("The assessment was written"),
    "note_notice": _("A notice was sent"),
    "notify": _("The preliminary notice was sent"),
    "confirm_receipt": _("The applicant opened the notice"),
    "respond": _("The applicant responded"),
    "ask_time": _("The applicant asked for more time"),
    "open_dispute": _("A dispute of the report was opened"),
    "close_dispute": _("The dispute of the report was closed"),
    "reassess": _("The response was looked at again"),
    "decide": _("A final decision was made"),
    "send_final": _("The final notice was sent"),
}
# Told to the person concerned on "Who looked at my file"; the others would run ahead of a notice.
TOLD = (
    "note_notice",
    "notify",
    "confirm_receipt",
    "respond",
    "ask_time",
    "open_dispute",
    "close_dispute",
    "send_final",
)
BY_APPLICANT = frozenset({"authorize", "respond", "ask_time", "confirm_receipt"})
