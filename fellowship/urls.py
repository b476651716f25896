"""All addresses, put together from the apps."""

from typing import Any

from csp.decorators import csp_replace, csp_update
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtail_admin_urls
from wagtail.documents import urls as wagtail_documents_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

import cohorts.urls
import fellowship.website.urls
import hardship_fund.urls
import recruitment.urls
import training.urls
import wellness.urls
from fellowship.access import PUBLIC, allow
from fellowship.core_urls import my as core_my
from fellowship.core_urls import public as core_public
from fellowship.core_urls import staff as core_staff

Patterns = list[URLPattern | URLResolver]
apps: tuple[Any, ...] = (
    recruitment.urls, cohorts.urls, training.urls, wellness.urls, hardship_fund.urls, fellowship.website.urls,
)  # fmt: skip


def guarded(resolver: URLResolver, rule: str) -> URLResolver:
    """Say which rule guards an include of someone else's addresses; the test of all addresses reads it."""
    resolver.access_rule = rule  # type: ignore[attr-defined]
    return resolver


def relaxed_policy(view: Any) -> Any:
    """Wagtail's editor writes inline scripts and styles; nothing else is loosened, and only under ``/cms/``."""
    relaxed = {
        "script-src": ["'unsafe-inline'"],
        "style-src": ["'unsafe-inline'"],
        "img-src": ["blob:"],
        "frame-ancestors": ["'self'"],
        "frame-src": ["'self'"],
    }
    return csp_replace({"frame-ancestors": ["'self'"]})(csp_update(relaxed)(view))


to_sign_in = allow(PUBLIC)(RedirectView.as_view(pattern_name="account_login", query_string=True))

urlpatterns: Patterns = [
    *core_public,
    *(pattern for app in apps for pattern in app.public),
    path("my/", include([*core_my, *(pattern for app in apps for pattern in app.my)])),
    path("staff/", include([*core_staff, *(pattern for app in apps for pattern in app.staff)])),
    guarded(path("accounts/", include("allauth.urls")), "allauth: each page has its own rule"),
    path("cms/login/", to_sign_in),
    path("cms/password_reset/", to_sign_in),
    guarded(
        path("cms/", include(decorate_urlpatterns(wagtail_admin_urls.urlpatterns, relaxed_policy))),
        "wagtail: content editor, recruitment manager or administrator, with a second factor",
    ),
    guarded(path("documents/", include(wagtail_documents_urls)), "wagtail: public documents"),
    *i18n_patterns(
        guarded(path("", include(wagtail_urls)), "wagtail: public pages"),
        prefix_default_language=False,
    ),
]

handler404 = "fellowship.views.errors.not_found"
handler500 = "fellowship.views.errors.server_error"
handler403 = "fellowship.views.errors.forbidden"
