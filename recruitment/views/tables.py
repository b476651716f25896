"""The table of the pipeline."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fellowship.design.escaping import markup
from fellowship.design.tables import FellowshipTable, Number, Pick, RowHeader, TagColumn
from recruitment.queries.pipeline import PipelineRow
from recruitment.rules.searching import Piece


def _address(row: PipelineRow) -> str:
    return reverse("recruitment_application", args=[row.id])


class PipelineTable(FellowshipTable):
    """One row per application; the rows come in the right order already."""

    caption = gettext_lazy("Applications in the order chosen")

    id = Pick(label=lambda row: row.name)
    name = RowHeader(url=_address, verbose_name=gettext_lazy("Applicant"))
    reference = tables.Column(verbose_name=gettext_lazy("Reference"))
    stage = TagColumn(kind=lambda row: row.tag, verbose_name=gettext_lazy("Stage"), orderable=False)
    readers = tables.Column(verbose_name=gettext_lazy("Read"), orderable=False, empty_values=())
    offices = tables.Column(verbose_name=gettext_lazy("Offices, in order"), orderable=False)
    waiting_days = Number(verbose_name=gettext_lazy("Waiting"))
    labels = tables.Column(verbose_name=gettext_lazy("Labels"), orderable=False, empty_values=())
    owner = tables.Column(verbose_name=gettext_lazy("Owner"), orderable=False, empty_values=())
    found = tables.Column(verbose_name=gettext_lazy("In the answers"), orderable=False, empty_values=())

    class Meta(FellowshipTable.Meta):
        pass

    def render_waiting_days(self, value: int) -> str:
        """Whole days in the present stage."""
        return ngettext("%(count)d day", "%(count)d days", value) % {"count": value}

    def render_reference(self, value: str) -> str:
        """On one line."""
        return markup('<span class="nowrap">{}</span>', value)

    def render_readers(self, value: str) -> str:
        """How many readers are done."""
        return markup('<span class="nowrap">{}</span>', value or _("not yet"))

    def render_found(self, value: tuple[Piece, ...]) -> str:
        """What surrounds the words looked for, and they themselves marked."""
        marked = (("<mark>{}</mark>" if piece.hit else "{}", piece.text) for piece in value)
        return format_html_join("", "{}", ((format_html(pattern, text),) for pattern, text in marked))

    def render_labels(self, value: tuple[str, ...]) -> str:
        """One after the other."""
        return format_html_join(" ", '<span class="chip">{}</span>', ((name,) for name in value))

    def render_owner(self, value: str) -> str:
        """Who looks after it."""
        return value or _("Unassigned")
