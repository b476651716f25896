"""What a fellow can't do without: hard limits, and what they bring beside languages."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from cohorts.models import Fellow
from cohorts.rules.limits import Limits
from cohorts.rules.skills import DRIVER
from cohorts.services.rankings import own_fellow
from fellowship.models import Person
from fellowship.services import audit

SAID_OF_ONESELF = (DRIVER,)


@transaction.atomic
def save_limits(*, actor: Person, fellow_id: UUID, limits: Limits, skills: Iterable[str], at: datetime) -> Fellow:
    """Keep a fellow's hard limits and skills; saving the same again changes nothing. Raises ``ListsClosed``."""
    own_fellow(actor, fellow_id, at)
    fellow = Fellow.objects.select_for_update(of=("self",)).select_related("person").get(pk=fellow_id)
    kept, brings = limits.as_values(), [skill for skill in SAID_OF_ONESELF if skill in set(skills)]
    if (fellow.limits, fellow.skills) == (kept, brings):
        return fellow
    fellow.limits, fellow.skills = kept, brings
    fellow.save(update_fields=["limits", "skills"])
    audit.record(
        actor=actor, action="cohorts.save_limits", subject=fellow, about=fellow.person, at=at,
        data={"kinds": sorted(kept), "skills": brings},
    )  # fmt: skip
    return fellow
