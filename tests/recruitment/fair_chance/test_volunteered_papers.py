"""Where a law wants it, the letter of rights takes the notice and the guide along; what is missing is asked for."""

from typing import Any

import pytest
from django.test import Client

from fellowship.models import Jurisdiction, Letter, Person
from fellowship.queries import next_steps
from recruitment.models import Application
from recruitment.queries.enclosures_to_do import missing_papers, without_address
from recruitment.services.case_enclosures import keep_enclosure
from recruitment.services.fair_chance_notices import words_in_print
from recruitment.services.volunteered import note_volunteered
from tests.factories import cases as make_case
from tests.factories import selection as make

pytestmark = pytest.mark.django_db
LATER = make_case.LATER


@pytest.fixture
def application(clock: Any) -> Application:
    """An application to an office in Seattle."""
    clock.move_to(LATER)
    made = make.submitted()
    office = made.office_choices.get(rank=1).office
    office.jurisdictions.add(Jurisdiction.objects.create(code="us-wa-seattle", level="city", name="Seattle"))
    office.save()
    return made


def add_guide(farah: Person) -> None:
    keep_enclosure(
        actor=farah, code="ag_guide", language="en", source="atg.wa.gov", dated_on=LATER.date(),
        upload=make_case.pdf("The guide"), at=LATER,
    )  # fmt: skip


def test_the_notice_and_the_guide_go_along_once(application: Application, client: Client) -> None:
    farah, manager, person = make.officer(), make.manager(), application.person
    add_guide(farah)
    for _again in (1, 2):
        note_volunteered(actor=manager, heard=application, at=LATER)
    letter = Letter.objects.get(kind="recruitment.fair_chance_volunteered")
    files = {file.name: file for file in letter.attachments.all()}
    assert (letter.stage, sorted(files)) == ("queued", ["ag-guide.pdf", "your-rights.pdf"])
    assert person.files.filter(purpose="recruitment.fair_chance_rights").count() == 2
    client.force_login(person)
    words = words_in_print(b"".join(client.get(f"/files/{files['your-rights.pdf'].pk}/")), "en")
    for part in ("Your rights under the Washington Fair Chance Act", "RCW 49.94", "fairchancejobs@atg.wa.gov"):
        assert part in " ".join(words.split())
    for other in (manager, farah):
        client.force_login(other)
        assert client.get(f"/files/{files['your-rights.pdf'].pk}/").status_code == 404


def test_without_the_guide_the_letter_leaves_and_officers_are_asked_for_it(application: Application) -> None:
    farah = make.officer()
    note_volunteered(actor=make.manager(), heard=application, at=LATER)
    letter = Letter.objects.get(kind="recruitment.fair_chance_volunteered")
    assert (letter.stage, letter.attachments.count()) == ("queued", 0)
    assert missing_papers(LATER.date()) == ("ag_guide", "fcra_summary")
    assert "Add 2 official papers" in [str(step.title) for step in next_steps.for_person(farah, LATER)]
    add_guide(farah)
    assert missing_papers(LATER.date()) == ("fcra_summary",)
    assert not any("official paper" in str(step.title) for step in next_steps.for_person(make.manager(), LATER))


def test_agencies_whose_address_we_know_are_not_on_the_list_for_counsel() -> None:
    names = without_address()
    assert any("San Diego County" in name for name in names)
    assert not any("EEOC" in name or "NYC Commission" in name for name in names)
