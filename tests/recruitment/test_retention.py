"""Imported sheets and downloaded lists are deleted when their use is over, and not a moment before."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from fellowship.models import AuditEntry, Job, StoredFile
from recruitment import tasks
from recruitment.models import ImportBatch, ImportRow
from recruitment.services.retention import forget_lists, forget_sheets
from tests.factories import recruitment as make

pytestmark = pytest.mark.django_db
AT = make.AT


def stored(owner, purpose, at=AT):
    return StoredFile.objects.create(
        owner=owner, purpose=purpose, name="sheet.xlsx", content_type="x", size=1, sha256="0" * 64,
        content=ContentFile(b"x", name="sheet.xlsx"), created_at=at,
    )  # fmt: skip


def batch(stage, **fields):
    ines = make.manager()
    kept = ImportBatch.objects.create(
        cycle=make.cycle(), person=ines, file=stored(ines, "recruitment.import"), stage=stage, created_at=AT, **fields
    )
    ImportRow.objects.create(batch=kept, number=2, values={"name": "Ana Sol"}, problems=[["email", "no_email"]])
    return kept


def test_a_sheet_goes_with_the_days_to_undo_it(django_capture_on_commit_callbacks):
    kept = batch("applied", applied_at=AT)
    place, storage = kept.file.content.name, kept.file.content.storage
    assert forget_sheets(at=AT + timedelta(days=7)) == 0
    assert ImportRow.objects.get().values == {"name": "Ana Sol"}
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_sheets(at=AT + timedelta(days=7, seconds=1)) == 1
    assert forget_sheets(at=AT + timedelta(days=8)) == 0
    kept.refresh_from_db()
    assert (kept.file, ImportRow.objects.get().values) == (None, {})
    assert not storage.exists(place)
    assert AuditEntry.objects.filter(action="recruitment.forget_sheet").count() == 1


def test_an_undone_sheet_goes_at_once():
    batch("undone", applied_at=AT, undone_at=AT)
    assert forget_sheets(at=AT) == 1
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("stage", ["uploaded", "checked"])
def test_a_sheet_that_nobody_carried_out_goes_whole_after_thirty_days(stage):
    batch(stage)
    assert forget_sheets(at=AT + timedelta(days=30)) == 0
    assert forget_sheets(at=AT + timedelta(days=30, seconds=1)) == 1
    assert not ImportBatch.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_sheet_at_work_stays():
    batch("applying")
    assert forget_sheets(at=AT + timedelta(days=90)) == 0


def test_lists_go_after_a_week_and_other_files_stay(client, clock, monkeypatch):
    ines = make.manager()
    old, new = stored(ines, "recruitment.export", AT - timedelta(days=8)), stored(ines, "recruitment.export")
    other = stored(ines, "recruitment.answer", AT - timedelta(days=90))
    job = Job.objects.create(
        kind="recruitment.export", label="List", owner=ines, stage="done", result_file=old, created_at=AT,
        updated_at=AT,
    )  # fmt: skip
    assert forget_lists(at=AT) == 1
    assert set(StoredFile.objects.all()) == {new, other}
    client.force_login(ines)
    assert "Its file is deleted by now" in client.get(reverse("job", args=[job.pk])).text


def test_the_worker_does_both(clock):
    clock.at = AT
    batch("undone", applied_at=AT, undone_at=AT)
    stored(make.manager("Noa Fox"), "recruitment.export", AT - timedelta(days=90))
    tasks.forget_sheets()
    assert not StoredFile.objects.exists()
