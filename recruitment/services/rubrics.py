"""Rubrics: the one a program starts with, and the rule that one in use never changes."""

from django.db import transaction

from recruitment.models import Criterion, Rubric
from recruitment.rules import starter_rubric


@transaction.atomic
def install_starter_rubric() -> Rubric:
    """The starter rubric; made the first time, left as it is ever after."""
    rubric: Rubric
    rubric, is_new = Rubric.objects.get_or_create(
        name=starter_rubric.NAME,
        defaults={
            "introduction": starter_rubric.INTRODUCTION.en,
            "introduction_es": starter_rubric.INTRODUCTION.es,
        },
    )
    if is_new:
        for place, row in enumerate(starter_rubric.CRITERIA):
            anchors: dict[str, str] = {}
            for mark, words in enumerate(row.anchors, 1):
                anchors |= {f"anchor_{mark}": words.en, f"anchor_{mark}_es": words.es}
            Criterion.objects.create(
                rubric=rubric,
                sort_order=place,
                name=row.name.en,
                name_es=row.name.es,
                question_hint=row.hint.en,
                question_hint_es=row.hint.es,
                **anchors,
            )
    return rubric
