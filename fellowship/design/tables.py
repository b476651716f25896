"""Tables of staff screens: django-tables2 with our markup and a few kinds of columns."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django_tables2.columns import BoundColumn
from django_tables2.utils import signature

from fellowship.design.wording import money_in_words


@dataclass(frozen=True, slots=True)
class Head:
    """A column as its cells need it: what a cell is called, how it looks, and what draws it.

    ``look`` is "row" (the name of the row), "pick" (a tick), "n" (a number) or nothing.
    """

    column: BoundColumn
    label: str
    look: str
    takes: tuple[str, ...]

    def cell(self, record: Any) -> Any:
        """The content of the cell of a record; the column's default where there is nothing to draw."""
        value = getattr(record, self.column.accessor)
        if value in self.column.column.empty_values:
            return self.column.default
        given = {"value": value, "record": record}
        return self.column.render(**{name: given[name] for name in self.takes})


class FellowshipTable(tables.Table):
    """A table in our markup; ``caption`` says in words what it lists and in which order, for screen readers.

    Columns draw a cell from ``value`` and ``record``. What holds for a whole column is worked out once, not a cell.
    """

    caption: ClassVar[Any] = ""

    class Meta:
        """Our template; an empty table is the page's own business (show an empty state instead)."""

        template_name = "components/table.html"

    @cached_property
    def heads(self) -> tuple[Head, ...]:
        """The columns that are shown, in order."""
        return tuple(
            Head(bound, str(bound.header), getattr(bound.column, "look", ""), signature(bound.render)[0])
            for bound in self.columns
        )

    def lines(self) -> Iterator[list[tuple[str, str, Any]]]:
        """The rows: look, label and content of each cell."""
        for record in self.data:
            yield [(head.look, head.label, head.cell(record)) for head in self.heads]


class RowHeader(tables.Column):
    """The column that names the row; ``url`` gives the address of a record."""

    look = "row"

    def __init__(self, *args: Any, url: Callable[[Any], str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.url = url

    def render(self, value: Any, record: Any) -> str | SafeString:
        """The name, linked when there is an address."""
        if self.url is None:
            return str(value)
        return format_html('<a class="cell" href="{}">{}</a>', self.url(record), value)


class Number(tables.Column):
    """A number, set to the end of its cell."""

    look = "n"


class Money(tables.Column):
    """Integer cents, shown as dollars."""

    look = "n"

    def render(self, value: int) -> str:
        """Dollars and cents."""
        return money_in_words(value)


class TagColumn(tables.Column):
    """A status tag; ``kind`` gives its kind for a record."""

    def __init__(self, *args: Any, kind: Callable[[Any], str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind

    def render(self, value: Any, record: Any) -> SafeString:
        """The word with its shape."""
        kind = self.kind(record)
        return format_html('<span class="{}">{}</span>', f"tag tag--{kind}" if kind != "quiet" else "tag", value)


class Pick(tables.Column):
    """A tick per row for bulk acts; ``name`` of the inputs, ``label`` gives the words for a record."""

    look = "pick"

    def __init__(self, *args: Any, name: str = "pick", label: Callable[[Any], str], **kwargs: Any) -> None:
        super().__init__(*args, orderable=False, verbose_name="", **kwargs)
        self.input_name = name
        self.label = label

    def render(self, value: Any, record: Any) -> SafeString:
        """A checkbox of 44 px with hidden words."""
        return format_html(
            '<label class="tickbox"><input class="tick" type="checkbox" name="{}" value="{}">'
            '<span class="hide">{}</span></label>',
            self.input_name,
            value,
            _("Select %(row)s") % {"row": self.label(record)},
        )
