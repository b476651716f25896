"""Sheets and lists go when their use is over: each holds many people's words outside of where access is kept."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from fellowship.models import StoredFile
from fellowship.services import audit, files
from recruitment.models import BulkChange, ImportBatch, ImportRow
from recruitment.rules.importing import FORGET_UNUSED_AFTER, KEEP_LISTS_FOR, UNDO_FOR, ImportStage
from recruitment.rules.labels import UNDO_FOR as UNDO_CHANGE_FOR

LIST = "recruitment.export"


@transaction.atomic
def forget_sheets(*, at: datetime) -> int:
    """Delete imported sheets, and the rows that made no application, once an import can't be undone any more.

    A sheet that nobody carried out within 30 days goes with its import. Returns how many imports that were.
    """
    over = Q(stage=ImportStage.APPLIED, applied_at__lt=at - UNDO_FOR) | Q(stage=ImportStage.UNDONE)
    unused = Q(stage__in=[ImportStage.UPLOADED, ImportStage.CHECKED], created_at__lt=at - FORGET_UNUSED_AFTER)
    locked = ImportBatch.objects.select_for_update(of=("self",))
    due = list(locked.filter(unused | over & Q(file__isnull=False)).order_by("pk"))
    for batch in due:
        audit.record(actor=None, action="recruitment.forget_sheet", subject=batch, at=at)
        file_id, is_unused = batch.file_id, batch.stage not in (ImportStage.APPLIED, ImportStage.UNDONE)
        if is_unused:
            batch.delete()
        else:
            ImportRow.objects.filter(batch=batch).update(values={})
        if file_id is not None:
            files.delete_file(actor=None, file_id=file_id, at=at)
    return len(due)


@transaction.atomic
def forget_lists(*, at: datetime) -> int:
    """Delete lists of applications that somebody had written more than a week ago; returns how many."""
    due = StoredFile.objects.filter(purpose=LIST, created_at__lt=at - KEEP_LISTS_FOR).order_by("pk")
    ids = list(due.values_list("pk", flat=True))
    for file_id in ids:
        files.delete_file(actor=None, file_id=file_id, at=at)
    return len(ids)


@transaction.atomic
def forget_due(*, at: datetime) -> int:
    """Delete both, and notes of changes that can't be undone any more; returns how many sheets and lists."""
    BulkChange.objects.filter(made_at__lt=at - UNDO_CHANGE_FOR).delete()
    return forget_sheets(at=at) + forget_lists(at=at)
