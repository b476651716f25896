"""The letters that the applicant's side of recruitment writes, with their words in English and Spanish."""

from fellowship.rules.letters import TRUSTED, UNTRUSTED, LetterKind
from fellowship.rules.texts import gettext_noop

RECEIVED = LetterKind(
    key="recruitment.application_received",
    label=gettext_noop("Application received"),
    placeholders={
        "called": UNTRUSTED,
        "reference": TRUSTED,
        "cycle": TRUSTED,
        "hear_by": TRUSTED,
        "link": TRUSTED,
        "organization": TRUSTED,
    },
    default={
        "en": (
            "We have your application",
            """Dear {called},

Your application for {cycle} reached us. Its reference is {reference}.

Trained readers read it without your name. {hear_by}

You can read what you sent, and see where it stands, at any time:
{link}

There is nothing more you need to do now.

{organization}""",
        ),
        "es": (
            "Recibimos su solicitud",
            """Hola, {called}:

Recibimos su solicitud para {cycle}. Su referencia es {reference}.

La leerán personas capacitadas para ello, sin ver su nombre. {hear_by}

En cualquier momento puede leer lo que envió y ver en qué punto está:
{link}

Por ahora no tiene que hacer nada más.

{organization}""",
        ),
    },
)
WITHDRAWN = LetterKind(
    key="recruitment.application_withdrawn",
    label=gettext_noop("Application withdrawn"),
    placeholders={"called": UNTRUSTED, "reference": TRUSTED, "cycle": TRUSTED, "organization": TRUSTED},
    default={
        "en": (
            "You withdrew your application",
            """Dear {called},

You withdrew your application {reference} for {cycle}. Nobody reads it any more.

You can apply again when the next round opens. Withdrawing now does not count against you then.

{organization}""",
        ),
        "es": (
            "Usted retiró su solicitud",
            """Hola, {called}:

Usted retiró su solicitud {reference} para {cycle}. Ya nadie la lee.

Puede volver a presentarse cuando se abra la próxima convocatoria. Haberla retirado no le perjudicará.

{organization}""",
        ),
    },
)
# Its key makes it one of the confidential fair-chance letters: that it was sent tells who withdrew.
WITHDRAWN_AFTER_OFFER = LetterKind(
    key="recruitment.fair_chance_withdrawn",
    label=gettext_noop("Application withdrawn after an accepted offer"),
    placeholders=WITHDRAWN.placeholders,
    default=WITHDRAWN.default,
)
DECLINED = LetterKind(
    key="recruitment.application_declined",
    label=gettext_noop("Not offering a place"),
    placeholders={
        "called": UNTRUSTED,
        "reference": TRUSTED,
        "cycle": TRUSTED,
        "reason": TRUSTED,
        "organization": TRUSTED,
        "contact": TRUSTED,
        "next_round": TRUSTED,
        "link": TRUSTED,
    },
    decision=True,
    default={
        "en": (
            "About your application",
            """Dear {called},

We are not offering you a place in {cycle}. Here is why: {reason}

This decision is about this round and these seats. {next_round} You can start from the answers you gave this time. \
If you like, we write to you when it opens; say so here:
{link}

If something in this letter is unclear, or you think we got something wrong, a person will answer you: {contact}

Your reference is {reference}.

{organization}""",
        ),
        "es": (
            "Sobre su solicitud",
            """Hola, {called}:

No le ofrecemos una plaza en {cycle}. Este es el motivo: {reason}

Esta decisión vale para esta convocatoria y estas plazas. {next_round} Puede empezar con las respuestas que dio esta \
vez. Si lo desea, le escribimos cuando se abra; díganoslo aquí:
{link}

Si algo de esta carta no queda claro, o cree que nos equivocamos, una persona le responderá: {contact}

Su referencia es {reference}.

{organization}""",
        ),
    },
)
ROUND_OPEN = LetterKind(
    key="recruitment.round_open",
    label=gettext_noop("The next round is open"),
    placeholders={"called": UNTRUSTED, "cycle": TRUSTED, "closes": TRUSTED, "organization": TRUSTED, "link": TRUSTED},
    default={
        "en": (
            "Applications are open again",
            """Dear {called},

You asked us to write when the next round opens. Applications for {cycle} are open now. {closes}

You can start from the answers you gave before:
{link}

This is the one letter you asked for. We write no other of this kind unless you ask again.

{organization}""",
        ),
        "es": (
            "Se abrió de nuevo la convocatoria",
            """Hola, {called}:

Usted nos pidió que le escribiéramos cuando se abriera la próxima convocatoria. Ya se puede presentar la solicitud \
para {cycle}. {closes}

Puede empezar con las respuestas que dio antes:
{link}

Esta es la única carta que pidió. No le escribiremos otra de este tipo si no la pide de nuevo.

{organization}""",
        ),
    },
)
KINDS: tuple[LetterKind, ...] = (RECEIVED, WITHDRAWN, WITHDRAWN_AFTER_OFFER, DECLINED, ROUND_OPEN)
