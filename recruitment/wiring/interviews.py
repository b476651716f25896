"""Changes of interviews and their calendars: letters, files, words of the audit."""

from fellowship.rules import audit, files, letters
from recruitment.models.interview_wording import AUDITED_AND_TOLD, AUDITED_QUIETLY
from recruitment.rules.interview_letters import KINDS


def connect() -> None:
    """Make it all known."""
    for kind in KINDS:
        letters.register(kind)
    files.register(files.FilePurpose(key="recruitment.calendar", kinds=frozenset()))
    for action, sentence in AUDITED_AND_TOLD.items():
        audit.describe(f"recruitment.{action}", sentence)
    for action, sentence in AUDITED_QUIETLY.items():
        audit.describe(f"recruitment.{action}", sentence, told=False)
