"""The records that the recruitment screens of the benchmark show, and how they are put back before each post."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from fellowship import clock
from fellowship.models import Letter, Person
from fellowship.rules.demo_people import BY_KEY
from recruitment.models import Answer, Application, Criterion, Milestone, Question, ReviewAssignment, StageChange
from recruitment.rules.milestones import MilestoneKind
from recruitment.rules.questions import QuestionKind
from recruitment.rules.reading import ReadStage
from recruitment.rules.stages import Stage
from tests.factories.recruitment import good_answer

# The packet whose marks are saved in each round of the measurement.
MEASURED: dict[str, UUID] = {}


def _person(key: str) -> Person:
    return Person.objects.get(email=BY_KEY[key].email)


def _mayas() -> Application | None:
    return Application.objects.filter(person=_person("maya")).order_by("-started_at").first()


def own_answers() -> str | None:
    """Where Maya checks her answers and submits; the cycle is held open and every answer is whole."""
    application = _mayas()
    if application is None:
        return None
    moment = clock.now() + timedelta(days=2)
    Milestone.objects.filter(cycle=application.cycle_id, kind=MilestoneKind.APPLICATIONS_CLOSE).update(at=moment)
    for question in Question.objects.filter(version=application.form_version_id).exclude(kind=QuestionKind.FILE):
        if question.kind != QuestionKind.GROUP:
            defaults = {"value": good_answer(question, application), "saved_at": clock.now()}
            Answer.objects.get_or_create(application=application, question=question, defaults=defaults)
    return reverse("recruitment_answers", args=[application.pk])


def agreed() -> dict[str, str]:
    """What the form of the last page posts."""
    from recruitment.forms.sending import StatementForm  # noqa: PLC0415  (Django must be set up)

    return dict.fromkeys(StatementForm().fields, "on")


@transaction.atomic
def not_sent_yet() -> None:
    """Maya's application is a draft again, and nobody was told."""
    application = _mayas()
    assert application is not None
    Application.objects.filter(pk=application.pk).update(stage=Stage.DRAFT, submitted_at=None)
    StageChange.objects.filter(application=application).delete()
    Letter.objects.filter(about_id=str(application.pk)).delete()


def one_application() -> str | None:
    """An application with readers and marks."""
    read = ReviewAssignment.objects.filter(stage=ReadStage.SUBMITTED).order_by("application__reference").first()
    return None if read is None else reverse("recruitment_application", args=[read.application_id])


def _open() -> ReviewAssignment | None:
    own = ReviewAssignment.objects.filter(reviewer=_person("rosa"), application__stage=Stage.IN_REVIEW)
    return own.exclude(stage=ReadStage.RECUSED).order_by("stage", "number").first()


def open_packet() -> str | None:
    """A packet that Rosa has not scored."""
    read = _open()
    if read is None:
        return None
    MEASURED["packet"] = read.pk
    return reverse("recruitment_packet", args=[read.pk])


def marks() -> dict[str, str]:
    """A three for every criterion."""
    read = _open()
    assert read is not None
    rubric = read.application.cycle.rubric_id
    return {f"c{pk}": "3" for pk in Criterion.objects.filter(rubric=rubric).values_list("pk", flat=True)}


@transaction.atomic
def not_scored_yet() -> None:
    """The packet that is scored again and again is open once more."""
    read = ReviewAssignment.objects.filter(pk=MEASURED["packet"])
    for last in read:
        last.scores.all().delete()
    read.update(stage=ReadStage.ASSIGNED, submitted_at=None, snapshot=None)
