"""Writing the audit trail and sealing it into its chain."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Model, QuerySet

from fellowship.models import AuditChain, AuditEntry, AuditSeal, Person
from fellowship.queries.audit import entry_of
from fellowship.rules import audit as rules
from fellowship.rules import confidential

BATCH = 1000
# Rows get their number before they are committed, so a low number may show up after higher ones were sealed.
LOOK_BACK = 100_000
SAME_REQUEST = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Row:
    """One entry for :func:`record_many`; see :func:`record` for the meaning."""

    action: str
    subject: Model
    at: datetime
    actor: Person | None = None
    about: Person | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    kind: str = AuditEntry.Kind.WRITE
    key: str = ""


def _label(row: Row) -> str:
    """The model of the subject; what belongs to a confidential part carries that part's name, to be hidden with it."""
    label: str = row.subject._meta.label_lower  # noqa: SLF001  (Django's documented model API)
    part = confidential.part_of(row.key) if row.key else ""
    return f"{part}.{label.split('.')[1]}" if part else label


def _entry(row: Row) -> AuditEntry:
    return AuditEntry(
        at=row.at,
        kind=row.kind,
        action=row.action,
        actor_id=row.actor.pk if row.actor else None,
        subject_label=_label(row),
        subject_id=str(row.subject.pk),
        about_id=row.about.pk if row.about else None,
        data=dict(row.data),
    )


def record(
    *,
    actor: Person | None,
    action: str,
    subject: Model,
    at: datetime,
    about: Person | None = None,
    data: Mapping[str, Any] | None = None,
    key: str = "",
) -> AuditEntry:
    """Note a change: ``actor`` (``None``: the system) did ``action`` to ``subject``, which concerns ``about``.

    Call it inside the transaction of the change. ``data`` is small, JSON, and holds no personal data. ``key`` is the
    kind of a letter, file or job, which may belong to a confidential part.
    """
    entry = _entry(Row(action=action, subject=subject, at=at, actor=actor, about=about, data=data or {}, key=key))
    entry.save(force_insert=True)
    return entry


def record_read(
    *, actor: Person | None, action: str, subject: Model, at: datetime, about: Person | None = None, key: str = ""
) -> AuditEntry | None:
    """Note that ``actor`` looked at a sensitive record; once in a request, ``None`` the other times.

    Looks are told apart by the person object, which every request has its own of.
    """
    row = Row(action=action, subject=subject, at=at, actor=actor, about=about, kind=AuditEntry.Kind.READ, key=key)
    entry = _entry(row)
    seen: dict[tuple[object, ...], datetime] = {} if actor is None else actor.__dict__.setdefault("_reads_noted", {})
    look = (action, entry.subject_label, entry.subject_id, entry.about_id)
    if look in seen and abs(at - seen[look]) < SAME_REQUEST:
        return None
    entry.save(force_insert=True)
    transaction.on_commit(lambda: seen.update({look: at}))
    return entry


def record_many(rows: Iterable[Row]) -> int:
    """Note many changes with few statements, inside the caller's transaction; returns how many."""
    return len(AuditEntry.objects.bulk_create([_entry(row) for row in rows], batch_size=BATCH))


def _unsealed(*, thorough: bool) -> QuerySet[AuditEntry]:
    waiting = AuditEntry.objects.filter(seal__isnull=True)
    if not thorough:
        highest = AuditSeal.objects.aggregate(highest=Max("entry_id"))["highest"] or 0
        waiting = waiting.filter(pk__gt=highest - LOOK_BACK)
    return waiting.order_by("pk")


@transaction.atomic
def seal_batch(*, at: datetime, limit: int = BATCH, thorough: bool = False) -> int:
    """Add up to ``limit`` waiting rows to the chain; returns how many.

    The end of the chain is locked first, so that a second sealer waits and then goes on from the new end.
    ``thorough`` also looks for rows that were committed long after rows with higher numbers.
    """
    AuditChain.objects.get_or_create(pk=AuditChain.ONLY, defaults={"length": 0, "head_hash": rules.FIRST_HASH})
    chain = AuditChain.objects.select_for_update(of=("self",)).get(pk=AuditChain.ONLY)
    entries = [entry_of(entry) for entry in _unsealed(thorough=thorough)[:limit]]
    links = list(rules.forge(entries, length=chain.length, head_hash=chain.head_hash, sealed_at=at))
    if not links:
        return 0
    AuditSeal.objects.bulk_create(
        AuditSeal(
            position=link.position,
            entry_id=entry.id,
            previous_hash=link.previous_hash,
            hash=link.hash,
            sealed_at=link.sealed_at,
        )
        for link, entry in zip(links, entries, strict=True)
    )
    chain.length, chain.head_hash = links[-1].position, links[-1].hash
    chain.save(update_fields=["length", "head_hash"])
    return len(links)


def seal_waiting(*, at: datetime, thorough: bool = False) -> int:
    """Seal everything that waits, one short transaction a batch; returns how many rows."""
    sealed = 0
    while count := seal_batch(at=at, thorough=thorough):
        sealed += count
    return sealed
