"""An earlier application of the same person: whether there is one, and which of its answers can be used again."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F

from fellowship.access import visible
from fellowship.models import Person
from recruitment.models import Answer, Application, FormVersion
from recruitment.queries.answer_texts import office_names, text_of
from recruitment.queries.cycles import name_of
from recruitment.queries.openings import office_options
from recruitment.queries.own import Mine
from recruitment.rules.answers import is_given
from recruitment.rules.questions import QuestionKind
from recruitment.rules.reusing import used_again


@dataclass(frozen=True, slots=True)
class UsableAnswer:
    """An earlier answer that the new form can take. ``label`` and ``value`` are words; ``kept`` is as stored."""

    key: str
    label: str
    value: str
    kept: Any
    words: bool = False


def has_newer_form(mine: Mine) -> bool:
    """Whether a newer version of the form was published after the person began; one query."""
    newer = FormVersion.objects.filter(
        applications=mine.id,
        form__versions__published_at__isnull=False,
        form__versions__number__gt=F("number"),
    )
    return newer.exists()


def _earlier(person: Person, mine: Mine) -> Application | None:
    others = visible(person, "recruitment.own_application").exclude(pk=mine.id).filter(started_at__lt=mine.started_at)
    found: Application | None = others.select_related("cycle").order_by("-started_at", "-pk").first()
    return found


def earlier_cycle(person: Person, mine: Mine) -> str:
    """The cycle of the person's last application while the new one is still empty; else nothing. One query at most."""
    if mine.answers:
        return ""
    earlier = _earlier(person, mine)
    return name_of(earlier.cycle) if earlier else ""


def usable_answers(person: Person, mine: Mine) -> tuple[UsableAnswer, ...]:
    """The answers of the person's last application that fit questions not answered yet; five queries at most."""
    earlier = _earlier(person, mine)
    if earlier is None:
        return ()
    rows = Answer.objects.filter(application=earlier, set_aside=False).order_by("pk")
    known = {
        key: (kind, identifies, value)
        for key, kind, identifies, value in rows.values_list(
            "question__key", "question__kind", "question__identifies", "value"
        )
    }
    specs = tuple(spec for page in mine.pages for spec in page.specs)
    asks_offices = any(spec.kind is QuestionKind.OFFICES for spec in specs)
    offices = {option.id for option in office_options(mine.cycle.id)} if asks_offices else set()
    fitting = {}
    for spec in specs:
        if spec.key not in known or is_given(mine.values.get(spec.key)):
            continue
        kind, identifies, value = known[spec.key]
        again = used_again(spec, kind=kind, identifies=identifies, value=value, offices=offices)
        if again is not None:
            fitting[spec] = again
    names = office_names({spec.key: value for spec, value in fitting.items()}, specs)
    long = (QuestionKind.LONG_TEXT, QuestionKind.GROUP)
    return tuple(
        UsableAnswer(spec.key, spec.label, text_of(spec, value, names), value, spec.kind in long)
        for spec, value in fitting.items()
    )
