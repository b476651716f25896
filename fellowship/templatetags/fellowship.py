"""Our tag library, built into every template: wording of dates and money, tags, links that keep the query."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django import forms, template
from django.conf import settings
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.template.context import Context
from django.utils import timezone
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from fellowship.design import controls, wording
from fellowship.design.forms import Problem, problems_of
from fellowship.rules.demo_people import DEMO_PEOPLE

register = template.Library()
TAG_KINDS = frozenset({"quiet", "act", "yours", "good", "bad"})


def _language() -> str:
    return get_language() or "en"


def _here(moment: datetime) -> datetime:
    """The moment in the reader's time zone."""
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def _day_of(value: date | datetime) -> date:
    return _here(value).date() if isinstance(value, datetime) else value


@register.simple_tag(name="money")
def money_tag(cents: int | None, *, whole: bool = False) -> str:
    """``{% money 120050 %}`` → "$1,200.50"; ``whole=True`` drops ".00"; nothing for ``None``."""
    return "" if cents is None else wording.money_in_words(int(cents), whole=whole)


@register.filter(name="money")
def money_filter(cents: int | None) -> str:
    """``{{ cents|money }}`` → "$1,200.50"."""
    return "" if cents is None else wording.money_in_words(int(cents))


@register.filter(expects_localtime=True)
def day(value: date | datetime | None) -> str:
    """ "15 January 2027" / "15 de enero de 2027"."""
    return wording.day_in_words(_day_of(value), _language()) if value else ""


@register.filter(expects_localtime=True)
def day_month(value: date | datetime | None) -> str:
    """ "15 January" / "15 de enero", for dates whose year is plain from the page."""
    return wording.day_in_words(_day_of(value), _language(), year=False) if value else ""


@register.filter(expects_localtime=True)
def day_short(value: date | datetime | None) -> str:
    """ "15 Jan", for tables."""
    return wording.day_in_words(_day_of(value), _language(), year=False, short=True) if value else ""


@register.filter(expects_localtime=True)
def weekday(value: date | datetime | None) -> str:
    """ "Friday 15 January 2027" / "viernes, 15 de enero de 2027"."""
    return wording.day_in_words(_day_of(value), _language(), weekday=True) if value else ""


@register.filter(expects_localtime=True)
def clock(value: datetime | time | None) -> str:
    """ "4:12 pm" / "4:12 p. m."."""
    return wording.time_in_words(value, _language()) if value is not None else ""


@register.filter
def ordinal(value: int | None) -> str:
    """``2nd``; in Spanish ``2.ª``."""
    return wording.ordinal_in_words(value, _language()) if value is not None else ""


@register.simple_tag
def when(value: date | datetime | None, style: str = "", *, zone: bool = False) -> str | SafeString:
    """A ``<time>`` element. ``style``: "" date and time, "day", "short", "weekday", "clock", "weekday clock"."""
    if value is None:
        return ""
    if not isinstance(value, datetime):
        text = day_short(value) if style == "short" else weekday(value) if "weekday" in style else day(value)
        return format_html('<time datetime="{}">{}</time>', value.isoformat(), text)
    here = _here(value)
    if style in {"day", "short", "weekday"}:
        text = {"day": day, "short": day_short, "weekday": weekday}[style](here)
    elif style == "clock":
        text = clock(here)
    else:
        text = wording.moment_in_words(here, _language(), weekday="weekday" in style)
    if zone:
        text = f"{text} {wording.zone_in_words(here, _language())}"
    return format_html('<time datetime="{}">{}</time>', here.isoformat(timespec="minutes"), text)


@register.simple_tag
def paragraphs(text: str | None) -> SafeString:
    """Plain text as paragraphs: blank lines part them, single line ends stay; everything is escaped."""
    normal = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    blocks = [block.strip("\n") for block in normal.split("\n\n") if block.strip()]
    lines = (mark_safe("<br>".join(str(escape(line)) for line in block.split("\n"))) for block in blocks)  # noqa: S308
    return format_html_join("\n", "<p>{}</p>", ((line,) for line in lines))


@register.simple_tag
def tag(kind: str, label: str) -> SafeString:
    """A status word with its shape: quiet (ring), act (half-ring), yours (diamond), good (dot), bad (square)."""
    name = str(kind or "quiet")
    if name not in TAG_KINDS:
        known = ", ".join(sorted(TAG_KINDS))
        raise template.TemplateSyntaxError(f"{{% tag %}} knows {known}, not {name!r}.")
    css = "tag" if name == "quiet" else f"tag tag--{name}"
    return format_html('<span class="{}">{}</span>', css, label)


@register.simple_tag(takes_context=True)
def current_url_with(context: Context, name: str = "", to: Any = None, **changes: Any) -> str:
    """This page's query with some keys changed: ``{% current_url_with page=2 %}``; ``None`` or "" drops a key.

    A key that is known only while the page is made goes first: ``{% current_url_with lane.param 2 %}``.
    """
    if name:
        changes[name] = to
    request = context.get("request")
    query = request.GET.copy() if request is not None else QueryDict(mutable=True)
    for key, value in changes.items():
        query.pop(key, None)
        if value is not None and value != "":
            query[key] = str(value)
    encoded = query.urlencode()
    return f"?{encoded}" if encoded else "?"


@register.filter
def whole(reference: str) -> str:
    """A reference such as FEL-27-0001 that no line breaks at its hyphens, for headings."""
    return format_html('<span class="nowrap">{}</span>', reference)


@register.filter
def initials(name: str | None) -> str:
    """Two letters for a round face."""
    return wording.initials_of(str(name or ""))


@register.filter
def device(user_agent: str | None) -> str:
    """ "Firefox, Android" from a browser's own long name."""
    return wording.device_in_words(user_agent or "")


@register.simple_tag
def demo_people() -> list[dict[str, str]]:
    """The invented people of the demonstration, as rows of the sign-in page; none outside it."""
    if not settings.DEMO_MODE:
        return []
    spanish = _language().startswith("es")
    return [
        {
            "key": person.key,
            "name": person.name,
            "initials": wording.initials_of(person.name),
            "line": person.role_line_es if spanish else person.role_line,
        }
        for person in DEMO_PEOPLE
    ]


@register.filter
def problems(form: Any) -> list[Problem]:
    """The error-summary lines of any form, ours or not; none for anything that is not a form."""
    return problems_of(form) if isinstance(form, forms.BaseForm) else []


@register.filter
def all_problems(many: Iterable[Any] | None) -> list[Problem]:
    """The error-summary lines of several forms, in order."""
    return [line for form in many or () for line in problems(form)]


@register.filter
def control(bound: BoundField) -> SafeString:
    """The control of a field alone, dressed in our classes."""
    return controls.draw(bound)


@register.filter
def control_kind(bound: BoundField) -> str:
    """How ``forms/field.html`` lays the field out."""
    return controls.kind_of(bound)


@register.filter
def choice_rows(bound: BoundField) -> list[controls.ChoiceRow]:
    """The rows of radios or checkboxes."""
    return controls.rows_of(bound)


@register.filter
def word_limit(bound: BoundField) -> int | None:
    """The limit of words of a text field."""
    return controls.word_limit(bound)


@register.filter
def is_optional(bound: BoundField) -> bool:
    """Whether the label says "(optional)"."""
    return not bound.field.required and bool(getattr(bound.form, "mark_optional", True))


@register.filter
def page_numbers(page: Page) -> list[int | None]:
    """The page numbers worth a link; ``None`` marks a gap."""
    elided = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [number if isinstance(number, int) else None for number in elided]
