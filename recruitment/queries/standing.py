"""Where an application stands, as its applicant may see it: never ahead of the letter that says so."""

import zoneinfo
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from fellowship.design.wording import day_in_words
from fellowship.models import Letter, Person
from fellowship.rules.letters import LetterStage
from recruitment.models import Application, StageChange
from recruitment.models.wording import APPLICANT_LABELS, OFFER_ENDED, PERSON_ACTIONS, WHAT_COMES_NEXT, Words
from recruitment.queries.cycles import CycleFacts
from recruitment.queries.own import Mine
from recruitment.rules.milestones import MilestoneKind
from recruitment.rules.stages import TABLE, Action, Stage

ON_ITS_WAY = (LetterStage.HELD, LetterStage.QUEUED, LetterStage.SENDING, LetterStage.FAILED)
WITHDRAWABLE = tuple(stage for stage in Stage if TABLE.allows(stage, Action.WITHDRAW))

# What the person reads in their story for each step; steps not named here are nobody's news.
STORY: dict[Action, Words] = {
    Action.SUBMIT: gettext_lazy("You submitted your application"),
    Action.WITHDRAW: gettext_lazy("You withdrew your application"),
    Action.START_REVIEW: gettext_lazy("Readers began to read it"),
    Action.DECLINE: gettext_lazy("We wrote to you that we are not offering you a place"),
    Action.INVITE: gettext_lazy("We invited you to talk with us"),
    Action.WAITLIST: gettext_lazy("We put you on our waiting list"),
    Action.OFFER: gettext_lazy("We made you an offer"),
    Action.ACCEPT: gettext_lazy("You accepted the offer"),
    Action.TURN_DOWN: gettext_lazy("You turned the offer down"),
    Action.LAPSE: gettext_lazy("The time to answer the offer ended"),
    Action.RETRACT: gettext_lazy("We took the offer back"),
    Action.CLEAR: gettext_lazy("Everything the offer depended on is settled"),
    Action.PLACE: gettext_lazy("Your office was chosen"),
    Action.REOPEN: gettext_lazy("We opened your application again"),
}


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One line of the person's timeline."""

    title: Words
    us: bool = False
    next: bool = False
    at: datetime | None = None
    when: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an application stands, in its applicant's words."""

    stage: Stage
    label: Words
    what_comes_next: Words
    story: tuple[StoryLine, ...]
    can_withdraw: bool


def _unsent_decisions(ids: Iterable[UUID]) -> set[UUID]:
    about = Letter.objects.filter(
        about_label=Application._meta.label_lower,  # noqa: SLF001  (Django's documented model API)
        about_id__in=[str(pk) for pk in ids],
        is_decision=True,
        stage__in=ON_ITS_WAY,
    )
    return {UUID(pk) for pk in about.values_list("about_id", flat=True)}


def stages_shown(applications: Sequence[Application]) -> dict[UUID, Stage]:
    """The stage each applicant may see: a decision shows only once its letter has left; at most two queries."""
    shown = {application.pk: Stage(application.stage) for application in applications}
    # About a draft nothing was ever decided.
    sent = [pk for pk, stage in shown.items() if stage is not Stage.DRAFT]
    waiting = _unsent_decisions(sent) if sent else set()
    if waiting:
        rows = StageChange.objects.filter(application_id__in=waiting).order_by("at", "pk")
        last = {change.application_id: change for change in rows}
        shown |= {pk: Stage(change.from_stage) for pk, change in last.items() if _is_told_by_letter(change)}
    return shown


def was_ended(change: StageChange) -> bool:
    """Whether this step ended an accepted offer without the person's own doing; only they are told so."""
    return change.action == Action.WITHDRAW and change.from_stage == Stage.ACCEPTED and change.actor_id is None


def _is_told_by_letter(change: StageChange) -> bool:
    """Whether a letter tells this step: the person knows of their own, whatever letter waits about something else."""
    return Action(change.action) not in PERSON_ACTIONS or was_ended(change)


def ended_for(shown: dict[UUID, Stage]) -> set[UUID]:
    """The applications whose offer ended without the person's own doing; one query, none where nothing ended."""
    gone = [pk for pk, stage in shown.items() if stage is Stage.WITHDRAWN]
    if not gone:
        return set()
    rows = StageChange.objects.filter(application__in=gone, action=Action.WITHDRAW, from_stage=Stage.ACCEPTED)
    return set(rows.filter(actor__isnull=True).values_list("application_id", flat=True))


def standing_of(person: Person, mine: Mine) -> Standing:
    """Where the person's application stands; at most three queries."""
    changes = list(StageChange.objects.filter(application_id=mine.id).order_by("at", "pk"))
    stage = mine.stage
    if changes and _is_told_by_letter(changes[-1]) and _unsent_decisions([mine.id]):
        stage = Stage(changes.pop().from_stage)
    story = [StoryLine(_("You began your application"), at=mine.started_at)]
    story += [_line(change) for change in changes if Action(change.action) in STORY]
    story += _coming(stage, mine.cycle, person)
    label, what_comes_next = APPLICANT_LABELS[stage], WHAT_COMES_NEXT[stage]
    if changes and was_ended(changes[-1]):
        label, what_comes_next = OFFER_ENDED
    return Standing(stage, label, what_comes_next, tuple(story), stage in WITHDRAWABLE)


def _line(change: StageChange) -> StoryLine:
    if was_ended(change):
        return StoryLine(OFFER_ENDED[0], us=True, at=change.at)
    return StoryLine(STORY[Action(change.action)], us=Action(change.action) not in PERSON_ACTIONS, at=change.at)


def _coming(stage: Stage, cycle: CycleFacts, person: Person) -> list[StoryLine]:
    """What follows with its dates, the next thing first."""
    kinds = MilestoneKind
    lines = {
        Stage.DRAFT: ((kinds.APPLICATIONS_CLOSE, False, _("Submit your application")),),
        Stage.SUBMITTED: (
            (kinds.REVIEW_DUE, True, _("Two people read it")),
            (kinds.HEAR_BY, True, _("You hear from us")),
        ),
        Stage.IN_REVIEW: (
            (kinds.REVIEW_DUE, True, _("The readers finish")),
            (kinds.HEAR_BY, True, _("You hear from us")),
        ),
        Stage.INTERVIEW: (
            (kinds.INTERVIEWS_TO, True, _("Interviews end")),
            (kinds.HEAR_BY, True, _("You hear from us")),
        ),
        Stage.WAITLISTED: ((kinds.WAITLIST_CLOSES, True, _("The waiting list closes, and you hear from us")),),
        Stage.ACCEPTED: ((kinds.RANKING_OPENS, True, _("Ranking of offices opens")),),
        Stage.FINALIST: (
            (kinds.RANKING_CLOSES, False, _("Put the offices in your order")),
            (kinds.PLACEMENTS_PUBLISHED, True, _("Offices are published")),
        ),
        Stage.PLACED: (
            (kinds.TRAINING_STARTS, True, _("Training starts")),
            (kinds.DAY_ONE, False, _("Your first day at the office")),
        ),
    }.get(stage, ())
    return [
        StoryLine(title, us=us, next=True, when=_by(cycle.dates[kind], person))
        for kind, us, title in lines
        if kind in cycle.dates
    ]


def _by(moment: datetime, person: Person) -> str:
    day = moment.astimezone(zoneinfo.ZoneInfo(person.time_zone)).date()
    return _("By %(day)s") % {"day": day_in_words(day, get_language() or person.language)}
