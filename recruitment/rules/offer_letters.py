"""The letter that gives no more time to answer an offer, in English and Spanish."""

from fellowship.rules.letters import TRUSTED, UNTRUSTED, LetterKind
from fellowship.rules.texts import gettext_noop

TIME_REFUSED = LetterKind(
    key="recruitment.offer_time_refused",
    label=gettext_noop("No more time to answer an offer"),
    placeholders={
        "called": UNTRUSTED, "reference": TRUSTED, "cycle": TRUSTED, "organization": TRUSTED, "link": TRUSTED,
        "office": TRUSTED, "answer_by": TRUSTED,
    },
    default={
        "en": (
            "About your request for more time",
            """Dear {called},

You asked for more time to answer your offer for {office}. We are sorry: others wait for this place, and we can't \
give as much as you wished.

You have until {answer_by}. You can accept, turn it down, or ask us anything first:
{link}

Having asked does not count against you.

{organization}""",
        ),
        "es": (
            "Sobre su petición de más tiempo",
            """Hola, {called}:

Usted pidió más tiempo para responder a su oferta para {office}. Lo sentimos: otras personas esperan esta plaza y no \
podemos darle tanto tiempo como deseaba.

Tiene hasta el {answer_by}. Puede aceptarla, rechazarla o preguntarnos antes lo que quiera:
{link}

Haberlo pedido no le perjudicará.

{organization}""",
        ),
    },
)  # fmt: skip
KINDS: tuple[LetterKind, ...] = (TIME_REFUSED,)
