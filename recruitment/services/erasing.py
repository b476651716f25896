"""Emptying what is kept about a person: their own words go, and what the law keeps loses their name."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model, Q

from fellowship.models import Letter, Person, RoleGrant
from fellowship.services import files
from recruitment.models import (
    AccommodationRequest,
    Answer,
    Application,
    ApplicationLabel,
    CalibrationRead,
    CaseAssessment,
    CaseDelivery,
    CaseHandOver,
    CaseLateWord,
    CaseRecord,
    CaseResponse,
    DeclaredConflict,
    EligibilityQuestion,
    EventSignup,
    FairChanceCase,
    ImportBatch,
    ImportRow,
    KeepPosted,
    LegalHold,
    MoreTime,
    Offer,
    OfferQuestion,
    OfferTimeRequest,
    OfficeChoice,
    PacketSnapshot,
    PendingDecision,
    ReadDraft,
    Recommendation,
    ReviewAssignment,
    Scorecard,
    ScorecardMark,
    SearchText,
    SpokenLanguage,
    StageChange,
)
from recruitment.rules.conflicts import ConflictKind
from recruitment.rules.questions import RetentionClass
from recruitment.rules.redaction import Hidden, Term, marker, own_terms, suggest
from recruitment.rules.stages import TABLE, Action
from recruitment.services import application_letters
from recruitment.services.applications import take_step

# What readers, interviewers and managers wrote about an application: table, the way to it, columns.
StaffWords = tuple[type[Model], str, tuple[str, ...]]
NOTES: tuple[StaffWords, ...] = (
    (ReviewAssignment, "application", ("note", "recused_reason")),
    (Scorecard, "application", ("notes",)),
    (ScorecardMark, "scorecard__application", ("note",)),
    (StageChange, "application", ("reason",)),
    (PendingDecision, "application", ("note", "problem")),
    (CalibrationRead, "sample__application", ("note",)),
)
# Papers of a fair-chance case have a longer law of their own: they lose the name, and stay with the officer.
PAPERS: tuple[StaffWords, ...] = (
    (FairChanceCase, "offer__application", ("notes", "late_reason", "late_counsel")),
    (LegalHold, "case__offer__application", ("reason", "release_reason")),
    (CaseRecord, "case__offer__application", ("text",)),
    (CaseAssessment, "case__offer__application", ("factors", "duties", "conclusion")),
    (CaseResponse, "case__offer__application", ("text",)),
    (CaseLateWord, "case__offer__application", ("text",)),
    (CaseHandOver, "case__offer__application", ("reason",)),
    (CaseDelivery, "notice__case__offer__application", ("proof",)),
    (DeclaredConflict, "application", ("value", "reason")),
)
SIGNED = marker(Hidden.NAME)


def empty_application(application: Application, *, actor: Person, at: datetime) -> None:
    """Withdraw what still runs; delete all that the applicant said and all that was said for them.

    Answers that a statute asks to keep stay with the application's reference; marks, and what staff wrote, stay
    without the name.
    """
    terms = own_terms(names=_names(application.person), identity=())
    if TABLE.allows(application.stage, Action.WITHDRAW):
        take_step(application, actor=None, action=Action.WITHDRAW, at=at, reason="")
        application_letters.cancel_decisions(application, actor=actor, at=at)
    answers = Answer.objects.filter(application=application)
    if application.submitted_at is not None:
        answers = answers.exclude(question__retention_class=RetentionClass.STATUTE)
    answers.delete()
    _forget_recommendations(application)
    for table in (AccommodationRequest, ApplicationLabel, MoreTime, OfficeChoice, SpokenLanguage, SearchText):
        table.objects.filter(application=application).delete()
    PacketSnapshot.objects.filter(application=application).update(content=[])
    ReadDraft.objects.filter(assignment__application=application).delete()
    StageChange.objects.filter(application=application, action=Action.WITHDRAW).update(reason="")
    Application.objects.filter(pk=application.pk).update(eligibility={})
    _empty_offers(application)
    _strike(application, terms)
    _empty_imports(application, actor=actor, at=at)


def _names(person: Person) -> tuple[str, ...]:
    return tuple(name for name in (person.name, person.called) if name)


def _forget_recommendations(application: Application) -> None:
    rows = Recommendation.objects.filter(application=application)
    label = Recommendation._meta.label_lower  # noqa: SLF001  (Django's documented model API)
    Letter.objects.filter(
        about_label=label, about_id__in=[str(pk) for pk in rows.values_list("pk", flat=True)]
    ).delete()
    rows.delete()


def _empty_offers(application: Application) -> None:
    """An accepted offer stays signed, and says no longer by whom or from where."""
    offers = Offer.objects.filter(application=application)
    OfferQuestion.objects.filter(offer__in=offers).delete()
    OfferTimeRequest.objects.filter(offer__in=offers).update(reason="")
    FairChanceCase.objects.filter(offer__in=offers).exclude(authorized_name="").update(authorized_name=SIGNED)
    FairChanceCase.objects.filter(offer__in=offers).update(authorized_address=None)
    offers.exclude(signature_name="").update(signature_name=SIGNED)
    offers.update(declined_reason="", signature_address=None)


def _without(value: Any, terms: tuple[Term, ...]) -> Any:
    """A text, or every text of a list or group, without what tells who somebody is."""
    if isinstance(value, dict):
        return {name: _without(part, terms) for name, part in value.items()}
    if isinstance(value, list):
        return [_without(part, terms) for part in value]
    return suggest(str(value), terms, ())


def _strike(application: Application, terms: tuple[Term, ...]) -> None:
    """Take the applicant's name, addresses and numbers out of what staff wrote."""
    for table, way, columns in (*NOTES, *PAPERS):
        for row in table._default_manager.filter(**{way: application}):  # noqa: SLF001  (Django's documented name)
            written = {column: getattr(row, column) for column in columns}
            struck = {column: _without(value, terms) for column, value in written.items() if value}
            if any(struck[column] != written[column] for column in struck):
                table._default_manager.filter(pk=row.pk).update(**struck)  # noqa: SLF001


def _empty_imports(application: Application, *, actor: Person, at: datetime) -> None:
    """A sheet that the application came from goes with it: the row stands in it word for word."""
    ImportRow.objects.filter(application=application).update(values={})
    for batch in ImportBatch.objects.filter(rows__application=application, file__isnull=False).order_by("pk"):
        if batch.file_id is not None:
            files.delete_file(actor=actor, file_id=batch.file_id, at=at)


def empty_rest(person: Person) -> None:
    """Delete what the person asked for outside an application, and take their name out of what others hold."""
    EventSignup.objects.filter(person=person).delete()
    KeepPosted.objects.filter(person=person).delete()
    EligibilityQuestion.objects.filter(person=person).delete()
    ImportRow.objects.filter(values__email=person.email.lower()).update(values={})
    RoleGrant.objects.filter(person=person).update(reason="")
    Letter.objects.filter(recipient=person).delete()
    if person.name:
        DeclaredConflict.objects.filter(
            kind=ConflictKind.PERSON, application__isnull=True, value__iexact=person.name
        ).delete()
        _strike_letters(person.name)


def _strike_letters(name: str) -> None:
    """Letters to others that name the person say so no longer."""
    pattern = re.compile(re.escape(name), re.IGNORECASE)
    for letter in Letter.objects.filter(Q(body__icontains=name) | Q(subject__icontains=name)).order_by("pk"):
        Letter.objects.filter(pk=letter.pk).update(
            body=pattern.sub(SIGNED, letter.body), subject=pattern.sub(SIGNED, letter.subject)[:150]
        )


def forget_notes(applications: Iterable[Application]) -> None:
    """Delete the notes of staff that were kept for the law's year; the marks alone stay."""
    ids = [application.pk for application in applications]
    Answer.objects.filter(application__in=ids).delete()
    for table, way, columns in NOTES:
        rows = table._default_manager.filter(**{f"{way}__in": ids})  # noqa: SLF001  (Django's documented name)
        rows.update(**dict.fromkeys(columns, ""))
