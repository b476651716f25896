"""Reading the outbox, and a person reading their own letters."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from fellowship.access import can, visible
from fellowship.models import Letter, Person
from fellowship.queries.next_steps import NextStep, Urgency
from fellowship.rules import letters as rules
from fellowship.rules.letters import LetterStage

PAGE = 50
BULK_CAP = 5000
SAMPLE = 10
KEEP = "fellowship.keep_outbox"

STAGES: Mapping[str, tuple[str, Promise]] = {
    LetterStage.HELD: ("yours", _("Held for you")),
    LetterStage.QUEUED: ("act", _("On its way")),
    LetterStage.SENDING: ("act", _("Being sent")),
    LetterStage.SENT: ("good", _("Sent")),
    LetterStage.FAILED: ("bad", _("Not sent")),
    LetterStage.DISCARDED: ("quiet", _("Discarded")),
    LetterStage.CANCELLED: ("quiet", _("Cancelled")),
}
STUCK: tuple[str, Promise] = ("bad", _("May have been sent"))


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list of letters is narrowed to; empty: everything."""

    stage: str = ""
    kind: str = ""
    search: str = ""

    @property
    def query(self) -> dict[str, str]:
        """The filters as they stand in an address."""
        pairs = {"stage": self.stage, "kind": self.kind, "q": self.search}
        return {name: value for name, value in pairs.items() if value}


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One line of the outbox."""

    id: UUID
    recipient: str
    subject: str
    kind_label: object
    stage: str
    tag: str
    stage_label: object
    created_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class LetterView:
    """One letter as its page shows it, with what may be done to it now."""

    id: UUID
    recipient: str
    email: str
    language: str
    subject: str
    body: str
    kind_label: object
    is_decision: bool
    stage: str
    tag: str
    stage_label: object
    is_stuck: bool
    created_at: datetime
    edited_at: datetime | None
    sent_at: datetime | None
    sending_since: datetime | None
    next_attempt_at: datetime | None
    attempts: int
    last_error: str
    actions: tuple[str, ...]
    attachments: tuple[tuple[UUID, str], ...]


def is_id(text: str) -> bool:
    """Whether a text is the id of something."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def label_of(kind: str) -> object:
    """What a kind is called; its key where the kind is gone from the code."""
    known = {known.key: gettext(str(known.label)) for known in rules.kinds()}
    return known.get(kind, kind)


def kind_choices(person: Person) -> list[tuple[str, object]]:
    """The kinds of letters that this person finds in the outbox, by name. One query."""
    keys = visible(person, KEEP).order_by("kind").values_list("kind", flat=True).distinct()
    return [(key, label_of(key)) for key in keys]


def _narrowed(person: Person, filters: Filters) -> QuerySet[Letter]:
    letters: QuerySet[Letter] = visible(person, KEEP)
    if filters.stage in STAGES:
        letters = letters.filter(stage=filters.stage)
    if filters.kind:
        letters = letters.filter(kind=filters.kind)
    if filters.search:
        who = Q(recipient__name__icontains=filters.search) | Q(recipient__email__icontains=filters.search)
        outside = Q(to_name__icontains=filters.search) | Q(to_email__icontains=filters.search)
        letters = letters.filter(who | outside)
    return letters.order_by("-created_at", "pk")


def _shown_stage(letter: Letter, at: datetime) -> tuple[str, Promise]:
    return STUCK if rules.is_stuck(letter.stage, letter.sending_since, at) else STAGES[letter.stage]


def outbox_page(*, person: Person, filters: Filters, page: int, at: datetime) -> Any:
    """One page of the outbox, newest first, as rows. Two queries."""
    letters = _narrowed(person, filters).select_related("recipient").defer("body")
    shown: Any = Paginator(letters, PAGE).get_page(page)
    shown.object_list = [
        LetterRow(
            id=letter.pk,
            recipient=letter.addressee,
            subject=letter.subject,
            kind_label=label_of(letter.kind),
            stage=letter.stage,
            tag=_shown_stage(letter, at)[0],
            stage_label=_shown_stage(letter, at)[1],
            created_at=letter.created_at,
            sent_at=letter.sent_at,
        )
        for letter in shown.object_list
    ]
    return shown


def stage_strip(*, person: Person, filters: Filters) -> list[dict[str, object]]:
    """How many letters stand where, each count a link to them. One query."""
    counts = dict(visible(person, KEEP).order_by().values_list("stage").annotate(count=Count("pk")))
    outbox = reverse("letters")
    return [
        {
            "label": label,
            "count": counts.get(stage, 0),
            "beside": "",
            "url": f"{outbox}?stage={stage}",
            "current": filters.stage == stage,
        }
        for stage, (_tag, label) in STAGES.items()
    ]


def sendable(*, person: Person, filters: Filters) -> list[UUID]:
    """The letters of a filtered list that can be let go, at most :data:`BULK_CAP`, the oldest first. One query."""
    ready = [stage for stage in LetterStage if rules.steps.allows(stage, "release")]
    letters = _narrowed(person, filters).filter(stage__in=ready).order_by("created_at", "pk")
    return list(letters.values_list("pk", flat=True)[:BULK_CAP])


def sample(*, person: Person, letter_ids: Sequence[UUID]) -> list[tuple[str, object]]:
    """The first few of these letters as (recipient, kind), for a check page. One query."""
    chosen = visible(person, KEEP).filter(pk__in=letter_ids[:SAMPLE]).select_related("recipient")
    letters = chosen.order_by("created_at", "pk")
    return [(letter.addressee, label_of(letter.kind)) for letter in letters]


def outbox_letter(*, person: Person, letter_id: UUID, at: datetime) -> LetterView:
    """One letter for those who keep the outbox, else 404. Two queries."""
    letter = get_object_or_404(visible(person, KEEP).select_related("recipient"), pk=letter_id)
    return _view_of(letter, at)


def _view_of(letter: Letter, at: datetime) -> LetterView:
    tag, label = _shown_stage(letter, at)
    files = letter.attachments.order_by("created_at", "pk").values_list("pk", "name")
    return LetterView(
        id=letter.pk,
        recipient=letter.addressee,
        email=letter.address,
        language=letter.language,
        subject=letter.subject,
        body=letter.body,
        kind_label=label_of(letter.kind),
        is_decision=letter.is_decision,
        stage=letter.stage,
        tag=tag,
        stage_label=label,
        is_stuck=rules.is_stuck(letter.stage, letter.sending_since, at),
        created_at=letter.created_at,
        edited_at=letter.edited_at,
        sent_at=letter.sent_at,
        sending_since=letter.sending_since,
        next_attempt_at=letter.next_attempt_at,
        attempts=letter.attempts,
        last_error=letter.last_error,
        actions=rules.steps.actions(letter.stage),
        attachments=tuple(files),
    )


def _own(person: Person) -> QuerySet[Letter]:
    return Letter.objects.filter(recipient=person, stage=LetterStage.SENT).order_by("-sent_at", "pk")


def own_page(*, person: Person, page: int) -> Any:
    """The letters a person got, newest first. Two queries."""
    shown = Paginator(_own(person).values("id", "subject", "sent_at"), PAGE).get_page(page)
    shown.object_list = list(shown.object_list)
    return shown


def own_letter(*, person: Person, letter_id: UUID, at: datetime) -> LetterView:
    """One letter that was sent to this person, else 404. Two queries."""
    return _view_of(get_object_or_404(_own(person).select_related("recipient"), pk=letter_id), at)


def next_steps(person: Person, at: datetime) -> Iterable[NextStep]:
    """What waits in the outbox for those who keep it. One query."""
    if not can(person, KEEP):
        return
    stuck = Q(stage=LetterStage.SENDING, sending_since__lte=at - rules.STUCK_AFTER)
    counts = visible(person, KEEP).aggregate(
        held=Count("pk", filter=Q(stage=LetterStage.HELD)),
        failed=Count("pk", filter=Q(stage=LetterStage.FAILED)),
        stuck=Count("pk", filter=stuck),
    )
    outbox = reverse("letters")
    if count := counts["failed"]:
        title = ngettext(
            "See to %(count)d letter that was not sent", "See to %(count)d letters that were not sent", count
        )
        yield NextStep(title % {"count": count}, f"{outbox}?stage=failed", Urgency.TODAY, area="letters")
    if count := counts["stuck"]:
        title = ngettext(
            "Decide about %(count)d letter that may have been sent",
            "Decide about %(count)d letters that may have been sent",
            count,
        )
        yield NextStep(title % {"count": count}, f"{outbox}?stage=sending", Urgency.TODAY, area="letters")
    if count := counts["held"]:
        title = ngettext("Read %(count)d held letter", "Read %(count)d held letters", count)
        why = _("Decisions wait here until somebody lets them go.")
        yield NextStep(title % {"count": count}, f"{outbox}?stage=held", Urgency.SOON, why=why, area="letters")
