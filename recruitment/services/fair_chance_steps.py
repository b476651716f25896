"""What steps of a fair-chance case share: ask the engine first, work the dates out, mark what has to be weighed."""

from collections.abc import Iterable
from datetime import datetime

from fellowship.rules.refusals import Conflict
from recruitment.models import FairChanceCase
from recruitment.models.fair_chance_wording import LACKS
from recruitment.queries.fair_chance_path import facts_of_case, law_day, stack_of_case, timeline_for
from recruitment.rules.fair_chance_case import PATH, Act, Lacks, why_not


class NotYet(Conflict):
    """The law still wants something before this step; ``lacks`` says what."""

    def __init__(self, lacks: Lacks) -> None:
        """Say what is missing in words."""
        super().__init__(LACKS[lacks])
        self.lacks = lacks


def require_step(case: FairChanceCase, act: Act, at: datetime, *, contents: Iterable[str] = ()) -> None:
    """Refuse a step that the table does not have, or before which the law still wants something.

    Raises ``NotAllowed`` or :class:`NotYet` with what is missing.
    """
    PATH.after(case.stage, act)
    stack = stack_of_case(case, law_day(case, at))
    lacks = why_not(act, stack, facts_of_case(case, stack, at, contents=contents), at)
    if lacks is not None:
        raise NotYet(lacks)


def refresh_dates(case: FairChanceCase, at: datetime) -> None:
    """Work the dates out anew; within the transaction of its caller, before anything is decided."""
    found = timeline_for(case, stack_of_case(case, law_day(case, at)))
    if found is None or case.decided_at is not None:
        return
    timeline, case.final_from = found
    case.received_on, case.respond_by = timeline.received, timeline.response_deadline
    case.earliest_final, case.decide_by = timeline.earliest_final, timeline.decide_by
    case.save(update_fields=["received_on", "respond_by", "earliest_final", "decide_by", "final_from"])


def mark_heard(case: FairChanceCase, at: datetime) -> None:
    """Something came up: nothing is decided before an assessment weighs it. Within the transaction of its caller."""
    case.look_due_at = at
    case.save(update_fields=["look_due_at"])
