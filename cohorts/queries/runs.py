"""The record of one matching run: what went in, what was asked, what came out, and what people did by hand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import Lock, MatchRun, RunMove
from cohorts.queries.clash_wording import Clash, clash_of
from cohorts.queries.cohorts import CohortFacts, facts_of
from cohorts.queries.guarantees import NOT_PROVEN, SENTENCES
from cohorts.queries.plans import Plan, plan_with
from cohorts.queries.run_heads import Names, RunHead, is_abandoned, names_of, run_head
from cohorts.queries.wording import cap_words, note_sentence
from cohorts.rules.checker import Verdict
from cohorts.rules.levels import Promise
from cohorts.rules.lottery import fingerprint
from cohorts.rules.market import canonical
from cohorts.rules.plans import Move
from cohorts.rules.solving import choices_from
from cohorts.rules.stages import RunStage
from fellowship.access import visible
from fellowship.models import Person


@dataclass(frozen=True, slots=True)
class Aim:
    """One thing that was made as good as can be; ``bound`` is what is proven to be the best."""

    label: str
    reached: int
    bound: int | None


@dataclass(frozen=True, slots=True)
class HandMove:
    """One move by hand; ``last`` is the newest that counts, the one that can be undone."""

    id: UUID
    fellow: str
    before: str
    after: str
    who: str
    at: datetime
    reason: str
    locked: bool
    undone_at: datetime | None
    undone_by: str
    last: bool


@dataclass(frozen=True, slots=True)
class RunRecord:
    """Everything a run keeps. ``seed`` is empty until publication; ``mark`` fixes it before."""

    run: RunHead
    cohort: CohortFacts
    sha256: str
    mark: str
    seed: str
    version: str
    level_asked: str
    level: str
    level_words: str
    limit: str
    tentative: bool
    promise: str
    guarantee: str
    started_by: str
    held: tuple[tuple[str, int], ...]
    aims: tuple[Aim, ...]
    exceptions: tuple[str, ...]
    clash: Clash | None
    moves: tuple[HandMove, ...]
    signed_by: str
    signature: str
    abandoned: bool
    caps: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What fixes the inputs and the draw, by name and in groups, since a line may break between them."""
        rows = ((_("Inputs (SHA-256)"), self.sha256), (_("Mark of the draw"), self.mark), (_("Seed"), self.seed))
        return tuple((name, tuple(code[n : n + 8] for n in range(0, len(code), 8))) for name, code in rows if code)

    @property
    def is_draft(self) -> bool:
        """Whether it can still be changed."""
        return self.run.stage is RunStage.DRAFT


def record_of(person: Person, run_id: UUID, at: datetime) -> RunRecord:
    """The record of a run the person may match with; 404 otherwise. The same number of queries for any plan."""
    runs = MatchRun.objects.filter(cohort__in=visible(person, "cohorts.match"))
    run = get_object_or_404(runs.select_related("cohort", "job", "created_by", "published_by"), pk=run_id)
    names = names_of(person, run.cohort_id)
    rows = list(run.moves.select_related("moved_by", "undone_by").order_by("moved_at", "pk"))
    plan = plan_with(run, counting(rows))
    outcome, asked = run.outcome or {}, choices_from(run.choices)
    verdict = plan.verdict() if run.stage in (RunStage.DRAFT, RunStage.PUBLISHED) else None
    infeasible = run.stage == RunStage.INFEASIBLE
    return RunRecord(
        run=run_head(run),
        cohort=facts_of(run.cohort),
        sha256=run.sha256,
        mark=fingerprint(run.seed),
        seed=run.seed if run.stage == RunStage.PUBLISHED else "",
        version=f"{run.method} {run.version}",
        level_asked=asked.level,
        level=str(outcome.get("level", "")),
        level_words=level_in_words(str(outcome.get("level", ""))),
        limit=seconds_in_words(asked.seconds),
        tentative=asked.tentative,
        promise=promise_sentence(outcome),
        guarantee="" if verdict is None else guarantee_of(plan, verdict),
        started_by=run.created_by.get_full_name() if run.created_by else "",
        held=tuple((names.office_names().get(key, ""), seats) for key, seats in plan.held.items()),
        aims=tuple(_aims(outcome)),
        exceptions=() if verdict is None else sentences(verdict, names),
        clash=clash_of(outcome, run.snapshot, names, run.cohort_id) if infeasible else None,
        moves=hand_moves(rows, names),
        signed_by=run.published_by.get_full_name() if run.published_by else "",
        signature=run.exceptions_reason if run.stage == RunStage.PUBLISHED else "",
        abandoned=run.stage == RunStage.SOLVING and is_abandoned(run.job, at),
        caps=tuple(cap_words(name, row["cap"]) for name, row in sorted(run.snapshot.get("regions", {}).items())),
    )


def inputs_of(person: Person, run_id: UUID) -> bytes:
    """The frozen inputs of a published run, byte for byte what the SHA-256 is over; 404 before: the seed is in it."""
    runs = MatchRun.objects.filter(cohort__in=visible(person, "cohorts.match"), stage=RunStage.PUBLISHED)
    return canonical(get_object_or_404(runs, pk=run_id).snapshot)


def agreed_places(cohort_id: UUID) -> tuple[str, ...]:
    """The places that the next run works around, each in a sentence; one query."""
    locks = Lock.objects.filter(fellow__cohort_id=cohort_id).select_related("fellow__person", "office")
    return tuple(
        _("%(fellow)s has an agreed place at %(office)s.")
        % {"fellow": lock.fellow.person.get_full_name(), "office": lock.office.name}
        for lock in locks.order_by("fellow__person__name", "pk")
    )


def counting(rows: list[RunMove]) -> list[Move]:
    """The moves that count, in their order."""
    return [
        Move(str(row.fellow_id), str(row.to_office_id) if row.to_office_id else None)
        for row in rows
        if row.undone_at is None
    ]


def hand_moves(rows: list[RunMove], names: Names) -> tuple[HandMove, ...]:
    """The moves of a run with names, the newest first."""
    fellows, offices = names.fellow_names(), names.office_names()
    newest = next((row.pk for row in reversed(rows) if row.undone_at is None), None)

    def place(key: UUID | None) -> str:
        return offices.get(str(key), "") if key else _("Not placed")

    return tuple(
        HandMove(
            id=row.pk,
            fellow=fellows.get(str(row.fellow_id), ""),
            before=place(row.from_office_id),
            after=place(row.to_office_id),
            who=row.moved_by.get_full_name() if row.moved_by else "",
            at=row.moved_at,
            reason=row.reason,
            locked=row.locked,
            undone_at=row.undone_at,
            undone_by=row.undone_by.get_full_name() if row.undone_by else "",
            last=row.pk == newest,
        )
        for row in reversed(rows)
    )


def promise_sentence(outcome: Mapping[str, Any]) -> str:
    """What the engine promised of an outcome, before any move by hand."""
    promise = outcome.get("promise")
    if promise is None:
        return ""
    said = str(SENTENCES[Promise(promise)])
    return said if outcome["guarantees"]["proven"] else f"{said} {NOT_PROVEN}"


def guarantee_of(plan: Plan, verdict: Verdict) -> str:
    """What can be promised of the plan as it stands, in a sentence or two."""
    if not verdict.passes:
        return _("This plan breaks a rule.")
    if not plan.moved:
        return promise_sentence(plan.run.outcome or {}) or _("No fellow and office would both rather be together.")
    if not verdict.is_stable:
        return _("Moves by hand left pairs who would both rather be together.")
    return _("After the moves by hand, no fellow and office would both rather be together.")


def sentences(verdict: Verdict, names: Names) -> tuple[str, ...]:
    """What someone must sign for."""
    fellows, offices = names.fellow_names(), names.office_names()
    return tuple(note_sentence(note, fellows, offices) for note in verdict.to_sign)


def level_in_words(level: str) -> str:
    """How far an outcome had to go."""
    return {
        "L0": _("Fellows asked, offices held on to the best (L0)"),
        "L1": _("Worked out exactly (L1)"),
        "L2": _("With seats held empty for smallest teams (L2)"),
        "L3": _("With exceptions, as few as can be (L3)"),
        "infeasible": _("No plan meets all the rules"),
    }.get(level, "")


def seconds_in_words(seconds: int) -> str:
    """A limit of time."""
    if seconds < 60:  # noqa: PLR2004  (a minute)
        return ngettext("%(count)d second", "%(count)d seconds", seconds) % {"count": seconds}
    minutes = seconds // 60
    return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}


def _aims(outcome: Mapping[str, Any]) -> Iterator[Aim]:
    labels = {
        "exceptions": _("Exceptions (fewer is better)"),
        "held": _("Seats held empty (fewer is better)"),
        "placed": _("Fellows with a place, agreed ones apart (more is better)"),
        "rank_sum": _("Places given up on the lists, all together (fewer is better)"),
    }
    bounds = outcome.get("bound", {})
    for key, value in outcome.get("objective", {}).items():
        if key in labels:
            yield Aim(labels[key], value, bounds.get(key))
