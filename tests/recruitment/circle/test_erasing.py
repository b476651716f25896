"""A canary in every column of words around one application; after deletion no row of any table says it any more."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models

from fellowship.models import AuditEntry, Letter, Person, StoredFile
from fellowship.rules.roles import Role
from recruitment.models import (
    AccommodationRequest,
    Answer,
    Application,
    CalibrationRead,
    CalibrationRound,
    CalibrationSample,
    CaseAssessment,
    CaseDelivery,
    CaseDispute,
    CaseFile,
    CaseHandOver,
    CaseLateWord,
    CaseNotice,
    CasePaper,
    CaseRecord,
    CaseRequest,
    CaseResponse,
    ClearedAnswer,
    DeclaredConflict,
    DocumentText,
    EligibilityQuestion,
    Enclosure,
    EqualOpportunityAnswers,
    FairChanceCase,
    ImportBatch,
    ImportRow,
    InterviewKit,
    InterviewSlot,
    KitQuestion,
    LegalHold,
    MoreTime,
    OfferQuestion,
    OfferTimeRequest,
    PacketSnapshot,
    PendingDecision,
    Question,
    ReadDraft,
    ReviewAssignment,
    Scorecard,
    ScorecardMark,
    SearchText,
    StageChange,
)
from recruitment.rules.questions import RetentionClass
from recruitment.services import own_data
from tests.factories import circle, selection
from tests.factories import recruitment as base

pytestmark = pytest.mark.django_db
AT = base.AT
CANARY = "Kanarienvogel"
# Columns that hold a code, a key or what belongs to the program, never words about the applicant.
NO_WORDS = {
    "packetsnapshot.digest", "interviewslot.place", "stagechange.from_stage", "stagechange.to_stage",
    "stagechange.action", "pendingdecision.category", "pendingdecision.seen_stage", "application.reference",
    "application.decline_category", "recommendation.nonce", "recommendation.email", "offer.terms", "casestep.action",
    "casestep.from_stage", "casestep.to_stage", "declaredconflict.value", "importrow.problems", "readdraft.marks",
    "spokenlanguage.language", "answer.value", "fairchancecase.codes", "fairchancecase.inquiry_stage",
    "casenotice.kind", "casenotice.contents", "caserecord.facts", "caserecord.reasons",
    "casepaper.kind", "casepaper.language", "casepaper.items", "casepaper.days", "caselateword.kind",
    "casefile.code", "casefile.language",
}  # fmt: skip


def reaches(model: Any) -> bool:
    """Whether rows of the model belong to an application, directly or by way of another table."""
    if model is Application:
        return True
    ways = [field for field in model._meta.concrete_fields if field.is_relation and field.name != "follows"]
    return any(
        way.related_model is not model and way.related_model._meta.app_label == "recruitment"
        and reaches(way.related_model)
        for way in ways
    )  # fmt: skip


def words_in(model: Any) -> list[models.Field]:
    """The columns in which somebody could have written a word."""
    return [
        field for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices
        and f"{model._meta.model_name}.{field.name}" not in NO_WORDS
    ]  # fmt: skip


def said(field: models.Field) -> Any:
    return {"said": CANARY} if isinstance(field, models.JSONField) else CANARY


def plant() -> set[str]:
    """Write the canary into every such column of the first row of each table; the tables that had none."""
    empty = set()
    for model in apps.get_app_config("recruitment").get_models():
        fields = words_in(model) if reaches(model) else []
        row = model._default_manager.first()
        if fields and row is None:
            empty.add(model._meta.model_name)
        elif fields:
            model._default_manager.filter(pk=row.pk).update(**{field.name: said(field) for field in fields})
    return empty


def rows_that_say_it() -> list[str]:
    """Every column of every row of every table, decrypted, but the audit trail."""
    found = []
    for model in apps.get_models():
        if model is not AuditEntry and model._meta.managed and not model._meta.proxy:
            for row in model._default_manager.values():
                found += [
                    f"{model._meta.label}.{column}" for column, value in row.items()
                    if CANARY.lower() in json.dumps(value, default=str, ensure_ascii=False).lower()
                ]  # fmt: skip
    return found


def around(application: Application) -> None:
    """One of everything that can stand around an application, as plain rows."""
    person, staff = application.person, base.manager("Noa Fox")
    reader, talker = selection.reviewer(), selection.interviewer()
    read = ReviewAssignment.objects.create(application=application, reviewer=reader, number=1, assigned_at=AT)
    ReadDraft.objects.create(assignment=read, saved_at=AT)
    PacketSnapshot.objects.create(application=application, digest="0" * 64, taken_at=AT, content=[])
    answer = Answer.objects.get(application=application, question__key="experience")
    ClearedAnswer.objects.create(answer=answer, answer_revision=1, cleared_at=AT)
    made = CalibrationRound.objects.create(cycle=application.cycle, number=1, opened_at=AT)
    sample = CalibrationSample.objects.create(round=made, application=application, number=1)
    CalibrationRead.objects.create(sample=sample, reader=reader)
    PendingDecision.objects.create(
        application=application, action="invite", seen_stage="submitted", decided_at=AT, cleared_at=AT
    )
    AccommodationRequest.objects.create(application=application, need="-", asked_at=AT)
    MoreTime.objects.create(application=application, asked_at=AT)
    slot = InterviewSlot.objects.create(cycle=application.cycle, starts_at=AT, minutes=40, place="-", created_at=AT)
    card = Scorecard.objects.create(
        slot=slot, application=application, interviewer=talker, recommendation="yes", notes="-", submitted_at=AT
    )
    kit = InterviewKit.objects.create(name="Kit")
    ScorecardMark.objects.create(scorecard=card, question=KitQuestion.objects.create(kit=kit, question="Why?"), mark=3)
    DeclaredConflict.objects.create(person=reader, kind="person", application=application, declared_at=AT)
    DeclaredConflict.objects.create(person=reader, kind="person", value=person.name, declared_at=AT)
    EligibilityQuestion.objects.create(person=person, name=CANARY, contact=CANARY, message=CANARY, asked_at=AT)
    EqualOpportunityAnswers.objects.create(application=application, sealed="-")
    sheet = stored(staff, "recruitment.import", b"x")
    batch = ImportBatch.objects.create(cycle=application.cycle, person=staff, file=sheet, created_at=AT)
    ImportRow.objects.create(batch=batch, number=1, application=application)
    ImportRow.objects.create(batch=batch, number=2, values={"email": person.email, "name": CANARY})
    paper = stored(person, "recruitment.answer", b"y")
    Answer.objects.filter(pk=answer.pk).update(file=paper, value=f"I am {CANARY}")
    DocumentText.objects.create(file=paper, state="read", text=CANARY, read_at=AT)
    Letter.objects.create(
        kind="x", recipient=talker, language="en", subject="A talk",
        body=f"You meet {person.name} at noon.", stage="sent", sent_at=AT, created_at=AT, dedup_key="x",
        about_label="x", about_id="1",
    )  # fmt: skip


def stored(owner: Person, purpose: str, content: bytes, name: str = CANARY) -> StoredFile:
    return StoredFile.objects.create(
        owner=owner, purpose=purpose, name=f"{name}.pdf", content_type="application/pdf", size=1,
        sha256="0" * 64, content=ContentFile(content, name=uuid4().hex), created_at=AT,
    )  # fmt: skip


def on_its_path(case: FairChanceCase) -> None:
    """One of everything that a fair-chance case may hold."""
    CaseRecord.objects.create(case=case, number=1, facts={}, text="-")
    LegalHold.objects.create(case=case, reason="-", placed_at=AT)
    CaseAssessment.objects.create(case=case, number=1, factors={}, duties=[], conclusion="-", written_at=AT)
    CaseResponse.objects.create(case=case, text="-", sent_at=AT)
    CaseLateWord.objects.create(case=case, kind="response", text="-", sent_at=AT)
    CaseHandOver.objects.create(case=case, reason="-", at=AT)
    CaseRequest.objects.create(case=case, kind="more_time", asked_at=AT, asked_on=AT.date())
    CaseDispute.objects.create(case=case, opened_on=AT.date())
    notice = CaseNotice.objects.create(case=case, kind="preliminary_adverse", written_at=AT)
    CaseDelivery.objects.create(notice=notice, channel="email", sent_on=AT.date(), proof="-")
    person, staff = case.offer.application.person, base.manager("Noa Fox")
    paper = stored(person, "recruitment.fair_chance_notice", b"n")
    CasePaper.objects.create(case=case, kind="preliminary_adverse", language="en", file=paper, made_at=AT)
    CaseFile.objects.create(
        case=case, code="evidence", file=stored(person, "recruitment.fair_chance_file", b"e"), added_at=AT
    )
    official = stored(staff, "recruitment.fair_chance_enclosure", b"o", name="summary")
    Enclosure.objects.create(
        code="fcra_summary", language="en", file=official, source="-", dated_on=AT.date(), added_at=AT
    )


@pytest.fixture
def maya() -> Person:
    return base.person(f"{CANARY} Okafor", email="kanarienvogel@mail.example", called=CANARY, pronouns=CANARY)


@pytest.fixture
def whole(maya: Person) -> Application:
    """An application that came as far as an accepted offer and was then withdrawn, with everything around it."""
    application = selection.submitted(maya, selection.cycle(recommendations=1))
    circle.received(application)
    around(application)
    base.moved(application, "start_review")
    selection.invite_to_interview(actor=base.manager(), application_id=application.pk, at=AT)
    case = selection.accepted(application)
    OfferQuestion.objects.create(offer=case.offer, text="-", asked_at=AT)
    OfferTimeRequest.objects.create(offer=case.offer, wished_day=AT.date(), asked_at=AT)
    on_its_path(case)
    base.moved(application, "withdraw")
    return application


def test_no_row_of_any_table_says_the_canary_after_deletion(whole: Application, maya: Person) -> None:
    empty = plant()
    assert empty == set(), "a table without a row is not put to the test"
    Person.objects.filter(pk=maya.pk).update(name=f"{CANARY} Okafor")
    assert len(rows_that_say_it()) > 40
    own_data.ask_erasure(actor=Person.objects.get(pk=maya.pk), at=AT)
    assert rows_that_say_it() == []
    case = FairChanceCase.objects.get()
    assert (case.authorized_address, case.offer.signature_address) == (None, None)
    assert case.notes == "[name withheld]"


def test_what_staff_wrote_stays_for_the_year_without_the_name(whole: Application, maya: Person) -> None:
    note = f"{CANARY.upper()} was clear. Write to kanarienvogel@mail.example or 503-555-0142."
    ReviewAssignment.objects.update(note=note)
    StageChange.objects.filter(action="start_review").update(reason="Good to go")
    own_data.ask_erasure(actor=maya, at=AT)
    kept = "[name withheld] was clear. Write to [e-mail withheld] or [phone withheld]."
    assert ReviewAssignment.objects.get().note == kept
    assert StageChange.objects.get(action="start_review").reason == "Good to go"
    own_data.forget_kept(at=AT + timedelta(days=365))
    assert ReviewAssignment.objects.get().note == ""
    assert StageChange.objects.get(action="start_review").reason == ""


def test_answers_that_a_statute_keeps_stay_under_the_reference(whole: Application, maya: Person) -> None:
    Question.objects.filter(key="stood_up").update(retention_class=RetentionClass.STATUTE)
    own_data.ask_erasure(actor=maya, at=AT)
    assert list(Answer.objects.values_list("question__key", flat=True)) == ["stood_up"]
    assert not SearchText.objects.exists()


def test_the_words_of_others_stay(whole: Application, maya: Person) -> None:
    other = base.person("Ana Sol")
    theirs = selection.submitted(other, whole.cycle)
    PacketSnapshot.objects.create(application=theirs, digest="1" * 64, taken_at=AT, content=[{"text": "Hers"}])
    base.person("Eli Reed", role=Role.REVIEWER)
    own_data.ask_erasure(actor=maya, at=AT)
    assert PacketSnapshot.objects.get(application=theirs).content == [{"text": "Hers"}]
    assert Answer.objects.filter(application=theirs).exists()
    assert Letter.objects.get(kind="x").body == "You meet [name withheld] at noon."
    assert ImportBatch.objects.get().file is None
