"""The main menu and the other language of a page."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, Site


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One entry of the main menu."""

    label: str
    url: str
    current: bool


def menu_of(page: Page) -> tuple[MenuEntry, ...]:
    """The pages that their editors put in the menu, in the language of ``page``."""
    home = Page.objects.filter(depth=2, locale_id=page.locale_id, live=True).order_by("path").first()
    return _menu(home, page)


def menu_in(language: str) -> tuple[MenuEntry, ...]:
    """The same menu on a page that isn't the website's own."""
    found = Page.objects.filter(depth=2, locale__language_code=language, live=True).order_by("path")
    return _menu(found.first(), None)


def _menu(home: Page | None, page: Page | None) -> tuple[MenuEntry, ...]:
    if home is None:
        return ()
    entries = home.get_children().live().in_menu().order_by("path")
    openings = MenuEntry(_("Openings"), reverse("recruitment_openings"), current=False)
    return (
        openings,
        *(
            MenuEntry(
                entry.title,
                entry.get_url() or "",
                page is not None and (entry.pk == page.pk or page.is_descendant_of(entry)),
            )
            for entry in entries
        ),
    )


def foot_of(page: Page) -> tuple[MenuEntry, ...]:
    """All pages under home in the language of ``page``, for the foot of the page."""
    home = Page.objects.filter(depth=2, locale_id=page.locale_id, live=True).order_by("path").first()
    if home is None:
        return ()
    return tuple(
        MenuEntry(entry.title, entry.get_url() or "", entry.pk == page.pk)
        for entry in home.get_children().live().order_by("path")
    )


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """The same page in another language."""

    language: str
    url: str


def translations_of(page: Page, request: HttpRequest) -> tuple[OtherLanguage, ...]:
    """The live translations of a page, with whole addresses."""
    others = page.get_translations().live().select_related("locale").order_by("locale__language_code")
    return tuple(
        OtherLanguage(other.locale.language_code, request.build_absolute_uri(other.get_url(request) or "/"))
        for other in others
    )


def site_is_set_up() -> bool:
    """Whether a home page of ours stands at the root."""
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    return site is not None and site.root_page.specific_class.__name__ == "HomePage"
