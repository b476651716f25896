"""The letter about the time of a talk. It says nothing of a record."""

from fellowship.rules.letters import TRUSTED, UNTRUSTED, LetterKind
from fellowship.rules.texts import gettext_noop

TALK = LetterKind(
    key="recruitment.fair_chance_talk",
    label=gettext_noop("A time to talk"),
    placeholders={"called": UNTRUSTED, "reference": TRUSTED, "when": TRUSTED, "link": TRUSTED, "organization": TRUSTED,
                  "cycle": TRUSTED},
    default={
        "en": (
            "A time to talk",
            """Dear {called},

You asked to speak with us. The time is {when}. Nothing is decided before.

If it does not suit you, or you need an interpreter or anything else, tell us. Your page has it all:
{link}

Your reference is {reference}.

{organization}""",
        ),
        "es": (
            "Una hora para hablar",
            """Hola, {called}:

Usted pidió hablar con nuestra oficina. La hora es {when}. Nada se decide antes.

Si no le conviene, o si necesita intérprete u otra cosa, díganoslo. Todo está en su página:
{link}

Su referencia es {reference}.

{organization}""",
        ),
    },
)  # fmt: skip
