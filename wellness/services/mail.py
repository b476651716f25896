"""Letters about a one-on-one, to whoever did not make the change."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, override

from fellowship.design.wording import moment_in_words
from fellowship.models import Person
from fellowship.services.letters import cancel_letters, compose_letter
from wellness.models import OneOnOne
from wellness.rules.letters import KINDS


def write_about(meeting: OneOnOne, *, kind: str, actor: Person | None, at: datetime) -> None:
    """Write to the other person (to both when the system acts), each in their own language and time zone.

    Letters about the same one-on-one that have not left yet are taken back: only the last word goes out.
    """
    cancel_letters(actor=actor, subject_record=meeting, kinds=[known.key for known in KINDS], at=at)
    pair = meeting.relationship
    for person, other in ((pair.advocate, pair.coach), (pair.coach, pair.advocate)):
        if actor is not None and person.pk == actor.pk:
            continue
        compose_letter(
            actor=actor, kind=kind, recipient=person, values=_values(meeting, person, other), subject_record=meeting,
            at=at, dedup=f"{kind}:{meeting.scheduled_at.isoformat()}:{at.isoformat()}",
        )  # fmt: skip


def _values(meeting: OneOnOne, person: Person, other: Person) -> dict[str, str]:
    here = meeting.scheduled_at.astimezone(ZoneInfo(person.time_zone))
    is_advocate = person.pk == meeting.relationship.advocate_id
    path = reverse("coaching_home" if is_advocate else "coaching_caseload")
    with override(person.language):
        nowhere = gettext("not said yet")
    return {
        "called": person.short_name,
        "other": other.get_full_name(),
        "when": moment_in_words(here, person.language, zone=True, weekday=True),
        "where": meeting.place or nowhere,
        "address": f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}",
    }
