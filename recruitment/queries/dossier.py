"""One application as managers see it: answers, what happened, letters, and what can be done next."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fellowship.access import can, only_one, visible
from fellowship.models import Letter, Person
from fellowship.prepared import prepared
from fellowship.queries.letters import label_of
from fellowship.rules import confidential
from fellowship.rules.letters import LetterStage
from recruitment.models import Application, StageChange
from recruitment.models.wording import ACTION_LABELS, DECLINE_LABELS, PERSON_ACTIONS, STAFF_LABELS, STAFF_TAGS, Words
from recruitment.queries.cycles import CycleFacts, name_of
from recruitment.queries.labels import joined_labels, names_in
from recruitment.queries.own import AnswerSection, Mine, gather, sections_of
from recruitment.queries.pending import actions_for
from recruitment.queries.phases import reads_meant
from recruitment.queries.scores import ScorePanel, panel_of
from recruitment.rules.declining import DeclineCategory
from recruitment.rules.stages import TABLE, Action, Stage

# What a manager can do from a page of its own, and the address of that page; those not there yet are left out.
ACTION_PAGES: tuple[tuple[Action, str, Words], ...] = (
    (Action.START_REVIEW, "recruitment_start_review", gettext_lazy("Start the review…")),
    (Action.INVITE, "recruitment_decide", gettext_lazy("Decide…")),
    (Action.WAITLIST, "recruitment_put_on_waitlist", gettext_lazy("Waitlist…")),
    (Action.OFFER, "recruitment_write_offer", gettext_lazy("Make an offer…")),
    (Action.DECLINE, "recruitment_decline", gettext_lazy("Close with a letter…")),
    (Action.REOPEN, "recruitment_reopen", gettext_lazy("Open again…")),
)
LETTER_LABELS: dict[LetterStage, Words] = {
    LetterStage.HELD: gettext_lazy("Held"),
    LetterStage.QUEUED: gettext_lazy("Leaves soon"),
    LetterStage.SENDING: gettext_lazy("Being sent"),
    LetterStage.SENT: gettext_lazy("Sent"),
    LetterStage.FAILED: gettext_lazy("Failed"),
    LetterStage.DISCARDED: gettext_lazy("Discarded"),
    LetterStage.CANCELLED: gettext_lazy("Cancelled"),
}
# What the page shows of the application, its applicant, its cycle and its owner.
READ = (
    "reference", "stage", "stage_since", "started_at", "submitted_at", "decline_category", "extended_until",
    "eligibility", "form_version", "person__name", "person__called", "person__pronouns", "person__email",
    "cycle__name", "cycle__name_es", "cycle__cohort_year", "cycle__recommendations", "cycle__rubric", "owner__name",
    "owner__called", "owner__email",
)  # fmt: skip
LETTER_TAGS = {LetterStage.HELD: "yours", LetterStage.SENT: "good", LetterStage.FAILED: "bad"}


@dataclass(frozen=True, slots=True)
class NextAction:
    """A button that leads to a check page."""

    label: Words
    url: str


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the staff timeline."""

    title: Words
    us: bool
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter about the application."""

    id: UUID
    label: object
    status: Words
    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Dossier:
    """An application as managers see it."""

    id: UUID
    name: str
    called: str
    pronouns: str
    email: str
    reference: str
    cycle: str
    stage: Stage
    label: Words
    tag: str
    since: datetime
    owner: str
    decline_reason: Words
    sections: tuple[AnswerSection, ...]
    actions: tuple[NextAction, ...]
    events: tuple[Event, ...]
    letters: tuple[LetterLine, ...]
    mine: Mine
    scores: ScorePanel | None
    labels: tuple[str, ...] = ()


def _actions(application: Application) -> tuple[NextAction, ...]:
    found = []
    for action, url_name, label in ACTION_PAGES:
        if not TABLE.allows(application.stage, action):
            continue
        try:
            found.append(NextAction(label, reverse(url_name, args=[application.pk])))
        except NoReverseMatch:
            continue
    if actions_for([application]):
        later = reverse("recruitment_decide_later", args=[application.pk])
        found.append(NextAction(gettext_lazy("Decide, carry out later…"), later))
    return tuple(found)


@prepared
def _changes(application: UUID) -> QuerySet[StageChange]:
    changes = StageChange.objects.filter(application_id=application).select_related("actor").order_by("-at", "-pk")
    return changes.only("action", "at", "reason", "actor__name", "actor__called", "actor__email")


def _events(application: Application) -> tuple[Event, ...]:
    events = []
    for change in _changes(application.pk):
        action = Action(change.action)
        by = change.actor.get_full_name() if change.actor and action not in PERSON_ACTIONS else ""
        note = " · ".join(part for part in (by, change.reason) if part)
        events.append(Event(ACTION_LABELS[action], action not in PERSON_ACTIONS, change.at, note))
    events.append(Event(_("Began the application"), us=False, at=application.started_at))
    return tuple(events)


@prepared
def _about(label: str, application: str) -> QuerySet[Letter]:
    about = Letter.objects.filter(about_label=label, about_id=application).order_by("-created_at", "-pk")
    return about.only("kind", "stage", "sent_at", "created_at")


def _letters(application: Application) -> tuple[LetterLine, ...]:
    about = _about(Application._meta.label_lower, str(application.pk))  # noqa: SLF001  (documented model API)
    hidden = confidential.letter_prefixes()
    lines = []
    for letter in (row for row in about if not row.kind.startswith(hidden)):
        stage = LetterStage(letter.stage)
        label = label_of(letter.kind)
        lines.append(
            LetterLine(
                letter.pk,
                label,
                LETTER_LABELS[stage],
                LETTER_TAGS.get(stage, "quiet"),
                letter.sent_at or letter.created_at,
            )
        )
    return tuple(lines)


def managed_application(person: Person, application_id: UUID) -> Application:
    """An application the person may see, 404 for any other."""
    found = visible(person, "recruitment.see_pipeline").select_related("person", "cycle", "owner")
    application: Application = get_object_or_404(found, pk=application_id)
    return application


@prepared
def _application(application: UUID, at: datetime) -> QuerySet[Application]:
    rows = Application.objects.filter(pk=application).select_related("person", "cycle", "owner").only(*READ)
    return rows.annotate(meant=reads_meant(at), label_names=joined_labels())


def dossier(person: Person, application_id: UUID, at: datetime) -> Dossier:
    """Everything about an application for a manager; six queries, three more for its scores."""
    application: Application = only_one(person, "recruitment.see_pipeline", _application(application_id, at))
    meant: int = application.meant  # type: ignore[attr-defined]
    cycle = application.cycle
    mine = gather(application, at, CycleFacts(cycle.pk, name_of(cycle), cycle.cohort_year))
    stage = Stage(application.stage)
    owner, applicant = application.owner, application.person
    category = application.decline_category
    return Dossier(
        id=application.pk, name=applicant.get_full_name(), called=applicant.called, pronouns=applicant.pronouns,
        email=applicant.email, reference=application.reference, cycle=mine.cycle.name, stage=stage,
        label=STAFF_LABELS[stage], tag=STAFF_TAGS[stage], since=application.stage_since,
        owner=owner.get_full_name() if owner else "",
        decline_reason=DECLINE_LABELS[DeclineCategory(category)] if category else "",
        sections=sections_of(mine, changeable=False), actions=_actions(application), events=_events(application),
        letters=_letters(application), mine=mine,
        labels=names_in(application.label_names),  # type: ignore[attr-defined]
        scores=panel_of(application, meant) if can(person, "recruitment.assign_readers", application) else None,
    )  # fmt: skip
