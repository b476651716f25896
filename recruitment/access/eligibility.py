"""Who answers people whom the check before an application turned away."""

import rules
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fellowship.access import Permission, register
from fellowship.models import Person
from recruitment.access.applicant import manages
from recruitment.models import EligibilityQuestion


@rules.predicate
def answers_eligibility(person: Person, question: EligibilityQuestion | None) -> bool:
    """Pass for managers of recruitment, except for a question of their own."""
    return manages(person) and (question is None or question.person_id != person.pk)


def eligibility_questions(person: Person) -> QuerySet[EligibilityQuestion]:
    """Give what :func:`answers_eligibility` passes."""
    if not manages(person):
        return EligibilityQuestion.objects.none()
    # Those without an account count too, which a plain exclude of NULL would drop.
    own = EligibilityQuestion.objects.filter(person=person).values("pk")
    return EligibilityQuestion.objects.exclude(pk__in=own)


register(
    Permission(
        "recruitment.answer_eligibility",
        who=_("A recruitment manager or a program manager"),
        predicate=answers_eligibility,
        twin=eligibility_questions,
        about=_("Answer people who ask about what stands in their way of applying"),
    )
)
