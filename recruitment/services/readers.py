"""What is known of readers: languages, region, how much they take, and what ties them to applicants."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment.models import DeclaredConflict, ReviewerProfile
from recruitment.rules.conflicts import ConflictKind


class SaysNothing(Conflict):
    """The conflict names neither an office nor anything else."""

    sentence = _("Say which office, school, employer or person it is.")


def _require(actor: Person, person: Person) -> None:
    """Readers describe themselves; managers describe any reader."""
    if actor.pk == person.pk:
        require(actor, "recruitment.describe_reading")
    else:
        require(actor, "recruitment.keep_readers", person)


@transaction.atomic
def describe_reader(
    *,
    actor: Person,
    person_id: UUID,
    languages: Sequence[str],
    region_id: UUID | None,
    max_packets: int | None,
    at: datetime,
) -> ReviewerProfile:
    """Keep which languages a reader reads, where they are, and the most packets they take in one cycle.

    ``max_packets`` is at least 1, or ``None`` for any number. Raises ``Refused``.
    """
    person = Person.objects.get(pk=person_id)
    _require(actor, person)
    profile: ReviewerProfile
    profile, _new = ReviewerProfile.objects.update_or_create(
        person=person,
        defaults={
            "languages": sorted(set(languages)),
            "region_id": region_id,
            "max_packets": max_packets,
            "updated_at": at,
        },
    )
    audit.record(actor=actor, action="recruitment.describe_reader", subject=profile, about=person, at=at)
    return profile


@transaction.atomic
def declare_conflict(
    *,
    actor: Person,
    person_id: UUID,
    kind: ConflictKind | str,
    value: str = "",
    office_id: UUID | None = None,
    application_id: UUID | None = None,
    reason: str = "",
    at: datetime,
) -> DeclaredConflict:
    """Keep what ties a reader to applicants; the same once more changes nothing.

    Only managers name an application. Whom it concerns is found when packets are given out, and no reader learns it.
    Raises ``Refused`` or :class:`SaysNothing`.
    """
    person = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person_id)
    _require(actor, person)
    sort, words = ConflictKind(kind), " ".join(value.split())[:120]
    if application_id is not None:
        require(actor, "recruitment.keep_readers", person)
    if sort is ConflictKind.OFFICE:
        words, application_id = "", None
    else:
        office_id = None
    if sort is not ConflictKind.PERSON:
        application_id = None
    if application_id is not None:
        words = ""
    if not (office_id or words or application_id):
        raise SaysNothing
    same = DeclaredConflict.objects.filter(person=person, kind=sort, office_id=office_id, value__iexact=words)
    known = next((row for row in same.order_by("pk") if row.application_id == application_id), None)
    if known is not None:
        return known
    made = DeclaredConflict.objects.create(
        person=person, kind=sort, value=words, office_id=office_id, application_id=application_id,
        reason=reason.strip()[:300], declared_by=actor, declared_at=at,
    )  # fmt: skip
    audit.record(
        actor=actor, action="recruitment.declare_conflict", subject=made, about=person, at=at, data={"kind": str(sort)}
    )
    return made


@transaction.atomic
def remove_conflict(*, actor: Person, conflict_id: UUID, at: datetime) -> None:
    """Forget a declared conflict: a reader their own, a manager any reader's. One that is gone stays gone."""
    row = DeclaredConflict.objects.select_for_update(of=("self",)).filter(pk=conflict_id)
    conflict = row.select_related("person").first()
    if conflict is None:
        return
    if actor.pk == conflict.person_id == conflict.declared_by_id:
        require(actor, "recruitment.describe_reading", conflict)
    else:
        require(actor, "recruitment.keep_readers", conflict.person)
    audit.record(
        actor=actor, action="recruitment.remove_conflict", subject=conflict, about=conflict.person, at=at,
        data={"kind": conflict.kind},
    )  # fmt: skip
    conflict.delete()
