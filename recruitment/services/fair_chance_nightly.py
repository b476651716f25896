"""Every open case, worked out anew each night: dates, what became too old, and a letter before a last day.

A batch is locked, read, worked out and written in one transaction. A case that an officer works on at the moment is
left for the end of the run and waited for then.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import ngettext_lazy, override

from fellowship.models import Letter, Person
from fellowship.queries import organization
from fellowship.rules.letters import LetterKind
from fellowship.services import audit, letters
from recruitment.models import CaseEscalation, FairChanceCase
from recruitment.queries.case_watch import (
    DATES,
    Dates,
    Shared,
    WorkedOut,
    known_alarms,
    open_between,
    open_cases,
    shared,
    work_out,
)
from recruitment.queries.people import administrators, officers
from recruitment.rules.fair_chance import CONFIDENTIAL
from recruitment.rules.fair_chance_watch import Alarm
from recruitment.rules.fair_chance_watch_letters import DUE, NOBODY, PASSED
from recruitment.services.fair_chance import locked_case, withhold_again
from recruitment.services.selection_letters import link_to

BATCH = 500
SENTENCES = {
    Alarm.DECIDE_SOON: ngettext_lazy(
        "%(count)d last day to decide is near", "%(count)d last days to decide are near", "count"
    ),
    Alarm.DECIDE_LATE: ngettext_lazy(
        "%(count)d last day to decide has passed", "%(count)d last days to decide have passed", "count"
    ),
    Alarm.RESPONSE_ENDS: ngettext_lazy(
        "%(count)d time to respond ends today", "%(count)d times to respond end today", "count"
    ),
    Alarm.NO_OFFICER: ngettext_lazy(
        "%(count)d case has no officer: another one takes it over",
        "%(count)d cases have no officer: others take them over",
        "count",
    ),
    Alarm.IDLE: ngettext_lazy(
        "%(count)d case has waited for a week", "%(count)d cases have waited for a week", "count"
    ),
}


@dataclass(frozen=True, slots=True)
class Looked:
    """What one night came to."""

    cases: int = 0
    changed: int = 0
    raised: int = 0
    withheld: int = 0
    letters: int = 0


def look_after_cases(*, at: datetime) -> Looked:
    """Work out every open case, write what changed, raise what became urgent, and write to the officers.

    Bears being run again: nothing is raised or told twice.
    """
    memory = shared(officers(at).values_list("pk", flat=True))
    ids = list(open_cases().values_list("pk", flat=True))
    worked: list[WorkedOut] = []
    left: list[UUID] = []
    for first in range(0, len(ids), BATCH):
        batch = ids[first : first + BATCH]
        done = _look_after(batch, at, memory, waits=False)
        worked += done
        left += sorted(set(batch) - {one.case.id for one in done})
    for case_id in left:
        worked += _look_after((case_id,), at, memory, waits=True)
    aged = [one.case.id for one in worked if one.has_aged]
    withheld = sum(_withhold(case_id, at) for case_id in aged)
    raised, told = _raise(worked, at)
    return Looked(len(worked), sum(one.is_changed for one in worked), raised, withheld, told)


@transaction.atomic
def _look_after(ids: Sequence[UUID], at: datetime, memory: Shared, *, waits: bool) -> list[WorkedOut]:
    """Lock what nobody works on, and write the dates that are others now."""
    rows = open_between(ids).select_for_update(of=("self",), no_key=True, skip_locked=not waits)
    worked = work_out([case.pk for case in rows.only("pk")], at, memory)
    same: dict[Dates, list[UUID]] = defaultdict(list)
    for one in worked:
        if one.is_changed:
            same[one.dates].append(one.case.id)
    # One statement for all that share their dates: far cheaper than one with a case for each row.
    for dates, pks in same.items():
        FairChanceCase.objects.filter(pk__in=pks).update(**dict(zip(DATES, dates, strict=True)))
    return worked


@transaction.atomic
def _withhold(case_id: UUID, at: datetime) -> int:
    return withhold_again(locked_case(case_id), at=at)


@transaction.atomic
def _raise(worked: Iterable[WorkedOut], at: datetime) -> tuple[int, int]:
    """Write down what became urgent, each once, and tell the officers; how many rows, and how many letters."""
    urgent = {one.case.id: one for one in worked if one.alarms}
    known = known_alarms(list(urgent))
    new = [
        (one, alarm, day) for one in urgent.values() for alarm, day in one.alarms
        if (one.case.id, alarm.value, day) not in known
    ]  # fmt: skip
    CaseEscalation.objects.bulk_create(
        [CaseEscalation(case_id=one.case.id, kind=alarm.value, due_on=day, raised_at=at) for one, alarm, day in new],
        ignore_conflicts=True,
    )
    audit.record_many(
        audit.Row(action="recruitment.case_escalate", subject=FairChanceCase(pk=one.case.id), at=at,
                  about=Person(pk=one.case.person_id), data={"kind": alarm.value}, key=CONFIDENTIAL)
        for one, alarm, _day in new
    )  # fmt: skip
    return len(new), _tell([(one.case.officer_id, alarm, day) for one, alarm, day in new], at)


def _tell(new: Sequence[tuple[UUID | None, Alarm, date]], at: datetime) -> int:
    """One letter an officer and kind: of their own cases, and of those nobody has; what is late goes to everybody.

    Where nobody is an officer at all, those who give roles are told how many cases wait, and nothing of them.
    """
    if not new:
        return 0
    everybody = {person.pk: person for person in officers(at)}
    if not everybody:
        left = Counter(alarm for _officer, alarm, _day in new)
        return len([_write(person, NOBODY, left, at, page="roles") for person in administrators(at)])
    due: dict[UUID, Counter[Alarm]] = defaultdict(Counter)
    late: Counter[Alarm] = Counter(alarm for _officer, alarm, _day in new if alarm is Alarm.DECIDE_LATE)
    for officer_id, alarm, _day in new:
        if alarm is not Alarm.DECIDE_LATE:
            for pk in [officer_id] if officer_id in everybody else everybody:
                due[pk][alarm] += 1
    written = [_write(everybody[pk], DUE, counts, at) for pk, counts in due.items()]
    written += [_write(person, PASSED, late, at) for person in everybody.values() if late]
    return len(written)


def _write(
    person: Person, kind: LetterKind, counts: Counter[Alarm], at: datetime, *, page: str = "recruitment_cases"
) -> Letter:
    with override(person.language):
        days = "\n".join(f"• {line}" for line in _lines(counts))
    return letters.compose_letter(
        actor=None, kind=kind.key, recipient=person, subject_record=person, at=at, dedup=at.isoformat(),
        values={
            "called": person.short_name, "days": days, "link": link_to(page),
            "organization": organization.current(person.language).name,
        },
    )  # fmt: skip


def _lines(counts: Counter[Alarm]) -> Iterator[str]:
    """What is urgent in numbers; no line where there is nothing."""
    for alarm, sentence in SENTENCES.items():
        if counts[alarm]:
            yield sentence % {"count": counts[alarm]}
