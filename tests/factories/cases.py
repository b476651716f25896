"""Fair-chance cases on their way, made by the services."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from fellowship.models import Jurisdiction, Person
from recruitment.models import FairChanceCase
from recruitment.queries.fair_chance_path import law_day, stack_of_case
from recruitment.rules.fair_chance_stack import Stack
from recruitment.rules.fair_chance_windows import Address, Channel
from recruitment.services import fair_chance_path as path
from recruitment.services.fair_chance import authorize_check, record_report, take_case
from recruitment.services.offers import accept_offer
from tests.factories import recruitment as base
from tests.factories import selection as make

AT = make.AT
LATER = AT + timedelta(days=2)
SECRET = "GEHEIMNIS of the record"
COUNTY = "us-ca-los-angeles-county-uninc"
SENDINGS = (
    path.Sending(Channel.EMAIL, "letter 1"),
    path.Sending(Channel.MAIL, "tracking 2", Address.IN_STATE),
)


def days_ago(years: float) -> date:
    """The day so many years before the tests."""
    return LATER.date() - timedelta(days=round(years * 365.25))


CONVICTED = path.Found(frozenset({"conviction"}), days_ago(2), "felony", text=SECRET)
ARREST = path.Found(frozenset({"arrest_only"}), days_ago(1), text=SECRET)


def located(*codes: str, name: str = "Maya Okafor") -> FairChanceCase:
    """The case of an accepted offer at an office in these jurisdictions."""
    offer = make.sent(make.invited(make.person(name)))
    office = base.office(f"Office for {name}")
    office.jurisdictions.set(
        Jurisdiction.objects.get_or_create(code=code, defaults={"level": "state", "name": code})[0] for code in codes
    )
    office.save()
    offer.opening = base.opening(offer.application.cycle, office)
    offer.save()
    accept_offer(
        actor=offer.application.person, offer_id=offer.pk, signature=name, address=None, at=AT + timedelta(days=1)
    )
    return FairChanceCase.objects.get(offer=offer)


def with_officer(farah: Person, *codes: str, name: str = "Maya Okafor") -> FairChanceCase:
    """A case with something to review."""
    case = located(*(codes or (COUNTY,)), name=name)
    person = case.offer.application.person
    authorize_check(actor=person, case_id=case.pk, signature=person.name, address=None, at=LATER)
    take_case(actor=farah, case_id=case.pk, at=LATER)
    record_report(actor=farah, case_id=case.pk, is_clean=False, at=LATER)
    return FairChanceCase.objects.get(pk=case.pk)


def stack(case: FairChanceCase) -> Stack:
    """The laws of the case."""
    return stack_of_case(case, law_day(case, LATER))


def words(case: FairChanceCase, kind: str) -> list[str]:
    """Everything that the laws want a notice to say."""
    return [code for notice in stack(case).notices if notice.kind == kind for code, _ in notice.contents]


def notices_before(case: FairChanceCase, farah: Person) -> None:
    """Every notice that has to come before the preliminary one."""
    for kind in ("conditional_offer_background_notice", "pre_check_disclosure_and_authorization",
                 "initial_individualized_assessment"):  # fmt: skip
        path.note_notice(
            actor=farah, case_id=case.pk, kind=kind, contents=words(case, kind), sendings=SENDINGS, at=LATER
        )


def sorted_case(
    farah: Person, found: Iterable[path.Found] = (CONVICTED,), name: str = "Maya Okafor"
) -> FairChanceCase:
    """A case whose records were sorted."""
    case = with_officer(farah, name=name)
    return path.sort_records(actor=farah, case_id=case.pk, found=list(found), at=LATER)


def assess(case: FairChanceCase, farah: Person, at: datetime = LATER, **changes: Any) -> FairChanceCase:
    """Write an assessment."""
    said = {
        "factors": dict.fromkeys(stack(case).factors, "Long ago, and nothing since."),
        "duties": ["Drives clients to court"], "conclusion": "A direct relationship remains.",
    }  # fmt: skip
    return path.write_assessment(actor=farah, case_id=case.pk, at=at, **{**said, **changes})


def assessed(farah: Person, name: str = "Maya Okafor") -> FairChanceCase:
    """A case with its first assessment."""
    return assess(sorted_case(farah, name=name), farah)


def notified(farah: Person, name: str = "Maya Okafor") -> FairChanceCase:
    """A case whose preliminary notice is out."""
    case = assessed(farah, name=name)
    notices_before(case, farah)
    path.send_preliminary(
        actor=farah, case_id=case.pk, contents=words(case, "preliminary_adverse"), sendings=SENDINGS, at=LATER
    )
    return FairChanceCase.objects.get(pk=case.pk)
