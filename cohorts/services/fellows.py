"""Fellows come into a cohort when their offer is final, and leave it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cohorts.models import Fellow, Lock
from cohorts.rules.stages import FELLOW, FellowStage
from cohorts.services.cohorts import open_cohort
from cohorts.services.offer_steps import end_offers_of
from fellowship.models import Person
from fellowship.services import audit
from recruitment.models import Application, SpokenLanguage
from recruitment.rules.questions import LanguageLevel
from recruitment.rules.stages import Action, Stage

WORKS_IN = (LanguageLevel.WORKING, LanguageLevel.FLUENT)


@transaction.atomic
def welcome_fellow(*, actor: Person | None, application_id: UUID, at: datetime) -> Fellow:
    """Make a cleared finalist a fellow of the cycle's cohort, with their languages; a second time changes nothing."""
    application = Application.objects.select_for_update(of=("self",)).select_related("person").get(pk=application_id)
    existing = Fellow.objects.filter(application=application).first()
    if existing is not None:
        return existing
    cohort = open_cohort(actor=actor, cycle_id=application.cycle_id, at=at)
    spoken = SpokenLanguage.objects.filter(application=application).order_by("language")
    fellow = Fellow.objects.create(
        cohort=cohort,
        person=application.person,
        application=application,
        languages=[{"language": row.language, "level": row.level} for row in spoken],
        spanish=any(row.language == "es" and row.level in WORKS_IN for row in spoken),
        joined_at=at,
    )
    audit.record(actor=actor, action="cohorts.welcome", subject=fellow, about=application.person, at=at)
    return fellow


@transaction.atomic(savepoint=False)
def follow_application(*, application_id: UUID, action: str, to_stage: str, at: datetime) -> Fellow | None:
    """Let a fellow leave the cohort when their application is withdrawn; everything else is not ours."""
    if action != Action.WITHDRAW or to_stage != Stage.WITHDRAWN:
        return None
    fellow = Fellow.objects.filter(application_id=application_id).exclude(stage=FellowStage.LEFT).first()
    return None if fellow is None else move_fellow_stage(fellow_id=fellow.pk, action="leave", actor=None, at=at)


@transaction.atomic
def move_fellow_stage(*, actor: Person | None, fellow_id: UUID, action: str, at: datetime) -> Fellow:
    """Take one step of a fellow's life; the only way their stage changes. Raises ``NotAllowed``.

    Whoever waits no longer has no open offer of a seat.
    """
    fellow = Fellow.objects.select_for_update(of=("self",)).select_related("person").get(pk=fellow_id)
    before = fellow.stage
    fellow.stage = FELLOW.after(before, action)
    fellow.save(update_fields=["stage"])
    if fellow.stage != FellowStage.READY:
        end_offers_of(fellow.pk, actor=actor, at=at)
    if fellow.stage == FellowStage.LEFT:
        Lock.objects.filter(fellow=fellow).delete()
    audit.record(
        actor=actor, action=f"cohorts.{action}_fellow", subject=fellow, about=fellow.person, at=at,
        data={"from": str(before), "to": str(fellow.stage)},
    )  # fmt: skip
    return fellow
