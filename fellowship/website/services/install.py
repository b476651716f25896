"""Making a site's pages from the words that come with the project."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from fellowship.models import OrganizationSettings
from fellowship.website.models import ContentPage, HomePage
from fellowship.website.queries.pages import site_is_set_up

CONTENT = Path(settings.BASE_DIR) / "site" / "content" / "pages"
HERO = (
    "title",
    "seo_title",
    "search_description",
    "hero_title",
    "lede",
    "act_text",
    "act_link",
    "quiet_text",
    "quiet_link",
)


def words_for(language: str) -> dict[str, Any]:
    """The pages of one language as plain data."""
    loaded: dict[str, Any] = json.loads((CONTENT / f"{language}.json").read_text())
    return loaded


@transaction.atomic
def install_site(
    *, organization: dict[str, str], languages: tuple[str, ...] = ("en", "es"), hostname: str = "localhost"
) -> bool:
    """Make the pages of every language and name the organization. A site that has its pages is left alone.

    ``organization`` holds fields of ``OrganizationSettings``. Returns whether anything was made.
    """
    if site_is_set_up():
        return False
    root = Page.objects.select_for_update(of=("self",)).get(depth=1)
    first: HomePage | None = None
    for language in languages:
        locale, _created = Locale.objects.get_or_create(language_code=language)
        home = _install_language(root, locale, words_for(language), first)
        first = first or home
    site = _point_site_at(first, hostname)
    OrganizationSettings.objects.update_or_create(site=site, defaults=organization)
    return True


def _install_language(root: Page, locale: Locale, words: dict[str, Any], original: HomePage | None) -> HomePage:
    front = words["home"]
    home = HomePage(
        slug=f"home-{locale.language_code}",
        locale=locale,
        body=_stream(front["body"]),
        **{field: front[field] for field in HERO},
    )
    if original is not None:
        home.translation_key = original.translation_key
    root.refresh_from_db()
    root.add_child(instance=home)
    twins = {} if original is None else {page.slug: page.translation_key for page in original.get_children()}
    for entry in words["pages"]:
        page = ContentPage(
            slug=entry["slug"], title=entry["title"], lede=entry["lede"], locale=locale,
            show_in_menus=entry["in_menu"], body=_stream(entry["body"]),
        )  # fmt: skip
        if entry["slug"] in twins:
            page.translation_key = twins[entry["slug"]]
        home.add_child(instance=page)
    return home


def _stream(parts: list[list[Any]]) -> str:
    """Parts written as ``[kind, value]`` in the form that a stream field reads."""
    return json.dumps([{"type": kind, "value": value} for kind, value in parts])


def _point_site_at(home: HomePage | None, hostname: str) -> Site:
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.hostname, site.root_page = hostname, home
    site.save()
    old = Page.objects.filter(depth=2).exclude(pk__in=HomePage.objects.values("pk"))
    for page in old:
        page.delete()
    return site
