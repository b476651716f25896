"""The letters about what applicants ask for, in English and Spanish. None says what was asked."""

from fellowship.rules.letters import TRUSTED, UNTRUSTED, LetterKind
from fellowship.rules.texts import gettext_noop

# Letters whose kind begins so are shown to nobody who keeps the outbox.
CONFIDENTIAL_PREFIX = "recruitment.accommodation"
_SHARED = {"called": UNTRUSTED, "reference": TRUSTED, "link": TRUSTED, "organization": TRUSTED}
TIME_GIVEN = LetterKind(
    key="recruitment.time_given",
    label=gettext_noop("More time given"),
    placeholders={**_SHARED, "until": TRUSTED},
    default={
        "en": (
            "You have more time",
            """Dear {called},

You can write and submit your application {reference} until {until}. Asking for time does not count against you.

{link}

{organization}""",
        ),
        "es": (
            "Tiene más tiempo",
            """Hola, {called}:

Puede escribir y enviar su solicitud {reference} hasta el {until}. Pedir tiempo no le perjudica.

{link}

{organization}""",
        ),
    },
)
TIME_REFUSED = LetterKind(
    key="recruitment.time_refused",
    label=gettext_noop("No more time"),
    placeholders={**_SHARED, "reason": UNTRUSTED},
    default={
        "en": (
            "About your request for more time",
            """Dear {called},

We can't give you a later deadline for your application {reference}. {reason}

What you wrote is kept. If something else would help, answer this letter and a person will read it.

{link}

{organization}""",
        ),
        "es": (
            "Sobre su petición de más tiempo",
            """Hola, {called}:

No podemos darle un plazo más largo para su solicitud {reference}. {reason}

Lo que escribió se conserva. Si otra cosa le ayudaría, responda a esta carta y una persona la leerá.

{link}

{organization}""",
        ),
    },
)
ACCOMMODATION_ANSWERED = LetterKind(
    key="recruitment.accommodation_answered",
    label=gettext_noop("Answer to a request"),
    placeholders=_SHARED,
    default={
        "en": (
            "There is an answer to your request",
            """Dear {called},

There is an answer to what you asked us about your application {reference}. For your privacy it stands only on \
this page, after you sign in:
{link}

{organization}""",
        ),
        "es": (
            "Hay una respuesta a su petición",
            """Hola, {called}:

Hay una respuesta a lo que nos pidió sobre su solicitud {reference}. Por su privacidad está solo en esta página, \
después de iniciar sesión:
{link}

{organization}""",
        ),
    },
)
ERASURE_PUT_OFF = LetterKind(
    key="recruitment.erasure_put_off",
    label=gettext_noop("Data can't be deleted yet"),
    placeholders={"called": UNTRUSTED, "reason": UNTRUSTED, "link": TRUSTED, "organization": TRUSTED},
    default={
        "en": (
            "About your request to delete your data",
            """Dear {called},

We can't delete your data yet. {reason}

Your request stays open, and we come back to it when this is settled.

{link}

{organization}""",
        ),
        "es": (
            "Sobre su petición de borrar sus datos",
            """Hola, {called}:

Todavía no podemos borrar sus datos. {reason}

Su petición sigue abierta y volveremos a ella cuando esto se resuelva.

{link}

{organization}""",
        ),
    },
)
KINDS: tuple[LetterKind, ...] = (TIME_GIVEN, TIME_REFUSED, ACCOMMODATION_ANSWERED, ERASURE_PUT_OFF)
