"""Applications from a spreadsheet: kept, read by columns, checked without writing, carried out, and undone."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import transaction
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Job, Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from fellowship.services.files import store_file
from fellowship.services.jobs import finish_job, report_progress, start_job
from recruitment.models import (
    Answer,
    Application,
    Cycle,
    FormVersion,
    ImportBatch,
    ImportRow,
    OfficeChoice,
    Question,
    SpokenLanguage,
)
from recruitment.queries.importing import known_for, questions_of
from recruitment.rules.importing import STEPS, UNDO_FOR, Column, ImportStage, check_row, guess_columns
from recruitment.rules.questions import LanguageLevel
from recruitment.rules.stages import Action, Stage
from recruitment.services.applications import NoForm, take_step
from recruitment.services.search import refresh_names, refresh_texts
from recruitment.services.sheets import as_unicode, read_sheet, sheet_of

PORTION = 200
UPLOAD_CAP = 5 * 1024 * 1024


class NothingToImport(Conflict):
    """No row of the sheet can become an application."""

    sentence = _("No row of this sheet can become an application. Mend the rows named below and send it again.")


class TooLateToUndo(Conflict):
    """The days to undo an import are over."""

    sentence = _("An import can be undone for seven days. After that, withdraw the applications one by one.")


class NotMapped(Conflict):
    """Name or address has no column."""

    sentence = _("Choose the columns of the name and of the e-mail address.")


def _moved(batch: ImportBatch, action: str) -> None:
    batch.stage = ImportStage(STEPS.after(batch.stage, action))


def _locked(actor: Person, batch_id: UUID) -> ImportBatch:
    batch = ImportBatch.objects.select_for_update(of=("self",)).select_related("cycle", "file").get(pk=batch_id)
    require(actor, "recruitment.import_applications", batch)
    return batch


def newest_version(cycle: Cycle) -> FormVersion:
    """The form that these applications are kept on. Raises ``NoForm``."""
    version = FormVersion.objects.filter(form=cycle.form_id, published_at__isnull=False).order_by("-number").first()
    if version is None:
        raise NoForm
    return version


@transaction.atomic
def upload_sheet(*, actor: Person, cycle_id: UUID, upload: UploadedFile, at: datetime) -> ImportBatch:
    """Keep a spreadsheet and guess its columns. Raises ``Refused``, ``FileRefused``, ``SheetRefused``, ``NoForm``."""
    require(actor, "recruitment.import_applications")
    cycle = Cycle.objects.get(pk=cycle_id)
    newest_version(cycle)
    content = as_unicode(bytes(upload.read(UPLOAD_CAP + 1)))
    kept = store_file(
        actor=actor, owner=actor, upload=SimpleUploadedFile(upload.name or "sheet", content),
        purpose="recruitment.import", at=at,
    )  # fmt: skip
    mapping = guess_columns(read_sheet(content).heads, questions_of(cycle))
    batch = ImportBatch.objects.create(cycle=cycle, person=actor, file=kept, mapping=mapping, created_at=at)
    audit.record(actor=actor, action="recruitment.upload_sheet", subject=batch, at=at)
    return batch


@transaction.atomic
def choose_sheet(*, actor: Person, batch_id: UUID, sheet: int, at: datetime) -> ImportBatch:
    """Read another sheet of the workbook and guess its columns anew."""
    batch = _locked(actor, batch_id)
    _moved(batch, "change")
    batch.sheet = sheet
    batch.mapping = guess_columns(sheet_of(batch).heads, questions_of(batch.cycle))
    batch.save(update_fields=["stage", "sheet", "mapping"])
    batch.rows.all().delete()
    audit.record(actor=actor, action="recruitment.choose_sheet", subject=batch, at=at)
    return batch


@transaction.atomic
def check_import(*, actor: Person, batch_id: UUID, mapping: Mapping[str, int], at: datetime) -> ImportBatch:
    """Read every row by these columns and note what is wrong with each; no person and no application is made.

    Raises :class:`NotMapped` without a column for name and address.
    """
    if not {Column.NAME, Column.EMAIL} <= set(mapping):
        raise NotMapped
    batch = _locked(actor, batch_id)
    _moved(batch, "check")
    sheet, known = sheet_of(batch), known_for(batch.cycle)
    seen: set[str] = set()
    today = at.astimezone(get_current_timezone()).date()
    checked = [(number, check_row(cells, mapping, known, seen=seen, today=today)) for number, cells in sheet.rows]
    batch.rows.all().delete()
    ImportRow.objects.bulk_create(
        [
            ImportRow(batch=batch, number=number, values=dict(row.values), problems=[list(p) for p in row.problems])
            for number, row in checked
        ],
        batch_size=500,
    )
    batch.mapping = dict(mapping)
    batch.save(update_fields=["stage", "mapping"])
    audit.record(actor=actor, action="recruitment.check_import", subject=batch, at=at, data={"rows": len(checked)})
    return batch


@transaction.atomic
def start_import(*, actor: Person, batch_id: UUID, at: datetime) -> Job:
    """Ask the worker to make applications of the rows that are whole. Raises :class:`NothingToImport`."""
    batch = _locked(actor, batch_id)
    if not batch.rows.filter(problems=[]).exists():
        raise NothingToImport
    _moved(batch, "apply")
    batch.save(update_fields=["stage"])
    audit.record(actor=actor, action="recruitment.apply_import", subject=batch, at=at)
    return start_job(actor=actor, kind="recruitment.import", params={"batch": str(batch.pk)}, at=at, label=_("Import"))


def _person_of(values: Mapping[str, str], at: datetime) -> tuple[Person, bool]:
    """The person with this address, made where there is none: nobody has confirmed it, and nobody can sign in yet."""
    found = Person.objects.filter(email__iexact=values["email"]).first()
    if found is not None:
        return found, False
    made = Person.objects.create_user(
        values["email"], None, name=values["name"], called=values["called"], pronouns=values["pronouns"],
        date_joined=at,
    )  # fmt: skip
    return made, True


@transaction.atomic
def _import_row(row_id: int, batch: ImportBatch, version: FormVersion, at: datetime) -> None:
    """One row in one transaction; a row that was done before, or whose person applied meanwhile, is left."""
    row = ImportRow.objects.select_for_update(of=("self",)).get(pk=row_id)
    if row.application_id is not None or not row.values:
        return
    cycle = Cycle.objects.select_for_update(of=("self",)).get(pk=batch.cycle_id)
    values = row.values
    person, row.made_person = _person_of(values, at)
    if Application.objects.filter(person=person, cycle=cycle).exists():
        row.problems = [[str(Column.EMAIL), "applied"]]
        row.save(update_fields=["problems"])
        return
    noon = datetime.combine(date.fromisoformat(values["sent_on"]), time(12), get_current_timezone())
    sent = min(noon.astimezone(UTC), at)
    reference = f"{cycle.reference_prefix}-{cycle.next_number:04d}"
    application = Application.objects.create(
        person=person, cycle=cycle, form_version=version, reference=reference,
        stage_since=sent, started_at=sent, updated_at=sent,
    )  # fmt: skip
    cycle.next_number += 1
    cycle.save(update_fields=["next_number"])
    _write_answers(application, version, values, sent)
    take_step(application, actor=batch.person, action=Action.SUBMIT, at=sent, reason=str(_("Imported")))
    refresh_names(application)
    refresh_texts(application)
    row.application, row.values = application, {}
    row.save(update_fields=["application", "values", "made_person"])


def _write_answers(application: Application, version: FormVersion, values: Mapping[str, object], at: datetime) -> None:
    answers, offices, languages = values["answers"], values["offices"], values["languages"]
    assert isinstance(answers, dict)  # noqa: S101  (what check_row wrote)
    assert isinstance(offices, list)  # noqa: S101
    assert isinstance(languages, list)  # noqa: S101
    spoken = [{"language": code, "level": str(LanguageLevel.WORKING)} for code in languages]
    by_kind = {"offices": offices, "languages": spoken}
    for question in Question.objects.filter(version=version).order_by("sort_order", "pk"):
        value = answers.get(question.key) or by_kind.get(question.kind)
        if value:
            Answer.objects.create(application=application, question=question, value=value, saved_at=at)
    OfficeChoice.objects.bulk_create(
        OfficeChoice(application=application, office_id=office, rank=rank) for rank, office in enumerate(offices, 1)
    )
    SpokenLanguage.objects.bulk_create(SpokenLanguage(application=application, **row) for row in spoken)


@transaction.atomic
def _end(job_id: UUID, batch_id: UUID, action: str, at: datetime) -> None:
    """Say that an import was carried out or undone; saying so twice changes nothing."""
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch_id)
    if STEPS.allows(batch.stage, action):
        _moved(batch, action)
        if action == "undo":
            batch.undone_at = at
        else:
            batch.applied_at = at
        batch.save(update_fields=["stage", "applied_at", "undone_at"])
    finish_job(job_id=job_id, at=at, result_url=f"/staff/applications/import/{batch.pk}/")


def run_import(*, job_id: UUID, now: Callable[[], datetime]) -> None:
    """Make applications of the rows that are whole, one after the other; bears being run again.

    No letter is sent: these people did not write to us here.
    """
    job = Job.objects.get(pk=job_id)
    batch = ImportBatch.objects.select_related("person", "cycle").get(pk=job.params["batch"])
    if batch.stage != ImportStage.APPLYING:
        return
    version = newest_version(batch.cycle)
    ids = list(batch.rows.filter(problems=[]).order_by("number").values_list("pk", flat=True))
    for done, row_id in enumerate(ids, 1):
        _import_row(row_id, batch, version, now())
        if not done % PORTION:
            report_progress(job_id=job_id, done=done, total=len(ids), at=now())
    _end(job_id, batch.pk, "finish", now())


@transaction.atomic
def start_undo(*, actor: Person, batch_id: UUID, at: datetime) -> Job:
    """Ask the worker to take an import back. Raises :class:`TooLateToUndo` after seven days."""
    batch = _locked(actor, batch_id)
    STEPS.after(batch.stage, "undo")
    if batch.applied_at is None or at > batch.applied_at + UNDO_FOR:
        raise TooLateToUndo
    audit.record(actor=actor, action="recruitment.undo_import", subject=batch, at=at)
    return start_job(
        actor=actor, kind="recruitment.undo_import", params={"batch": str(batch.pk)}, at=at, label=_("Undo the import")
    )


@transaction.atomic
def _undo_row(row_id: int, actor: Person, at: datetime) -> None:
    """Take one application back, and the person that came with it, unless anybody has touched either since."""
    row = ImportRow.objects.select_for_update(of=("self",)).get(pk=row_id)
    application = Application.objects.select_for_update(of=("self",)).filter(import_row=row).first()
    if application is None or not _untouched(application):
        return
    person = Person.objects.get(pk=application.person_id)
    audit.record(actor=actor, action="recruitment.take_back_import", subject=application, about=person, at=at)
    application.delete()
    is_known = person.last_login is not None or person.applications.exists() or person.role_grants.exists()
    if row.made_person and not is_known:
        person.delete()


def _untouched(application: Application) -> bool:
    return (
        application.stage == Stage.SUBMITTED
        and application.owner_id is None
        and application.updated_at == application.submitted_at
        and application.stage_changes.count() == 1
        and not application.review_assignments.exists()
        and not application.pending_decisions.exists()
    )


def run_undo(*, job_id: UUID, now: Callable[[], datetime]) -> None:
    """Take back the applications of an import that nobody has touched; the others stay. Bears being run again."""
    job = Job.objects.get(pk=job_id)
    batch = ImportBatch.objects.select_related("person").get(pk=job.params["batch"])
    ids = list(batch.rows.filter(application__isnull=False).order_by("-number").values_list("pk", flat=True))
    for done, row_id in enumerate(ids, 1):
        _undo_row(row_id, batch.person, now())
        if not done % PORTION:
            report_progress(job_id=job_id, done=done, total=len(ids), at=now())
    _end(job_id, batch.pk, "undo", now())
