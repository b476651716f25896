"""Fair-chance cases on their way in a scenario: from nothing to review to a second look, done by the services."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache

from django.core.files.uploadedfile import SimpleUploadedFile

from fellowship.models import Person
from fellowship.scenarios.world import Program
from fellowship.services.documents import render_pdf
from recruitment.models import Cycle, FairChanceCase
from recruitment.queries.case_enclosures import official_codes, shipped_enclosures
from recruitment.queries.fair_chance_path import FINAL, law_day, stack_of_case
from recruitment.rules.fair_chance import CaseStage
from recruitment.rules.fair_chance_case import must_have_been_sent
from recruitment.rules.fair_chance_law import Ask, When
from recruitment.rules.fair_chance_windows import Address, Channel
from recruitment.services import case_answers as answers
from recruitment.services import fair_chance as services
from recruitment.services import fair_chance_path as path
from recruitment.services.case_enclosures import add_case_file, keep_enclosure
from recruitment.services.case_papers import make_paper
from recruitment.services.fair_chance_retention import place_hold
from recruitment.services.fair_chance_talk import set_talk

SENDINGS = (
    path.Sending(Channel.EMAIL, "message 4417"),
    path.Sending(Channel.MAIL, "tracking 9400 1000 0000", Address.IN_STATE),
)
REPORT = "A conviction in county court; the sentence was served in full."
WEIGHED = "It happened before the current training began. References describe steady work since."
CONCLUSION = "The duties with clients’ papers need a closer look before the officer can say more."
SAMPLE = "This page is a sample. In real use the paper of the agency or the company stands here."
TYPED = {
    "language": "en", "ways": ["email", "mail"], "address": "12 Alder Street\nFairhaven, CA 94000",
    "mailed_to": "in_state", "reply_address": "500 Main Street, Fairhaven, CA 94000",
    "reply_email": "fairchance@fellowship.example",
    "good_cause": "Advocates carry clients’ papers and, on some days, their money for a bus or a form.",
    "checks": "County court records of the last seven years\nReferences that you named",
    "source": "a report by Northline Screening", "company": "yes", "company_name": "Northline Screening",
    "company_address": "9 Station Road, Reno, NV 89501", "company_phone": "800-555-0199", "other_material": "none",
}  # fmt: skip
HELD = "The applicant told us of a complaint to the agency."
# A case that was opened so long ago has waited out its window.
EARLY = timedelta(days=15)
ANSWER = "The case in the report is my cousin’s. We have the same name. I have the letter of the court."


@lru_cache(maxsize=1)
def _sample_pdf() -> bytes:
    """One page that stands for a paper of an agency or a company."""
    data = {"title": {"en": "Sample paper"}, "language": "en", "heading": SAMPLE, "sections": [], "source": ""}
    return render_pdf(template="statute", data=data, language="en")


def _sample(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{name}.pdf", _sample_pdf(), "application/pdf")


def _keep_papers(farah: Person, at: datetime) -> None:
    """The official papers that notices need; in a demonstration a sample stands in their place."""
    for code in official_codes():
        if code not in shipped_enclosures():
            keep_enclosure(
                actor=farah, code=code, language="en", source="Sample of the demonstration", dated_on=at.date(),
                upload=_sample(code), at=at,
            )  # fmt: skip


def build_cases(program: Program) -> None:
    """Take a few of the open cases, each a step further than the one before; those opened early to their end."""
    cycle, farah = program.things["cycle"], program.people["farah"]
    assert isinstance(cycle, Cycle)  # noqa: S101  (what world built)
    rows = FairChanceCase.objects.filter(offer__application__cycle=cycle, stage=CaseStage.OPENED)
    cases = list(rows.order_by("offer__application__reference"))
    early = [case for case in cases if case.opened_at < program.calendar.now - EARLY]
    usual = [case for case in cases if case not in early]
    if cases:
        _keep_papers(farah, min(case.opened_at for case in cases))
    for way, case in (*zip(WAYS, usual, strict=False), *zip(ENDS, early, strict=False)):
        person = case.offer.application.person
        at = case.opened_at + timedelta(hours=2)
        services.authorize_check(actor=person, case_id=case.pk, signature=person.name, address=None, at=at)
        services.take_case(actor=farah, case_id=case.pk, at=at + timedelta(hours=2))
        way(program, case, at + timedelta(hours=4))


def _send_before(farah: Person, case: FairChanceCase, point: When, at: datetime) -> None:
    """Write and send what the laws want before a point."""
    for kind in must_have_been_sent(stack_of_case(case, law_day(case, at)), point):
        if not case.notices.filter(kind=kind).exists():
            make_paper(actor=farah, case_id=case.pk, kind=kind, typed=TYPED, at=at)
            path.note_notice(actor=farah, case_id=case.pk, kind=kind, sendings=SENDINGS, at=at)


def _nothing(program: Program, case: FairChanceCase, at: datetime) -> None:
    _send_before(program.people["farah"], case, When.VOLUNTEERED, at)
    services.record_report(actor=program.people["farah"], case_id=case.pk, is_clean=True, at=at)


def _report_waits(program: Program, case: FairChanceCase, at: datetime) -> None:
    """The report has not come yet."""


def _sorted(program: Program, case: FairChanceCase, at: datetime) -> None:
    _send_before(program.people["farah"], case, When.VOLUNTEERED, at)
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
    path.write_assessment(
        actor=farah, case_id=case.pk, factors=dict.fromkeys(stack.factors, WEIGHED),
        duties=["Keeps clients’ papers together"], conclusion=CONCLUSION, at=at,
    )  # fmt: skip
    add_case_file(actor=farah, case_id=case.pk, code="background_report", upload=_sample("report"), at=at)
    _send_before(farah, case, When.PRELIMINARY, at)
    make_paper(actor=farah, case_id=case.pk, kind=path.PRELIMINARY, typed=TYPED, at=at)
    path.send_preliminary(actor=farah, case_id=case.pk, sendings=SENDINGS, at=at)


def _answered(program: Program, case: FairChanceCase, at: datetime) -> None:
    """The applicant has responded and asked for more time."""
    _waiting(program, case, at)
    person, later = case.offer.application.person, program.calendar.now - timedelta(hours=20)
    answers.respond(actor=person, case_id=case.pk, text=ANSWER, at=later)
    answers.ask_for_time(actor=person, case_id=case.pk, kind=Ask.MORE_TIME, at=later)


def _disputed(program: Program, case: FairChanceCase, at: datetime) -> None:
    _waiting(program, case, at)
    path.open_dispute(actor=program.people["farah"], case_id=case.pk, at=program.calendar.now - timedelta(hours=3))


def _talk_asked(program: Program, case: FairChanceCase, at: datetime) -> None:
    _waiting(program, case, at)
    person, later = case.offer.application.person, program.calendar.now - timedelta(hours=2)
    answers.ask_for_time(actor=person, case_id=case.pk, kind=Ask.ORAL_PRESENTATION, at=later)


def _talk_set(program: Program, case: FairChanceCase, at: datetime) -> None:
    _talk_asked(program, case, at)
    now = program.calendar.now
    set_talk(actor=program.people["farah"], case_id=case.pk, starts_at=now + timedelta(days=2, hours=3), at=now)


def _decided(program: Program, case: FairChanceCase, at: datetime) -> None:
    """The window is over, and the final notice has still to go out."""
    _waiting(program, case, at)
    path.decide_against(actor=program.people["farah"], case_id=case.pk, at=program.calendar.now - timedelta(hours=2))


def _not_cleared(program: Program, case: FairChanceCase, at: datetime) -> None:
    """All is over, and a complaint keeps the papers."""
    farah, now = program.people["farah"], program.calendar.now
    _decided(program, case, at)
    make_paper(actor=farah, case_id=case.pk, kind=FINAL, typed=TYPED, at=now)
    path.send_final(actor=farah, case_id=case.pk, sendings=SENDINGS, at=now)
    place_hold(actor=farah, reference=case.offer.application.reference, reason=HELD, at=now)


WAYS: tuple[Callable[[Program, FairChanceCase, datetime], None], ...] = (
    _report_waits, _sorted, _waiting, _answered, _disputed, _nothing, _talk_asked, _talk_set,
)  # fmt: skip
ENDS: tuple[Callable[[Program, FairChanceCase, datetime], None], ...] = (_decided, _not_cleared)
