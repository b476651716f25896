"""What the columns of the exported list are called."""

from django.utils.translation import gettext_lazy as _

from recruitment.models.wording import Words
from recruitment.rules.spreadsheets import Column

COLUMN_LABELS: dict[Column, Words] = {
    Column.REFERENCE: _("Reference"),
    Column.NAME: _("Name"),
    Column.CALLED: _("To be called"),
    Column.PRONOUNS: _("Pronouns"),
    Column.EMAIL: _("E-mail"),
    Column.STAGE: _("Stage"),
    Column.SINCE: _("Since"),
    Column.WAITING: _("Waiting, days"),
    Column.SENT: _("Submitted"),
    Column.OFFICES: _("Offices, in order"),
    Column.LANGUAGES: _("Languages"),
    Column.READS: _("Readers who are done"),
    Column.SCORE: _("Mean of all marks"),
    Column.OWNER: _("Owner"),
}
