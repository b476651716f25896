"""Letters to fair-chance officers about days that come near. They name no case, no person and no record."""

from fellowship.rules.letters import TRUSTED, UNTRUSTED, LetterKind
from fellowship.rules.texts import gettext_noop

_PLAIN = {"called": UNTRUSTED, "organization": TRUSTED, "link": TRUSTED}
_BASE = {**_PLAIN, "days": TRUSTED}

DUE = LetterKind(
    key="recruitment.fair_chance_due",
    label=gettext_noop("Days on an officer’s list"),
    placeholders=_BASE,
    default={
        "en": (
            "Days on your list",
            """Dear {called},

Your list has days that need you:
{days}

Open the list to see which:
{link}

{organization}""",
        ),
        "es": (
            "Fechas en su lista",
            """Hola, {called}:

En su lista hay fechas que requieren su atención:
{days}

Abra la lista para ver cuáles son:
{link}

{organization}""",
        ),
    },
)
PASSED = LetterKind(
    key="recruitment.fair_chance_day_passed",
    label=gettext_noop("A last day passed on an officer’s list"),
    placeholders=_BASE,
    default={
        "en": (
            "A last day has passed",
            """Dear {called},

The last day to decide has passed in work that officers share:
{days}

Every officer gets this letter. Please settle today who acts, and talk with counsel. Clearing is possible at any time.
{link}

{organization}""",
        ),
        "es": (
            "Venció una fecha límite",
            """Hola, {called}:

Venció la fecha límite para decidir en un trabajo que comparten quienes se encargan:
{days}

Todas las personas encargadas reciben esta carta. Acuerden hoy quién actúa y hablen con la asesoría legal. Siempre es \
posible dar el visto bueno.
{link}

{organization}""",
        ),
    },
)
CAME_LATE = LetterKind(
    key="recruitment.fair_chance_came_late",
    label=gettext_noop("Something came after a decision"),
    placeholders=_PLAIN,
    default={
        "en": (
            "Something came after a decision",
            """Dear {called},

Somebody wrote to you after a decision in your work was made. Nothing opens again by itself, but please read it and \
answer. Where it matters for the decision, talk with counsel.

The papers on your list show what came:
{link}

You get this letter once, whatever else comes.

{organization}""",
        ),
        "es": (
            "Algo llegó después de una decisión",
            """Hola, {called}:

Alguien le escribió después de que se tomara una decisión en su trabajo. Nada se reabre por sí solo, pero le pedimos \
que lo lea y responda. Si importa para la decisión, hable con la asesoría legal.

Los papeles de su lista muestran lo que llegó:
{link}

Esta carta llega una sola vez, aunque llegue algo más.

{organization}""",
        ),
    },
)
NOBODY = LetterKind(
    key="recruitment.fair_chance_nobody",
    label=gettext_noop("Work that nobody may open"),
    placeholders=_BASE,
    default={
        "en": (
            "Nobody holds a role that is needed",
            """Dear {called},

There is work that only fair-chance officers may open, and nobody holds this role now:
{days}

Please give somebody the role. You do not get to see the work by it:
{link}

{organization}""",
        ),
        "es": (
            "Nadie tiene una función que hace falta",
            """Hola, {called}:

Hay trabajo que solo pueden abrir las personas encargadas de contratación justa, y ahora nadie tiene esa función:
{days}

Le pedimos que dé la función a alguien. Con ello usted no podrá ver ese trabajo:
{link}

{organization}""",
        ),
    },
)
KINDS = (DUE, PASSED, CAME_LATE, NOBODY)
