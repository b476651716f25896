"""The letters about the waiting list, with their words in English and Spanish."""

from fellowship.rules.letters import TRUSTED, UNTRUSTED, LetterKind
from fellowship.rules.texts import gettext_noop

_BASE = {"called": UNTRUSTED, "reference": TRUSTED, "cycle": TRUSTED, "organization": TRUSTED, "link": TRUSTED}

WAITLISTED = LetterKind(
    key="recruitment.waitlisted",
    label=gettext_noop("On the waiting list"),
    placeholders={**_BASE, "until": TRUSTED, "contact": TRUSTED},
    decision=True,
    default={
        "en": (
            "You are on our waiting list",
            """Dear {called},

We would like to offer you a place in {cycle}, and right now there is none left. You are on our waiting list.

How it works: the list has an order, and we keep to it. When a place opens, we offer it to the first person on the \
list who chose that office. {until}

You need not do anything. If you take another job meanwhile, you can withdraw at any time, and it does not count \
against you:
{link}

If you have a question, a person will answer you: {contact}

Your reference is {reference}.

{organization}""",
        ),
        "es": (
            "Usted está en nuestra lista de espera",
            """Hola, {called}:

Nos gustaría ofrecerle una plaza en {cycle}, pero en este momento no queda ninguna. Usted está en nuestra lista de \
espera.

Cómo funciona: la lista tiene un orden y lo respetamos. Cuando queda libre una plaza, se la ofrecemos a la primera \
persona de la lista que eligió esa oficina. {until}

No tiene que hacer nada. Si mientras tanto acepta otro trabajo, puede retirarse en cualquier momento; eso no le \
perjudicará:
{link}

Si tiene alguna pregunta, una persona le responderá: {contact}

Su referencia es {reference}.

{organization}""",
        ),
    },
)
CLOSED = LetterKind(
    key="recruitment.waitlist_closed",
    label=gettext_noop("The waiting list is closed"),
    placeholders={**_BASE, "next_round": TRUSTED, "contact": TRUSTED},
    decision=True,
    default={
        "en": (
            "Our waiting list is closed",
            """Dear {called},

The waiting list for {cycle} is closed. No place opened for you, and we are not offering you one in this round.

Your application was strong. There were fewer places than strong applications, and that is the whole reason.

{next_round} You can start from the answers you gave this time, and having waited does not count against you.

What you sent stays here for you to read:
{link}

If something in this letter is unclear, a person will answer you: {contact}

Your reference is {reference}.

{organization}""",
        ),
        "es": (
            "Se cerró nuestra lista de espera",
            """Hola, {called}:

La lista de espera de {cycle} se cerró. No quedó libre ninguna plaza para usted y no le ofrecemos una en esta \
convocatoria.

Su solicitud era buena. Hubo menos plazas que buenas solicitudes; ese es todo el motivo.

{next_round} Puede empezar con las respuestas que dio esta vez, y haber esperado no le perjudicará.

Lo que envió queda aquí para que lo lea:
{link}

Si algo de esta carta no queda claro, una persona le responderá: {contact}

Su referencia es {reference}.

{organization}""",
        ),
    },
)
KINDS: tuple[LetterKind, ...] = (WAITLISTED, CLOSED)
