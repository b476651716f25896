"""The letters about what happens to a placement after day one, in English and Spanish."""

from fellowship.rules.letters import TRUSTED, UNTRUSTED, LetterKind
from fellowship.rules.texts import gettext_noop

CHANGED = LetterKind(
    key="cohorts.placement_changed",
    label=gettext_noop("Change of a placement, to the advocate"),
    placeholders={"called": UNTRUSTED, "what": UNTRUSTED, "link": TRUSTED, "organization": TRUSTED},
    default={
        "en": (
            "Your placement changes",
            """Dear {called},

{what}

Your placement page always shows the present days and people:
{link}

If something does not fit, answer this letter or ask your program manager.

{organization}""",
        ),
        "es": (
            "Su asignación cambia",
            """Hola, {called}:

{what}

En la página de su asignación están siempre los días y las personas actuales:
{link}

Si algo no encaja, responda a esta carta o pregunte a quien gestiona el programa.

{organization}""",
        ),
    },
)
CHANGED_FOR_OTHERS = LetterKind(
    key="cohorts.placement_changed_for_others",
    label=gettext_noop("Change of a placement, to supervisors and program managers"),
    placeholders={"called": UNTRUSTED, "what": UNTRUSTED, "organization": TRUSTED},
    default={
        "en": (
            "A placement changes",
            """Dear {called},

{what}

Please speak with the advocate about it only in private.

{organization}""",
        ),
        "es": (
            "Una asignación cambia",
            """Hola, {called}:

{what}

Por favor, hable de ello con la persona Advocate solo en privado.

{organization}""",
        ),
    },
)
ENDS = LetterKind(
    key="cohorts.placement_ends",
    label=gettext_noop("Early end of a placement, to the advocate"),
    placeholders={"called": UNTRUSTED, "what": UNTRUSTED, "organization": TRUSTED},
    decision=True,
    default={
        "en": (
            "The end of your placement",
            """Dear {called},

{what}

Thank you for your work. What you did for the people you stood beside stays, and so do your certificates.

Coaching and money help are there for you until your last day. We gladly speak with you about what comes next:
answer this letter, and we find a time.

{organization}""",
        ),
        "es": (
            "El final de su asignación",
            """Hola, {called}:

{what}

Gracias por su trabajo. Lo que hizo por las personas a quienes acompañó permanece, y sus certificados también.

El acompañamiento y la ayuda económica siguen a su disposición hasta su último día. Con gusto hablamos con usted
sobre lo que viene después: responda a esta carta y buscamos una hora.

{organization}""",
        ),
    },
)
CALLED_OFF = LetterKind(
    key="cohorts.change_called_off",
    label=gettext_noop("Change of a placement called off"),
    placeholders={"called": UNTRUSTED, "organization": TRUSTED},
    default={
        "en": (
            "A change we wrote about does not happen",
            """Dear {called},

A while ago we wrote to you about a change of a placement. That change does not happen: everything stays as it was.

If you have made plans around it, answer this letter, and we help.

{organization}""",
        ),
        "es": (
            "Un cambio que le anunciamos no se hará",
            """Hola, {called}:

Hace un tiempo le escribimos sobre un cambio en una asignación. Ese cambio no se hará: todo sigue como estaba.

Si ya ha hecho planes por ello, responda a esta carta y le ayudamos.

{organization}""",
        ),
    },
)
ANSWERED = LetterKind(
    key="cohorts.request_answered",
    label=gettext_noop("Answer to a request about a placement"),
    placeholders={"called": UNTRUSTED, "link": TRUSTED, "organization": TRUSTED},
    default={
        "en": (
            "An answer to what you asked",
            """Dear {called},

What you asked your program manager has an answer. Only you can read it here:
{link}

{organization}""",
        ),
        "es": (
            "Respuesta a lo que preguntó",
            """Hola, {called}:

Lo que preguntó a quien gestiona el programa tiene respuesta. Solo usted puede leerla aquí:
{link}

{organization}""",
        ),
    },
)
ASKED = LetterKind(
    key="cohorts.request_asked",
    label=gettext_noop("Request about a placement, to the program manager"),
    placeholders={"called": UNTRUSTED, "link": TRUSTED, "organization": TRUSTED},
    default={
        "en": (
            "Somebody asks you about a placement",
            """Dear {called},

Somebody asks you about a placement. Only program managers can read it, and it waits for your answer:
{link}

{organization}""",
        ),
        "es": (
            "Alguien le pregunta por una asignación",
            """Hola, {called}:

Alguien le pregunta por una asignación. Solo pueden leerlo quienes gestionan el programa, y espera su respuesta:
{link}

{organization}""",
        ),
    },
)
KINDS = (CHANGED, CHANGED_FOR_OTHERS, ENDS, CALLED_OFF, ANSWERED, ASKED)
