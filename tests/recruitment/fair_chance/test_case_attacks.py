"""What somebody in a hurry, or with ill will, could try on a fair-chance case."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fellowship.access import visible
from fellowship.models import AuditEntry, Letter, StoredFile
from fellowship.rules.roles import Role
from fellowship.services.letters import compose_letter
from recruitment.models import CaseDelivery, CaseFile, CasePaper, CaseResponse, FairChanceCase
from recruitment.queries.case_desk import desk
from recruitment.queries.case_enclosures import case_files
from recruitment.queries.dossier import dossier
from recruitment.queries.own_data import export_of
from recruitment.queries.standing import stages_shown
from recruitment.rules.fair_chance_notice_letters import WAITS
from recruitment.rules.fair_chance_windows import Channel
from recruitment.rules.volunteered_letters import VOLUNTEERED
from recruitment.services import case_answers as answers
from recruitment.services import case_enclosures as enclosures
from recruitment.services import fair_chance_path as path
from recruitment.services.applications import withdraw_application
from recruitment.services.case_evidence import send_evidence
from recruitment.services.fair_chance import clear_case, look_at_case
from recruitment.services.selection_letters import shared_values
from recruitment.services.volunteered import note_volunteered
from tests.factories import cases as make_case
from tests.factories import selection as make
from tests.factories.people import make_staff, sign_in

AT, LATER = make_case.AT, make_case.LATER
pytestmark = pytest.mark.django_db


def mailed(case: FairChanceCase, kind: str = "preliminary_adverse", **how: Any) -> CasePaper:
    """A paper with its mail in the outbox, as ``make_paper`` leaves them."""
    paper, application = make_case.paper(case, kind, **how), case.offer.application
    paper.letter = compose_letter(
        actor=case.officer, kind=WAITS.key, recipient=application.person, subject_record=application, at=LATER,
        dedup=str(paper.file_id), values=shared_values(application, "https://x.example"), attachments=[paper.file],
    )  # fmt: skip
    paper.save()
    return paper


def sent(letter: Letter) -> None:
    Letter.objects.filter(pk=letter.pk).update(stage="sent", sent_at=LATER)


@pytest.mark.parametrize("how", ["cleared", "withdrawn"])
def test_a_notice_that_waits_is_taken_back_when_the_case_ends(how: str) -> None:
    farah = make.officer()
    case = make_case.assessed(farah)
    waiting, gone = mailed(case), mailed(case, "pre_check_disclosure_and_authorization")
    sent(gone.letter)
    if how == "cleared":
        clear_case(actor=farah, case_id=case.pk, at=LATER)
    else:
        application = case.offer.application
        withdraw_application(actor=application.person, application_id=application.pk, at=LATER)
    assert Letter.objects.get(pk=waiting.letter_id).stage in {"cancelled", "discarded"}
    assert Letter.objects.get(pk=gone.letter_id).stage == "sent"
    assert list(CasePaper.objects.filter(notice__isnull=True)) == [gone]
    assert not StoredFile.objects.filter(pk=waiting.file_id).exists()


def test_a_notice_that_waits_does_not_put_the_applicants_status_back() -> None:
    case = make_case.assessed(make.officer())
    mailed(case)
    application = case.offer.application
    application.refresh_from_db()
    assert stages_shown([application]) == {application.pk: "accepted"}


def test_managers_do_not_see_the_letters_of_a_case_nor_that_a_record_was_brought_up() -> None:
    case, boss = make_case.assessed(make.officer()), make.manager()
    sent(mailed(case).letter)
    note_volunteered(actor=boss, heard=case.offer.application, at=LATER)
    assert Letter.objects.filter(kind=VOLUNTEERED.key).exists()
    told = [str(line.label) for line in dossier(boss, case.offer.application_id, LATER).letters]
    assert told
    assert not {str(WAITS.label), str(VOLUNTEERED.label)} & set(told)


def test_ones_own_copy_does_not_run_ahead_of_a_notice() -> None:
    farah = make.officer()
    case = make_case.assessed(farah)
    before = sorted(row["name"] for row in export_of(case.offer.application.person, LATER)["files"])
    enclosures.add_case_file(actor=farah, case_id=case.pk, code="background_report", upload=make_case.pdf(), at=LATER)
    make_case.paper(case, "preliminary_adverse")
    after = sorted(row["name"] for row in export_of(case.offer.application.person, LATER)["files"])
    assert (after, "notice.pdf" in after) == (before, True)


def test_a_file_that_left_by_mail_is_not_removed() -> None:
    farah = make.officer()
    case = make_case.assessed(farah)
    row = enclosures.add_case_file(
        actor=farah, case_id=case.pk, code="background_report", upload=make_case.pdf(), at=LATER
    )
    paper = mailed(case)
    paper.enclosures.add(row)
    sent(paper.letter)
    with pytest.raises(enclosures.WentOut):
        enclosures.remove_case_file(actor=farah, case_id=case.pk, file_id=row.pk, at=LATER)
    assert CasePaper.objects.filter(pk=paper.pk).exists()
    assert [line.may_remove for line in case_files(farah, case.pk).copies] == [False]


def test_new_words_with_the_same_file_are_kept() -> None:
    case = make_case.notified(make.officer())
    person = case.offer.application.person
    for words in ("", "It was dismissed.", "It was dismissed."):
        send_evidence(actor=person, case_id=case.pk, upload=make_case.pdf(), text=words, at=LATER)
    assert CaseFile.objects.filter(code="evidence").count() == 1
    assert [row.text for row in CaseResponse.objects.order_by("pk") if row.text] == ["It was dismissed."]


def test_a_second_dispute_in_the_time_that_the_first_gave_holds_everything_too() -> None:
    farah = make.officer()
    case = make_case.notified(farah)
    path.open_dispute(actor=farah, case_id=case.pk, at=LATER + timedelta(days=1))
    path.close_dispute(actor=farah, case_id=case.pk, at=LATER + timedelta(days=30))
    path.open_dispute(actor=farah, case_id=case.pk, at=LATER + timedelta(days=32))
    with pytest.raises(path.NotYet) as caught:
        path.decide_against(actor=farah, case_id=case.pk, at=LATER + timedelta(days=300))
    assert caught.value.lacks == "dispute_open"


def test_who_travels_west_can_still_confirm_and_a_dispute_can_still_end() -> None:
    farah = make.officer()
    case = make_case.notified(farah)
    CaseDelivery.objects.filter(channel="email").update(channel=Channel.PORTAL.value)
    person = case.offer.application.person
    at = LATER.replace(hour=0, minute=30)
    person.time_zone = "Pacific/Honolulu"
    person.save()
    answers.confirm_receipt(actor=person, case_id=case.pk, at=at)
    row = CaseDelivery.objects.get(channel="portal", notice__kind="preliminary_adverse")
    assert row.confirmed_on == row.sent_on
    person.time_zone = "Pacific/Auckland"
    person.save()
    path.open_dispute(actor=farah, case_id=case.pk, at=at + timedelta(hours=20))
    person.time_zone = "Pacific/Honolulu"
    person.save()
    path.close_dispute(actor=farah, case_id=case.pk, at=at + timedelta(hours=21))


def test_the_page_before_a_decision_is_a_noted_look(client: Client, clock: Any) -> None:
    farah = make.officer()
    case = make_case.notified(farah)
    clock.move_to(LATER)
    sign_in(client, farah)
    before = AuditEntry.objects.filter(action="recruitment.read_case").count()
    client.get(reverse("recruitment_case_decision", args=[case.pk]))
    assert AuditEntry.objects.filter(action="recruitment.read_case").count() == before + 1


def test_a_dispute_that_comes_after_the_time_to_respond_holds_the_decision_too(client: Client, clock: Any) -> None:
    farah = make.officer()
    case = make_case.notified(farah)
    late = case.final_from + timedelta(days=2)
    path.open_dispute(actor=farah, case_id=case.pk, at=late)
    with pytest.raises(path.NotYet) as caught:
        path.decide_against(actor=farah, case_id=case.pk, at=late + timedelta(days=60))
    assert caught.value.lacks == "dispute_open"
    assert desk(farah, case.pk, late).step.earliest is None
    clock.move_to(late)
    sign_in(client, farah)
    assert "At the earliest on" not in client.get(reverse("recruitment_case", args=[case.pk])).text
    # What is asked for now gives no more time, and the page does not say so.
    sign_in(client, case.offer.application.person, second_factor=False)
    asked = client.post(reverse("recruitment_case_ask"), {"kind": "more_time"}, follow=True).text
    assert "It is noted." in asked
    assert "The last day below already counts it." not in asked


def test_a_talk_is_not_set_for_the_end_of_time(client: Client, clock: Any) -> None:
    farah = make.officer()
    case = make_case.notified(farah)
    clock.move_to(LATER)
    sign_in(client, farah)
    typed = {"day_month": "12", "day_day": "31", "day_year": "9999", "first": "9:30 am"}
    page = client.post(reverse("recruitment_case_talk", args=[case.pk]), typed)
    assert page.status_code == 422
    assert 'value="9999"' in page.text


def test_administrators_do_not_follow_a_case_in_the_audit_trail() -> None:
    farah, boss = make.officer(), make.manager()
    case = make_case.decided(farah)
    note_volunteered(actor=boss, heard=case.offer.application, at=LATER)
    look_at_case(actor=farah, case_id=case.pk, at=LATER)
    ada, abe = make_staff(Role.ADMINISTRATOR), make_staff(Role.AUDITOR)
    steps = AuditEntry.objects.filter(about_id=case.offer.application.person_id)
    told = {"recruitment.case_decide", "recruitment.fair_chance_volunteered", "recruitment.read_case"}
    assert told <= set(steps.filter(pk__in=visible(abe, "fellowship.read_audit")).values_list("action", flat=True))
    seen = set(steps.filter(pk__in=visible(ada, "fellowship.read_audit")).values_list("action", flat=True))
    assert seen
    assert not [action for action in seen if "case" in action or "fair_chance" in action]
