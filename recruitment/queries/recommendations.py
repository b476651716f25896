"""Recommendations as the applicant (received or not), the recommender and those who decide see them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core import signing
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fellowship.access import visible
from fellowship.models import Person
from fellowship.prepared import prepared
from fellowship.queries.next_steps import NextStep, Urgency
from recruitment.models import Application, Recommendation
from recruitment.queries import cycles
from recruitment.queries.own_list import own_list
from recruitment.rules.recommendations import ASKED, LinkState, RecommendationStage, link_state, may_send_again
from recruitment.rules.stages import Stage

SALT = "recruitment.recommendation"
OWN = "recruitment.own_application"
WRITING = (Stage.DRAFT, Stage.SUBMITTED)


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A recommendation as its applicant sees it: received, or not."""

    id: UUID
    name: str
    email: str
    is_received: bool
    can_send_again: bool
    can_take_back: bool
    last_sent_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class OwnRecommendations:
    """The recommendations of one application, for its applicant."""

    application_id: UUID
    reference: str
    asked: tuple[AskedFor, ...]
    most: int
    can_ask: bool

    @property
    def received(self) -> int:
        """How many we have."""
        return sum(row.is_received for row in self.asked)


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a link: the state, and what the recommender needs to write."""

    state: LinkState
    id: UUID
    nonce: str
    name: str
    applicant: str
    relation: str
    cycle: str
    language: str
    text: str
    revision: int
    saved_at: datetime | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class ReadRecommendation:
    """A recommendation as those who decide read it."""

    name: str
    relation: str
    email: str
    status: str
    text: str
    answered_at: datetime | None


def token_for(recommendation: Recommendation) -> str:
    """What stands in the address of the link: signed, the same each time, without personal data."""
    return signing.Signer(salt=SALT).sign_object([recommendation.pk.hex, recommendation.nonce])


def name_of(applicant: Person) -> str:
    """What a recommender reads as the applicant's name: never any part of the e-mail address."""
    return applicant.name or applicant.called or _("an applicant")


def _read(token: str) -> tuple[UUID, str] | None:
    try:
        hexed, nonce = signing.Signer(salt=SALT).unsign_object(token)
        return UUID(hexed), str(nonce)
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None


def behind(token: str, at: datetime) -> Behind | None:
    """What stands behind a link; ``None`` for one that we never wrote. One query."""
    found = _read(token)
    if found is None:
        return None
    rows = Recommendation.objects.select_related("application__person", "application__cycle")
    row = rows.filter(pk=found[0]).first()
    if row is None:
        return None
    state = link_state(stage=row.stage, nonce_fits=row.nonce == found[1], expires_at=row.expires_at, at=at)
    is_open = state is LinkState.OPEN
    return Behind(
        state=state, id=row.pk, nonce=found[1], name=row.name, applicant=name_of(row.application.person),
        relation=row.relation, cycle=cycles.name_of(row.application.cycle), language=row.language,
        text=row.text if is_open else "", revision=row.revision, saved_at=row.saved_at if is_open else None,
        expires_at=row.expires_at,
    )  # fmt: skip


def own_recommendations(person: Person, application_id: UUID, at: datetime) -> OwnRecommendations:
    """What the applicant asked for; 404 for anybody else's. Three queries."""
    application = get_object_or_404(visible(person, OWN).select_related("cycle"), pk=application_id)
    rows = Recommendation.objects.filter(application=application, stage__in=ASKED).order_by("invited_at", "pk")
    asked = tuple(
        AskedFor(
            row.pk, row.name, row.email, row.stage == RecommendationStage.RECEIVED,
            may_send_again(stage=row.stage, times_sent=row.times_sent, last_sent_at=row.last_sent_at,
                           expires_at=row.expires_at, at=at),
            row.stage != RecommendationStage.RECEIVED, row.last_sent_at, row.expires_at,
        )
        for row in rows
    )  # fmt: skip
    most = application.cycle.recommendations
    is_writing = application.stage in WRITING and cycles.is_open_to(application, at)
    return OwnRecommendations(
        application.pk, application.reference, asked, most, can_ask=is_writing and len(asked) < most
    )


@prepared
def _asked_for(application: UUID) -> QuerySet[Recommendation]:
    return Recommendation.objects.filter(application_id=application, stage__in=ASKED).order_by("invited_at", "pk")


def read_recommendations(application: Application | UUID) -> tuple[ReadRecommendation, ...]:
    """The recommendations of an application for those who decide; the caller has checked that. One query.

    The text shows once it was sent in: a letter that is still being written is nobody's yet.
    """
    application_id = application.pk if isinstance(application, Application) else application
    words = {
        RecommendationStage.RECEIVED: _("Received"),
        RecommendationStage.INVITED: _("Asked for"),
        RecommendationStage.DECLINED: _("Declined"),
    }
    rows = _asked_for(application_id)
    return tuple(
        ReadRecommendation(
            row.name, row.relation, row.email, words[RecommendationStage(row.stage)],
            row.text if row.stage == RecommendationStage.RECEIVED else "", row.answered_at,
        )
        for row in rows
    )  # fmt: skip


def for_applicant(person: Person, at: datetime) -> Iterator[NextStep]:
    """Ask for the recommendations one may still ask for; none where no draft may have any."""
    if not any(row.stage == Stage.DRAFT and row.cycle.recommendations for row in own_list(person)):
        return
    drafts = Application.objects.filter(person=person, stage=Stage.DRAFT, cycle__recommendations__gt=0)
    for application in drafts.select_related("cycle").prefetch_related("recommendations").order_by("pk"):
        asked = [row for row in application.recommendations.all() if row.stage in ASKED]
        left = application.cycle.recommendations - len(asked)
        if left > 0 and cycles.is_open_to(application, at):
            yield NextStep(
                title=ngettext("Ask for %(count)d recommendation", "Ask for %(count)d recommendations", left)
                % {"count": left},
                url=reverse("recruitment_recommendations", args=[application.pk]),
                urgency=Urgency.WHEN_YOU_CAN,
                why=_("People need time to write. You can submit without them."),
                area="recruitment",
            )


def own_request(person: Person, application_id: UUID, recommendation_id: UUID) -> Recommendation:
    """One request of the applicant's own; 404 for anybody else's."""
    rows = Recommendation.objects.filter(application__in=visible(person, OWN).filter(pk=application_id))
    found: Recommendation = get_object_or_404(rows, pk=recommendation_id)
    return found
