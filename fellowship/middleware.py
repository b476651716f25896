"""What happens around every request: language and time zone, clean input, the second factor, plain refusals."""

import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request

from fellowship import second_factor
from fellowship.access import Refused
from fellowship.design.quick_texts import quicken
from fellowship.rules.refusals import Conflict, NotAllowed

Next = Callable[[HttpRequest], HttpResponse]
HTTP_CONFLICT = 409
HTTP_FORBIDDEN = 403
HTTP_NOT_FOUND = 404
NUL = "\0"

# Addresses whose language is the person's choice; all others are pages of the website, in the language of the path.
OF_THE_PERSON = (
    "/my/", "/staff/", "/accounts/", "/check/", "/files/", "/jobs/", "/language/", "/demo/",
    "/design/", "/cms/", "/verify/",
)  # fmt: skip


def keep_language(response: HttpResponse, language: str) -> None:
    """Remember the language for a year, for whoever is not signed in."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=31_536_000, samesite="Lax", httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


class LanguageAndTimeZone:
    """Speak the person's language and show their time.

    Pages of the website carry their language in the path (``/es/…``); our own screens follow the signed-in
    person, then the cookie, then the browser. Whoever reads a page in Spanish before signing in keeps Spanish.
    """

    def __init__(self, get_response: Next) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Activate both for the length of the request."""
        language = self.language_of(request)
        quicken(language)
        translation.activate(language)
        request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            timezone.activate(zoneinfo.ZoneInfo(request.user.time_zone))
        else:
            timezone.deactivate()
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if request.path.startswith(OF_THE_PERSON):
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        elif language != settings.LANGUAGE_CODE and request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != language:
            keep_language(response, language)
        return response

    @staticmethod
    def language_of(request: HttpRequest) -> str:
        """Give the language code for this request."""
        if not request.path.startswith(OF_THE_PERSON):
            return translation.get_language_from_path(request.path) or settings.LANGUAGE_CODE
        if request.user.is_authenticated:
            return str(request.user.language)
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if chosen in dict(settings.LANGUAGES):
            return str(chosen)
        return get_language_from_request(request)


def without_nul(sent: QueryDict) -> QueryDict:
    """Give the same names and values without the NUL character; the very same object where there is none."""
    if not any(NUL in text for name, values in sent.lists() for text in (name, *values)):
        return sent
    clean = QueryDict(mutable=True, encoding=sent.encoding)
    for name, values in sent.lists():
        clean.setlist(name.replace(NUL, ""), [value.replace(NUL, "") for value in values])
    clean._mutable = False  # noqa: SLF001  (Django freezes its own the same way)
    return clean


class CookiesWithoutNul:
    """Drop a cookie with a NUL character in it, before anything is looked up by its value."""

    def __init__(self, get_response: Next) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on without it."""
        for name in [name for name, value in request.COOKIES.items() if NUL in value]:
            del request.COOKIES[name]
        return self.get_response(request)


class WithoutNul:
    """Take the NUL character out of all that is sent: PostgreSQL keeps none, and nobody types one on purpose."""

    def __init__(self, get_response: Next) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Clean the query; an address with a NUL in it leads nowhere."""
        if NUL in request.path_info:
            return render(request, "404.html", status=HTTP_NOT_FOUND)
        request.GET = without_nul(request.GET)
        return self.get_response(request)

    @staticmethod
    def process_view(request: HttpRequest, *_view: object) -> None:
        """Clean what a form sends, after the check for forgery has read it."""
        if request.method == "POST":
            request.POST = without_nul(request.POST)


class SecondFactorForStaff:
    """Keep Wagtail's admin behind the second factor; our own staff views ask through ``allow``."""

    def __init__(self, get_response: Next) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Ask for the second factor before any page under ``/cms/``."""
        is_cms = request.path_info.startswith("/cms/")
        if is_cms and request.user.is_authenticated and not second_factor.given(request):
            return second_factor.ask(request)
        return self.get_response(request)


class PlainRefusals:
    """Turn refusals and conflicts into pages that say what happened and where to go."""

    def __init__(self, get_response: Next) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer the two kinds of no; leave everything else to Django."""
        if isinstance(exception, Refused):
            context = {"reason": exception.reason, "ask": exception.ask}
            return render(request, "403.html", context, status=HTTP_FORBIDDEN)
        if isinstance(exception, Conflict):
            context = {"sentence": exception.sentence, "back_url": getattr(exception, "back_url", "")}
            return render(request, "409.html", context, status=HTTP_CONFLICT)
        if isinstance(exception, NotAllowed):
            return render(request, "409.html", {"sentence": ""}, status=HTTP_CONFLICT)
        return None
