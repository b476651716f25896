"""The words of a letter as HTML: paragraphs, line ends, and addresses of pages as links; everything escaped."""

import re

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]]")


def _line(text: str) -> SafeString:
    """One line, its addresses as links. Values from strangers hold none: they were put in as plain words."""
    pieces, end = [], 0
    for link in _LINK.finditer(text):
        pieces.append(escape(text[end : link.start()]))
        pieces.append(format_html('<a href="{0}">{0}</a>', link.group()))
        end = link.end()
    pieces.append(escape(text[end:]))
    return mark_safe("".join(pieces))  # noqa: S308  (each piece is escaped above)


@register.filter
def letter_text(text: str) -> SafeString:
    """``{{ letter.body|letter_text }}``: an empty line parts paragraphs."""
    blocks = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n").strip())
    lines = (mark_safe("<br>".join(_line(line) for line in block.strip().split("\n"))) for block in blocks)  # noqa: S308
    return format_html_join("\n", "<p>{}</p>", ((line,) for line in lines if line))
