"""Working out one fair-chance case in under a millisecond, and 10,000 open ones in under ten seconds.

Each result is a line of ``var/night.json``, which ``make bench`` shows.
"""

import copy
import gc
import json
import os
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from fellowship.models import Person
from fellowship.queries.calendars import calendar_for
from recruitment.models import (
    Application,
    CaseDelivery,
    CaseNotice,
    CaseRecord,
    CaseRequest,
    CaseStep,
    FairChanceCase,
    Offer,
)
from recruitment.queries.law import shipped_book
from recruitment.rules.fair_chance_law import Ask
from recruitment.rules.fair_chance_records import Record, excluded_indexes
from recruitment.rules.fair_chance_stack import stack_of
from recruitment.rules.fair_chance_windows import Channel, Delivery, Happened, Request, timeline_of
from recruitment.services import case_answers as answers
from recruitment.services.fair_chance_nightly import look_after_cases
from tests.factories import cases
from tests.factories import selection as make

CASES = 10_000
# CPU time, so that what else the machine does plays no part.
LIMIT_MILLISECONDS = 1.0
LIMIT_SECONDS = 10.0
# The notices of the many went out on so many different days before the night.
DAYS = 5
SENT = date(2026, 6, 1)
ZONE = ZoneInfo("America/Los_Angeles")
REPORT = Path("var/night.json")
NIGHT = "night run, 10,000 open cases"
STACKS = (
    ("us-ca-los-angeles-county-uninc", "policy-default-strict"),
    ("us-ny-nyc",),
    ("us-il-chicago",),
    ("us-wa-seattle", "policy-default-strict"),
    ("us-pa-philadelphia",),
)


@pytest.fixture
def as_in_the_worker() -> Iterator[None]:
    """Garbage is looked for as seldom as manage.py says, by which the worker runs."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, 20, 50)
    yield
    gc.set_threshold(*before)


def write_down(name: str, seconds: float, cpu: float) -> str:
    """Add a line to the report, with how busy the machine was; the same in words."""
    line = {
        "name": name, "seconds": round(seconds, 2), "cpu_seconds": round(cpu, 2),
        "us_each": round(seconds / CASES * 1_000_000), "load": round(os.getloadavg()[0], 1),
        "most_seconds": LIMIT_SECONDS, "most_us_each": round(LIMIT_MILLISECONDS * 1000),
    }  # fmt: skip
    found = json.loads(REPORT.read_text()) if REPORT.exists() else []
    REPORT.write_text(json.dumps([row for row in found if row["name"] != name] + [line], indent=1))
    return f"{name}: {seconds:.1f} s on the clock, {cpu:.1f} s of CPU, {line['us_each']} µs each, load {line['load']}"


@pytest.mark.benchmark
@pytest.mark.django_db  # only so that it runs beside the night's, on whatever database that is
def test_open_cases_are_worked_out_in_time(capsys: pytest.CaptureFixture[str]) -> None:
    """Stack, windows and withheld records of every case, from the law up."""
    book = shipped_book()
    calendar = calendar_for(state="CA", years=[2026, 2027], jurisdictions=STACKS[0])
    happened = Happened(
        (Delivery(Channel.EMAIL, SENT), Delivery(Channel.MAIL, SENT)),
        requests=(Request(SENT),),
        response_on=date(2026, 6, 12),
    )
    records = [Record(frozenset({"conviction"}), "felony", age) for age in (1.0, 8.0)]
    started, wall = time.process_time(), time.monotonic()
    for number in range(CASES):
        stack = stack_of(book, STACKS[number % len(STACKS)], SENT)
        timeline_of(stack, happened, calendar)
        excluded_indexes(records, stack)
    took = time.process_time() - started
    with capsys.disabled():
        print(write_down("one case worked out, 10,000 times", time.monotonic() - wall, took))  # noqa: T201
    assert took / CASES * 1000 < LIMIT_MILLISECONDS
    assert took < LIMIT_SECONDS


def many_open_cases(count: int) -> None:
    """Notified cases of several offices with what moves their dates, as plain rows."""
    farah = make.officer()
    models = [cases.notified(farah, "Ana Ruiz"), cases.notified(farah, "Jo Park")]
    answers.ask_for_time(
        actor=models[1].offer.application.person, case_id=models[1].pk, kind=Ask.MORE_TIME, at=cases.LATER
    )
    models[1].refresh_from_db()
    copies = copied_cases(models, count - len(models))
    rows: list[CaseDelivery] = []
    for case, model in copies:
        notice = CaseNotice(case=case, kind="preliminary_adverse", written_at=case.notified_at)
        case.notice_to_be, sent_on = notice, case.notified_at.astimezone(ZONE).date()
        rows += [
            CaseDelivery(notice=notice, channel=one.channel, address=one.address, sent_on=sent_on, proof="x")
            for one in CaseDelivery.objects.filter(notice__case=model, notice__kind="preliminary_adverse")
        ]
    CaseNotice.objects.bulk_create([case.notice_to_be for case, _ in copies], batch_size=2000)
    CaseDelivery.objects.bulk_create(rows, batch_size=2000)
    kinds = {model.pk: list(model.requests.values_list("kind", flat=True)) for model in models}
    day = cases.LATER.date()
    CaseRequest.objects.bulk_create(
        [
            CaseRequest(case=case, kind=kind, asked_at=cases.LATER, asked_on=day)
            for case, model in copies
            for kind in kinds[model.pk]
        ],
        batch_size=2000,
    )
    facts = {"kinds": ["conviction"], "grade": "felony", "out_on_bail": False}
    CaseRecord.objects.bulk_create(
        [
            CaseRecord(case=case, number=1, facts={**facts, "since": f"2024-{number % 12 + 1:02}-24"}, text="x")
            for number, (case, _) in enumerate(copies)
        ],
        batch_size=2000,
    )
    CaseStep.objects.bulk_create(
        [CaseStep(case=case, to_stage="notified", action="notify", at=case.notified_at) for case, _ in copies],
        batch_size=2000,
    )
    through = FairChanceCase.laws.through
    laws = {model.pk: list(model.laws.values_list("pk", flat=True)) for model in models}
    through.objects.bulk_create(
        [
            through(fairchancecase_id=case.pk, lawtext_id=text)
            for case, model in copies
            for text in laws[model.pk]
        ],
        batch_size=2000,
    )  # fmt: skip


def copied_cases(models: list[FairChanceCase], count: int) -> list[tuple[FairChanceCase, FairChanceCase]]:
    """Copies of cases, each with a person, an application and an offer of its own."""
    people = Person.objects.bulk_create(
        [Person(email=f"p{n}@people.example", name="A Person", time_zone="America/Los_Angeles") for n in range(count)],
        batch_size=2000,
    )
    pairs = []
    for number, person in enumerate(people):
        model = models[number % len(models)]
        application = copy.copy(model.offer.application)
        application.pk, application.person, application.reference = uuid4(), person, f"B-{number}"
        offer = copy.copy(model.offer)
        offer.pk, offer.application, offer.pdf_id, offer.signed_pdf_id = uuid4(), application, None, None
        case = copy.copy(model)
        case.pk, case.offer, case.notified_at = uuid4(), offer, cases.LATER - timedelta(days=number // 2 % DAYS)
        pairs.append((case, model))
    Application.objects.bulk_create([case.offer.application for case, _ in pairs], batch_size=1000)
    Offer.objects.bulk_create([case.offer for case, _ in pairs], batch_size=1000)
    FairChanceCase.objects.bulk_create([case for case, _ in pairs], batch_size=1000)
    return pairs


@pytest.mark.benchmark
@pytest.mark.django_db
@pytest.mark.usefixtures("as_in_the_worker")
def test_ten_thousand_open_cases_are_looked_after_in_one_night(capsys: pytest.CaptureFixture[str]) -> None:
    """The night's task from the tables to the tables: with every date to write anew, and with nothing to write."""
    many_open_cases(CASES)
    FairChanceCase.objects.update(respond_by=None)
    at = cases.LATER + timedelta(days=1)
    for name, changed in (("night run, 10,000 open cases, every date new", CASES), (NIGHT, 0)):
        started, wall = time.process_time(), time.monotonic()
        done = look_after_cases(at=at)
        took = time.process_time() - started
        said = write_down(name, time.monotonic() - wall, took)
        with capsys.disabled():
            print(said)  # noqa: T201
        assert (done.cases, done.changed, done.withheld) == (CASES, changed, 0)
        assert took < LIMIT_SECONDS
    assert FairChanceCase.objects.values("respond_by").distinct().count() == 4
