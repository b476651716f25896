"""Emptying a database that holds an invented program, and only such a one."""

from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from wagtail.models import Collection, Locale, Page

from fellowship.models import LoadedScenario, Person, StoredFile


class HoldsRealPeople(Exception):
    """The database has people and no mark of a scenario: it is never emptied."""


def empty_database() -> None:
    """Make the tables empty but for what a fresh installation has.

    Raises :class:`HoldsRealPeople` when there are people but no scenario was ever loaded.
    """
    if not Person.objects.exists() and not LoadedScenario.objects.exists():
        return
    if not LoadedScenario.objects.exists():
        message = "This database holds people and no scenario. It is left as it is."
        raise HoldsRealPeople(message)
    _remove_files()
    call_command("flush", interactive=False, verbosity=0)
    lay_foundation()


def _remove_files() -> None:
    """Delete the bytes of every kept file, so that a demonstration loaded often does not fill the disk."""
    for file in StoredFile.objects.order_by("pk").iterator():
        file.content.delete(save=False)


def lay_foundation() -> None:
    """Put back the few rows that Wagtail's own migrations make."""
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(instance=Page(title="Root", slug="root"))
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")
    admin, _created = ContentType.objects.get_or_create(app_label="wagtailadmin", model="admin")
    Permission.objects.get_or_create(
        content_type=admin, codename="access_admin", defaults={"name": "Can access Wagtail admin"}
    )
