"""Giving out packets and calibrating: the worker's part, the audit's words, navigation."""


def connect() -> None:
    """Connect what must be known before the first request."""
    from fellowship.queries import next_steps  # noqa: PLC0415  (apps must be ready)
    from fellowship.rules import audit, jobs  # noqa: PLC0415  (apps must be ready)
    from recruitment.models.assigning_wording import AUDITED_QUIETLY  # noqa: PLC0415
    from recruitment.queries import rounds_to_do  # noqa: PLC0415

    next_steps.register(rounds_to_do.for_practice)
    jobs.register("recruitment.assign", "recruitment.tasks.run_assigning")
    for action, sentence in AUDITED_QUIETLY.items():
        audit.describe(f"recruitment.{action}", sentence, told=False)
