"""Decisions that wait: noted one by one or many at once, then carried out together. Nobody is told before that."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from fellowship.access import Refused, require, visible
from fellowship.models import Job, Person
from fellowship.rules.refusals import Conflict, NotAllowed
from fellowship.services import audit
from fellowship.services.jobs import finish_job, report_progress, start_job
from recruitment.models import Application, Opening, PendingDecision
from recruitment.queries.offers import terms_from
from recruitment.queries.waitlist import free_seats
from recruitment.rules.decisions import PendingAction
from recruitment.rules.declining import DeclineCategory
from recruitment.rules.offers import earliest_last_day
from recruitment.rules.stages import TABLE
from recruitment.services import decisions, offers, pipeline, waitlist
from recruitment.services.applications import locked
from recruitment.services.pipeline import MOST_AT_ONCE, Moved, TooMany

KIND = "recruitment.apply_decisions"
TELL_EVERY = 10


class MovedOn(Conflict):
    """The application left the stage it was decided at."""

    sentence = gettext_lazy("The application has moved on since this was decided. Look at it again.")


class NoSeatChosen(Conflict):
    """No office the applicant chose has a free seat."""

    sentence = gettext_lazy("No office they chose has a free seat.")


def _chosen(actor: Person, application_ids: Sequence[UUID]) -> list[Application]:
    if len(application_ids) > MOST_AT_ONCE:
        raise TooMany
    rows = visible(actor, "recruitment.decide").filter(pk__in=list(application_ids))
    return list(rows.select_for_update(of=("self",), no_key=True).select_related("person").order_by("pk"))


def _open(**where: object) -> "list[PendingDecision]":
    rows = PendingDecision.objects.filter(applied_at__isnull=True, cleared_at__isnull=True, **where)
    return list(rows.select_for_update(of=("self",)).select_related("application__person").order_by("pk"))


@transaction.atomic
def note_decisions(
    *, actor: Person, application_ids: Sequence[UUID], action: PendingAction | str, at: datetime,
    category: DeclineCategory | str = "", note: str = "",
) -> Moved:  # fmt: skip
    """Note what is decided about each application; one noted before is replaced. Nothing moves, nobody is told.

    Those whose stage does not allow it are skipped and named. Raises :class:`TooMany`, or ``ValueError`` for an
    unknown action, or a decline without one of the reasons.
    """
    wish = PendingAction(action)
    reason = DeclineCategory(category) if wish is PendingAction.DECLINE else ""
    skipped, rows = [], []
    chosen = _chosen(actor, application_ids)
    kept = {row.application_id: row for row in _open(application__in=chosen)}
    for application in chosen:
        if not TABLE.allows(application.stage, wish):
            skipped.append(application.reference)
            continue
        row = kept.get(application.pk) or PendingDecision(application=application)
        row.action, row.category, row.note, row.problem = wish, reason, note.strip()[:300], ""
        row.seen_stage, row.decided_by, row.decided_at = application.stage, actor, at
        row.save()
        rows.append(audit.Row(action="recruitment.note_decision", subject=row, at=at, actor=actor,
                              about=application.person, data={"action": str(wish)}))  # fmt: skip
    audit.record_many(rows)
    return Moved(len(rows), tuple(skipped))


@transaction.atomic
def clear_decisions(*, actor: Person, pending_ids: Sequence[UUID], at: datetime) -> int:
    """Forget decisions that wait; returns how many. Those carried out or cleared before stay as they are."""
    mine = visible(actor, "recruitment.keep_pending").filter(pk__in=list(pending_ids))
    rows = _open(pk__in=mine.values("pk"))
    PendingDecision.objects.filter(pk__in=[row.pk for row in rows]).update(cleared_at=at)
    audit.record_many(
        audit.Row(action="recruitment.clear_decision", subject=row, at=at, actor=actor, about=row.application.person)
        for row in rows
    )
    return len(rows)


@transaction.atomic
def start_applying(*, actor: Person, cycle_id: UUID, at: datetime) -> Job:
    """Ask the worker to carry out every decision of the cycle that waits now; later ones wait on."""
    require(actor, "recruitment.decide")
    waiting = visible(actor, "recruitment.keep_pending").filter(
        application__cycle_id=cycle_id, applied_at__isnull=True, cleared_at__isnull=True
    )
    ids = [str(pk) for pk in waiting.order_by("decided_at", "pk").values_list("pk", flat=True)]
    return start_job(actor=actor, kind=KIND, params={"ids": ids}, at=at, label=_("Carry out decisions"))


def _opening_for(application: Application) -> Opening:
    """The first office of the applicant's choice with a free seat."""
    free = free_seats(application.cycle_id)
    chosen = application.office_choices.order_by("rank").values_list("office_id", flat=True)
    for office_id in chosen:
        opening = Opening.objects.filter(cycle_id=application.cycle_id, office_id=office_id).first()
        if opening is not None and free.get(opening.pk, 0) > 0:
            return opening
    raise NoSeatChosen


def _draft(application: Application, *, actor: Person, at: datetime) -> None:
    opening = Opening.objects.select_for_update(of=("self",)).get(pk=_opening_for(application).pk)
    if free_seats(application.cycle_id).get(opening.pk, 0) < 1:
        raise NoSeatChosen
    offers.write_draft(
        application=application, opening=opening, terms=terms_from(opening, application.person.language),
        last_day=earliest_last_day(at, application.person.time_zone) + waitlist.MORE_TIME, actor=actor, at=at,
    )  # fmt: skip


def _carry_out(row: PendingDecision, *, actor: Person, at: datetime) -> None:
    one = row.application_id
    match PendingAction(row.action):
        case PendingAction.INVITE:
            decisions.invite_to_interview(actor=actor, application_id=one, at=at, note=row.note)
        case PendingAction.WAITLIST:
            waitlist.put_on_waitlist(actor=actor, application_id=one, at=at, note=row.note)
        case PendingAction.DECLINE:
            pipeline.decline_applications(
                actor=actor, application_ids=[one], category=row.category, at=at, note=row.note
            )
        case PendingAction.OFFER:
            _draft(row.application, actor=actor, at=at)


@transaction.atomic
def apply_decision(*, actor: Person, pending_id: UUID, at: datetime) -> bool:
    """Carry out one decision that waits; whether it did. One carried out or cleared before changes nothing.

    The application is locked before the decision. An offer becomes a draft that a manager sends; letters of the
    others are held. Raises ``Refused``, ``NotAllowed``, :class:`MovedOn`, :class:`NoSeatChosen` or another
    ``Conflict``.
    """
    application = locked(PendingDecision.objects.values_list("application_id", flat=True).get(pk=pending_id))
    found = _open(pk=pending_id)
    if not found:
        return False
    row = found[0]
    row.application = application
    require(actor, "recruitment.decide", application)
    if application.stage != row.seen_stage:
        raise MovedOn
    TABLE.after(application.stage, row.action)
    _carry_out(row, actor=actor, at=at)
    row.applied_at, row.problem = at, ""
    row.save(update_fields=["applied_at", "problem"])
    audit.record(actor=actor, action="recruitment.apply_decision", subject=row, about=application.person, at=at,
                 data={"action": str(row.action)})  # fmt: skip
    return True


def _why_not(problem: Exception) -> str:
    sentence = getattr(problem, "sentence", None)
    if isinstance(problem, Conflict) and isinstance(sentence, str | Promise):
        return str(sentence)
    return str(MovedOn.sentence) if isinstance(problem, NotAllowed) else _("You may not decide about this one.")


def run_applying(*, job_id: UUID, now: Callable[[], datetime]) -> None:
    """Carry out the decisions of a job, each in its own transaction; what can't be is noted with it and the rest goes
    on. Bears being run again: what was carried out stays so.
    """
    job = Job.objects.select_related("owner").get(pk=job_id)
    ids = [UUID(text) for text in job.params["ids"]]
    left = set(PendingDecision.objects.filter(pk__in=ids).values_list("pk", flat=True))
    failed = 0
    with override(job.owner.language):
        for done, pending_id in enumerate(ids, start=1):
            if pending_id in left:
                try:
                    apply_decision(actor=job.owner, pending_id=pending_id, at=now())
                except (Conflict, NotAllowed, Refused) as problem:
                    failed += 1
                    PendingDecision.objects.filter(pk=pending_id).update(problem=_why_not(problem)[:300])
            if done % TELL_EVERY == 0 or done == len(ids):
                report_progress(job_id=job_id, done=done, total=len(ids), at=now())
        url = reverse("recruitment_pending")
        finish_job(job_id=job_id, at=now(), result_url=url, message=_summary(len(ids) - failed, failed))


def _summary(done: int, failed: int) -> str:
    said = ngettext("%(count)d decision is carried out.", "%(count)d decisions are carried out.", done) % {
        "count": done
    }
    if failed:
        left = ngettext("%(count)d could not be; the list says why.", "%(count)d could not be; the list says why.",
                        failed)  # fmt: skip
        said = f"{said} {left % {'count': failed}}"
    return said
