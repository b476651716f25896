"""The letters to recommenders, who have no account, and the note to the applicant, in English and Spanish."""

from fellowship.rules.letters import TRUSTED, UNTRUSTED, LetterKind
from fellowship.rules.texts import gettext_noop

# Kinds that begin so hold a link that opens without an account: the outbox does not show them to anybody.
CONFIDENTIAL_PREFIX = "recruitment.recommender"
_VALUES = {
    "name": UNTRUSTED,
    "applicant": UNTRUSTED,
    "cycle": TRUSTED,
    "until": TRUSTED,
    "link": TRUSTED,
    "organization": TRUSTED,
}
INVITATION = LetterKind(
    key="recruitment.recommender_asked",
    label=gettext_noop("Request for a recommendation"),
    placeholders=_VALUES,
    default={
        "en": (
            "Would you write a recommendation?",
            """Dear {name},

{applicant} is applying for {cycle} and asks you for a recommendation.

Write it on this page until {until}. You need no account, and what you write is saved as you go:
{link}

{applicant} learns only whether we have it, and never reads it. Those who decide read it; those who score \
applications without names do not. You can also decline on that page.

The link is yours alone. Please don't pass it on.

{organization}""",
        ),
        "es": (
            "¿Escribiría una recomendación?",
            """Hola, {name}:

{applicant} presenta una solicitud para {cycle} y le pide una recomendación.

Escríbala en esta página hasta el {until}. No necesita una cuenta, y lo que escriba se guarda por el camino:
{link}

{applicant} solo sabrá si la tenemos y nunca la leerá. La leen quienes deciden; no la leen quienes puntúan las \
solicitudes sin nombres. En esa página también puede decir que no.

El enlace es solo para usted. No lo comparta, por favor.

{organization}""",
        ),
    },
)
REMINDER = LetterKind(
    key="recruitment.recommender_reminded",
    label=gettext_noop("Reminder of a recommendation"),
    placeholders=_VALUES,
    default={
        "en": (
            "A recommendation is still open",
            """Dear {name},

{applicant} asked you for a recommendation for {cycle}. It can be written until {until}:
{link}

If you can't write one, decline on that page, and we do not remind you again.

{organization}""",
        ),
        "es": (
            "Falta una recomendación",
            """Hola, {name}:

{applicant} le pidió una recomendación para {cycle}. Puede escribirla hasta el {until}:
{link}

Si no puede, dígalo en esa página y no volveremos a recordárselo.

{organization}""",
        ),
    },
)
THANKS = LetterKind(
    key="recruitment.recommender_thanked",
    label=gettext_noop("Recommendation received"),
    placeholders={"name": UNTRUSTED, "applicant": UNTRUSTED, "cycle": TRUSTED, "organization": TRUSTED},
    default={
        "en": (
            "Thank you for your recommendation",
            """Dear {name},

We have your recommendation of {applicant} for {cycle}. There is nothing more to do. Thank you for your time.

{organization}""",
        ),
        "es": (
            "Gracias por su recomendación",
            """Hola, {name}:

Recibimos su recomendación de {applicant} para {cycle}. No tiene que hacer nada más. Gracias por su tiempo.

{organization}""",
        ),
    },
)
KINDS: tuple[LetterKind, ...] = (INVITATION, REMINDER, THANKS)
