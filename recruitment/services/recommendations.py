"""Recommendations: asked for and sent again by the applicant, written or declined by somebody without an account."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment.models import Application, Recommendation
from recruitment.queries import cycles
from recruitment.rules.answers import Seen, Verdict, digest, verdict_on, word_count
from recruitment.rules.recommendations import (
    ASKED,
    GRACE,
    MOST_WORDS,
    RECOMMENDATIONS,
    LinkState,
    RecommendationStage,
    is_reminder_due,
    link_state,
    may_send_again,
)
from recruitment.rules.stages import Action, Stage, names_who
from recruitment.services import recommendation_letters as mail
from recruitment.services.applications import ApplicationsClosed, locked

SWEEP = 500
WRITING = (Stage.DRAFT, Stage.SUBMITTED)
LEAVING = frozenset({Action.WITHDRAW, Action.DECLINE})
# Nobody is asked to write for an application that is decided.
WAITED_FOR = (Stage.DRAFT, Stage.SUBMITTED, Stage.IN_REVIEW)


class EnoughAsked(Conflict):
    """The cycle takes no more."""

    sentence = _("You have asked as many people as this round allows. Take one request back to ask somebody else.")


class AskedAlready(Conflict):
    """There is a request to that address."""

    sentence = _("You have asked this person already. You can send the letter again from the list.")


class OwnAddress(Conflict):
    """Nobody recommends themselves."""

    sentence = _("This is your own e-mail address. Enter the address of the person who knows your work.")


class TooSoon(Conflict):
    """The letter went out not long ago, or often enough."""

    sentence = _("The letter went out less than a day ago, or often enough. Call or write to the person yourself.")


class LinkClosed(Conflict):
    """Nothing can be written behind the link any more. ``state`` says why."""

    sentence = _("This recommendation can't be written any more.")

    def __init__(self, state: LinkState) -> None:
        """Keep the reason."""
        super().__init__()
        self.state = state


class ChangedElsewhere(Conflict):
    """Another window saved later. ``text`` and ``revision`` are what is kept."""

    sentence = _("You saved another version in another window. Both are shown here. Decide which one stays.")

    def __init__(self, text: str, revision: int) -> None:
        """Keep what was saved elsewhere."""
        super().__init__()
        self.text = text
        self.revision = revision


class TooLong(Conflict):
    """There are too many words, or none."""

    sentence = _("Write at least a few words, and no more than 700.")


@dataclass(frozen=True, slots=True)
class Draft:
    """What was kept of a text."""

    at: datetime
    revision: int


def _own(actor: Person, recommendation_id: UUID) -> Recommendation:
    row = (
        Recommendation.objects.select_for_update(of=("self",))
        .select_related("application__person", "application__cycle")
        .get(pk=recommendation_id)
    )
    require(actor, "recruitment.own_application", row.application)
    return row


def _check_can_ask(application: Application, email: str, at: datetime) -> None:
    if application.stage not in WRITING or not cycles.is_open_to(application, at):
        raise ApplicationsClosed
    if email == application.person.email.lower():
        raise OwnAddress
    asked = Recommendation.objects.filter(application=application, stage__in=ASKED)
    if asked.filter(email__iexact=email).exists():
        raise AskedAlready
    if asked.count() >= application.cycle.recommendations:
        raise EnoughAsked


@transaction.atomic
def ask_for_recommendation(
    *, actor: Person, application_id: UUID, name: str, email: str, relation: str, language: str, at: datetime
) -> Recommendation:
    """Ask somebody to recommend the applicant; the letter with their link leaves at once.

    The application is locked, so two tabs never ask for more than the cycle takes. Raises ``Refused``,
    ``ApplicationsClosed``, :class:`OwnAddress`, :class:`AskedAlready` or :class:`EnoughAsked`.
    """
    application = locked(application_id)
    require(actor, "recruitment.own_application", application)
    address = email.strip().lower()
    _check_can_ask(application, address, at)
    row = Recommendation.objects.create(
        application=application, name=name.strip(), email=address, relation=relation.strip(), language=language,
        nonce=secrets.token_hex(8), invited_at=at, last_sent_at=at,
        expires_at=(cycles.deadline_of(application) or at) + GRACE,
    )  # fmt: skip
    audit.record(actor=actor, action="recruitment.ask_recommendation", subject=row, about=actor, at=at)
    mail.ask(row, actor=actor, at=at)
    return row


@transaction.atomic
def send_again(*, actor: Person, recommendation_id: UUID, at: datetime) -> Recommendation:
    """Send the letter with the link once more: a day after the last one at the soonest, and not without end.

    One that was declined looks the same to the applicant; the recommender may change their mind. Raises
    ``Refused`` or :class:`TooSoon`.
    """
    row = _own(actor, recommendation_id)
    if not may_send_again(
        stage=row.stage, times_sent=row.times_sent, last_sent_at=row.last_sent_at, expires_at=row.expires_at, at=at
    ):
        raise TooSoon
    row.times_sent, row.last_sent_at = row.times_sent + 1, at
    row.save(update_fields=["times_sent", "last_sent_at"])
    audit.record(actor=actor, action="recruitment.ask_recommendation", subject=row, about=actor, at=at)
    mail.ask(row, actor=actor, at=at)
    return row


def _cancel(row: Recommendation, *, actor: Person | None, at: datetime) -> None:
    """End a request: the link stops working, the draft is gone, unsent letters are taken back."""
    row.stage = RECOMMENDATIONS.after(row.stage, "cancel")
    row.nonce, row.text = secrets.token_hex(8), ""
    row.save(update_fields=["stage", "nonce", "text"])
    mail.cancel_unsent(row, actor=actor, at=at)
    audit.record(
        actor=actor, action="recruitment.take_back_recommendation", subject=row, about=row.application.person, at=at
    )


@transaction.atomic
def take_back(*, actor: Person, recommendation_id: UUID, at: datetime) -> None:
    """Take a request back; a second time changes nothing. Raises ``Refused``, or ``NotAllowed`` once received."""
    row = _own(actor, recommendation_id)
    if row.stage != RecommendationStage.CANCELLED:
        _cancel(row, actor=actor, at=at)


@transaction.atomic(savepoint=False)
def close_requests(*, application_id: UUID, action: str, from_stage: str, actor: Person | None, at: datetime) -> int:
    """When an application leaves selection, nobody writes for it any more; returns how many requests ended."""
    if action not in LEAVING:
        return 0
    waiting = (RecommendationStage.INVITED, RecommendationStage.DECLINED)
    rows = list(
        Recommendation.objects.select_for_update(of=("self",))
        .filter(application_id=application_id, stage__in=waiting)
        .select_related("application__person", "application__cycle")
        .order_by("pk")
    )
    for row in rows:
        _cancel(row, actor=actor if names_who(action, from_stage) else None, at=at)
    return len(rows)


def _behind(recommendation_id: UUID, nonce: str, at: datetime, *states: LinkState) -> Recommendation:
    """The locked row behind a link whose state is one of ``states``; raises :class:`LinkClosed`."""
    row = (
        Recommendation.objects.select_for_update(of=("self",))
        .select_related("application__person", "application__cycle")
        .get(pk=recommendation_id)
    )
    state = link_state(stage=row.stage, nonce_fits=row.nonce == nonce, expires_at=row.expires_at, at=at)
    if state not in states:
        raise LinkClosed(state)
    return row


def _keep(row: Recommendation, text: str, seen: int, at: datetime) -> None:
    kept = row.text or None
    sent = text.replace("\x00", "").strip() or None
    mark = Seen(seen, digest(kept) if seen == row.revision else digest(None))
    verdict = verdict_on(sent=sent, seen=mark, kept=kept, revision=row.revision)
    if verdict in (Verdict.CONFLICT, Verdict.UNTOUCHED):
        raise ChangedElsewhere(row.text, row.revision)
    if verdict is Verdict.SAVE:
        row.text, row.revision, row.saved_at = sent or "", row.revision + 1, at
        row.save(update_fields=["text", "revision", "saved_at"])


@transaction.atomic
def save_draft(*, recommendation_id: UUID, nonce: str, text: str, seen: int, at: datetime) -> Draft:
    """Keep what the recommender has written so far; ``seen`` is the revision their window opened with.

    Raises :class:`LinkClosed`, or :class:`ChangedElsewhere` when another window saved in between.
    """
    row = _behind(recommendation_id, nonce, at, LinkState.OPEN)
    _keep(row, text, seen, at)
    return Draft(row.saved_at or at, row.revision)


@transaction.atomic
def send_recommendation(*, recommendation_id: UUID, nonce: str, text: str, seen: int, at: datetime) -> bool:
    """Send the recommendation in, once; sent a second time it changes nothing and ``False`` comes back.

    Raises :class:`LinkClosed`, :class:`ChangedElsewhere` or :class:`TooLong`.
    """
    row = _behind(recommendation_id, nonce, at, LinkState.OPEN, LinkState.RECEIVED)
    if row.stage == RecommendationStage.RECEIVED:
        return False
    if not 0 < word_count(text) <= MOST_WORDS:
        raise TooLong
    _keep(row, text, seen, at)
    row.stage, row.answered_at = RECOMMENDATIONS.after(row.stage, "receive"), at
    row.save(update_fields=["stage", "answered_at"])
    mail.cancel_unsent(row, actor=None, at=at)
    audit.record(
        actor=None, action="recruitment.receive_recommendation", subject=row, about=row.application.person, at=at
    )
    mail.thank(row, at=at)
    return True


@transaction.atomic
def decline_recommendation(*, recommendation_id: UUID, nonce: str, at: datetime) -> None:
    """Say no; the text so far is thrown away, no reminder follows and the applicant is not told. Twice is once."""
    row = _behind(recommendation_id, nonce, at, LinkState.OPEN, LinkState.DECLINED)
    if row.stage == RecommendationStage.DECLINED:
        return
    row.stage, row.answered_at = RECOMMENDATIONS.after(row.stage, "decline"), at
    row.text, row.revision = "", row.revision + 1
    row.save(update_fields=["stage", "answered_at", "text", "revision"])
    mail.cancel_unsent(row, actor=None, at=at)
    audit.record(
        actor=None, action="recruitment.decline_recommendation", subject=row, about=row.application.person, at=at
    )


@transaction.atomic
def resume_recommendation(*, recommendation_id: UUID, nonce: str, at: datetime) -> None:
    """Write after all, as long as the time is not over; twice is once."""
    row = _behind(recommendation_id, nonce, at, LinkState.OPEN, LinkState.DECLINED)
    if row.stage == RecommendationStage.INVITED:
        return
    row.stage, row.answered_at = RECOMMENDATIONS.after(row.stage, "resume"), None
    row.save(update_fields=["stage", "answered_at"])


@transaction.atomic
def remind_recommenders(*, at: datetime) -> int:
    """Remind those who have not answered, as the rules say; returns how many. Nobody is reminded for a lost cause."""
    waiting = (
        Recommendation.objects.select_for_update(of=("self",))
        .filter(stage=RecommendationStage.INVITED, expires_at__gt=at, application__stage__in=WAITED_FOR)
        .select_related("application__person", "application__cycle")
        .order_by("last_sent_at", "pk")
    )
    count = 0
    for row in waiting[:SWEEP]:
        if row.application.stage == Stage.DRAFT and not cycles.is_open_to(row.application, at):
            continue
        if is_reminder_due(
            stage=row.stage, reminders=row.reminders, last_sent_at=row.last_sent_at, expires_at=row.expires_at, at=at
        ):
            row.reminders, row.last_sent_at = row.reminders + 1, at
            row.save(update_fields=["reminders", "last_sent_at"])
            mail.remind(row, at=at)
            count += 1
    return count
