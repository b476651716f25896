"""Readers score packets, or step back from them."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment.models import Criterion, ReviewAssignment, Score
from recruitment.rules.reading import READING, ReadStage, check_marks
from recruitment.rules.stages import Stage


class AlreadyScored(Conflict):
    """The reader's marks are in; they stay as they are."""

    sentence = _("Your scores for this packet are already saved. Saved scores are not changed.")


class NoLongerRead(Conflict):
    """The application has moved on."""

    sentence = _("This packet is no longer being read. There is nothing more to do here.")


def _locked(assignment_id: UUID) -> ReviewAssignment:
    rows = ReviewAssignment.objects.select_for_update(of=("self",))
    return rows.select_related("application__person", "application__cycle").get(pk=assignment_id)


@transaction.atomic
def submit_scores(
    *, actor: Person, assignment_id: UUID, marks: Mapping[int, int], note: str = "", at: datetime
) -> ReviewAssignment:
    """Save a reader's marks for one packet, once: ``marks`` maps each criterion of the rubric to 1–4.

    The same marks sent again change nothing. Raises ``Refused`` for anybody but the reader,
    :class:`AlreadyScored` for other marks, :class:`NoLongerRead` once the application moved on, and
    ``MarksRefused`` where a mark is missing or can't be.
    """
    assignment = _locked(assignment_id)
    require(actor, "recruitment.read_packet", assignment)
    rubric_id = assignment.application.cycle.rubric_id
    criteria = Criterion.objects.filter(rubric_id=rubric_id).order_by("sort_order", "pk")
    checked = check_marks(list(criteria.values_list("pk", flat=True)), marks)
    if assignment.stage == ReadStage.SUBMITTED:
        saved = dict(assignment.scores.order_by("pk").values_list("criterion_id", "value"))
        if saved == checked and assignment.note == note.strip():
            return assignment
        raise AlreadyScored
    if assignment.application.stage != Stage.IN_REVIEW or not checked:
        raise NoLongerRead
    assignment.stage = READING.after(assignment.stage, "submit")
    assignment.submitted_at, assignment.note = at, note.strip()
    assignment.save(update_fields=["stage", "submitted_at", "note"])
    Score.objects.bulk_create(
        Score(assignment=assignment, criterion_id=criterion, value=mark) for criterion, mark in checked.items()
    )
    audit.record(
        actor=actor, action="recruitment.score", subject=assignment, about=assignment.application.person, at=at
    )
    return assignment


@transaction.atomic
def recuse_reviewer(*, actor: Person, assignment_id: UUID, at: datetime, reason: str = "") -> ReviewAssignment:
    """Let a reader step back from a packet; they never get the application again. A second time changes nothing.

    Raises ``Refused`` for anybody but the reader and ``NotAllowed`` once scores are saved.
    """
    assignment = _locked(assignment_id)
    if assignment.stage == ReadStage.RECUSED and assignment.reviewer_id == actor.pk:
        return assignment
    require(actor, "recruitment.read_packet", assignment)
    assignment.stage = READING.after(assignment.stage, "recuse")
    assignment.recused_at, assignment.recused_reason = at, reason.strip()[:300]
    assignment.save(update_fields=["stage", "recused_at", "recused_reason"])
    audit.record(
        actor=actor, action="recruitment.step_back", subject=assignment, about=assignment.application.person, at=at
    )
    return assignment


@transaction.atomic
def explain_stepping_back(*, actor: Person, assignment_id: UUID, reason: str, at: datetime) -> ReviewAssignment:
    """Keep why a reader stepped back, for the managers. Raises ``Refused`` for anybody else."""
    assignment = _locked(assignment_id)
    require(actor, "recruitment.explain_stepping_back", assignment)
    assignment.recused_reason = reason.strip()[:300]
    assignment.save(update_fields=["recused_reason"])
    audit.record(
        actor=actor,
        action="recruitment.explain_stepping_back",
        subject=assignment,
        about=assignment.application.person,
        at=at,
    )
    return assignment
