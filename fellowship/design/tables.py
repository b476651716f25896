"""Tables of staff screens: django-tables2 with our markup and a few kinds of columns."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import django_tables2 as tables
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django_tables2.columns import BoundColumn
from django_tables2.utils import signature

from fellowship.design.escaping import markup, shown
from fellowship.design.wording import money_in_words


@dataclass(frozen=True, slots=True)
class Head:
    """A column as its cells need it: what a cell is called, how it looks, and what draws it.

    ``look`` is "row" (the name of the row), "pick" (a tick), "n" (a number) or nothing; ``opens`` and ``closes`` are
    the tags around the content of a cell.
    """

    column: BoundColumn
    label: str
    look: str
    takes: tuple[str, ...]
    opens: str
    closes: str

    @classmethod
    def of(cls, bound: BoundColumn) -> "Head":
        """What all cells of a column share."""
        look, label = getattr(bound.column, "look", ""), str(bound.header)
        opens = {"row": '<th scope="row">', "pick": '<td class="tickcell">'}.get(look)
        if opens is None:
            kind = f' class="{look}"' if look else ""
            opens = f'<td data-label="{escape(label)}"{kind}>'
        return cls(bound, label, look, signature(bound.render)[0], opens, "</th>" if look == "row" else "</td>")

    def cell(self, record: Any) -> str:
        """The cell of a record; the column's default where there is nothing to draw."""
        value = getattr(record, self.column.accessor)
        if value in self.column.column.empty_values:
            content = self.column.default
        else:
            given = {"value": value, "record": record}
            content = self.column.render(**{name: given[name] for name in self.takes})
        return f"{self.opens}{shown(content)}{self.closes}"


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
        return tuple(Head.of(bound) for bound in self.columns)

    def lines(self) -> Iterator[SafeString]:
        """The cells of each row, drawn without a template: a list has hundreds of them."""
        for record in self.data:
            yield mark_safe("".join([head.cell(record) for head in self.heads]))  # noqa: S308  (every cell is escaped)


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
        return markup('<a class="cell" href="{}">{}</a>', self.url(record), value)


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
        return markup('<span class="{}">{}</span>', f"tag tag--{kind}" if kind != "quiet" else "tag", value)


class Pick(tables.Column):
    """A tick per row for bulk acts; ``name`` of the inputs, ``label`` gives the words for a record."""

    look = "pick"

    def __init__(self, *args: Any, name: str = "pick", label: Callable[[Any], str], **kwargs: Any) -> None:
        super().__init__(*args, orderable=False, verbose_name="", **kwargs)
        self.input_name = name
        self.label = label

    def render(self, value: Any, record: Any) -> SafeString:
        """A checkbox of 44 px with hidden words."""
        return markup(
            '<label class="tickbox"><input class="tick" type="checkbox" name="{}" value="{}">'
            '<span class="hide">{}</span></label>',
            self.input_name,
            value,
            _("Select %(row)s") % {"row": self.label(record)},
        )
