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
    Lacks.PRESENTATION_NOT_SET: _("The applicant asked to speak with you. Set a time for it first."),
    Lacks.PRESENTATION_OPEN: _("The time of the talk has passed. Note first whether it took place."),
    Lacks.REASSESSMENT: _("Something came up that no written assessment has weighed yet."),
    Lacks.NOTHING_NEW: _("Nothing came up since the last assessment. There is nothing to weigh again."),
    Lacks.OTHER_DAYS: _(
        "The notice names other days than those that follow from when and how it was sent. Write it anew, and send it "
        "on the same day."
    ),
    Lacks.LAST_DAY_PASSED: _(
        "The last day that a law sets for the decision has passed. Clear the case, or note what counsel says."
    ),
    Lacks.NO_DATES: _("No preliminary notice has been sent. Nothing can be decided without one."),
}
PATH_STEPS: dict[str, Words] = {
    "sort": _("The records were sorted"),
    "assess": _("The assessment was written"),
    "take_over": _("Another officer took over the case"),
    "hand_over": _("The officer handed the case over to another officer"),
    "ask_recheck": _("The applicant said that the report is wrong"),
    "late_word": _("The applicant sent something after the decision"),
    "sort_again": _("A record became too old to be considered and was withheld"),
    "note_notice": _("A notice was sent"),
    "add_file": _("A copy was kept with the case"),
    "remove_file": _("A copy was taken away"),
    "send_file": _("The applicant sent a file"),
    "take_back_file": _("The applicant took back a file"),
    "notify": _("The preliminary notice was sent"),
    "confirm_receipt": _("The applicant opened the notice"),
    "respond": _("The applicant responded"),
    "ask_time": _("The applicant asked for more time or a talk"),
    "open_dispute": _("A dispute of the report was opened"),
    "close_dispute": _("The dispute of the report was closed"),
    "reassess": _("What came up was looked at again"),
    "decide": _("A final decision was made"),
    "send_final": _("The final notice was sent"),
    "set_talk": _("A time to talk was set"),
    "talk_held": _("The talk took place"),
    "talk_missed": _("The talk did not take place"),
    "allow_late": _("Counsel gave a reason to decide after the last day"),
    "withdraw": _("The case ended because the applicant withdrew"),
    "hold": _("A legal hold was placed"),
    "release_hold": _("A legal hold was released"),
    "empty": _("The papers of the case were deleted"),
}
# Told to the person concerned on "Who looked at my file"; the others would run ahead of a notice.
TOLD = (
    "note_notice",
    "notify",
    "confirm_receipt",
    "respond",
    "send_file",
    "take_back_file",
    "ask_time",
    "ask_recheck",
    "late_word",
    "take_over",
    "hand_over",
    "open_dispute",
    "close_dispute",
    "send_final",
    "sort_again",
    "set_talk",
    "talk_held",
    "talk_missed",
    "withdraw",
    "hold",
    "release_hold",
    "empty",
)
BY_APPLICANT = frozenset(
    {
        "authorize",
        "respond",
        "ask_time",
        "ask_recheck",
        "confirm_receipt",
        "send_file",
        "take_back_file",
        "late_word",
    }
)
