"""Deleting the papers of closed cases once no law wants them: with a legal hold before, and a signed receipt after."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import PurePath
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person, StoredFile
from fellowship.rules.refusals import Conflict
from fellowship.services import audit, files
from recruitment.models import CaseFile, CasePaper, DeletionReceipt, FairChanceCase, LegalHold
from recruitment.queries.case_retention import HOLDS, SIGNER, TABLES, kept_cases, statement_of
from recruitment.rules.fair_chance import CONFIDENTIAL
from recruitment.rules.fair_chance_retention import CLASSES, digest_of
from recruitment.services.erasing import SIGNED
from recruitment.services.fair_chance import locked_case, note_step

# A receipt is about at most so many cases: each is one transaction.
BATCH = 100


class NoSuchCase(Conflict):
    """Nothing is kept under this reference."""

    sentence = _("There are no papers of a case under this reference. Check it, or the papers are gone already.")


class NoReason(Conflict):
    """A hold, and its end, have a reason in words."""

    sentence = _("Say why in words.")


@transaction.atomic
def place_hold(*, actor: Person, reference: str, reason: str, at: datetime) -> LegalHold:
    """Keep the papers of a case past their day; one that is held stays held under its first reason.

    Raises ``Refused`` for anybody but an officer and for one's own case, :class:`NoSuchCase` or :class:`NoReason`.
    """
    require(actor, HOLDS)
    words = reason.strip()
    if not words:
        raise NoReason
    found = FairChanceCase.objects.filter(
        offer__application__reference__iexact=reference.strip(), emptied_at__isnull=True
    ).exclude(offer__application__person=actor)
    case_id = found.order_by("-opened_at").values_list("pk", flat=True).first()
    if case_id is None:
        raise NoSuchCase
    case = locked_case(case_id)
    if case.emptied_at is not None:
        raise NoSuchCase
    hold, is_new = LegalHold.objects.get_or_create(
        case=case, released_at=None, defaults={"reason": words, "placed_at": at, "placed_by": actor}
    )
    if is_new:
        note_step(case, "hold", case.stage, actor=actor, at=at)
    return hold


@transaction.atomic
def release_hold(*, actor: Person, hold_id: UUID, reason: str, at: datetime) -> LegalHold:
    """Let a hold go, with the reason; letting go twice is once. Raises ``Refused`` or :class:`NoReason`."""
    case = locked_case(LegalHold.objects.values_list("case_id", flat=True).get(pk=hold_id))
    hold = LegalHold.objects.select_for_update(of=("self",)).get(pk=hold_id)
    require(actor, HOLDS, hold)
    if hold.released_at is not None:
        return hold
    words = reason.strip()
    if not words:
        raise NoReason
    hold.released_at, hold.released_by, hold.release_reason = at, actor, words
    hold.save(update_fields=["released_at", "released_by", "release_reason"])
    note_step(case, "release_hold", case.stage, actor=actor, at=at)
    return hold


def delete_due(*, at: datetime) -> list[DeletionReceipt]:
    """Delete the papers of each closed case whose last day is over at its office, and that nobody holds.

    One receipt a batch. Running it again does nothing more.
    """
    due = [kept.case_id for kept in kept_cases() if kept.is_due(at)]
    made = (_delete_batch(due[first : first + BATCH], at) for first in range(0, len(due), BATCH))
    return [receipt for receipt in made if receipt is not None]


@transaction.atomic
def _delete_batch(case_ids: Sequence[UUID], at: datetime) -> DeletionReceipt | None:
    """Take the papers of these cases away. Each is locked and looked at again: a hold may have come meanwhile."""
    ids: list[str] = []
    counts: Counter[str] = Counter()
    cases = [locked_case(case_id) for case_id in sorted(case_ids)]
    due = {kept.case_id for kept in kept_cases([case.pk for case in cases]) if kept.is_due(at)}
    for case in cases:
        if case.pk in due:
            ids += _empty(case, counts, at)
    if not ids:
        return None
    receipt = DeletionReceipt(
        pk=uuid4(), made_at=at.astimezone(UTC), cases=len(due), ids_sha256=digest_of(ids),
        classes={name: counts[name] for name in CLASSES if counts[name]},
    )  # fmt: skip
    receipt.signature = SIGNER.signature(statement_of(receipt))
    receipt.save(force_insert=True)
    audit.record(
        actor=None, action="recruitment.delete_case_papers", subject=receipt, at=at,
        data={"cases": receipt.cases, "ids": receipt.ids_sha256},
    )  # fmt: skip
    return receipt


def _empty(case: FairChanceCase, counts: Counter[str], at: datetime) -> list[str]:
    """Delete what the case holds, and the words on the case itself; the ids of all that went."""
    ids = [f"case:{case.pk}"]
    for name, (table, way) in TABLES.items():
        pks = [str(pk) for pk in table._default_manager.filter(**{way: case}).values_list("pk", flat=True)]  # noqa: SLF001  (Django's documented name)
        counts[name] += len(pks)
        ids += [f"{name}:{pk}" for pk in pks]
    for file_id in _files_of(case):
        files.delete_file(actor=None, file_id=file_id, at=at)
    for name in reversed(TABLES):
        table, way = TABLES[name]
        table._default_manager.filter(**{way: case}).delete()  # noqa: SLF001  (Django's documented name)
    case.notes, case.late_reason, case.late_counsel, case.authorized_address = "", "", "", None
    case.authorized_name = SIGNED if case.authorized_name else ""
    case.emptied_at = at
    case.save()
    note_step(case, "empty", case.stage, actor=None, at=at)
    return ids


def _files_of(case: FairChanceCase) -> list[UUID]:
    """The files that belong to the case alone."""
    papers = CasePaper.objects.filter(case=case).values_list("file_id", flat=True)
    return sorted({*papers, *CaseFile.objects.filter(case=case).values_list("file_id", flat=True)})


@transaction.atomic(savepoint=False)
def keep_papers(person: Person, at: datetime) -> None:
    """Before a person's files are deleted: those of a closed case lose their owner and stay, as its law asks."""
    cases = FairChanceCase.objects.filter(
        offer__application__person=person, closed_at__isnull=False, emptied_at__isnull=True
    )
    kept = kept_cases(list(cases.values_list("pk", flat=True)))
    for case in cases.order_by("pk"):
        for file in StoredFile.objects.filter(pk__in=_files_of(case)).only("name"):
            nameless = f"paper{PurePath(file.name).suffix[:5]}"
            StoredFile.objects.filter(pk=file.pk).update(owner=None, name=nameless)
    for one in kept:
        audit.record(
            actor=None, action="recruitment.keep_case_papers", subject=FairChanceCase(pk=one.case_id), about=person,
            at=at, data={"until": one.until.isoformat()}, key=CONFIDENTIAL,
        )  # fmt: skip
