"""What staff search and sort by, kept beside the application and renewed when a person's name changes."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from recruitment.models import Answer, Application, SearchText, SearchWord
from recruitment.rules.questions import plain, search_words
from recruitment.rules.searching import LONGEST_TEXT, folded, texts_in


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


def refresh_texts(application: Application) -> None:
    """Write anew what managers may search in the answers; two queries, inside the caller's transaction.

    A draft is nobody's to search, and whoever may not see the application does not find it either:
    the query asks who looks.
    """
    if application.submitted_at is None:
        return
    answers = Answer.objects.filter(application=application, set_aside=False).order_by("question__sort_order", "pk")
    keep_texts(application, answers.values_list("question__kind", "value"))


def keep_texts(application: Application, answers: Iterable[tuple[str, Any]]) -> None:
    """The same with the answers at hand: pairs of kind and value, in the order of the form; one query."""
    texts = [text for kind, value in answers for text in texts_in(kind, value)]
    text = "\n".join(texts)[:LONGEST_TEXT]
    SearchText.objects.bulk_create(
        [SearchText(application=application, text=text, folded=folded(text))],
        update_conflicts=True, unique_fields=["application"], update_fields=["text", "folded"],
    )  # fmt: skip
