"""Papers of closed cases: kept as long as the longest law asks, held back by an officer, deleted with a receipt."""

from datetime import date, datetime, time, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from fellowship.access import Refused
from fellowship.models import AuditEntry, HostOffice, Person, StoredFile
from fellowship.rules.roles import Role
from fellowship.services.roles import grant_role
from recruitment.models import (
    CaseAssessment,
    CaseFile,
    CaseNotice,
    CasePaper,
    CaseRecord,
    CaseResponse,
    CaseStep,
    DeletionReceipt,
    FairChanceCase,
    LegalHold,
)
from recruitment.queries.case_retention import is_genuine, kept_until, retention_page
from recruitment.services import case_answers as answers
from recruitment.services import fair_chance_path as path
from recruitment.services import own_data
from recruitment.services.fair_chance import clear_case
from recruitment.services.fair_chance_retention import NoReason, NoSuchCase, delete_due, place_hold, release_hold
from tests.factories import cases
from tests.factories import recruitment as base
from tests.factories import selection as make
from tests.factories.people import sign_in

LATER = cases.LATER
pytestmark = pytest.mark.django_db


def closed(farah: Person, name: str = "Maya Okafor", *, codes: tuple[str, ...] = ()) -> FairChanceCase:
    """A cleared case with papers."""
    case = cases.with_officer(farah, *codes, name=name)
    path.sort_records(actor=farah, case_id=case.pk, found=[cases.CONVICTED], at=LATER)
    clear_case(actor=farah, case_id=case.pk, at=LATER)
    return FairChanceCase.objects.get(pk=case.pk)


def after(case: FairChanceCase) -> datetime:
    """The night after the last day."""
    return datetime.combine(kept_until(case), LATER.timetz()) + timedelta(days=1)


def test_each_case_is_kept_by_its_own_laws(farah: Person) -> None:
    county, city, texas = (
        closed(farah, name, codes=codes)
        for name, codes in (("Ana Ruiz", (cases.COUNTY,)), ("Jo Park", ("us-ny-nyc",)), ("Lee Moss", ("us-tx",)))
    )
    day = LATER.date()
    assert [kept_until(case) for case in (county, city, texas)] == [
        day.replace(year=day.year + years) for years in (4, 3, 1)
    ]
    assert kept_until(cases.with_officer(farah, name="Kim Ode")) is None


def test_nothing_goes_before_its_day_and_then_everything_with_a_receipt(farah: Person) -> None:
    case, other = cases.notified(farah), cases.notified(farah, "Jo Park")
    answers.respond(actor=case.offer.application.person, case_id=case.pk, text="x", at=LATER)
    clear_case(actor=farah, case_id=case.pk, at=LATER)
    for paper in CasePaper.objects.all():
        assert StoredFile.objects.filter(pk=paper.file_id).exists()
    night = after(case)
    assert delete_due(at=night - timedelta(days=1)) == []
    page = retention_page(farah, night)
    (shown,) = page.due
    (receipt,) = delete_due(at=night)
    # What the page had shown is what was done.
    said = {str(name): count for name, count in shown.classes}
    assert (shown.cases, sorted(said.values())) == (receipt.cases, sorted(receipt.classes.values()))
    assert receipt.classes == {
        "records": 1, "assessments": 1, "responses": 1, "notices": 5, "deliveries": 10, "papers": 4,
    }  # fmt: skip
    case.refresh_from_db()
    assert (case.emptied_at, case.notes, case.authorized_address) == (night, "", None)
    assert case.authorized_name != "Maya Okafor"
    for table in (CaseRecord, CaseAssessment, CaseNotice, CasePaper):
        assert set(table.objects.values_list("case", flat=True)) == {other.pk}
    assert not CaseResponse.objects.exists()
    # Its files have gone too, those of the other case have not.
    assert set(StoredFile.objects.filter(purpose="recruitment.fair_chance_notice")) == {
        paper.file for paper in CasePaper.objects.filter(case=other)
    }
    assert CaseStep.objects.filter(case=case, action="empty", actor=None).count() == 1
    assert AuditEntry.objects.get(action="recruitment.delete_case_papers").data["ids"] == receipt.ids_sha256
    assert delete_due(at=night) == []


def test_the_last_day_is_over_at_midnight_where_the_office_is(farah: Person) -> None:
    """Neither the site's clock nor that of an applicant who lives elsewhere takes an hour from it."""
    midnights = {}
    for name, zone in (("Ana Ruiz", "Pacific/Honolulu"), ("Jo Park", "Pacific/Guam")):
        case = cases.with_officer(farah, name=name)
        HostOffice.objects.filter(pk=case.offer.opening.office_id).update(time_zone=zone)
        Person.objects.filter(pk=case.offer.application.person_id).update(time_zone="America/New_York")
        # Past midnight in New York; in Honolulu still the day before, in Guam the afternoon of the same day.
        clear_case(actor=farah, case_id=case.pk, at=datetime(2027, 3, 2, 0, 30, tzinfo=ZoneInfo("America/New_York")))
        midnights[case.pk] = datetime.combine(kept_until(case), time(), tzinfo=ZoneInfo(zone)) + timedelta(days=1)
    hawaii, guam = midnights
    assert [kept_until(FairChanceCase(pk=pk)) for pk in midnights] == [date(2031, 3, 1), date(2031, 3, 2)]
    moment = timedelta(seconds=1)
    # A day of New York ends neither there: five in the morning for Honolulu, nine for Guam.
    assert [end.astimezone(ZoneInfo("America/New_York")).hour for end in midnights.values()] == [5, 9]
    for pk, before in ((hawaii, 2), (guam, 1)):
        assert delete_due(at=midnights[pk] - moment) == []
        assert retention_page(farah, midnights[pk] - moment).due == ()
        assert FairChanceCase.objects.filter(emptied_at__isnull=True).count() == before
        assert [line.cases for line in retention_page(farah, midnights[pk]).due] == [1]
        assert [receipt.cases for receipt in delete_due(at=midnights[pk])] == [1]
        assert FairChanceCase.objects.get(pk=pk).emptied_at == midnights[pk]


def test_a_receipt_is_genuine_until_somebody_touches_it(farah: Person) -> None:
    case = closed(farah)
    (receipt,) = delete_due(at=after(case))
    out = StringIO()
    call_command("verify_deletions", stdout=out)
    assert "1 receipts, every signature holds" in out.getvalue()
    assert is_genuine(DeletionReceipt.objects.get())
    for change in (
        {"cases": 2}, {"classes": {"records": 0}}, {"ids_sha256": "0" * 64}, {"signature": "x"},
        {"made_at": receipt.made_at + timedelta(days=1)},
    ):  # fmt: skip
        kept = {name: getattr(receipt, name) for name in change}
        DeletionReceipt.objects.update(**change)
        assert not is_genuine(DeletionReceipt.objects.get()), change
        with pytest.raises(CommandError):
            call_command("verify_deletions", stdout=StringIO())
        DeletionReceipt.objects.update(**kept)
    assert is_genuine(DeletionReceipt.objects.get())


def test_a_hold_stops_the_deletion_until_it_is_released(farah: Person) -> None:
    case, other = closed(farah), make.officer("Cleo Brand")
    reference = case.offer.application.reference
    for _again in (1, 2):
        # Any officer: a complaint can come years later.
        hold = place_hold(actor=other, reference=f" {reference.lower()} ", reason="A complaint", at=LATER)
    assert LegalHold.objects.count() == 1
    night = after(case)
    assert retention_page(farah, night).due == ()
    assert delete_due(at=night) == []
    assert CaseRecord.objects.count() == 1
    with pytest.raises(NoReason):
        release_hold(actor=farah, hold_id=hold.pk, reason=" ", at=night)
    for _again in (1, 2):
        release_hold(actor=farah, hold_id=hold.pk, reason="It was settled", at=night)
    assert CaseStep.objects.filter(action__in=["hold", "release_hold"]).count() == 2
    assert len(delete_due(at=night)) == 1
    with pytest.raises(NoSuchCase):
        place_hold(actor=other, reference=reference, reason="Too late", at=night)


def test_only_officers_hold_and_never_their_own(farah: Person, client: Client, clock: Any) -> None:
    case = closed(farah)
    reference = case.offer.application.reference
    person = case.offer.application.person
    for actor in (make.manager(), person):
        with pytest.raises(Refused):
            place_hold(actor=actor, reference=reference, reason="x", at=LATER)
    grant_role(actor=None, person=person, role=Role.FAIR_CHANCE_OFFICER, starts_on=cases.AT.date(), at=LATER)
    with pytest.raises(NoSuchCase):
        place_hold(actor=Person.objects.get(pk=person.pk), reference=reference, reason="x", at=LATER)
    clock.move_to(LATER)
    sign_in(client, make.manager("Noa Fox"))
    assert client.get(reverse("recruitment_retention")).status_code == 403
    hold = place_hold(actor=farah, reference=reference, reason="x", at=LATER)
    assert client.post(reverse("recruitment_release_hold", args=[hold.pk]), {"reason": "x"}).status_code == 403


def test_the_pages_of_an_officer(farah: Person, client: Client, clock: Any, django_assert_num_queries: Any) -> None:
    case = closed(farah)
    clock.move_to(LATER)
    sign_in(client, farah)
    page = reverse("recruitment_retention")
    shown = client.get(page).content.decode()
    assert "1 records" in shown
    assert cases.SECRET not in shown
    assert case.offer.application.reference not in shown
    bad = client.post(page, {"reference": "NONE-1", "reason": "A complaint came"})
    assert bad.status_code == 422
    assert "A complaint came" in bad.content.decode()
    assert client.post(page, {"reference": case.offer.application.reference, "reason": ""}).status_code == 422
    sent = {"reference": case.offer.application.reference, "reason": "A complaint came"}
    assert client.post(page, sent).status_code == 302
    assert "A complaint came" in client.get(page).content.decode()
    release = reverse("recruitment_release_hold", args=[LegalHold.objects.get().pk])
    assert client.get(release).status_code == 200
    assert client.post(release, {"reason": ""}).status_code == 422
    assert client.post(release, {"reason": "Settled"}).status_code == 302
    assert client.get(release).status_code == 404
    clock.move_to(after(case))
    assert "Deleted tonight" in client.get(page).content.decode()
    delete_due(at=after(case))
    assert "Signature holds" in client.get(page).content.decode()
    for name in ("Ana Ruiz", "Jo Park"):
        closed(farah, name)
        with django_assert_num_queries(18):
            assert sum(line.cases for line in retention_page(farah, LATER).later) >= 1


def test_somebody_who_deletes_their_data_hears_what_stays_and_it_stays(farah: Person) -> None:
    case = cases.notified(farah)
    clear_case(actor=farah, case_id=case.pk, at=LATER)
    person = case.offer.application.person
    path_of_case = CaseFile.objects.filter(case=case).count(), CasePaper.objects.filter(case=case).count()
    base.moved(case.offer.application, "withdraw")
    (sentence,) = own_data.own_data.kept_of(person)[-1:]
    assert str(kept_until(case).year) in str(sentence)
    request = own_data.ask_erasure(actor=person, at=LATER + timedelta(days=1))
    assert request.stage == "done"
    assert (CaseFile.objects.filter(case=case).count(), CasePaper.objects.filter(case=case).count()) == path_of_case
    assert set(StoredFile.objects.filter(purpose="recruitment.fair_chance_notice").values_list("owner")) == {(None,)}
    kept = AuditEntry.objects.get(action="recruitment.keep_case_papers")
    assert kept.data == {"until": kept_until(case).isoformat()}
    delete_due(at=after(case))
    assert not StoredFile.objects.filter(purpose="recruitment.fair_chance_notice").exists()
