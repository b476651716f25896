"""What a person can change about themselves."""

from datetime import datetime

from django.db import transaction

from fellowship.models import Person
from fellowship.services import audit


@transaction.atomic
def choose_language(*, person: Person, language: str) -> None:
    """Keep the language a person wants to be spoken to and written to in."""
    Person.objects.filter(pk=person.pk).update(language=language)


@transaction.atomic
def save_profile(
    *, person: Person, name: str, called: str, pronouns: str, language: str, time_zone: str, at: datetime
) -> None:
    """Keep what a person says about themselves; the audit names the fields that changed, not their values."""
    kept = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    new = {"name": name, "called": called, "pronouns": pronouns, "language": language, "time_zone": time_zone}
    changed = sorted(field for field, value in new.items() if getattr(kept, field) != value)
    if not changed:
        return
    Person.objects.filter(pk=person.pk).update(**new)
    audit.record(
        actor=person, action="fellowship.save_profile", subject=kept, about=kept, at=at, data={"fields": changed}
    )
