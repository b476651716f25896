"""The letters about events, with their words in English and Spanish. A subject never says which event."""

from fellowship.rules.letters import TRUSTED, UNTRUSTED, LetterKind
from fellowship.rules.texts import gettext_noop

_VALUES = {
    "called": UNTRUSTED, "title": TRUSTED, "when": TRUSTED, "minutes": TRUSTED, "place": TRUSTED, "link": TRUSTED,
    "organization": TRUSTED,
}  # fmt: skip
_FACTS = """{title}
{when}, {minutes} minutes
{place}"""
_FACTS_ES = """{title}
{when}, {minutes} minutos
{place}"""
_END = """This is not part of your evaluation. Nobody who reads or interviews learns whether you came.

{link}

{organization}"""
_END_ES = """Esto no forma parte de su evaluación. Nadie que lea o entreviste sabrá si usted vino.

{link}

{organization}"""


def _kind(key: str, label: str, en: tuple[str, str], es: tuple[str, str]) -> LetterKind:
    """A kind whose body is greeting, one sentence, the facts of the event, and the same end for all."""
    return LetterKind(
        key=f"recruitment.event_{key}",
        label=label,
        placeholders=_VALUES,
        default={
            "en": (en[0], f"Dear {{called}},\n\n{en[1]}\n\n{_FACTS}\n\n{_END}"),
            "es": (es[0], f"Hola, {{called}}:\n\n{es[1]}\n\n{_FACTS_ES}\n\n{_END_ES}"),
        },
    )


PLACE = _kind(
    "place",
    gettext_noop("Place at an event"),
    ("You have a place", "You have a place. Give it back on the page below if you can't come: somebody may wait."),
    ("Tiene un lugar", "Tiene un lugar. Si no puede venir, devuélvalo en la página de abajo: alguien puede esperar."),
)
LINE = _kind(
    "line",
    gettext_noop("In line for an event"),
    ("You are in line", "All places are taken, so you are in line. We write to you when a place is free."),
    ("Está en la lista de espera", "No quedan lugares y usted está en la lista de espera. Le avisaremos si hay uno."),
)
PROMOTED = _kind(
    "promoted",
    gettext_noop("A place became free"),
    ("A place is free, and it is yours", "Somebody gave a place back, and it is yours now."),
    ("Hay un lugar y es suyo", "Alguien devolvió su lugar y ahora es de usted."),
)
REMINDER = _kind(
    "reminder",
    gettext_noop("Reminder of an event"),
    ("Reminder: it begins soon", "You have a place at this event, which begins within a day."),
    ("Recordatorio: empieza pronto", "Tiene un lugar en este evento, que empieza en menos de un día."),
)
CHANGED = _kind(
    "changed",
    gettext_noop("An event changed"),
    ("The time or place has changed", "The time or the place of this event has changed. You keep your place."),
    ("Cambió la hora o el lugar", "Cambió la hora o el lugar de este evento. Usted conserva su lugar."),
)
CALLED_OFF = _kind(
    "called_off",
    gettext_noop("An event was called off"),
    ("The event is called off", "We are sorry: this event does not take place."),
    ("El evento se canceló", "Lo sentimos: este evento no tendrá lugar."),
)
KINDS: tuple[LetterKind, ...] = (PLACE, LINE, PROMOTED, REMINDER, CHANGED, CALLED_OFF)
