"""The reports: whole ended cycles, each counted once, read by auditors and administrators, on screen and as XLSX."""

import subprocess
import sys
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import Site

from fellowship.models import AuditEntry, Person
from fellowship.rules import schedules
from fellowship.rules.roles import Role
from recruitment.models import (
    Application,
    EqualOpportunityAnswers,
    EqualOpportunityReport,
    EqualOpportunitySettings,
    Milestone,
    ReportedCycle,
    StageChange,
)
from recruitment.models import equal_opportunity_report_wording as words
from recruitment.queries import equal_opportunity_report as queries
from recruitment.rules.equal_opportunity import Answers, seal
from recruitment.rules.equal_opportunity_report import View
from recruitment.rules.milestones import MilestoneKind
from recruitment.rules.stages import Stage
from recruitment.services.equal_opportunity_report import publish_reports
from tests.factories import recruitment as make
from tests.factories.people import make_staff, sign_in

pytestmark = pytest.mark.django_db
AT = make.AT
LIST = "/staff/equal-opportunity/"
# Group, gender, how many, and how they ended.
CROWD = (
    ("white", "woman", 30, Stage.DECLINED), ("white", "man", 20, Stage.INTERVIEW),
    ("white", "woman", 10, Stage.PLACED),
    ("asian", "woman", 20, Stage.DECLINED), ("asian", "woman", 6, Stage.INTERVIEW),
    ("black", "man", 12, Stage.DECLINED), ("black", "man", 6, Stage.INTERVIEW), ("black", "woman", 6, Stage.PLACED),
    ("pacific", "nonbinary", 2, Stage.DECLINED), ("american_indian", "woman", 1, Stage.PLACED),
    ("", "", 12, Stage.DECLINED), ("", "", 9, Stage.INTERVIEW),
)  # fmt: skip


def ended_cycle(year=2025, crowd=CROWD, begun=True):
    """A cycle that is over, with its people in bulk; whoever came to the interview was declined there."""
    cycle = make.cycle(cohort_year=year, name=f"{year} fellowship", opened=timedelta(-900), closes=timedelta(-800))
    when = AT + timedelta(days=-30 if begun else 30)
    Milestone.objects.create(cycle=cycle, kind=MilestoneKind.DAY_ONE, at=when)
    version = make.draft(None, make.cycle()).form_version
    each = [(race, gender, reached) for race, gender, count, reached in crowd for _ in range(count)]
    people = Person.objects.bulk_create(
        Person(email=f"p{year}-{number}@people.example", name=f"Person {number}") for number in range(len(each))
    )
    applications = Application.objects.bulk_create(
        Application(
            person=person, cycle=cycle, form_version=version, reference=f"{year}-{number}", started_at=AT,
            stage=Stage.DECLINED if reached is Stage.INTERVIEW else reached, stage_since=AT, submitted_at=AT,
            updated_at=AT,
        )
        for number, (person, (_race, _gender, reached)) in enumerate(zip(people, each, strict=True))
    )  # fmt: skip
    StageChange.objects.bulk_create(
        StageChange(application=application, from_stage="in_review", to_stage=reached, action="invite", at=AT)
        for application, (_race, _gender, reached) in zip(applications, each, strict=True)
    )
    EqualOpportunityAnswers.objects.bulk_create(
        EqualOpportunityAnswers(application=application, sealed=seal(Answers(frozenset({race} - {""}), gender)))
        for application, (race, gender, _reached) in zip(applications, each, strict=True)
        if race or gender
    )
    return cycle


@pytest.fixture
def abe(client, clock):
    abe = make_staff(Role.AUDITOR)
    sign_in(client, abe)
    return client


def rows_of(report, view=View.RACE, step=0):
    """The rows of a table by group: people and how many went on."""
    table = next(view_ for view_ in queries.page_of(report, "all").shown if view_.key == view).tables[step]
    return {row.label: (row.row.pool, row.row.passed) for row in table.rows}


def test_a_cycle_that_is_over_is_counted_once():
    cycle = ended_cycle()
    assert publish_reports(at=AT) == 1
    assert publish_reports(at=AT) == 0
    report = EqualOpportunityReport.objects.get()
    assert ReportedCycle.objects.get().cycle == cycle
    assert rows_of(report) == {
        "White": (60, 30), "Asian": (26, 6), "Black or African American": (24, 12),
    } | {label: numbers for label, numbers in rows_of(report).items() if label.startswith("Too few")}  # fmt: skip
    assert sum(pool for pool, _passed in rows_of(report).values()) == 134
    assert AuditEntry.objects.filter(action="recruitment.count_equal_opportunity", subject_id=str(cycle.pk)).exists()


@pytest.mark.parametrize("still", ["undecided", "not begun"])
def test_a_cycle_that_goes_on_is_not(still):
    cycle = ended_cycle(begun=still != "not begun")
    if still == "undecided":
        application = Application.objects.filter(cycle=cycle).order_by("pk")[0]
        Application.objects.filter(pk=application.pk).update(stage=Stage.WAITLISTED)
    assert publish_reports(at=AT) == 0


def test_a_small_cycle_waits_for_the_next_and_never_stands_alone():
    small = ended_cycle(2024, (("white", "woman", 3, Stage.PLACED), ("asian", "man", 4, Stage.DECLINED)))
    assert publish_reports(at=AT) == 0
    ended_cycle(2025)
    assert publish_reports(at=AT) == 1
    report = EqualOpportunityReport.objects.get()
    assert set(ReportedCycle.objects.filter(report=report).values_list("cycle__cohort_year", flat=True)) == {
        2024,
        2025,
    }
    assert rows_of(report)["Asian"] == (30, 6)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportedCycle.objects.create(cycle=small, report=EqualOpportunityReport.objects.create(made_at=AT))


def test_what_is_changed_afterward_changes_no_report():
    ended_cycle()
    publish_reports(at=AT)
    before = EqualOpportunityReport.objects.get().content
    EqualOpportunityAnswers.objects.all().delete()
    assert publish_reports(at=AT + timedelta(days=1)) == 0
    assert EqualOpportunityReport.objects.get().content == before


def test_several_reports_are_added_up_from_their_own_numbers():
    ended_cycle(2024)
    ended_cycle(2025)
    assert publish_reports(at=AT) == 2
    pooled = EqualOpportunityReport.objects.get(is_pooled=True)
    one = EqualOpportunityReport.objects.filter(is_pooled=False).order_by("pk")[0]
    assert rows_of(pooled) == {label: (2 * pool, 2 * on) for label, (pool, on) in rows_of(one).items()}
    ended_cycle(2026)
    publish_reports(at=AT + timedelta(days=1))
    assert EqualOpportunityReport.objects.filter(is_pooled=True).count() == 1


def test_the_report_in_words(abe):
    ended_cycle()
    publish_reports(at=AT)
    listed = abe.get(LIST)
    report = EqualOpportunityReport.objects.get()
    address = reverse("recruitment_equal_report", args=[report.pk])
    assert address in listed.text
    shown = abe.get(address, {"by": "eeo_1"}).text
    for said in ("2025 fellowship", "From application to interview", "Under 80%: look closer", "46%", "Highest rate"):
        assert said in shown
    assert "discriminat" not in shown.lower()
    assert abe.get(address, {"by": "all"}).text.count("From application to interview") > shown.count(
        "From application to interview"
    )
    assert abe.get(address, {"by": "nonsense"}).status_code == 200
    assert AuditEntry.objects.filter(action="recruitment.read_equal_opportunity").exists()


def test_the_ratio_to_look_at_can_be_set(abe):
    ended_cycle()
    publish_reports(at=AT)
    site = Site.objects.get(is_default_site=True)
    EqualOpportunitySettings.objects.update_or_create(site=site, defaults={"ratio_percent": 50})
    address = reverse("recruitment_equal_report", args=[EqualOpportunityReport.objects.get().pk])
    assert "Under 50%: look closer" in abe.get(address).text
    with pytest.raises(IntegrityError), transaction.atomic():
        EqualOpportunitySettings.objects.update(ratio_percent=101)


def test_the_spreadsheet_says_the_same(abe):
    ended_cycle()
    publish_reports(at=AT)
    report = EqualOpportunityReport.objects.get()
    answer = abe.get(reverse("recruitment_equal_export", args=[report.pk]))
    assert answer["Content-Disposition"] == 'attachment; filename="equal-opportunity.xlsx"'
    book = load_workbook(BytesIO(answer.content))
    assert book.sheetnames == ["Race and ethnicity", "EEO-1 categories", "Gender"]
    rows = list(book["EEO-1 categories"].values)
    (asian,) = [row for row in rows if row[:2] == ("From application to interview", "Asian")]
    assert asian[2:4] == (26, 6)
    assert asian[4] == pytest.approx(6 / 26)
    assert asian[5] == pytest.approx(6 / 26 / (30 / 60))
    assert all(cell < 1.3 for cell in asian[6:9])
    assert rows[1][0] == str(words.READ_WITH_CARE)


def test_no_small_number_is_kept(abe):
    ended_cycle()
    publish_reports(at=AT)
    for table in EqualOpportunityReport.objects.get().content:
        for row in table["rows"]:
            for number in (row["pool"], row["passed"], row["pool"] - row["passed"]):
                assert number == 0 or number >= 5


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.AUDITOR, Role.ADMINISTRATOR}])
def test_nobody_else_reads_it(client, clock, role):
    report = EqualOpportunityReport.objects.create(made_at=AT)
    sign_in(client, make_staff(role))
    for address in (LIST, f"{LIST}{report.pk}/", f"{LIST}{report.pk}/export/"):
        assert client.get(address).status_code == 403
    assert LIST not in client.get("/staff/").text


def test_it_needs_a_second_factor(client, clock):
    sign_in(client, make_staff(Role.AUDITOR), second_factor=False)
    assert client.get(LIST).status_code != 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_three_as_for_one(abe, django_assert_num_queries, count):
    for number in range(count):
        cycle = make.cycle(cohort_year=2020 + number)
        report = EqualOpportunityReport.objects.create(made_at=AT)
        ReportedCycle.objects.create(cycle=cycle, report=report)
    abe.get(LIST)
    with django_assert_num_queries(LIST_QUERIES):
        answer = abe.get(LIST)
    assert answer.text.count("/staff/equal-opportunity/") >= count


LIST_QUERIES = 9


def test_without_reports_it_says_what_is_missing(abe):
    make.cycle()
    shown = abe.get(LIST).text
    assert "No report yet" in shown
    assert "It is not over yet. A report counts whole cycles only." in shown


def test_the_worker_makes_reports_at_night():
    assert "recruitment.tasks.publish_equal_opportunity" in {row.task for row in schedules.repeated()}


@pytest.mark.deep
def test_starting_loads_no_statistics():
    asked = "import django, sys; django.setup(); import fellowship.urls; print('scipy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
