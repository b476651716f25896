"""The letters about a seat offered to somebody who waits, in English and Spanish."""

from fellowship.rules.letters import TRUSTED, UNTRUSTED, LetterKind
from fellowship.rules.texts import gettext_noop

_BASE = {"called": UNTRUSTED, "office": TRUSTED, "place": TRUSTED, "organization": TRUSTED}

SEAT_OFFERED = LetterKind(
    key="cohorts.seat_offered",
    label=gettext_noop("A free seat, to somebody who waits"),
    placeholders={**_BASE, "starts_on": TRUSTED, "answer_by": TRUSTED, "link": TRUSTED},
    default={
        "en": (
            "A seat is free for you",
            """Dear {called},

A seat at {office} in {place} is free, and you are next in line. Your first day would be {starts_on}.

Please say yes or no by {answer_by}. The page shows the pay and the address, and takes one click:
{link}

If you say no, or the time passes, you keep waiting. It does not count against you.

{organization}""",
        ),
        "es": (
            "Hay una plaza libre para usted",
            """Hola, {called}:

Hay una plaza libre en {office}, en {place}, y ahora le toca a usted. Su primer día sería el {starts_on}.

Responda sí o no, por favor, hasta el {answer_by}. En la página están el sueldo y la dirección, y basta un clic:
{link}

Si dice que no o se pasa el plazo, sigue en la lista de espera. Eso no le perjudica.

{organization}""",
        ),
    },
)
SEAT_OFFER_OVER = LetterKind(
    key="cohorts.seat_offer_over",
    label=gettext_noop("The time to answer about a seat is over"),
    placeholders=_BASE,
    default={
        "en": (
            "The time to answer about a seat is over",
            """Dear {called},

We offered you a seat at {office} in {place}, and the time to answer is over.

You keep waiting for a place, and this does not count against you. If something got in the way, answer this letter
soon: the seat may still be free.

{organization}""",
        ),
        "es": (
            "Terminó el plazo para responder sobre una plaza",
            """Hola, {called}:

Le ofrecimos una plaza en {office}, en {place}, y el plazo para responder terminó.

Usted sigue en la lista de espera, y esto no le perjudica. Si algo se lo impidió, responda pronto a esta carta:
puede que la plaza siga libre.

{organization}""",
        ),
    },
)
SEAT_OFFER_TAKEN_BACK = LetterKind(
    key="cohorts.seat_offer_taken_back",
    label=gettext_noop("A free seat that is no longer offered"),
    placeholders=_BASE,
    default={
        "en": (
            "A seat we offered you is no longer free",
            """Dear {called},

We wrote to you about a seat at {office} in {place}. We are sorry: it is no longer free, and you need not answer.

You keep waiting for a place, in the same order as before. This has nothing to do with you.

{organization}""",
        ),
        "es": (
            "Una plaza que le ofrecimos ya no está libre",
            """Hola, {called}:

Le escribimos sobre una plaza en {office}, en {place}. Lo sentimos: ya no está libre y no hace falta que responda.

Usted sigue en la lista de espera, en el mismo orden que antes. No tiene nada que ver con usted.

{organization}""",
        ),
    },
)
KINDS = (SEAT_OFFERED, SEAT_OFFER_OVER, SEAT_OFFER_TAKEN_BACK)
