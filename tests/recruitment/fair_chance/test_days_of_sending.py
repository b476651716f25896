"""A notice never promises less time than follows from its real sending, and what it promises is kept."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from fellowship.models import Person
from recruitment.models import CasePaper, FairChanceCase
from recruitment.rules.fair_chance_case import Lacks
from recruitment.rules.fair_chance_notice_dates import promises_less
from recruitment.rules.fair_chance_windows import Address, Channel
from recruitment.services import case_answers as answers
from recruitment.services import fair_chance_path as path
from recruitment.services.case_enclosures import add_case_file, keep_enclosure
from recruitment.services.case_papers import make_paper
from tests.factories import cases
from tests.factories import selection as make
from tests.recruitment.fair_chance.test_case_papers import TYPED

pytestmark = pytest.mark.django_db
KIND = "preliminary_adverse"
# LATER is a Tuesday; the Monday after it is no holiday, nor is that Thursday.
MONDAY = cases.LATER + timedelta(days=6)
THURSDAY = MONDAY + timedelta(days=3)


@pytest.fixture
def farah() -> Person:
    return make.officer()


def ready(farah: Person, *codes: str) -> FairChanceCase:
    """An assessed case, with all that its preliminary notice encloses."""
    case = cases.with_officer(farah, *codes)
    path.sort_records(actor=farah, case_id=case.pk, found=[cases.CONVICTED], at=cases.LATER)
    for code in ("fcra_summary",):
        keep_enclosure(
            actor=farah, code=code, language="en", source="consumerfinance.gov", dated_on=cases.LATER.date(),
            upload=cases.pdf(code), at=cases.LATER,
        )  # fmt: skip
    add_case_file(actor=farah, case_id=case.pk, code="background_report", upload=cases.pdf(), at=cases.LATER)
    cases.assess(case, farah)
    cases.notices_before(case, farah)
    return case


def write(case: FairChanceCase, farah: Person, at: datetime, **typed: Any) -> dict[str, str]:
    paper = make_paper(actor=farah, case_id=case.pk, kind=KIND, typed={**TYPED, **typed}, at=at).papers[0]
    return dict(paper.days)


def send(case: FairChanceCase, farah: Person, at: datetime, *sendings: path.Sending) -> FairChanceCase:
    path.send_preliminary(actor=farah, case_id=case.pk, sendings=sendings or cases.SENDINGS, at=at)
    return FairChanceCase.objects.get(pk=case.pk)


def refused(*args: Any) -> Lacks:
    with pytest.raises(path.NotYet) as caught, transaction.atomic():
        send(*args)
    return caught.value.lacks


def test_written_on_monday_and_sent_on_thursday_it_is_written_anew(farah: Person) -> None:
    case = ready(farah)
    monday = write(case, farah, MONDAY)
    assert monday["respond_by"] == date(2026, 12, 11).isoformat()
    assert refused(case, farah, THURSDAY) == Lacks.OTHER_DAYS
    assert FairChanceCase.objects.get().notified_at is None
    thursday = write(case, farah, THURSDAY)
    assert promises_less(monday, thursday)
    case = send(case, farah, THURSDAY)
    assert case.respond_by.isoformat() == thursday["respond_by"]
    assert case.earliest_final.isoformat() == thursday["earliest_final"]
    assert case.counted_from == case.received_on


def test_sent_on_the_day_on_which_it_was_written_the_days_are_those_of_the_case(farah: Person) -> None:
    case = ready(farah)
    days = write(case, farah, MONDAY)
    case = send(case, farah, MONDAY + timedelta(hours=5))
    assert [case.received_on.isoformat(), case.respond_by.isoformat(), case.earliest_final.isoformat()] == [
        days["received"], days["respond_by"], days["earliest_final"],
    ]  # fmt: skip


def test_a_slower_way_than_the_notice_counts_with_is_refused_and_a_faster_one_takes_nothing_away(
    farah: Person,
) -> None:
    case = ready(farah, "us-tx")
    assert cases.stack(case).channels == frozenset()
    mail = path.Sending(Channel.MAIL, "tracking 2", Address.IN_STATE)
    by_mail = {"ways": ["mail"]}
    assert write(case, farah, MONDAY) == write(case, farah, MONDAY, ways=["email"])
    assert refused(case, farah, MONDAY, mail) == Lacks.OTHER_DAYS
    days = write(case, farah, MONDAY, **by_mail)
    assert refused(case, farah, MONDAY, path.Sending(Channel.MAIL, "x", Address.OUTSIDE_US)) == Lacks.OTHER_DAYS
    case = send(case, farah, MONDAY, path.Sending(Channel.IN_PERSON, "Farah was there"))
    assert case.received_on.isoformat() == days["received"]
    assert case.respond_by.isoformat() == days["respond_by"]


def test_who_reads_the_notice_at_once_loses_none_of_the_time_that_it_promises(farah: Person) -> None:
    case = ready(farah, "us-tx")
    days = write(case, farah, MONDAY, ways=["portal"])
    case = send(case, farah, MONDAY, path.Sending(Channel.PORTAL, "own page"))
    person = case.offer.application.person
    answers.confirm_receipt(actor=person, case_id=case.pk, at=MONDAY + timedelta(hours=1))
    case.refresh_from_db()
    assert case.respond_by.isoformat() == days["respond_by"]
    with pytest.raises(IntegrityError), transaction.atomic():
        FairChanceCase.objects.filter(pk=case.pk).update(received_on=case.counted_from - timedelta(days=1))


def test_a_paper_that_does_not_know_its_days_goes_out_on_its_own_day(farah: Person) -> None:
    case = ready(farah)
    cases.paper(case, KIND, at=MONDAY)
    assert refused(case, farah, THURSDAY) == Lacks.OTHER_DAYS
    assert send(case, farah, MONDAY).stage == "notified"


def test_a_final_notice_that_waited_is_written_anew(farah: Person) -> None:
    case = cases.decided(farah)
    at = case.decided_at
    paper = cases.paper(case, "final_adverse", at=at)
    later = at + timedelta(days=1)
    final = {"actor": farah, "case_id": case.pk, "sendings": cases.SENDINGS}
    for days in ({}, {"free_report_by": (at.date() + timedelta(days=60)).isoformat()}):
        CasePaper.objects.filter(pk=paper.pk).update(days=days)
        with pytest.raises(path.NotYet) as caught, transaction.atomic():
            path.send_final(**final, at=later)
        assert caught.value.lacks == Lacks.OTHER_DAYS
    cases.paper(case, "final_adverse", at=later)
    assert path.send_final(**final, at=later).stage == "not_cleared"
