"""The whole path of a fair-chance case, and what must hold before each step.

``PATH`` says which step may follow which; :func:`why_not` says what the law still wants before it. The dates come from
``fair_chance_windows``, so that a decision against an applicant before every window has closed is no possible step.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from fellowship.rules.stages import StageTable, Step
from recruitment.rules.fair_chance import CaseStage as Point
from recruitment.rules.fair_chance_law import When
from recruitment.rules.fair_chance_records import Record, reasons_against
from recruitment.rules.fair_chance_stack import Stack
from recruitment.rules.fair_chance_windows import Timeline


class Act(StrEnum):
    """What moves a case."""

    AUTHORIZE = "authorize"
    REPORT_NOTHING = "report_nothing"
    REFER = "refer"
    SORT = "sort"
    ASSESS = "assess"
    NOTIFY = "notify"
    REASSESS = "reassess"
    DECIDE = "decide"
    SEND_FINAL = "send_final"
    CLEAR = "clear"
    WITHDRAW = "withdraw"


_OPEN = (
    Point.OPENED, Point.DISCLOSED, Point.NOTHING_TO_REVIEW, Point.WITH_OFFICER, Point.SORTED, Point.ASSESSED,
    Point.NOTIFIED, Point.REASSESSED,
)  # fmt: skip
PATH = StageTable(
    [
        Step(Point.OPENED, Act.AUTHORIZE, Point.DISCLOSED),
        Step(Point.DISCLOSED, Act.REPORT_NOTHING, Point.NOTHING_TO_REVIEW),
        Step(Point.DISCLOSED, Act.REFER, Point.WITH_OFFICER),
        Step(Point.WITH_OFFICER, Act.SORT, Point.SORTED),
        Step(Point.SORTED, Act.ASSESS, Point.ASSESSED),
        Step(Point.ASSESSED, Act.NOTIFY, Point.NOTIFIED),
        Step(Point.ASSESSED, Act.ASSESS, Point.ASSESSED),
        Step(Point.NOTIFIED, Act.REASSESS, Point.REASSESSED),
        Step(Point.NOTIFIED, Act.DECIDE, Point.DECIDED),
        Step(Point.REASSESSED, Act.DECIDE, Point.DECIDED),
        Step(Point.REASSESSED, Act.REASSESS, Point.REASSESSED),
        Step(Point.DECIDED, Act.SEND_FINAL, Point.NOT_CLEARED),
        *(Step(point, Act.CLEAR, Point.CLEARED) for point in _OPEN[2:]),
        *(Step(point, Act.WITHDRAW, Point.WITHDRAWN) for point in (*_OPEN, Point.DECIDED)),
    ]
)
# Who may read records, notes and assessments: at no point anybody but the officers named for the case.
READABLE_BY_OFFICERS = frozenset(Point) - {Point.OPENED}


class Lacks(StrEnum):
    """What is missing before a step."""

    AUTHORIZATION = "authorization"
    NOTICES_BEFORE = "notices_before"
    OUT_OF_SCOPE_KEPT = "out_of_scope_kept"
    NOTHING_LEFT = "nothing_left"
    FACTORS = "factors"
    DUTIES = "duties"
    WRITTEN_ASSESSMENT = "written_assessment"
    CONTENTS = "contents"
    CHANNELS = "channels"
    WINDOW_OPEN = "window_open"
    DISPUTE_OPEN = "dispute_open"
    PRESENTATION_NOT_SET = "presentation_not_set"
    PRESENTATION_AHEAD = "presentation_ahead"
    PRESENTATION_OPEN = "presentation_open"
    REASSESSMENT = "reassessment"
    NOTHING_NEW = "nothing_new"
    OTHER_DAYS = "other_days"
    NO_DATES = "no_dates"
    LAST_DAY_PASSED = "last_day_passed"


@dataclass(frozen=True, slots=True)
class Assessment:
    """An individualized assessment: the factors weighed, the duties it names, and whether it is in writing."""

    factors: frozenset[str] = frozenset()
    duties: tuple[str, ...] = ()
    is_written: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a case when somebody wants to take a step.

    ``sent`` names the notices for which there is proof of sending, with their channels; a document that a law wants
    made counts once it stands. ``contents`` are the items that the text of the notice in hand was proved to hold, and
    ``final_from`` is the first moment of the timeline's ``earliest_final`` for this applicant. ``is_changed`` says
    that a record was withheld after the notice had gone out, ``is_look_due`` that something came up after the newest
    assessment, ``is_disputed`` that a dispute of the report is open; ``today`` is the applicant's day, and
    ``is_late_allowed`` that counsel gave a reason for a decision after a law's last day.
    """

    is_authorized: bool = False
    records: tuple[Record, ...] = ()
    withheld: frozenset[int] = frozenset()
    assessment: Assessment = field(default_factory=Assessment)
    reassessment: Assessment | None = None
    sent: tuple[tuple[str, frozenset[str]], ...] = ()
    contents: frozenset[str] = frozenset()
    has_response: bool = False
    is_changed: bool = False
    is_look_due: bool = False
    timeline: Timeline | None = None
    final_from: datetime | None = None
    is_disputed: bool = False
    asked_to_speak: bool = False
    presentation_at: datetime | None = None
    is_presentation_noted: bool = False
    today: date | None = None
    is_late_allowed: bool = False

    @property
    def needs_second_look(self) -> bool:
        """Whether something has come up since the notice went out."""
        return self.has_response or self.is_changed or self.is_look_due


def must_have_been_sent(stack: Stack, before: When) -> tuple[str, ...]:
    """The required notices of earlier points, without those that are due only when the applicant asks or tells."""
    on_their_own = {When.VOLUNTEERED, When.REQUEST, When.RESPONSE}
    return tuple(
        notice.kind
        for notice in stack.notices
        if notice.is_required and notice.when.order < before.order and notice.when not in on_their_own
    )


def missing_contents(stack: Stack, kind: str, held: frozenset[str]) -> tuple[str, ...]:
    """What the laws want a notice to say and it does not; the checklist of a notice."""
    wanted = next((notice.contents for notice in stack.notices if notice.kind == kind), ())
    return tuple(code for code, _ in wanted if code not in held)


def _unsent(stack: Stack, facts: Facts, before: When) -> bool:
    sent = {kind for kind, _ in facts.sent}
    return any(kind not in sent for kind in must_have_been_sent(stack, before))


def _channels(facts: Facts, kind: str) -> frozenset[str]:
    return frozenset().union(*(channels for sent, channels in facts.sent if sent == kind))


def _receive(stack: Stack, facts: Facts, at: datetime) -> Lacks | None:
    """The applicant agreed, and what the laws want said before a check was said."""
    if not facts.is_authorized:
        return Lacks.AUTHORIZATION
    return Lacks.NOTICES_BEFORE if _unsent(stack, facts, When.VOLUNTEERED) else None


def _sort(stack: Stack, facts: Facts, at: datetime) -> Lacks | None:
    """Every record that a law excludes is withheld."""
    kept = [record for place, record in enumerate(facts.records) if place not in facts.withheld]
    return Lacks.OUT_OF_SCOPE_KEPT if any(reasons_against(record, stack) for record in kept) else None


def _is_empty(facts: Facts) -> bool:
    return all(place in facts.withheld for place in range(len(facts.records)))


def _assess(stack: Stack, facts: Facts, at: datetime) -> Lacks | None:
    """Something is left to assess, and the assessment weighs what the laws name against duties that it names."""
    lacking = _left(stack, facts, at)
    if lacking:
        return lacking
    if not facts.assessment.is_written:
        return Lacks.WRITTEN_ASSESSMENT
    if not facts.assessment.duties:
        return Lacks.DUTIES
    return None if facts.assessment.factors >= set(stack.factors) else Lacks.FACTORS


def _notify(stack: Stack, facts: Facts, at: datetime) -> Lacks | None:
    """The assessment weighs all that came up, earlier notices went out, and this one says and goes where it must."""
    lacking = _assess(stack, facts, at)
    if lacking:
        return lacking
    if facts.is_look_due:
        return Lacks.REASSESSMENT
    if _unsent(stack, facts, When.PRELIMINARY):
        return Lacks.NOTICES_BEFORE
    if missing_contents(stack, "preliminary_adverse", facts.contents):
        return Lacks.CONTENTS
    return None if _channels(facts, "preliminary_adverse") >= stack.channels else Lacks.CHANNELS


def _closed(facts: Facts, at: datetime) -> Lacks | None:
    """Every window has closed at ``at``."""
    if facts.timeline is None or facts.final_from is None:
        return Lacks.NO_DATES
    if facts.timeline.missing_channels:
        return Lacks.CHANNELS
    # Whatever its law says of the clock, and however late it was opened: nobody decides on a report in dispute.
    if facts.is_disputed or facts.timeline.is_paused:
        return Lacks.DISPUTE_OPEN
    return _spoken(facts, at) or (Lacks.WINDOW_OPEN if at < facts.final_from else None)


def _spoken(facts: Facts, at: datetime) -> Lacks | None:
    """Whoever asked to speak was given a time, and it is known whether the talk took place."""
    if facts.presentation_at is None:
        return Lacks.PRESENTATION_NOT_SET if facts.asked_to_speak else None
    if at < facts.presentation_at:
        return Lacks.PRESENTATION_AHEAD
    return None if facts.is_presentation_noted else Lacks.PRESENTATION_OPEN


def _left(stack: Stack, facts: Facts, at: datetime) -> Lacks | None:
    """What was weighed may still be considered: a record can become too old while everybody waits."""
    return _sort(stack, facts, at) or (Lacks.NOTHING_LEFT if _is_empty(facts) else None)


def _in_time(facts: Facts) -> Lacks | None:
    """The last day to decide has not passed, or counsel gave a reason."""
    last = facts.timeline.decide_by if facts.timeline else None
    is_late = last is not None and facts.today is not None and facts.today > last
    return Lacks.LAST_DAY_PASSED if is_late and not facts.is_late_allowed else None


def _second_look(stack: Stack, facts: Facts) -> Lacks | None:
    """The second look is in writing and weighs the same factors."""
    second = facts.reassessment
    if second is None or not second.is_written:
        return Lacks.REASSESSMENT
    return None if second.factors >= set(stack.factors) else Lacks.FACTORS


def _reassess(stack: Stack, facts: Facts, at: datetime) -> Lacks | None:
    """Every window has closed, so that nothing more can come, and the second look stands."""
    return _left(stack, facts, at) or _closed(facts, at) or _second_look(stack, facts)


def _decide(stack: Stack, facts: Facts, at: datetime) -> Lacks | None:
    """Every window has closed, what came up was looked at again, and no last day has passed.

    An assessment from before the last thing that came up is none: the look is due again, as often as something comes.
    """
    lacking = _left(stack, facts, at) or _closed(facts, at)
    if lacking is None and facts.needs_second_look:
        lacking = Lacks.REASSESSMENT if facts.is_look_due else _second_look(stack, facts)
    return lacking or _in_time(facts)


def may_weigh_again(point: Point | str, *, is_look_due: bool) -> bool:
    """Whether an assessment may be written: once at first and after a notice, and again when something came up."""
    return is_look_due or point not in {Point.ASSESSED, Point.REASSESSED}


def _send_final(stack: Stack, facts: Facts, at: datetime) -> Lacks | None:
    lacking = _closed(facts, at)
    if lacking:
        return lacking
    if missing_contents(stack, "final_adverse", facts.contents):
        return Lacks.CONTENTS
    return None if _channels(facts, "final_adverse") >= stack.channels else Lacks.CHANNELS


_CHECKS: dict[Act, Callable[[Stack, Facts, datetime], Lacks | None]] = {
    Act.REPORT_NOTHING: _receive,
    Act.REFER: _receive,
    Act.SORT: _sort,
    Act.ASSESS: _assess,
    Act.NOTIFY: _notify,
    Act.REASSESS: _reassess,
    Act.DECIDE: _decide,
    Act.SEND_FINAL: _send_final,
}


def why_not(act: Act | str, stack: Stack, facts: Facts, at: datetime) -> Lacks | None:
    """What still stands against a step at ``at``; ``None`` where nothing does.

    Whether the step follows from the present point says ``PATH``. Agreeing, clearing and withdrawing need nothing.
    Raises ``ValueError`` for a moment without a time zone and for an act that there is not.
    """
    if at.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    check = _CHECKS.get(Act(act))
    return check(stack, facts, at) if check else None


def may_read(point: Point | str, *, is_officer_of_case: bool) -> bool:
    """Whether somebody may read what a case holds: nobody but its officers, and nothing before authorization."""
    return is_officer_of_case and point in READABLE_BY_OFFICERS
