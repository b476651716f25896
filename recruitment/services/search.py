"""What staff search and sort by, kept beside the application and renewed when a person's name changes."""

from uuid import UUID

from django.db import transaction

from recruitment.models import Application, SearchWord
from recruitment.rules.questions import plain, search_words


def refresh_names(application: Application) -> None:
    """Write the words of the person's name anew; nothing happens where they are right already."""
    person = application.person
    sort_name = plain(person.get_full_name())[:200]
    if application.sort_name != sort_name:
        application.sort_name = sort_name
        application.save(update_fields=["sort_name"])
    wanted = set(search_words(person.name, person.called))
    kept = set(SearchWord.objects.filter(application=application).values_list("word", flat=True))
    if wanted != kept:
        SearchWord.objects.filter(application=application, word__in=kept - wanted).delete()
        SearchWord.objects.bulk_create(
            [SearchWord(application=application, word=word) for word in sorted(wanted - kept)], ignore_conflicts=True
        )


@transaction.atomic
def refresh_names_of(*, person_id: UUID) -> None:
    """Do so for every application of a person."""
    for application in Application.objects.filter(person_id=person_id).select_related("person"):
        refresh_names(application)
