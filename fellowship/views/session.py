"""Choices about the session: language."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import translate_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import override
from django.views.decorators.http import require_POST

from fellowship.access import PUBLIC, allow
from fellowship.middleware import keep_language
from fellowship.services import people


@allow(PUBLIC)
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language, remember it, and lead back to the same page in it."""
    code = request.POST.get("language", "")
    back = request.POST.get("next", "/")
    if code not in dict(settings.LANGUAGES):
        code = settings.LANGUAGE_CODE
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    source = "es" if back == "/es" or back.startswith("/es/") else settings.LANGUAGE_CODE
    with override(source):
        back = translate_url(back, code)
    if request.user.is_authenticated:
        people.choose_language(person=request.user, language=code)
    response = HttpResponseRedirect(back)
    keep_language(response, code)
    return response
