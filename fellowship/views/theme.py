"""The organization's own colors, as a stylesheet of variables."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

from fellowship.access import PUBLIC, allow
from fellowship.queries import organization
from fellowship.rules import theme


@allow(PUBLIC)
@cache_control(max_age=300, public=True)
def theme_css(request: HttpRequest) -> HttpResponse:
    """Give the variables that differ from the design's own; colors too light to read are left out."""
    kept = organization.current()
    sheet = theme.stylesheet(act=kept.act_color, beside=kept.beside_color)
    return HttpResponse(sheet, content_type="text/css; charset=utf-8")
