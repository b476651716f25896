"""The letter to an applicant who brought up a record by themselves, in English and Spanish."""

from fellowship.rules.letters import TRUSTED, UNTRUSTED, LetterKind
from fellowship.rules.texts import gettext_noop

# The kind begins as those of fair-chance cases do, so only fair-chance officers see it in the outbox.
VOLUNTEERED = LetterKind(
    key="recruitment.fair_chance_volunteered",
    label=gettext_noop("Rights when a record was brought up"),
    placeholders={"called": UNTRUSTED, "reference": TRUSTED, "agencies": TRUSTED, "link": TRUSTED,
                  "organization": TRUSTED},
    default={
        "en": (
            "What we do with what you told us",
            """Dear {called},

While we talked about your application {reference} you brought something up that we do not ask about. Nobody wrote it
down. It plays no part in whether you get an offer, and nobody may ask you more about it now.

Only after a conditional offer may a record be looked at, and only with your agreement. You then see what is looked at,
you can answer, and one officer decides in writing.

{agencies}

How it works: {link}

{organization}""",
        ),
        "es": (
            "Qué hacemos con lo que nos contó",
            """Hola, {called}:

Mientras hablábamos de su solicitud {reference}, usted mencionó algo por lo que no preguntamos. Nadie lo anotó. No
influye en si recibe una oferta, y por ahora nadie puede preguntarle más sobre ello.

Solo después de una oferta condicional se pueden revisar antecedentes, y solo con su acuerdo. Entonces usted ve qué se
revisa, puede responder, y una sola persona encargada decide por escrito.

{agencies}

Cómo funciona: {link}

{organization}""",
        ),
    },
)  # fmt: skip
KINDS = (VOLUNTEERED,)
