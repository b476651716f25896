"""Readers score packets, step back from them, or abstain."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.prepared import prepared
from fellowship.queries import large
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment import signals
from recruitment.models import Abstention, Application, Criterion, PacketSnapshot, ReadDraft, ReviewAssignment, Score
from recruitment.queries.packets import frozen
from recruitment.queries.phases import reading_of
from recruitment.queries.reading_list import about_progress
from recruitment.rules.phases import Reading
from recruitment.rules.reading import LET_GO, MARKS, READING, ReadStage, check_marks
from recruitment.rules.stages import Stage

ABSTAINED = 0
# The read itself, and of its application and cycle only what decides here.
LOCKED = (
    "reviewer", "number", "stage", "note", "submitted_at", "recused_at", "recused_reason", "is_whole", "snapshot",
    "application__stage", "application__form_version", "application__person__name", "application__cycle__rubric",
)  # fmt: skip


class AlreadyScored(Conflict):
    """The reader's marks are in; they stay as they are."""

    sentence = _("Your scores for this packet are already saved. Saved scores are not changed.")


class NoLongerRead(Conflict):
    """The application has moved on."""

    sentence = _("This packet is no longer being read. There is nothing more to do here.")


class ReadingClosed(Conflict):
    """No phase is on in which marks are saved. ``reading`` says when the next one opens."""

    sentence = _("Reading is closed now, so scores can’t be saved. Press “Keep for later” to keep your marks.")

    def __init__(self, reading: Reading) -> None:
        """Keep where the reading stands."""
        super().__init__()
        self.reading = reading


class DraftChanged(Conflict):
    """Another window saved marks for the same packet after this one was opened."""

    sentence = _("You marked this packet in another window too. Load the page again to see those marks.")


@dataclass(frozen=True, slots=True)
class DraftSaved:
    """The revision of a draft, and when it was saved."""

    revision: int
    at: datetime


def _locked(assignment_id: UUID) -> ReviewAssignment:
    rows = _to_lock(assignment_id)
    if not rows:
        raise ReviewAssignment.DoesNotExist
    assignment: ReviewAssignment = rows[0]
    return assignment


@prepared
def _to_lock(assignment: UUID) -> QuerySet[ReviewAssignment]:
    rows = ReviewAssignment.objects.select_for_update(of=("self",)).filter(pk=assignment)
    return rows.select_related("application__person", "application__cycle").only(*LOCKED)


@prepared
def _criteria_of(rubric: int) -> QuerySet[Criterion, int]:
    found: QuerySet[Criterion, int] = (
        Criterion.objects.filter(rubric_id=rubric).order_by("sort_order", "pk").values_list("pk", flat=True)
    )
    return found


@transaction.atomic
def submit_scores(
    *,
    actor: Person,
    assignment_id: UUID,
    marks: Mapping[int, int],
    abstained: Collection[int] = frozenset(),
    note: str = "",
    at: datetime,
) -> ReviewAssignment:
    """Save a reader's marks for one packet, once: ``marks`` maps each criterion of the rubric to 1–4.

    Criteria in ``abstained`` get no mark; then the application is read once more by somebody else. The packet is
    kept as it is at this moment. The same marks sent again change nothing. Raises ``Refused`` for anybody but the
    reader, :class:`AlreadyScored` for other marks, :class:`NoLongerRead` once the application moved on,
    :class:`ReadingClosed` outside a phase, and ``MarksRefused`` where a mark is missing or can't be.
    """
    assignment = _locked(assignment_id)
    require(actor, "recruitment.read_packet", assignment)
    application = assignment.application
    rubric = application.cycle.rubric_id
    checked = check_marks(_criteria_of(rubric) if rubric else [], marks, abstained)
    if assignment.stage == ReadStage.SUBMITTED:
        saved = dict(assignment.scores.order_by("pk").values_list("criterion_id", "value"))
        if saved == checked and assignment.note == note.strip():
            return assignment
        raise AlreadyScored
    if application.stage != Stage.IN_REVIEW or not checked:
        raise NoLongerRead
    reading = reading_of(application.cycle_id, at)
    if not reading.can_score:
        raise ReadingClosed(reading)
    assignment.stage = READING.after(assignment.stage, "submit")
    assignment.submitted_at, assignment.note, assignment.is_whole = at, note.strip(), not abstained
    assignment.snapshot = _kept_packet(application, at)
    assignment.save(update_fields=["stage", "submitted_at", "note", "is_whole", "snapshot"])
    _write_marks(assignment, checked, abstained)
    Application.objects.filter(pk=application.pk).update(
        marks_sum=F("marks_sum") + sum(checked.values()), marks_given=F("marks_given") + len(checked)
    )
    audit.record(actor=actor, action="recruitment.score", subject=assignment, about=application.person, at=at)
    transaction.on_commit(lambda: large.forget(about_progress(actor)))
    signals.read_submitted.send(ReviewAssignment, assignment_id=assignment.pk, at=at)
    return assignment


def _kept_packet(application: Application, at: datetime) -> PacketSnapshot:
    """The packet as it is now, kept once however many readers saw it."""
    packet = frozen(application)
    snapshot = PacketSnapshot(application=application, digest=packet.digest, content=packet.content, taken_at=at)
    # One statement whether it is kept already or not; a packet with the same digest has the same content.
    PacketSnapshot.objects.bulk_create(
        [snapshot], update_conflicts=True, unique_fields=["application", "digest"], update_fields=["digest"]
    )
    return snapshot


def _write_marks(assignment: ReviewAssignment, marks: Mapping[int, int], abstained: Collection[int]) -> None:
    Score.objects.bulk_create(
        Score(assignment=assignment, criterion_id=criterion, value=mark) for criterion, mark in marks.items()
    )
    if abstained:
        Abstention.objects.bulk_create(
            Abstention(assignment=assignment, criterion_id=criterion) for criterion in sorted(abstained)
        )
    ReadDraft.objects.filter(assignment=assignment).delete()


@transaction.atomic
def save_draft(
    *, actor: Person, assignment_id: UUID, marks: Mapping[int, int], note: str, seen: int, at: datetime
) -> DraftSaved:
    """Keep marks and a note that are not final; a mark of 0 is an abstention. ``seen`` is the revision shown.

    Also outside a phase, so that nothing typed is lost. Raises ``Refused`` for anybody but the reader,
    :class:`DraftChanged` when another window saved something else since, :class:`AlreadyScored` once marks are in.
    """
    assignment = _locked(assignment_id)
    require(actor, "recruitment.read_packet", assignment)
    if assignment.stage != ReadStage.ASSIGNED:
        raise AlreadyScored
    kept = {str(criterion): mark for criterion, mark in marks.items() if mark in {ABSTAINED, *MARKS}}
    draft = ReadDraft.objects.filter(assignment=assignment).first()
    if draft is None:
        draft = ReadDraft(assignment=assignment, revision=0)
    elif (draft.marks, draft.note) == (kept, note):
        return DraftSaved(draft.revision, draft.saved_at)
    elif draft.revision != seen:
        raise DraftChanged
    draft.marks, draft.note, draft.saved_at = kept, note, at
    draft.revision += 1
    draft.save()
    return DraftSaved(draft.revision, at)


@transaction.atomic
def recuse_reviewer(*, actor: Person, assignment_id: UUID, at: datetime, reason: str = "") -> ReviewAssignment:
    """Let a reader step back from a packet; they never get the application again. A second time changes nothing.

    Raises ``Refused`` for anybody but the reader and ``NotAllowed`` once scores are saved.
    """
    return _let_go(actor, assignment_id, ("recuse", "recruitment.step_back"), reason, at)


@transaction.atomic
def abstain_from_packet(*, actor: Person, assignment_id: UUID, at: datetime, reason: str = "") -> ReviewAssignment:
    """Let a reader say that they can't judge a packet fairly; it counts in no mean and somebody else reads it.

    A second time changes nothing. Raises ``Refused`` for anybody but the reader and ``NotAllowed`` once scores
    are saved.
    """
    return _let_go(actor, assignment_id, ("abstain", "recruitment.abstain"), reason, at)


def _let_go(actor: Person, assignment_id: UUID, how: tuple[str, str], reason: str, at: datetime) -> ReviewAssignment:
    step, action = how
    assignment = _locked(assignment_id)
    if assignment.stage in LET_GO and assignment.reviewer_id == actor.pk:
        return assignment
    require(actor, "recruitment.read_packet", assignment)
    assignment.stage = READING.after(assignment.stage, step)
    assignment.recused_at, assignment.recused_reason = at, reason.strip()[:300]
    assignment.save(update_fields=["stage", "recused_at", "recused_reason"])
    ReadDraft.objects.filter(assignment=assignment).delete()
    audit.record(actor=actor, action=action, subject=assignment, about=assignment.application.person, at=at)
    transaction.on_commit(lambda: large.forget(about_progress(actor)))
    return assignment


@transaction.atomic
def explain_stepping_back(*, actor: Person, assignment_id: UUID, reason: str, at: datetime) -> ReviewAssignment:
    """Keep why a reader stepped back or abstained, for the managers. Raises ``Refused`` for anybody else."""
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
