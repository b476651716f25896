"""Who can't read which application, and why. For the solver and for managers; no reader ever sees any of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from fellowship.models import RoleGrant
from recruitment.models import (
    Answer,
    Application,
    CalibrationRead,
    ClearedAnswer,
    DeclaredConflict,
    OfficeChoice,
    ReviewAssignment,
    SearchWord,
)
from recruitment.rules.assigning import Barred
from recruitment.rules.conflicts import BARS, ConflictKind, Places, folded, nearest, same_person
from recruitment.rules.questions import QuestionKind
from recruitment.rules.reading import LET_GO

BATCH = 4000
Pairs = Iterator[tuple[UUID, UUID, Barred]]


def batches(ids: Sequence[UUID]) -> Iterator[list[UUID]]:
    """The ids in lists short enough for one statement."""
    for start in range(0, len(ids), BATCH):
        yield list(ids[start : start + BATCH])


def barred_readers(
    applications: Sequence[Application], readers: Iterable[UUID], at: datetime
) -> dict[UUID, dict[UUID, Barred]]:
    """For each application the readers who can't have it, with the nearest reason.

    Schools, employers and names are compared with what applicants wrote about themselves; the texts stay here.
    """
    asked = frozenset(readers)
    conflicts = list(DeclaredConflict.objects.filter(person_id__in=list(asked)).order_by("pk"))
    ids = [row.pk for row in applications]
    barred: dict[UUID, dict[UUID, Barred]] = defaultdict(dict)
    for row in applications:
        if row.person_id in asked:
            barred[row.pk][row.person_id] = Barred.OWN
    for batch in batches(ids):
        for found in (_had(batch), _offices(batch, asked, conflicts, at), _declared(batch, conflicts)):
            for application, reader, why in found:
                if reader in asked:
                    barred[application][reader] = nearest(why, barred[application].get(reader))
    return dict(barred)


def _had(ids: Sequence[UUID]) -> Pairs:
    """Whoever had it before, practiced on it, or cleared its text; three queries."""
    given = ReviewAssignment.objects.filter(application_id__in=ids)
    for application, reader, stage in given.values_list("application_id", "reviewer_id", "stage"):
        yield application, reader, Barred.STEPPED_BACK if stage in LET_GO else Barred.HAD_IT
    practiced = CalibrationRead.objects.filter(sample__application_id__in=ids)
    for application, reader in practiced.values_list("sample__application_id", "reader_id"):
        yield application, reader, Barred.PRACTICED
    cleared = ClearedAnswer.objects.filter(answer__application_id__in=ids, cleared_by__isnull=False)
    for application, person in cleared.values_list("answer__application_id", "cleared_by_id").distinct():
        yield application, person, Barred.CLEARED_IT


def _offices(
    ids: Sequence[UUID], readers: Iterable[UUID], conflicts: Iterable[DeclaredConflict], at: datetime
) -> Pairs:
    """Whoever works at, or declared, an office that the applicant would go to; two queries."""
    day = at.date()
    works = RoleGrant.objects.filter(person_id__in=list(readers), office__isnull=False, starts_on__lte=day).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    )
    by_office: dict[UUID, set[UUID]] = defaultdict(set)
    for reader, office in works.values_list("person_id", "office_id"):
        by_office[office].add(reader)
    for conflict in conflicts:
        if conflict.office_id:
            by_office[conflict.office_id].add(conflict.person_id)
    if by_office:
        chosen = OfficeChoice.objects.filter(application_id__in=ids, office_id__in=list(by_office))
        for application, office in chosen.values_list("application_id", "office_id"):
            for reader in by_office[office]:
                yield application, reader, Barred.OFFICE


def _declared(ids: Sequence[UUID], conflicts: Sequence[DeclaredConflict]) -> Pairs:
    """What was written as a school, an employer or a name, and applications chosen by managers."""
    wanted = frozenset(ids)
    for conflict in conflicts:
        if conflict.application_id in wanted:
            yield conflict.application_id, conflict.person_id, Barred.PERSON
    yield from _named(ids, [row for row in conflicts if row.kind == ConflictKind.PERSON and row.value])
    yield from _placed(ids, [row for row in conflicts if row.kind in {ConflictKind.SCHOOL, ConflictKind.EMPLOYER}])


def _named(ids: Sequence[UUID], conflicts: Sequence[DeclaredConflict]) -> Pairs:
    """Names declared against the names of applicants; one query, none without such a declaration."""
    if not conflicts:
        return
    words = {word for conflict in conflicts for word in folded(conflict.value).split()}
    names: dict[UUID, set[str]] = defaultdict(set)
    rows = SearchWord.objects.filter(application_id__in=ids, word__in=sorted(words))
    for application, word in rows.values_list("application_id", "word"):
        names[application].add(word)
    for application, own in names.items():
        for conflict in conflicts:
            if same_person(conflict.value, own):
                yield application, conflict.person_id, Barred.PERSON


def _placed(ids: Sequence[UUID], conflicts: Sequence[DeclaredConflict]) -> Pairs:
    """Schools and employers against everything applicants wrote; one query, none without such a declaration."""
    if not conflicts:
        return
    by_name: Mapping[str, list[DeclaredConflict]] = defaultdict(list)
    for conflict in conflicts:
        by_name[folded(conflict.value)].append(conflict)
    places = Places(by_name)
    rows = Answer.objects.filter(application_id__in=ids, value__isnull=False, set_aside=False).exclude(
        question__kind__in=[QuestionKind.FILE, QuestionKind.OFFICES, QuestionKind.LANGUAGES, QuestionKind.YES_NO]
    )
    for application, value in rows.values_list("application_id", "value").iterator(chunk_size=2000):
        for text in texts_in(value):
            for name in places.found_in(text):
                for conflict in by_name[name]:
                    yield application, conflict.person_id, BARS[ConflictKind(conflict.kind)]


def texts_in(value: Any) -> Iterator[str]:
    """Every text inside a kept answer, however deep it lies."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts_in(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts_in(item)
