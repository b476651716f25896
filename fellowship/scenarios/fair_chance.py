"""Fair-chance cases on their way in a scenario: from nothing to review to a second look, done by the services."""

from collections.abc import Callable
from datetime import datetime, timedelta

from fellowship.scenarios.world import Program
from recruitment.models import Cycle, FairChanceCase
from recruitment.queries.fair_chance_path import law_day, stack_of_case
from recruitment.rules.fair_chance import CaseStage
from recruitment.rules.fair_chance_case import must_have_been_sent
from recruitment.rules.fair_chance_law import Ask, When
from recruitment.rules.fair_chance_windows import Address, Channel
from recruitment.services import fair_chance as services
from recruitment.services import fair_chance_path as path

SENDINGS = (
    path.Sending(Channel.EMAIL, "message 4417"),
    path.Sending(Channel.MAIL, "tracking 9400 1000 0000", Address.IN_STATE),
)
REPORT = "A conviction in county court; the sentence was served in full."
WEIGHED = "It happened before the current training began. References describe steady work since."
CONCLUSION = "The duties with clients’ papers need a closer look before the officer can say more."
ANSWER = "The case in the report is my cousin’s. We have the same name. I have the letter of the court."


def build_cases(program: Program) -> None:
    """Take a few of the open cases, each a step further than the one before."""
    cycle, farah = program.things["cycle"], program.people["farah"]
    assert isinstance(cycle, Cycle)  # noqa: S101  (what world built)
    rows = FairChanceCase.objects.filter(offer__application__cycle=cycle, stage=CaseStage.OPENED)
    cases = list(rows.order_by("offer__application__reference")[: len(WAYS) + 1])
    for way, case in zip(WAYS, cases, strict=False):
        person = case.offer.application.person
        at = case.opened_at + timedelta(hours=2)
        services.authorize_check(actor=person, case_id=case.pk, signature=person.name, address=None, at=at)
        services.take_case(actor=farah, case_id=case.pk, at=at + timedelta(hours=2))
        way(program, case, at + timedelta(hours=4))


def _nothing(program: Program, case: FairChanceCase, at: datetime) -> None:
    services.record_report(actor=program.people["farah"], case_id=case.pk, is_clean=True, at=at)


def _report_waits(program: Program, case: FairChanceCase, at: datetime) -> None:
    """The report has not come yet."""


def _sorted(program: Program, case: FairChanceCase, at: datetime) -> None:
    services.record_report(actor=program.people["farah"], case_id=case.pk, is_clean=False, at=at)
    day = at.date()
    found = [
        path.Found(frozenset({"conviction"}), day - timedelta(days=700), "misdemeanor", text=REPORT),
        path.Found(frozenset({"arrest_only"}), day - timedelta(days=900)),
    ]
    path.sort_records(actor=program.people["farah"], case_id=case.pk, found=found, at=at)


def _waiting(program: Program, case: FairChanceCase, at: datetime) -> None:
    """The preliminary notice is out, and the applicant has time."""
    farah = program.people["farah"]
    _sorted(program, case, at)
    stack = stack_of_case(case, law_day(case, at))
    contents = {notice.kind: [code for code, _laws in notice.contents] for notice in stack.notices}
    path.write_assessment(
        actor=farah, case_id=case.pk, factors=dict.fromkeys(stack.factors, WEIGHED),
        duties=["Keeps clients’ papers together"], conclusion=CONCLUSION, at=at,
    )  # fmt: skip
    for kind in must_have_been_sent(stack, When.PRELIMINARY):
        path.note_notice(actor=farah, case_id=case.pk, kind=kind, contents=contents[kind], sendings=SENDINGS, at=at)
    path.send_preliminary(
        actor=farah, case_id=case.pk, contents=contents["preliminary_adverse"], sendings=SENDINGS, at=at
    )


def _answered(program: Program, case: FairChanceCase, at: datetime) -> None:
    """The applicant has responded and asked for more time."""
    _waiting(program, case, at)
    person, later = case.offer.application.person, program.calendar.now - timedelta(hours=20)
    path.respond(actor=person, case_id=case.pk, text=ANSWER, at=later)
    path.ask_for_time(actor=person, case_id=case.pk, kind=Ask.MORE_TIME, at=later)


def _disputed(program: Program, case: FairChanceCase, at: datetime) -> None:
    _waiting(program, case, at)
    path.open_dispute(actor=program.people["farah"], case_id=case.pk, at=program.calendar.now - timedelta(hours=3))


WAYS: tuple[Callable[[Program, FairChanceCase, datetime], None], ...] = (
    _report_waits, _sorted, _waiting, _answered, _disputed, _nothing,
)  # fmt: skip
