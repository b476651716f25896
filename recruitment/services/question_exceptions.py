"""A fair-chance officer allows a question that the check of forms refuses, where the law leaves room."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment.models import FormVersion, Question, QuestionException
from recruitment.queries.form_checks import rows_of
from recruitment.rules.forbidden_questions import NEVER_ALLOWED, findings_in
from recruitment.rules.forbidden_words import Topic


class NeverAllowed(Conflict):
    """No law leaves room for a question about a record."""

    sentence = _("A question about a record can’t be allowed by anybody. Take it out of the form.")


class WordsChanged(Conflict):
    """The question was reworded after the officer opened it, or asks nothing forbidden any more."""

    sentence = _("The question was changed after you opened this page. Read it again.")


@transaction.atomic
def allow_question(
    *, actor: Person, version_id: UUID, key: str, topic: Topic | str, digest: str, reason: str, at: datetime
) -> QuestionException:
    """Allow one question of a draft, in exactly these words, to ask about one topic; twice changes nothing.

    ``digest`` stands for the words the officer read. Raises ``Refused``, :class:`NeverAllowed` or
    :class:`WordsChanged`. The reason stays on record.
    """
    version = FormVersion.objects.select_for_update(of=("self",)).get(pk=version_id)
    require(actor, "recruitment.allow_question", version)
    if topic in NEVER_ALLOWED:
        raise NeverAllowed
    found = {(each.key, each.topic.value): each for each in findings_in(rows_of(version.pk))}
    finding = found.get((key, str(topic)))
    if finding is None or finding.digest != digest:
        raise WordsChanged
    question = Question.objects.get(version=version, key=key)
    exception, is_new = QuestionException.objects.get_or_create(
        form_id=version.form_id, key=key, topic=finding.topic.value, digest=digest,
        defaults={"question": question.label, "reason": reason.strip(), "allowed_by": actor, "allowed_at": at},
    )  # fmt: skip
    if is_new:
        audit.record(
            actor=actor, action="recruitment.allow_question", subject=exception, at=at,
            data={"key": key, "topic": finding.topic.value},
        )  # fmt: skip
    return exception
