"""What an applicant reads under "Who looked at my file": every look at once, a notice no sooner than it is sent."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from fellowship.models import AuditEntry, Letter, Person
from fellowship.queries.audit import looks_page
from fellowship.services.delivery import deliver_letter
from fellowship.services.files import open_file
from fellowship.services.letters import release_letters
from recruitment.models import CaseFile, CasePaper, FairChanceCase
from recruitment.queries.case_looks import known_papers
from recruitment.queries.case_retention import kept_until
from recruitment.services import fair_chance_path as path
from recruitment.services.case_enclosures import add_case_file
from recruitment.services.case_papers import make_paper
from recruitment.services.fair_chance import clear_case, look_at_case
from recruitment.services.fair_chance_retention import delete_due
from tests.factories import cases
from tests.factories import selection as make
from tests.recruitment.fair_chance.test_case_papers import TYPED, official

LATER = cases.LATER
pytestmark = pytest.mark.django_db
KIND = "preliminary_adverse"
SOON = LATER + timedelta(hours=1)
PAPER_WORDS = {
    "Kept a file", "Removed a file", "Wrote a letter", "Threw a letter away unsent", "Let a letter go",
    "A notice was sent", "The preliminary notice was sent",
}  # fmt: skip
A_CASE = "A fair-chance officer opened a case"


@pytest.fixture
def farah(clock: Any) -> Person:
    clock.move_to(LATER)
    return make.officer()


@pytest.fixture
def case(farah: Person) -> FairChanceCase:
    """A case whose preliminary notice was written twice, read through, and is not sent yet."""
    case = cases.assessed(farah)
    cases.notices_before(case, farah)
    official(farah)
    add_case_file(actor=farah, case_id=case.pk, code="background_report", upload=cases.pdf(), at=SOON)
    for minutes in (1, 2):
        at = SOON + timedelta(minutes=minutes)
        make_paper(actor=farah, case_id=case.pk, kind=KIND, typed=TYPED, at=at)
        for row in (
            CasePaper.objects.get(case=case, kind=KIND, language="en"),
            CaseFile.objects.get(code="background_report"),
        ):
            open_file(person=Person.objects.get(pk=farah.pk), file_id=row.file_id, at=at)
    return case


def seen(case: FairChanceCase) -> list[tuple[str, str, bool]]:
    """What the applicant reads of what was done from the moment at which the notice was begun."""
    looks = looks_page(person=case.offer.application.person, page=1).object_list
    return [(look.name, str(look.sentence), look.is_read) for look in looks if look.at >= SOON]


def told(case: FairChanceCase) -> list[str]:
    return [sentence for _name, sentence, _is_read in seen(case)]


def test_a_notice_is_told_once_it_is_sent_and_every_look_at_once(
    client: Client, farah: Person, case: FairChanceCase
) -> None:
    look_at_case(actor=Person.objects.get(pk=farah.pk), case_id=case.pk, at=SOON + timedelta(minutes=3))
    # Two looks at the notice, two at the report that goes along, one at the case: five, and all sound alike.
    assert seen(case) == [(farah.name, A_CASE, True)] * 5
    client.force_login(case.offer.application.person)
    page = client.get("/my/who-looked/").text
    assert (page.count(A_CASE), page.count("The preliminary notice was sent")) == (5, 0)
    # The mail: let go is not sent.
    letter = Letter.objects.get(stage="held", kind__startswith="recruitment.fair_chance_notice")
    release_letters(actor=Person.objects.get(pk=farah.pk), letter_ids=[letter.pk], at=SOON + timedelta(hours=1))
    assert set(told(case)) == {A_CASE}
    deliver_letter(letter_id=letter.pk, at=SOON + timedelta(hours=2))
    path.send_preliminary(actor=farah, case_id=case.pk, sendings=cases.SENDINGS, at=SOON + timedelta(hours=2))
    after = told(case)
    assert {"Wrote a letter", "Let a letter go", "The preliminary notice was sent"} <= set(after)
    # The report, its notice in two languages, what goes along: kept. The first notice, which nobody got, is not told.
    assert after.count("Kept a file") == CaseFile.objects.count() + 2
    assert (after.count("Opened a file"), after.count(A_CASE)) == (3, 2)
    assert not {"Removed a file", "Threw a letter away unsent"} & set(after)
    # What was told stays told when the law lets the papers go.
    clear_case(actor=farah, case_id=case.pk, at=SOON + timedelta(hours=3))
    before = seen(case)
    assert len(delete_due(at=LATER.replace(year=kept_until(case).year + 1))) == 1
    assert not CasePaper.objects.exists()
    assert [look for look in seen(case) if look in before] == before


def test_a_notice_that_was_never_sent_is_never_told(farah: Person, case: FairChanceCase) -> None:
    clear_case(actor=farah, case_id=case.pk, at=SOON + timedelta(hours=1))
    assert set(told(case)) & PAPER_WORDS == set()
    assert A_CASE in told(case)
    assert AuditEntry.objects.filter(action="fellowship.discard_letter", subject_label="fair_chance.letter").exists()


def test_somebody_without_a_case_pays_two_queries(farah: Person, django_assert_num_queries: Any) -> None:
    person = make.person("Jo Park")
    with django_assert_num_queries(2):
        assert known_papers(person) == frozenset()
