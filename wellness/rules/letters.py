"""The letters that coaching writes: a time, a new time, no time. Never a word of what is on the agenda."""

from fellowship.rules.letters import TRUSTED, UNTRUSTED, LetterKind
from fellowship.rules.texts import gettext_noop

SCHEDULED = "wellness.one_on_one_scheduled"
MOVED = "wellness.one_on_one_moved"
CANCELLED = "wellness.one_on_one_cancelled"
PLACEHOLDERS = {"called": UNTRUSTED, "other": UNTRUSTED, "when": TRUSTED, "where": UNTRUSTED, "address": TRUSTED}

KINDS = (
    LetterKind(
        key=SCHEDULED,
        label=gettext_noop("One-on-one scheduled"),
        placeholders=PLACEHOLDERS,
        default={
            "en": (
                "Your one-on-one has a time",
                (
                    "Dear {called},\n\nYou and {other} will talk on {when}.\nWhere: {where}\n\n"
                    "Put on the agenda what you want to talk about, or choose another time: {address}"
                ),
            ),
            "es": (
                "Su reunión individual ya tiene hora",
                (
                    "Hola, {called}:\n\nUsted y {other} hablarán el {when}.\nDónde: {where}\n\n"
                    "Anote en la agenda de qué quiere hablar, o elija otra hora: {address}"
                ),
            ),
        },
    ),
    LetterKind(
        key=MOVED,
        label=gettext_noop("One-on-one moved"),
        placeholders=PLACEHOLDERS,
        default={
            "en": (
                "Your one-on-one has a new time",
                (
                    "Dear {called},\n\nYour talk with {other} is now on {when}.\nWhere: {where}\n\n"
                    "The agenda moved with it. If this time does not work, choose another: {address}"
                ),
            ),
            "es": (
                "Su reunión individual cambió de hora",
                (
                    "Hola, {called}:\n\nSu conversación con {other} es ahora el {when}.\nDónde: {where}\n\n"
                    "La agenda pasa también a esa hora. Si no le conviene, elija otra: {address}"
                ),
            ),
        },
    ),
    LetterKind(
        key=CANCELLED,
        label=gettext_noop("One-on-one cancelled"),
        placeholders=PLACEHOLDERS,
        default={
            "en": (
                "Your one-on-one was cancelled",
                (
                    "Dear {called},\n\nYour talk with {other} on {when} will not take place. "
                    "What was on the agenda is kept for the next one.\n\nChoose a new time: {address}"
                ),
            ),
            "es": (
                "Su reunión individual se canceló",
                (
                    "Hola, {called}:\n\nSu conversación con {other} del {when} no se hará. "
                    "Lo que estaba en la agenda se guarda para la próxima.\n\nElija otra hora: {address}"
                ),
            ),
        },
    ),
)
