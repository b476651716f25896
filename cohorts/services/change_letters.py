"""Telling everybody who must know of a change, once, each in their language; the reason is never told."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from cohorts.models import Placement, PlacementChange
from cohorts.queries.change_words import to_the_fellow, to_the_others
from cohorts.queries.placements import program_manager_of
from cohorts.rules import change_letters as kinds
from cohorts.rules.changes import ChangeKind
from fellowship.models import Letter, Person
from fellowship.queries import organization
from fellowship.rules.letters import LetterStage
from fellowship.services import letters

ALL = [kinds.CHANGED.key, kinds.CHANGED_FOR_OTHERS.key, kinds.ENDS.key]


def announce(
    change: PlacementChange, placement: Placement, *, actor: Person | None, at: datetime, again: str = ""
) -> None:
    """Write to the fellow, the supervisors concerned and the program managers of the offices, but not to the actor.

    Each person gets one letter about a change; ``again`` names a later turn that is told too.
    """
    fellow = placement.fellow.person
    ends = change.kind == ChangeKind.END
    with override(fellow.language):
        values = {"what": to_the_fellow(change, placement, again=again)} | _shared(fellow)
    if not ends:
        values["link"] = settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("cohorts_my_placement")
    letters.compose_letter(
        actor=actor, kind=kinds.ENDS.key if ends else kinds.CHANGED.key, recipient=fellow, values=values,
        subject_record=change, at=at, dedup=again,
    )  # fmt: skip
    for person in _others(change, placement, skip={fellow.pk, actor.pk if actor else None}):
        with override(person.language):
            values = {"what": to_the_others(change, placement, again=again)} | _shared(person)
        letters.compose_letter(
            actor=actor, kind=kinds.CHANGED_FOR_OTHERS.key, recipient=person, values=values,
            subject_record=change, at=at, dedup=again,
        )  # fmt: skip


def take_back(change: PlacementChange, placement: Placement, *, actor: Person | None, at: datetime) -> None:
    """Cancel what has not left, and write to those whom a letter about the change has reached."""
    letters.cancel_letters(actor=actor, subject_record=change, kinds=ALL, at=at)
    reached = Letter.objects.filter(
        about_id=str(change.pk), kind__in=ALL, stage__in=[LetterStage.SENT, LetterStage.SENDING]
    )
    for letter in reached.select_related("recipient").order_by("pk"):
        if letter.recipient is not None:
            letters.compose_letter(
                actor=actor, kind=kinds.CALLED_OFF.key, recipient=letter.recipient, values=_shared(letter.recipient),
                subject_record=change, at=at,
            )  # fmt: skip


def _others(change: PlacementChange, placement: Placement, *, skip: set[object]) -> Iterable[Person]:
    on = change.made_at.date()
    offices = [placement.seat.office_id, *([change.to_seat.office_id] if change.to_seat else [])]
    people = [
        change.supervisor_before,
        change.supervisor_after,
        *(program_manager_of(office, on) for office in offices),
    ]
    found = {person.pk: person for person in people if person is not None and person.is_active}
    return [person for pk, person in found.items() if pk not in skip]


def _shared(person: Person) -> dict[str, object]:
    return {"called": person.short_name, "organization": organization.current(person.language).name}
