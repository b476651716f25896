"""Question kits: the one a program starts with."""

from django.db import transaction

from recruitment.models import InterviewKit, KitQuestion
from recruitment.rules import starter_kit


@transaction.atomic
def install_starter_kit() -> InterviewKit:
    """The starter kit; made the first time, left as it is ever after."""
    kit: InterviewKit
    kit, is_new = InterviewKit.objects.get_or_create(
        name=starter_kit.NAME,
        defaults={"guidance": starter_kit.GUIDANCE.en, "guidance_es": starter_kit.GUIDANCE.es},
    )
    if is_new:
        KitQuestion.objects.bulk_create(
            KitQuestion(
                kit=kit, sort_order=place, question=row.question.en, question_es=row.question.es,
                listen_for=row.listen_for.en, listen_for_es=row.listen_for.es,
            )
            for place, row in enumerate(starter_kit.QUESTIONS)
        )  # fmt: skip
    return kit
