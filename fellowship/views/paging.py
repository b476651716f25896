"""Reading the page number of a list from its address."""

from django.http import HttpRequest


def page_number(request: HttpRequest) -> int:
    """The page asked for; anything that is no number asks for the first."""
    asked = request.GET.get("page", "1")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1  # noqa: PLR2004
