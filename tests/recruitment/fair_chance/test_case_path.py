"""The path of a case through its services: nothing out of scope is kept, and nobody decides early."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from fellowship.access import Refused
from fellowship.models import AuditEntry, Jurisdiction, Person
from fellowship.rules.refusals import NotAllowed
from recruitment.models import (
    CaseDelivery,
    CaseNotice,
    CaseRecord,
    CaseStep,
    FairChanceCase,
    LawExemption,
    LawText,
)
from recruitment.queries.fair_chance import outcome_for
from recruitment.queries.fair_chance_path import facts_of_case, law_day, stack_of_case
from recruitment.rules.fair_chance import Outcome
from recruitment.rules.fair_chance_case import Lacks
from recruitment.rules.fair_chance_law import Ask, When
from recruitment.rules.fair_chance_stack import Stack
from recruitment.rules.fair_chance_windows import Address, Channel
from recruitment.services import case_answers as answers
from recruitment.services import fair_chance_path as path
from recruitment.services import own_data
from recruitment.services.fair_chance import MayNotAsk, clear_case, record_report
from recruitment.services.fair_chance_law import load_law
from recruitment.services.offers import accept_offer
from tests.factories import cases as make_case
from tests.factories import recruitment as base
from tests.factories import selection as make

AT = make.AT
LATER = AT + timedelta(days=2)
SECRET = "GEHEIMNIS of the record"
pytestmark = pytest.mark.django_db
SENDINGS = (
    path.Sending(Channel.EMAIL, "letter 1"),
    path.Sending(Channel.MAIL, "tracking 2", Address.IN_STATE),
)


def days_ago(years: float) -> date:
    return LATER.date() - timedelta(days=round(years * 365.25))


CONVICTED = path.Found(frozenset({"conviction"}), days_ago(2), "felony", text=SECRET)
ARREST = path.Found(frozenset({"arrest_only"}), days_ago(1), text=SECRET)
OLD = path.Found(frozenset({"conviction"}), days_ago(9), "felony", text=SECRET)


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


def with_officer(farah: Person, *codes: str) -> FairChanceCase:
    case = located(*(codes or ("us-ca-los-angeles-county-uninc",)))
    make_case.agreed(case, farah)
    make_case.send_before(case, farah, When.VOLUNTEERED)
    record_report(actor=farah, case_id=case.pk, is_clean=False, at=LATER)
    return FairChanceCase.objects.get(pk=case.pk)


def stack(case: FairChanceCase) -> Stack:
    return stack_of_case(case, law_day(case, LATER))


def words(case: FairChanceCase, kind: str) -> list[str]:
    """Everything that the laws want a notice to say."""
    return [code for notice in stack(case).notices if notice.kind == kind for code, _ in notice.contents]


def notices_before(case: FairChanceCase, farah: Person) -> None:
    make_case.send_before(case, farah, When.PRELIMINARY)


def assess(case: FairChanceCase, farah: Person, at: datetime = LATER, **changes: Any) -> FairChanceCase:
    said = {
        "factors": dict.fromkeys(stack(case).factors, "Long ago, and nothing since."),
        "duties": ["Drives clients to court"], "conclusion": "A direct relationship remains.",
    }  # fmt: skip
    return path.write_assessment(actor=farah, case_id=case.pk, at=at, **{**said, **changes})


def notified(farah: Person, found: Iterable[path.Found] = (CONVICTED,)) -> FairChanceCase:
    case = with_officer(farah)
    notices_before(case, farah)
    path.sort_records(actor=farah, case_id=case.pk, found=list(found), at=LATER)
    assess(case, farah)
    make_case.paper(case, "preliminary_adverse")
    path.send_preliminary(actor=farah, case_id=case.pk, sendings=SENDINGS, at=LATER)
    return FairChanceCase.objects.get(pk=case.pk)


def decide(case: FairChanceCase, farah: Person, at: datetime) -> FairChanceCase:
    return path.decide_against(actor=farah, case_id=case.pk, at=at)


def lacks(act: Any, *args: Any, **named: Any) -> Lacks:
    with pytest.raises(path.NotYet) as caught, transaction.atomic():
        act(*args, **named)
    assert str(caught.value)
    return caught.value.lacks


def test_a_case_keeps_the_laws_with_which_it_was_opened() -> None:
    case = located("us-ny-nyc")
    assert case.codes == ["us-ny-nyc"]
    assert set(case.laws.values_list("code", flat=True)) == {"us-ny-nyc", "us-ny", "us-federal"}
    assert case.inquiry_stage == "conditional_offer_after_noncriminal"
    assert case.other_checks_done_at == case.offer.sent_at
    text = case.laws.get(code="us-federal")
    LawText.objects.filter(pk=text.pk).update(retired_at=LATER)
    other = {**text.data, "revision": 2, "channels": ["mail"]}
    LawText.objects.create(
        code="us-federal", version="2-other", effective_from=text.effective_from, data=other, added_at=LATER,
        is_shipped=False, reason="Counsel read it anew",
    )  # fmt: skip
    assert stack(case).channels == frozenset()
    later = located("us-ny-nyc", name="Jo Park")
    assert later.laws.get(code="us-federal").version == "2-other"
    assert stack(later).channels == {"mail"}


@pytest.mark.long
def test_house_policy_protects_where_no_law_is_known() -> None:
    assert make.accepted().codes == ["policy-default-strict"]
    assert located(name="Jo Park").codes == ["policy-default-strict"]
    assert located("us-ca", "us-zz-nowhere", name="Ana Ruiz").codes == ["us-ca", "policy-default-strict"]
    assert located("us-ca", name="Lee Moss").codes == ["us-ca"]


def test_a_case_that_keeps_no_law_is_under_house_policy() -> None:
    case = located("us-tx")
    case.laws.clear()
    FairChanceCase.objects.update(codes=[])
    case.refresh_from_db()
    assert [law.id for law in stack(case).laws] == ["us-federal", "policy-default-strict"]
    assert stack(case).channels == {"email", "mail"}


def test_loading_the_law_twice_changes_nothing_and_an_amendment_stays() -> None:
    first = load_law(actor=None, at=AT)
    assert (first.in_use, len(first.added), first.retired, first.waiting) == (49, 49, (), ())
    assert load_law(actor=None, at=LATER) == type(first)(49, (), (), ())
    # Another text was shipped before, and one of ours stands in the place of a shipped one.
    old = LawText.objects.get(code="us-ca")
    LawText.objects.filter(pk=old.pk).update(version="0-old")
    LawText.objects.filter(code="us-ny").update(version="9-ours", is_shipped=False, reason="Counsel")
    again = load_law(actor=None, at=LATER)
    assert again.retired == ("us-ca 0-old",)
    assert [text.split()[0] for text in again.waiting] == ["us-ny"]
    assert LawText.objects.get(code="us-ny", retired_at__isnull=True).version == "9-ours"
    assert LawText.objects.get(code="us-ca", retired_at__isnull=True).version != "0-old"


def test_of_a_withheld_record_only_the_reason_is_kept() -> None:
    farah = make.officer()
    case = with_officer(farah)
    path.sort_records(actor=farah, case_id=case.pk, found=[ARREST, CONVICTED, OLD], at=LATER)
    rows = {row.number: row for row in CaseRecord.objects.filter(case=case)}
    assert [rows[n].is_withheld for n in (1, 2, 3)] == [True, False, True]
    assert (rows[1].facts, rows[1].text) == (None, None)
    assert {"law": "us-ca", "why": "never", "code": "arrest_only"} in rows[1].reasons
    assert rows[2].text == SECRET
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, facts FROM recruitment_caserecord")
        stored = str(cursor.fetchall())
    assert SECRET not in stored
    assert "conviction" not in stored
    assert not any(SECRET in str(row.data) for row in AuditEntry.objects.all())
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseRecord.objects.filter(number=1).update(text="x")
    with pytest.raises(NotAllowed):
        path.sort_records(actor=farah, case_id=case.pk, found=[CONVICTED], at=LATER)


def test_records_are_kept_by_the_officer_alone_and_only_after_consent() -> None:
    farah, other = make.officer(), make.officer("Cleo Brand")
    case = with_officer(farah)
    for person in (other, make.manager(), case.offer.application.person):
        with pytest.raises(Refused):
            path.sort_records(actor=person, case_id=case.pk, found=[CONVICTED], at=LATER)
    with pytest.raises(ValueError, match="record 1"):
        path.sort_records(actor=farah, case_id=case.pk, found=[replace(CONVICTED, grade="royal")], at=LATER)
    with pytest.raises(ValueError, match="record 1"):
        path.sort_records(actor=farah, case_id=case.pk, found=[replace(CONVICTED, kinds=frozenset("x"))], at=LATER)
    FairChanceCase.objects.update(inquiry_stage="conditional_offer_after_noncriminal", other_checks_done_at=None)
    with pytest.raises(MayNotAsk):
        path.sort_records(actor=farah, case_id=case.pk, found=[CONVICTED], at=LATER)
    assert CaseRecord.objects.count() == 0


@pytest.mark.long
def test_nothing_left_can_only_be_cleared() -> None:
    farah = make.officer()
    case = with_officer(farah)
    path.sort_records(actor=farah, case_id=case.pk, found=[ARREST], at=LATER)
    assert lacks(assess, case, farah) == Lacks.NOTHING_LEFT
    clear_case(actor=farah, case_id=case.pk, at=LATER)
    assert FairChanceCase.objects.get().stage == "cleared"


def test_an_assessment_speaks_to_every_factor_and_names_duties_in_writing() -> None:
    farah = make.officer()
    case = with_officer(farah)
    path.sort_records(actor=farah, case_id=case.pk, found=[CONVICTED], at=LATER)
    factors = dict.fromkeys(stack(case).factors, "Long ago")
    assert lacks(assess, case, farah, factors={**factors, "nature_of_job": "  "}) == Lacks.FACTORS
    assert lacks(assess, case, farah, duties=[" "]) == Lacks.DUTIES
    assert lacks(assess, case, farah, conclusion=" ") == Lacks.WRITTEN_ASSESSMENT
    assert case.assessments.count() == 0
    assess(case, farah)
    with connection.cursor() as cursor:
        cursor.execute("SELECT factors, duties, conclusion FROM recruitment_caseassessment")
        stored = str(cursor.fetchall())
    assert "Long ago" not in stored
    assert "court" not in stored


def test_a_preliminary_notice_says_all_and_goes_everywhere() -> None:
    farah = make.officer()
    case = with_officer(farah)
    path.sort_records(actor=farah, case_id=case.pk, found=[CONVICTED], at=LATER)
    assess(case, farah)
    send = {"actor": farah, "case_id": case.pk, "sendings": SENDINGS, "at": LATER}
    make_case.paper(case, "preliminary_adverse")
    assert lacks(path.send_preliminary, **send) == Lacks.NOTICES_BEFORE
    notices_before(case, farah)
    first = make_case.paper(case, "preliminary_adverse", items=words(case, "preliminary_adverse")[1:])
    assert lacks(path.send_preliminary, **send) == Lacks.CONTENTS
    first.file.delete()
    assert lacks(path.send_preliminary, **{**send, "sendings": SENDINGS[:1]}) == Lacks.CHANNELS
    assert CaseNotice.objects.filter(kind="preliminary_adverse").count() == 0
    for _again in (1, 2):
        path.send_preliminary(**send)
    case.refresh_from_db()
    assert (case.stage, case.notified_at) == ("notified", LATER)
    # Sent on Tuesday; Thanksgiving and the day after are holidays of California. Days end with the office's zone.
    assert (case.received_on, case.respond_by, case.earliest_final) == (
        date(2026, 11, 30), date(2026, 12, 7), date(2026, 12, 8),
    )  # fmt: skip
    assert case.final_from == datetime(2026, 12, 8, 8, 0, tzinfo=UTC)
    assert CaseDelivery.objects.filter(notice__kind="preliminary_adverse").count() == 2
    with pytest.raises(ValueError, match="of its own"):
        path.note_notice(**{**send, "kind": "final_adverse"})


@pytest.mark.long
def test_a_notice_goes_out_only_as_the_paper_that_was_written_for_it() -> None:
    """Without a paper, with one from before the assessment, or with one language that lacks an item: refused."""
    farah = make.officer()
    case = with_officer(farah)
    path.sort_records(actor=farah, case_id=case.pk, found=[CONVICTED], at=LATER)
    notices_before(case, farah)
    early = make_case.paper(case, "preliminary_adverse", at=LATER - timedelta(minutes=1))
    assess(case, farah)
    send = {"actor": farah, "case_id": case.pk, "sendings": SENDINGS, "at": LATER}
    with pytest.raises(path.NoPaper), transaction.atomic():
        path.send_preliminary(**send)
    early.file.delete()
    with pytest.raises(path.NoPaper), transaction.atomic():
        path.send_preliminary(**send)
    english = make_case.paper(case, "preliminary_adverse")
    spanish = make_case.paper(case, "preliminary_adverse", items=(), language="es")
    assert lacks(path.send_preliminary, **send) == Lacks.CONTENTS
    spanish.file.delete()
    path.send_preliminary(**send)
    english.refresh_from_db()
    notice = CaseNotice.objects.get(kind="preliminary_adverse")
    assert (english.notice, notice.contents) == (notice, sorted(words(case, "preliminary_adverse")))


@pytest.mark.long
def test_notices_that_are_one_paper_are_noted_together_and_an_incomplete_one_is_refused() -> None:
    farah = make.officer()
    case = make_case.agreed(located("us-ca-los-angeles-county-uninc"), farah)
    note = {"actor": farah, "case_id": case.pk, "kind": "conditional_offer", "sendings": SENDINGS, "at": LATER}
    both = ["conditional_offer", "conditional_offer_background_notice"]
    make_case.paper(case, both[1], items=words(case, both[0]))
    assert lacks(path.note_notice, **note) == Lacks.CONTENTS
    make_case.paper(case, both[1], at=LATER + timedelta(minutes=1))
    for _again in (1, 2):
        path.note_notice(**note)
    assert sorted(case.notices.values_list("kind", flat=True)) == both
    assert CaseDelivery.objects.filter(notice__case=case).count() == 4


def test_nobody_decides_before_every_window_has_closed() -> None:
    farah = make.officer()
    case = notified(farah)
    early = case.final_from - timedelta(seconds=1)
    assert lacks(decide, case, farah, early) == Lacks.WINDOW_OPEN
    # The database refuses what the service would not do.
    for fields in (
        {"stage": "decided", "decided_at": early},
        {"decided_at": case.final_from},
        {"stage": "decided"},
        {"stage": "not_cleared", "decided_at": case.final_from},
        {"stage": "not_cleared", "final_sent_at": case.final_from},
        {"stage": "decided", "decided_at": early, "final_from": None},
        {"stage": "decided", "decided_at": early, "final_from": LATER},
        {"earliest_final": case.respond_by},
        {"final_from": None},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            FairChanceCase.objects.filter(pk=case.pk).update(**fields)
    for _again in (1, 2):
        decide(case, farah, case.final_from)
    case.refresh_from_db()
    assert (case.stage, case.decided_at) == ("decided", case.final_from)
    assert outcome_for(case.offer.application_id) is Outcome.NOT_YET


def test_the_final_notice_closes_the_case_and_others_learn_one_word() -> None:
    farah = make.officer()
    case = notified(farah)
    decide(case, farah, case.final_from)
    send = {"actor": farah, "case_id": case.pk, "sendings": SENDINGS, "at": case.final_from}
    make_case.paper(case, "final_adverse", at=case.final_from, items=()).file.delete()
    with pytest.raises(path.NoPaper):
        path.send_final(**send)
    make_case.paper(case, "final_adverse", at=case.final_from - timedelta(seconds=1))
    with pytest.raises(path.NoPaper):
        path.send_final(**send)
    make_case.paper(case, "final_adverse", at=case.final_from)
    assert lacks(path.send_final, **{**send, "sendings": SENDINGS[1:]}) == Lacks.CHANNELS
    for _again in (1, 2):
        path.send_final(**send)
    case.refresh_from_db()
    assert (case.stage, case.final_sent_at) == ("not_cleared", send["at"])
    assert outcome_for(case.offer.application_id) is Outcome.WITHDRAWN
    with pytest.raises(MayNotAsk):
        clear_case(actor=farah, case_id=case.pk, at=case.final_from)
    assert [row.action for row in CaseStep.objects.filter(case=case).order_by("pk")][-4:] == [
        "assess", "notify", "decide", "send_final",
    ]  # fmt: skip


@pytest.mark.long
def test_a_response_is_looked_at_again_in_writing_before_anything_is_decided() -> None:
    farah = make.officer()
    case = notified(farah)
    person = case.offer.application.person
    answers.respond(actor=person, case_id=case.pk, text=SECRET, at=LATER + timedelta(days=6))
    case.refresh_from_db()
    assert case.decide_by is not None
    assert lacks(assess, case, farah, at=case.final_from - timedelta(hours=1)) == Lacks.WINDOW_OPEN
    assert lacks(decide, case, farah, case.final_from) == Lacks.REASSESSMENT
    assess(case, farah, at=case.final_from)
    case.refresh_from_db()
    assert case.stage == "reassessed"
    decide(case, farah, case.final_from + timedelta(hours=1))
    with pytest.raises(path.NoRoomForAnswer):
        answers.respond(actor=person, case_id=case.pk, text="Wait", at=case.final_from + timedelta(hours=2))
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM recruitment_caseresponse")
        assert SECRET not in str(cursor.fetchall())


@pytest.mark.long
def test_more_time_is_asked_for_once_and_by_the_applicant() -> None:
    farah = make.officer()
    case = notified(farah)
    before, person = case.final_from, case.offer.application.person
    with pytest.raises(Refused):
        answers.ask_for_time(actor=farah, case_id=case.pk, kind=Ask.MORE_TIME, at=LATER)
    for _again in (1, 2):
        answers.ask_for_time(actor=person, case_id=case.pk, kind=Ask.MORE_TIME, at=LATER + timedelta(days=6))
    case.refresh_from_db()
    assert case.final_from - before >= timedelta(days=13)
    assert case.requests.count() == 1
    assert lacks(decide, case, farah, before) == Lacks.WINDOW_OPEN


@pytest.mark.long
def test_a_dispute_holds_everything_until_it_is_closed() -> None:
    farah = make.officer()
    case = notified(farah)
    for _again in (1, 2):
        path.open_dispute(actor=farah, case_id=case.pk, at=LATER + timedelta(days=1))
    far = LATER + timedelta(days=400)
    assert lacks(decide, case, farah, far) == Lacks.DISPUTE_OPEN
    for _again in (1, 2):
        path.close_dispute(actor=farah, case_id=case.pk, at=LATER + timedelta(days=20))
    case.refresh_from_db()
    assert case.earliest_final > (LATER + timedelta(days=20)).date()
    assert lacks(decide, case, farah, far) == Lacks.REASSESSMENT
    assess(case, farah, at=far)
    decide(case, farah, far)
    with pytest.raises(path.NoRoomForAnswer):
        path.open_dispute(actor=farah, case_id=case.pk, at=far)


@pytest.mark.long
def test_a_notice_on_the_own_page_counts_from_the_day_it_was_opened() -> None:
    farah = make.officer()
    case = with_officer(farah, "us-ny")
    notices_before(case, farah)
    make_case.paper(case, "article_23a_copy", items=["article_23a"])
    path.note_notice(actor=farah, case_id=case.pk, kind="article_23a_copy", sendings=SENDINGS, at=LATER)
    path.sort_records(actor=farah, case_id=case.pk, found=[CONVICTED], at=LATER)
    assess(case, farah)
    make_case.paper(case, "preliminary_adverse")
    path.send_preliminary(
        actor=farah, case_id=case.pk, at=LATER,
        sendings=[path.Sending(Channel.PORTAL, "page")],
    )  # fmt: skip
    person, seen = case.offer.application.person, LATER + timedelta(days=9)
    for day in (9, 10):
        answers.confirm_receipt(actor=person, case_id=case.pk, at=LATER + timedelta(days=day))
    case.refresh_from_db()
    assert case.received_on == seen.date()
    assert CaseStep.objects.filter(action="confirm_receipt").count() == 1


@pytest.mark.long
def test_an_exemption_of_the_office_counts_for_cases_opened_while_it_was_on() -> None:
    farah = make.officer()
    case = with_officer(farah, "us-ca")
    office = case.offer.opening.office
    row = LawExemption.objects.create(
        office=office, law="us-ca", code="farm_labor", reason="For the test", counsel="A. Counsel",
        switched_on_at=case.opened_at + timedelta(hours=1),
    )  # fmt: skip
    assert [law.id for law in stack(case).laws] == ["us-ca", "us-federal"]
    row.switched_on_at = case.opened_at
    row.save()
    assert [law.id for law in stack(case).laws] == ["us-federal"]
    row.ended_at = LATER
    row.save()
    assert [law.id for law in stack(case).laws] == ["us-federal"]
    row.ended_at = case.opened_at
    row.save()
    assert [law.id for law in stack(case).laws] == ["us-ca", "us-federal"]
    with pytest.raises(IntegrityError), transaction.atomic():
        LawExemption.objects.create(
            office=office, law="us-ca", code="x", reason="", counsel="A. Counsel", switched_on_at=AT
        )


@pytest.mark.long
def test_the_facts_of_a_fresh_case_are_few() -> None:
    case = located("us-ca")
    facts = facts_of_case(case, stack(case), LATER)
    assert (facts.is_authorized, facts.records, facts.timeline, facts.sent) == (False, (), None, ())


@pytest.mark.long
def test_ones_own_copy_holds_what_one_got_and_answered() -> None:
    case = notified(make.officer())
    person = case.offer.application.person
    answers.respond(actor=person, case_id=case.pk, text="I have changed", at=LATER + timedelta(days=1))
    answers.ask_for_time(actor=person, case_id=case.pk, kind=Ask.MORE_TIME, at=LATER + timedelta(days=1))
    (mine,) = json.loads(own_data.data_file(actor=person, at=LATER))["fair_chance"]
    assert [row["text"] for row in mine["answers"]] == ["I have changed"]
    assert [row["kind"] for row in mine["asked"]] == ["more_time"]
    sent = {(row["kind"], row["channel"]) for row in mine["notices"]}
    assert ("preliminary_adverse", "mail") in sent
    assert SECRET not in str(mine)
    other = make.person("Ana Ruiz")
    assert json.loads(own_data.data_file(actor=other, at=LATER))["fair_chance"] == []


@pytest.mark.long
def test_after_a_withdrawal_the_path_ends() -> None:
    farah = make.officer()
    case = notified(farah)
    base.moved(case.offer.application, "withdraw")
    with pytest.raises(MayNotAsk):
        decide(case, farah, case.final_from)
