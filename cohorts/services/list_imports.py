"""An office's list from a sheet: read and checked, then used in one step, and undone until lists close."""

from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cohorts.models import Cohort, Fellow, ListImport
from cohorts.queries.list_states import office_state
from cohorts.queries.met import rankable
from cohorts.rules.sheets import MOST_ROWS, NoColumns, find_columns, read_rows
from cohorts.rules.stages import FellowStage
from cohorts.services.rankings import UnknownEntry, own_office, rankable_ids, restore_office_list
from fellowship.access import require
from fellowship.models import HostOffice, Person
from fellowship.rules import sniff
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from fellowship.services.spreadsheets import workbook
from recruitment.services.sheets import Sheet, SheetRefused, as_unicode, read_sheet

LARGEST_FILE = 2 * 1024 * 1024
LARGEST_UNPACKED = 4 * 1024 * 1024


class NothingInIt(Conflict):
    """No row of the sheet says anything."""

    sentence = _("No row of this sheet can be used. Mend the rows named below and send it again.")


class UndoneAlready(Conflict):
    """The sheet was used and undone; what it says may be out of date."""

    sentence = _("This sheet was undone. Send it again to use it.")


class NotUsed(Conflict):
    """There is nothing to undo."""

    sentence = _("This sheet was not used, or it was undone already.")


@transaction.atomic
def send_sheet(*, actor: Person, office_id: UUID, cohort_id: UUID, upload: UploadedFile, at: datetime) -> ListImport:
    """Read a sheet and say what it would make; the office's list stays as it is.

    Formulas are never run. The file itself is not kept. Raises ``SheetRefused`` or ``ListsClosed``.
    """
    own_office(actor, office_id, cohort_id, at)
    sheet = _read(upload)
    try:
        columns = find_columns(sheet.heads)
    except NoColumns:
        raise SheetRefused(
            _("The first row must name the columns: Code or Name, and Number, Score or “Not this person, because”.")
        ) from None
    fellows = Fellow.objects.filter(cohort_id=cohort_id).exclude(stage=FellowStage.LEFT).select_related("person")
    names = {str(row.pk): row.person.get_full_name() for row in fellows}
    may = frozenset(map(str, rankable_ids(office_id, cohort_id)))
    listed = read_rows(sheet.rows, columns, names, may)
    kept = ListImport.objects.create(
        cohort_id=cohort_id, office_id=office_id, sent_by=actor, sent_at=at,
        entries={"groups": listed.groups, "scores": listed.scores, "refused": listed.refused},
        problems=[list(row) for row in listed.problems],
    )  # fmt: skip
    audit.record(actor=actor, action="cohorts.send_sheet", subject=kept, at=at, data={"rows": len(sheet.rows)})
    return kept


@transaction.atomic
def use_sheet(*, actor: Person, import_id: UUID, at: datetime) -> ListImport:
    """Let the sheet's list take the place of the office's; doing it twice changes nothing.

    Whoever the sheet does not name keeps no number. Raises :class:`NothingInIt`, :class:`UndoneAlready` or what saving
    a list raises, also where somebody of the sheet can't be on the list any more.
    """
    kept = _locked(actor, import_id, at)
    if kept.undone_at is not None:
        raise UndoneAlready
    if kept.used_at is not None:
        return kept
    if not kept.entries["groups"] and not kept.entries["refused"]:
        raise NothingInIt
    if not {UUID(one) for group in kept.entries["groups"] for one in group} <= rankable_ids(
        kept.office_id, kept.cohort_id
    ):
        raise UnknownEntry
    kept.before = office_state(kept.office_id, kept.cohort_id)
    restore_office_list(actor=actor, office_id=kept.office_id, cohort_id=kept.cohort_id, state=kept.entries, at=at)
    kept.used_at = at
    kept.save(update_fields=["before", "used_at"])
    audit.record(actor=actor, action="cohorts.use_sheet", subject=kept, at=at)
    return kept


@transaction.atomic
def undo_sheet(*, actor: Person, import_id: UUID, at: datetime) -> ListImport:
    """Bring back the list that the sheet replaced. Raises :class:`NotUsed` or ``ListsClosed``."""
    kept = _locked(actor, import_id, at)
    if kept.used_at is None or kept.undone_at is not None:
        raise NotUsed
    restore_office_list(actor=actor, office_id=kept.office_id, cohort_id=kept.cohort_id, state=kept.before, at=at)
    kept.undone_at = at
    kept.save(update_fields=["undone_at"])
    audit.record(actor=actor, action="cohorts.undo_sheet", subject=kept, at=at)
    return kept


@transaction.atomic
def template_sheet(*, actor: Person, office_id: UUID, cohort_id: UUID, at: datetime) -> bytes:
    """An empty sheet with the codes and names of those who may be on the list filled in."""
    office = HostOffice.objects.get(pk=office_id)
    require(actor, "cohorts.rank_fellows", office)
    audit.record(actor=actor, action="cohorts.take_empty_sheet", subject=office, at=at)
    fellows = rankable(Cohort.objects.get(pk=cohort_id), office_id).select_related("person")
    heads = [_now("Code"), _now("Name"), _now("Number"), _now("Score"), _now("Not this person, because")]
    rows = [[str(row.pk), row.person.get_full_name()] for row in fellows.order_by("person__name", "pk")]
    return workbook(_now("The list"), [heads, *rows])


def _locked(actor: Person, import_id: UUID, at: datetime) -> ListImport:
    office_id, cohort_id = ListImport.objects.values_list("office_id", "cohort_id").get(pk=import_id)
    own_office(actor, office_id, cohort_id, at)
    return ListImport.objects.select_for_update(of=("self",)).get(pk=import_id)


def _read(upload: UploadedFile) -> Sheet:
    if (upload.size or 0) > LARGEST_FILE:
        raise SheetRefused(_("This file is larger than 2 megabytes. Send only the list."))
    content = as_unicode(bytes(upload.read(LARGEST_FILE + 1)))
    try:
        kind = sniff.guess(content)
        if kind is sniff.FileKind.XLSX:
            sniff.check_package(content, most=LARGEST_UNPACKED)
    except sniff.Unfit:
        raise SheetRefused(_("This file is damaged. Open it, save it again as .xlsx, and send that.")) from None
    if kind not in {sniff.FileKind.XLSX, sniff.FileKind.TEXT}:
        raise SheetRefused(_("This is no sheet. Send a file in the format .xlsx or .csv."))
    sheet = read_sheet(content)
    if len(sheet.rows) > MOST_ROWS:
        raise SheetRefused(_("This sheet has more than 1,000 rows. Send only the list."))
    return sheet
