"""Who can read: reviewers with what they have before them and what is known of them, for managers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from fellowship.access import visible
from fellowship.models import HostOffice, Person, Region
from fellowship.rules.roles import Role
from recruitment.models import Application, DeclaredConflict, ReadDraft, ReviewAssignment, ReviewerProfile
from recruitment.models.assigning_wording import BARRED_LABELS, CONFLICT_LABELS, Words
from recruitment.models.wording import LANGUAGE_LABELS
from recruitment.queries.conflicts import barred_readers
from recruitment.rules.assigning import Barred, Reader
from recruitment.rules.conflicts import ConflictKind
from recruitment.rules.reading import LET_GO, ReadStage, day_at
from recruitment.rules.stages import Stage

TIES = (Barred.OWN, Barred.PERSON, Barred.OFFICE, Barred.SCHOOL, Barred.EMPLOYER, Barred.CLEARED_IT)


@dataclass(frozen=True, slots=True)
class ConflictFacts:
    """One declared conflict in words."""

    id: UUID
    kind: Words
    what: str
    reason: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class ReaderLine:
    """A reader in the managers' list."""

    id: UUID
    name: str
    languages: str
    region: str
    max_packets: int | None
    now: int
    done: int
    conflicts: int
    late: int = 0


@dataclass(frozen=True, slots=True)
class LatePacket:
    """A packet whose day is over; one that was begun is not taken back."""

    id: UUID
    reference: str
    due_on: date | None
    is_begun: bool


@dataclass(frozen=True, slots=True)
class BarredPacket:
    """A packet given to a reader before it turned out that something ties them to the applicant."""

    id: UUID
    reference: str
    reason: Words


@dataclass(frozen=True, slots=True)
class ReaderPage:
    """One reader before managers: what they said of themselves, and packets they should not have."""

    id: UUID
    name: str
    profile: ReviewerProfile | None
    conflicts: tuple[ConflictFacts, ...]
    barred: tuple[BarredPacket, ...]
    late: tuple[LatePacket, ...] = ()

    @property
    def to_take_back(self) -> int:
        """How many of the late ones nobody has begun."""
        return sum(1 for packet in self.late if not packet.is_begun)


def reviewers(at: datetime) -> QuerySet[Person]:
    """The people who hold the role of a reviewer on the day."""
    day = at.date()
    holds = Q(role_grants__role=Role.REVIEWER, role_grants__starts_on__lte=day) & (
        Q(role_grants__ends_on__isnull=True) | Q(role_grants__ends_on__gte=day)
    )
    ids = Person.objects.filter(holds, is_active=True).values("pk")
    return Person.objects.filter(pk__in=ids).order_by("name", "pk")


def _count(rows: QuerySet[ReviewAssignment]) -> dict[UUID, int]:
    counted: dict[UUID, int] = defaultdict(int)
    for reader in rows.values_list("reviewer_id", flat=True):
        counted[reader] += 1
    return counted


def load_of(people: Iterable[Person]) -> dict[UUID, int]:
    """How many packets each has still to read."""
    ids = [person.pk for person in people]
    found = _count(ReviewAssignment.objects.filter(reviewer_id__in=ids, stage=ReadStage.ASSIGNED))
    return {pk: found.get(pk, 0) for pk in ids}


def profiles_of(ids: Iterable[UUID]) -> dict[UUID, ReviewerProfile]:
    """The profiles of these readers, by person; one query."""
    rows = ReviewerProfile.objects.filter(person_id__in=list(ids)).select_related("region")
    return {row.person_id: row for row in rows}


def candidates(people: Iterable[Person], cycle_ids: Iterable[UUID]) -> tuple[Reader, ...]:
    """The readers as the rule wants them; the most they take counts all they were given in these cycles.

    Three queries, two where nobody set a limit.
    """
    rows = list(people)
    load, profiles = load_of(rows), profiles_of(person.pk for person in rows)
    limited = [pk for pk, profile in profiles.items() if profile.max_packets]
    kept: Mapping[UUID, int] = {}
    if limited:
        given = ReviewAssignment.objects.filter(reviewer_id__in=limited, application__cycle_id__in=list(cycle_ids))
        kept = _count(given.exclude(stage__in=LET_GO))
    return tuple(_candidate(person.pk, load[person.pk], profiles.get(person.pk), kept) for person in rows)


def _candidate(pk: UUID, load: int, profile: ReviewerProfile | None, kept: Mapping[UUID, int]) -> Reader:
    if profile is None:
        return Reader(pk, load)
    room = max(0, profile.max_packets - kept.get(pk, 0)) if profile.max_packets else None
    return Reader(pk, load, room, frozenset(profile.languages), profile.region_id)


def reader_list(person: Person, at: datetime) -> tuple[ReaderLine, ...]:
    """Everybody who reads now, by name, for those who give out packets; seven queries beside the roles."""
    people = list(visible(person, "recruitment.keep_readers").filter(pk__in=reviewers(at)).order_by("name", "pk"))
    ids = [one.pk for one in people]
    load, profiles = load_of(people), profiles_of(ids)
    done = _count(ReviewAssignment.objects.filter(reviewer_id__in=ids, stage=ReadStage.SUBMITTED))
    late = _count(
        ReviewAssignment.objects.filter(
            reviewer_id__in=ids, stage=ReadStage.ASSIGNED, due_on__lt=day_at(at, person.time_zone),
            application__stage=Stage.IN_REVIEW,
        )
    )  # fmt: skip
    conflicts: dict[UUID, int] = defaultdict(int)
    for pk in DeclaredConflict.objects.filter(person_id__in=ids).values_list("person_id", flat=True):
        conflicts[pk] += 1
    lines = []
    for one in people:
        profile = profiles.get(one.pk)
        lines.append(
            ReaderLine(
                id=one.pk,
                name=one.get_full_name(),
                languages=", ".join(str(LANGUAGE_LABELS.get(code, code)) for code in profile.languages)
                if profile
                else "",
                region=profile.region.name if profile and profile.region else "",
                max_packets=profile.max_packets if profile else None,
                now=load[one.pk],
                done=done.get(one.pk, 0),
                conflicts=conflicts.get(one.pk, 0),
                late=late.get(one.pk, 0),
            )
        )
    return tuple(lines)


def _conflicts(rows: QuerySet[DeclaredConflict]) -> tuple[ConflictFacts, ...]:
    found = rows.select_related("office", "application").order_by("declared_at", "pk")
    return tuple(
        ConflictFacts(
            row.pk,
            CONFLICT_LABELS[ConflictKind(row.kind)],
            row.office.name if row.office else row.application.reference if row.application else row.value,
            row.reason,
            row.declared_by_id == row.person_id,
        )
        for row in found
    )


def own_conflicts(person: Person) -> tuple[ConflictFacts, ...]:
    """What a reader declared themselves; what managers noted about them is not among it."""
    return _conflicts(visible(person, "recruitment.describe_reading"))


def own_profile(person: Person) -> ReviewerProfile | None:
    """What a reader said of themselves."""
    return ReviewerProfile.objects.filter(person=person).first()


def reader_page(person: Person, reader_id: UUID, at: datetime) -> ReaderPage:
    """One reader before managers, or not found."""
    reader: Person = get_object_or_404(visible(person, "recruitment.keep_readers"), pk=reader_id)
    conflicts = DeclaredConflict.objects.filter(person=reader)
    return ReaderPage(
        id=reader.pk,
        name=reader.get_full_name(),
        profile=own_profile(reader),
        conflicts=_conflicts(conflicts),
        barred=barred_packets(person, reader, at),
        late=late_packets(person, reader, at),
    )


def late_packets(person: Person, reader: Person, at: datetime) -> tuple[LatePacket, ...]:
    """The reader's packets that are still to be read though their day is over, the latest first; one query."""
    managed = visible(person, "recruitment.assign_readers")
    rows = ReviewAssignment.objects.filter(
        reviewer=reader, stage=ReadStage.ASSIGNED, application__in=managed.filter(stage=Stage.IN_REVIEW),
        due_on__lt=day_at(at, reader.time_zone),
    ).annotate(begun=Exists(ReadDraft.objects.filter(assignment=OuterRef("pk"))))  # fmt: skip
    ordered = rows.select_related("application").order_by("due_on", "number")
    return tuple(LatePacket(row.pk, row.application.reference, row.due_on, row.begun) for row in ordered)


def barred_packets(person: Person, reader: Person, at: datetime) -> tuple[BarredPacket, ...]:
    """The reader's packets, still unread, that something known by now would keep from them."""
    managed = visible(person, "recruitment.assign_readers")
    rows = ReviewAssignment.objects.filter(reviewer=reader, stage=ReadStage.ASSIGNED, application__in=managed)
    reads = list(rows.select_related("application").order_by("number"))
    barred = barred_readers([read.application for read in reads], [reader.pk], at)
    found = []
    for read in reads:
        why = barred.get(read.application_id, {}).get(reader.pk)
        if why in TIES:
            found.append(BarredPacket(read.pk, read.application.reference, BARRED_LABELS[why]))
    return tuple(found)


def own_conflict(person: Person, conflict_id: UUID) -> DeclaredConflict:
    """Something the reader declared; anything else is not found."""
    found: DeclaredConflict = get_object_or_404(visible(person, "recruitment.describe_reading"), pk=conflict_id)
    return found


def kept_conflict(person: Person, reader_id: UUID, conflict_id: UUID) -> DeclaredConflict:
    """A conflict of a reader before managers, or not found."""
    readers = visible(person, "recruitment.keep_readers").filter(pk=reader_id)
    found: DeclaredConflict = get_object_or_404(DeclaredConflict, person__in=readers, pk=conflict_id)
    return found


def office_choices() -> list[tuple[str, str]]:
    """Active offices as choices; one query."""
    rows = HostOffice.objects.filter(is_active=True).order_by("name", "pk").values_list("pk", "name")
    return [(str(pk), name) for pk, name in rows]


def region_choices() -> list[tuple[str, str]]:
    """Regions as choices; one query."""
    return [(str(pk), name) for pk, name in Region.objects.order_by("sort_order", "name").values_list("pk", "name")]


def application_by_reference(person: Person, reference: str) -> Application | None:
    """The application a manager names by its reference, among those they may give to readers."""
    found: Application | None = (
        visible(person, "recruitment.assign_readers").filter(reference__iexact=reference.strip()).first()
    )
    return found
