"""The path of a fair-chance case: what the audit calls its steps, and what one's own copy of data holds of it."""

from fellowship.rules import audit
from recruitment.models.fair_chance_wording import PATH_STEPS, TOLD
from recruitment.queries import fair_chance_path
from recruitment.queries.own_data import register_part


def connect() -> None:
    """Make it known."""
    for action, sentence in PATH_STEPS.items():
        audit.describe(f"recruitment.case_{action}", sentence, told=action in TOLD)
    register_part("fair_chance", fair_chance_path.own_part)
