"""Fair-chance cases on their way, made by the services."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from fellowship.models import HostOffice, Jurisdiction, Person
from fellowship.services.files import store_bytes
from recruitment.access.fair_chance_notices import NOTICE
from recruitment.models import CasePaper, FairChanceCase, Opening
from recruitment.queries.fair_chance_path import law_day, stack_of_case
from recruitment.rules.fair_chance_case import must_have_been_sent
from recruitment.rules.fair_chance_law import When
from recruitment.rules.fair_chance_notices import asked_of
from recruitment.rules.fair_chance_stack import Stack
from recruitment.rules.fair_chance_windows import Address, Channel
from recruitment.services import fair_chance_path as path
from recruitment.services.fair_chance import authorize_check, record_report, take_case
from recruitment.services.offers import accept_offer
from tests.factories import recruitment as base
from tests.factories import selection as make
from tests.factories.core import pdf_bytes

AT = make.AT
LATER = AT + timedelta(days=2)
SECRET = "GEHEIMNIS of the record"
COUNTY = "us-ca-los-angeles-county-uninc"
SENDINGS = (
    path.Sending(Channel.EMAIL, "letter 1"),
    path.Sending(Channel.MAIL, "tracking 2", Address.IN_STATE),
)


def pdf(words: str = "The report") -> SimpleUploadedFile:
    """A small PDF, with a name that says too much."""
    return SimpleUploadedFile("Maya Okafor record.pdf", pdf_bytes(words), "application/pdf")


def days_ago(years: float) -> date:
    """The day so many years before the tests."""
    return LATER.date() - timedelta(days=round(years * 365.25))


CONVICTED = path.Found(frozenset({"conviction"}), days_ago(2), "felony", text=SECRET)
ARREST = path.Found(frozenset({"arrest_only"}), days_ago(1), text=SECRET)


def office_in(*codes: str, name: str) -> HostOffice:
    """An office in these jurisdictions."""
    office = base.office(name)
    office.jurisdictions.set(
        Jurisdiction.objects.get_or_create(code=code, defaults={"level": "state", "name": code})[0] for code in codes
    )
    office.save()
    return office


def located(*codes: str, name: str = "Maya Okafor", opening: Opening | None = None) -> FairChanceCase:
    """The case of an accepted offer at an office in these jurisdictions, or for an opening that there is."""
    offer = make.sent(make.invited(make.person(name), opening.cycle if opening else None))
    offer.opening = opening or base.opening(offer.application.cycle, office_in(*codes, name=f"Office for {name}"))
    offer.save()
    accept_offer(
        actor=offer.application.person, offer_id=offer.pk, signature=name, address=None, at=AT + timedelta(days=1)
    )
    return FairChanceCase.objects.get(offer=offer)


def with_officer(
    farah: Person, *codes: str, name: str = "Maya Okafor", opening: Opening | None = None
) -> FairChanceCase:
    """A case with something to review."""
    case = located(*(codes or (COUNTY,)), name=name, opening=opening)
    agreed(case, farah)
    send_before(case, farah, When.VOLUNTEERED)
    record_report(actor=farah, case_id=case.pk, is_clean=False, at=LATER)
    return FairChanceCase.objects.get(pk=case.pk)


def agreed(case: FairChanceCase, farah: Person) -> FairChanceCase:
    """The applicant agreed, and the officer took the case."""
    person = case.offer.application.person
    authorize_check(actor=person, case_id=case.pk, signature=person.name, address=None, at=LATER)
    return take_case(actor=farah, case_id=case.pk, at=LATER)


def send_before(case: FairChanceCase, farah: Person, point: When) -> None:
    """Send every notice that the laws of the case want before a point and that did not go out yet."""
    for kind in must_have_been_sent(stack(case), point):
        if not case.notices.filter(kind=kind).exists():
            paper(case, kind)
            path.note_notice(actor=farah, case_id=case.pk, kind=kind, sendings=SENDINGS, at=LATER)


def stack(case: FairChanceCase) -> Stack:
    """The laws of the case."""
    return stack_of_case(case, law_day(case, LATER))


def words(case: FairChanceCase, kind: str) -> list[str]:
    """Everything that the laws want a notice to say."""
    return [code for notice in stack(case).notices if notice.kind == kind for code, _ in notice.contents]


def paper(
    case: FairChanceCase, kind: str, *, at: datetime = LATER, items: Iterable[str] | None = None, language: str = "en"
) -> CasePaper:
    """A finished notice as a row, without setting it: its text was proved to hold ``items``, by default all."""
    person = case.offer.application.person
    file = store_bytes(owner=person, purpose=NOTICE, name="notice.pdf", content=b"%PDF-1.7 notice", at=at)
    said = [code for code, _laws in asked_of(stack(case), kind)]
    held = [{"code": code, "where": ["A heading"]} for code in (said if items is None else items)]
    return CasePaper.objects.create(case=case, kind=kind, language=language, file=file, items=held, made_at=at)


def notices_before(case: FairChanceCase, farah: Person) -> None:
    """Every notice that has to come before the preliminary one."""
    send_before(case, farah, When.PRELIMINARY)


def sorted_case(
    farah: Person, found: Iterable[path.Found] = (CONVICTED,), name: str = "Maya Okafor", **where: Any
) -> FairChanceCase:
    """A case whose records were sorted."""
    case = with_officer(farah, name=name, **where)
    return path.sort_records(actor=farah, case_id=case.pk, found=list(found), at=LATER)


def assess(case: FairChanceCase, farah: Person, at: datetime = LATER, **changes: Any) -> FairChanceCase:
    """Write an assessment."""
    said = {
        "factors": dict.fromkeys(stack(case).factors, "Long ago, and nothing since."),
        "duties": ["Drives clients to court"], "conclusion": "A direct relationship remains.",
    }  # fmt: skip
    return path.write_assessment(actor=farah, case_id=case.pk, at=at, **{**said, **changes})


def assessed(farah: Person, name: str = "Maya Okafor", **how: Any) -> FairChanceCase:
    """A case with its first assessment."""
    return assess(sorted_case(farah, name=name, **how), farah)


def notified(farah: Person, name: str = "Maya Okafor", **how: Any) -> FairChanceCase:
    """A case whose preliminary notice is out."""
    case = assessed(farah, name=name, **how)
    notices_before(case, farah)
    paper(case, "preliminary_adverse")
    path.send_preliminary(actor=farah, case_id=case.pk, sendings=SENDINGS, at=LATER)
    return FairChanceCase.objects.get(pk=case.pk)


def decided(farah: Person, name: str = "Maya Okafor", **how: Any) -> FairChanceCase:
    """A case that was decided against the applicant; the final notice is still to be sent."""
    case = notified(farah, name, **how)
    assert case.final_from is not None
    path.decide_against(actor=farah, case_id=case.pk, at=case.final_from)
    return FairChanceCase.objects.get(pk=case.pk)


def final(case: FairChanceCase, farah: Person) -> FairChanceCase:
    """The final notice of a decided case, gone out."""
    assert case.decided_at is not None
    paper(case, "final_adverse", at=case.decided_at)
    path.send_final(actor=farah, case_id=case.pk, sendings=SENDINGS, at=case.decided_at)
    return FairChanceCase.objects.get(pk=case.pk)
