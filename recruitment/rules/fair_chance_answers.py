"""What an applicant says in a case: which steps call for a new look, and what may come after a decision."""

from enum import StrEnum

# The steps after which nothing is decided before it was weighed in writing: the applicant said something, a paper came
# or was taken back, the report was put in doubt, or a record may no longer be considered.
HEARD = frozenset(
    {
        "respond",
        "send_file",
        "take_back_file",
        "ask_recheck",
        "open_dispute",
        "close_dispute",
        "talk_held",
        "sort_again",
    }
)
WEIGHING = frozenset({"assess", "reassess"})


class Late(StrEnum):
    """What an applicant sent after the decision; the wishes are those of ``Ask``."""

    RESPONSE = "response"
    MORE_TIME = "more_time"
    ORAL_PRESENTATION = "oral_presentation"
    ACCURACY_DISPUTE = "accuracy_dispute"
