"""Writing once to people who asked to hear when the next round opens."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from fellowship.design.wording import day_in_words
from fellowship.models import Person
from fellowship.queries import organization
from fellowship.services import audit, letters
from recruitment.models import Application, Cycle, KeepPosted
from recruitment.queries import cycles
from recruitment.rules.letters import ROUND_OPEN


@transaction.atomic
def keep_posted(*, actor: Person, at: datetime) -> KeepPosted:
    """Ask for one letter when the next round opens; twice is once."""
    wish, is_new = KeepPosted.objects.get_or_create(person=actor, defaults={"asked_at": at})
    if is_new:
        audit.record(actor=actor, action="recruitment.keep_posted", subject=wish, about=actor, at=at)
    return wish


@transaction.atomic
def stop_keep_posted(*, actor: Person, at: datetime) -> bool:
    """Ask for no letter after all; whether one had been asked for."""
    wish = KeepPosted.objects.select_for_update(of=("self",)).filter(person=actor).first()
    if wish is None:
        return False
    audit.record(actor=actor, action="recruitment.stop_keep_posted", subject=wish, about=actor, at=at)
    wish.delete()
    return True


def tell_of_the_new_round(*, at: datetime) -> int:
    """Write to everybody who asked before the round that is open now opened; returns how many letters.

    One transaction a person: the wish goes with its letter, so that running it again writes no second one. Somebody
    who applies in this round already is not written to.
    """
    facts = cycles.open_cycle(at)
    if facts is None or facts.opens_at is None:
        return 0
    due = KeepPosted.objects.filter(asked_at__lt=facts.opens_at).order_by("asked_at", "pk")
    cycle = Cycle.objects.get(pk=facts.id)
    return sum(_tell(pk, cycle, facts.closes_at, at) for pk in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _tell(wish_id: int, cycle: Cycle, closes_at: datetime | None, at: datetime) -> bool:
    wish = KeepPosted.objects.select_for_update(of=("self",)).select_related("person").filter(pk=wish_id).first()
    if wish is None:
        return False
    person = wish.person
    wish.delete()
    if not person.is_active or Application.objects.filter(person=person, cycle=cycle).exists():
        return False
    values = {
        "called": person.short_name,
        "cycle": cycles.name_of(cycle, person.language),
        "closes": _closes(person, closes_at),
        "organization": organization.current(person.language).name,
        "link": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("recruitment_start"),
    }
    letters.compose_letter(
        actor=None, kind=ROUND_OPEN.key, recipient=person, subject_record=cycle, at=at, values=values
    )
    return True


def _closes(person: Person, closes_at: datetime | None) -> str:
    if closes_at is None:
        return ""
    day = day_in_words(closes_at.astimezone(ZoneInfo(person.time_zone)).date(), person.language)
    with override(person.language):
        return _("You can apply until %(day)s.") % {"day": day}
