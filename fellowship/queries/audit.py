"""Reading the audit trail: the chain, the auditors' list, and who looked at a person's file."""

from collections.abc import Iterator

from fellowship.models import AuditChain, AuditEntry, AuditSeal
from fellowship.rules import audit as rules


def entry_of(row: AuditEntry) -> rules.Entry:
    """An audit row as the plain values that a link covers."""
    return rules.Entry(
        id=row.pk,
        at=row.at,
        kind=row.kind,
        action=row.action,
        actor_id=str(row.actor_id) if row.actor_id else None,
        subject_label=row.subject_label,
        subject_id=row.subject_id,
        about_id=str(row.about_id) if row.about_id else None,
        data=row.data,
    )


def _links() -> Iterator[rules.Link]:
    rows = AuditSeal.objects.order_by("position").values_list(
        "position", "previous_hash", "hash", "sealed_at", "entry_id"
    )
    batch: list[tuple[int, str, str, object, int]] = []
    for row in rows.iterator(chunk_size=2000):
        batch.append(row)
        if len(batch) == 2000:
            yield from _with_entries(batch)
            batch = []
    yield from _with_entries(batch)


def _with_entries(batch: list) -> Iterator[rules.Link]:
    entries = AuditEntry.objects.in_bulk([row[4] for row in batch])
    for position, previous_hash, digest, sealed_at, entry_id in batch:
        entry = entries.get(entry_id)
        yield rules.Link(position, previous_hash, digest, sealed_at, entry_of(entry) if entry else None)
