"""The path of a fair-chance case: what the audit calls its steps."""

from fellowship.rules import audit
from recruitment.models.fair_chance_wording import PATH_STEPS, TOLD


def connect() -> None:
    """Make it known."""
    for action, sentence in PATH_STEPS.items():
        audit.describe(f"recruitment.case_{action}", sentence, told=action in TOLD)
