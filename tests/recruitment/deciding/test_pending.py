"""Decisions are noted, cleared and carried out together; nobody is told before."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from fellowship.access import Refused
from fellowship.models import Job, Letter
from fellowship.services.jobs import run_job
from recruitment.models import Application, Cycle, Offer, OfficeChoice, PendingDecision, StageChange
from recruitment.queries.pending import pending_page
from recruitment.rules.decisions import PendingAction
from recruitment.rules.stages import TABLE, Action, Stage
from recruitment.services.pending import apply_decision, clear_decisions, note_decisions, start_applying
from tests.factories import recruitment as base
from tests.factories import selection as make
from tests.factories.people import sign_in
from tests.recruitment.review.test_decisions import PATHS

AT = make.AT
pytestmark = pytest.mark.django_db


@pytest.fixture
def of() -> Cycle:
    return make.cycle()


def in_review(name: str, of: Cycle) -> Application:
    return base.moved(base.submitted(make.person(name), of), "start_review")


def note(boss: Any, *applications: Application, action: str = "invite", **fields: Any) -> Any:
    ids = [application.pk for application in applications]
    return note_decisions(actor=boss, application_ids=ids, action=action, at=AT, **fields)


def carry_out(boss: Any, of: Cycle) -> Job:
    job = start_applying(actor=boss, cycle_id=of.pk, at=AT)
    run_job(job_id=job.pk, now=lambda: AT)
    job.refresh_from_db()
    return job


def stages(*applications: Application) -> list[str]:
    return [Application.objects.get(pk=application.pk).stage for application in applications]


def test_every_action_is_a_step_of_the_table() -> None:
    assert {Action(action.value) for action in PendingAction} <= set(Action)


@pytest.mark.parametrize("stage", list(PATHS))
def test_every_stage_and_action_is_noted_as_the_table_allows(stage: Stage) -> None:
    application, boss = base.moved(make.submitted(), *PATHS[stage]), make.manager()
    for action in PendingAction:
        with transaction.atomic():  # each starts from the same application, and is undone
            noted = note(boss, application, action=action, category="seats")
            assert (noted.count, bool(noted.skipped)) == ((1, False) if TABLE.allows(stage, action) else (0, True))
            assert stages(application) == [stage]
            transaction.set_rollback(True)


def test_nobody_moves_and_nobody_is_told_before_they_are_carried_out(of: Cycle) -> None:
    boss, ana = make.manager(), in_review("Ana Sol", of)
    before = Letter.objects.count()
    note(boss, ana, action="invite")
    note(boss, ana, action="decline", category="seats", note="  Again next year.  ")
    row = PendingDecision.objects.get()
    assert (row.action, row.category, row.note) == ("decline", "seats", "Again next year.")
    assert row.seen_stage == "in_review"
    assert stages(ana) == ["in_review"]
    assert Letter.objects.count() == before
    assert StageChange.objects.filter(application=ana).count() == 2


def test_all_are_carried_out_together_and_twice_is_once(of: Cycle) -> None:
    boss = make.manager()
    invited, listed, declined = (in_review(name, of) for name in ("Ana Sol", "Ben Ito", "Eve Lund"))
    offered = make.invited(make.person("Jo Park"), of)
    note(boss, invited)
    note(boss, listed, action="waitlist")
    note(boss, declined, action="decline", category="strength")
    note(boss, offered, action="offer")
    job = carry_out(boss, of)
    assert stages(invited, listed, declined, offered) == ["interview", "waitlisted", "declined", "interview"]
    assert (job.stage, job.done, job.message) == ("done", 4, "4 decisions are carried out.")
    kinds = ["recruitment.interview_invited", "recruitment.waitlisted", "recruitment.application_declined"]
    held = Letter.objects.filter(kind__in=kinds, recipient__in=[invited.person, listed.person, declined.person])
    assert list(held.values_list("stage", flat=True)) == ["held"] * 3
    draft = Offer.objects.get()
    assert (draft.application_id, draft.stage, draft.opening.office_id) == (
        offered.pk, "draft", OfficeChoice.objects.get(application=offered, rank=1).office_id,
    )  # fmt: skip
    again = carry_out(boss, of)
    assert again.message == "0 decisions are carried out."
    run_job(job_id=job.pk, now=lambda: AT)
    assert Letter.objects.filter(kind__in=kinds).count() == 4
    for row in PendingDecision.objects.all():
        assert apply_decision(actor=boss, pending_id=row.pk, at=AT) is False


def test_one_that_moved_on_stays_behind_with_its_reason_and_the_rest_goes_on(of: Cycle) -> None:
    boss = make.manager()
    gone, fine = in_review("Ana Sol", of), in_review("Ben Ito", of)
    note(boss, gone, fine)
    base.moved(gone, "withdraw")
    page = pending_page(boss, "")
    assert page is not None
    assert (page.count, page.ready, len(page.conflicts)) == (2, 1, 1)
    job = carry_out(boss, of)
    assert stages(gone, fine) == ["withdrawn", "interview"]
    assert job.message == "1 decision is carried out. 1 could not be; the list says why."
    left = PendingDecision.objects.get(applied_at__isnull=True)
    assert left.application_id == gone.pk
    assert left.problem == "The application has moved on since this was decided. Look at it again."


def test_a_step_back_and_forth_is_not_taken_for_the_stage_decided_at(of: Cycle) -> None:
    boss, ana = make.manager(), in_review("Ana Sol", of)
    note(boss, ana, action="waitlist")
    base.moved(ana, "invite")
    carry_out(boss, of)
    assert stages(ana) == ["interview"]


def test_an_offer_without_a_free_seat_says_so(of: Cycle) -> None:
    boss, ana = make.manager(), make.invited(make.person("Ana Sol"), of)
    OfficeChoice.objects.filter(application=ana).delete()
    note(boss, ana, action="offer")
    carry_out(boss, of)
    assert PendingDecision.objects.get().problem == "No office they chose has a free seat."
    assert not Offer.objects.exists()


def test_nobody_else_notes_clears_or_carries_out(of: Cycle) -> None:
    boss, ana = make.manager(), in_review("Ana Sol", of)
    own = in_review("Boss Applicant", of)
    Application.objects.filter(pk=own.pk).update(person=boss)
    assert note(boss, own).count == 0
    for stranger in (make.reviewer(), make.interviewer(), ana.person):
        assert note(stranger, ana).count == 0
    note(boss, ana)
    row = PendingDecision.objects.get()
    for stranger in (make.reviewer(), ana.person):
        assert clear_decisions(actor=stranger, pending_ids=[row.pk], at=AT) == 0
        with pytest.raises(Refused):
            apply_decision(actor=stranger, pending_id=row.pk, at=AT)
        with pytest.raises(Refused):
            start_applying(actor=stranger, cycle_id=of.pk, at=AT)
    assert clear_decisions(actor=boss, pending_ids=[row.pk], at=AT) == 1
    assert clear_decisions(actor=boss, pending_ids=[row.pk], at=AT) == 0
    assert apply_decision(actor=boss, pending_id=row.pk, at=AT) is False


def test_the_database_holds_one_open_decision_each_and_a_reason_with_a_letter(of: Cycle) -> None:
    boss, ana = make.manager(), in_review("Ana Sol", of)
    note(boss, ana)
    row = PendingDecision.objects.get()
    for fault in ({"action": "maybe"}, {"action": "decline", "category": ""}, {"applied_at": AT, "cleared_at": AT}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PendingDecision.objects.filter(pk=row.pk).update(**fault)
    with pytest.raises(IntegrityError), transaction.atomic():
        PendingDecision.objects.create(
            application=ana, action="invite", seen_stage="in_review", decided_by=boss, decided_at=AT
        )
    with pytest.raises(ValueError, match="''"):
        note(boss, ana, action="decline")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_any_number(
    client: Client, clock: Any, of: Cycle, rows: int, django_assert_num_queries: Any
) -> None:
    boss = make.manager()
    note(boss, *[in_review(f"Person {number}", of) for number in range(rows)])
    sign_in(client, boss)
    page = reverse("recruitment_pending")
    client.get(page)
    with django_assert_num_queries(6):
        client.get(page)


def test_pages_of_the_manager(client: Client, clock: Any, of: Cycle) -> None:
    ana, ben = in_review("Ana Sol", of), in_review("Ben Ito", of)
    boss = make.manager()
    sign_in(client, boss)
    page, bulk, carry = (reverse(f"recruitment_{name}") for name in ("pending", "bulk", "apply_pending"))
    assert "No decision waits." in client.get(page).content.decode()
    assert client.get(carry).status_code == 302
    chosen = {"act": "pend", "pick": [str(ana.pk), str(ben.pk)]}
    asked = client.post(bulk, chosen)
    assert "carry out later" in asked.content.decode()
    bad = client.post(bulk, {**chosen, "confirm": "1", "action": "decline", "note": "Kept words"})
    assert bad.status_code == 422
    assert "Kept words" in bad.content.decode()
    assert client.post(bulk, {**chosen, "confirm": "1", "action": "invite"}).status_code == 302
    one = reverse("recruitment_decide_later", args=[ben.pk])
    assert "Saving replaces it." in client.get(one).content.decode()
    assert client.post(one, {"action": "nonsense"}).status_code == 422
    assert client.post(one, {"action": "decline", "category": "offices"}).status_code == 302
    shown = client.get(page).content.decode()
    assert "To be invited" in shown
    assert "The offices chosen have no seat that fits" in shown
    assert "2 people move on, and 2 letters are written and held" in client.get(carry).content.decode()
    answer = client.post(carry)
    assert answer["Location"] == reverse("job", args=[Job.objects.get().pk])
    assert stages(ana, ben) == ["in_review", "in_review"]
    row = PendingDecision.objects.get(application=ana)
    clear = reverse("recruitment_clear_pending")
    assert client.post(clear, {"pick": [str(row.pk), "nonsense"]}).status_code == 302
    assert client.post(clear).status_code == 302
    assert "Ana Sol" not in client.get(page).content.decode()
    others = Client()
    sign_in(others, make.reviewer())
    for address in (page, carry, one, clear):
        assert others.post(address).status_code == 403
