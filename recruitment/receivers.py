"""News that recruitment acts on: one line each, calling one service."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from fellowship.models import Person
from recruitment import signals
from recruitment.services import calibration, recommendations, search, withdrawals

NAMES = frozenset({"name", "called"})


@receiver(post_save, sender=Person, dispatch_uid="recruitment_names")
def keep_names_findable(instance: Person, *, created: bool, update_fields: Any, **_kwargs: Any) -> None:
    """A person's new name is found at once."""
    if not created and (update_fields is None or NAMES & set(update_fields)):
        search.refresh_names_of(person_id=instance.pk)


@receiver(signals.application_moved, dispatch_uid="recruitment_let_go")
def let_go_of_selection(
    application_id: Any, action: str, from_stage: str, at: Any, actor: Any, **_kwargs: Any
) -> None:
    """Whoever leaves selection frees their interview time, their open offer and their place on the waiting list."""
    withdrawals.let_go(application_id=application_id, action=action, from_stage=from_stage, actor=actor, at=at)


@receiver(signals.application_moved, dispatch_uid="recruitment_close_recommendations")
def close_recommendations(
    application_id: Any, action: str, from_stage: str, at: Any, actor: Any, **_kwargs: Any
) -> None:
    """Nobody writes a recommendation for an application that left selection."""
    recommendations.close_requests(
        application_id=application_id, action=action, from_stage=from_stage, actor=actor, at=at
    )


@receiver(signals.read_submitted, dispatch_uid="recruitment_extra_read")
def ask_for_one_more(assignment_id: Any, at: Any, **_kwargs: Any) -> None:
    """Readers who stand far apart get a third."""
    calibration.consider_extra_read(assignment_id=assignment_id, at=at)
