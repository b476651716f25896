"""What a person can change about themselves."""

from django.db import transaction

from fellowship.models import Person


@transaction.atomic
def choose_language(*, person: Person, language: str) -> None:
    """Keep the language a person wants to be spoken to and written to in."""
    Person.objects.filter(pk=person.pk).update(language=language)
