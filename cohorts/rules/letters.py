"""The letters that cohorts writes, with their words in English and Spanish."""

from fellowship.rules.letters import TRUSTED, UNTRUSTED, LetterKind
from fellowship.rules.texts import gettext_noop

PLACED = LetterKind(
    key="cohorts.placed",
    label=gettext_noop("Placement, to the fellow"),
    placeholders={
        "called": UNTRUSTED,
        "office": TRUSTED,
        "place": TRUSTED,
        "starts_on": TRUSTED,
        "supervisor": TRUSTED,
        "pay": TRUSTED,
        "employer": TRUSTED,
        "link": TRUSTED,
        "organization": TRUSTED,
    },
    default={
        "en": (
            "Your placement",
            """Dear {called},

Your office is {office} in {place}. Your first day is {starts_on}.

{supervisor} Your pay is {pay} a year, and {employer} is your employer.

Your placement page has the address and says, choice by choice, why you were placed here:
{link}

{organization}""",
        ),
        "es": (
            "Su asignación",
            """Hola, {called}:

Su oficina es {office}, en {place}. Su primer día es el {starts_on}.

{supervisor} Su sueldo es de {pay} al año y su empleador es {employer}.

En la página de su asignación está la dirección, y se explica opción por opción por qué le tocó esta oficina:
{link}

{organization}""",
        ),
    },
)
NEW_ADVOCATE = LetterKind(
    key="cohorts.new_advocate",
    label=gettext_noop("Placement, to the supervisor"),
    placeholders={
        "called": UNTRUSTED,
        "advocate": UNTRUSTED,
        "advocate_email": TRUSTED,
        "office": TRUSTED,
        "place": TRUSTED,
        "starts_on": TRUSTED,
        "link": TRUSTED,
        "organization": TRUSTED,
    },
    default={
        "en": (
            "A new advocate for your office",
            """Dear {called},

{advocate} joins {office} in {place} on {starts_on}. You are the supervisor.

You can write to {advocate_email}. A short hello before the first day helps a lot.

Your advocates, with their first days:
{link}

{organization}""",
        ),
        "es": (
            "Una persona Advocate llega a su oficina",
            """Hola, {called}:

{advocate} se incorpora a {office}, en {place}, el {starts_on}. Usted supervisa su trabajo.

Puede escribir a {advocate_email}. Un saludo breve antes del primer día ayuda mucho.

Sus Advocates y su primer día:
{link}

{organization}""",
        ),
    },
)
TAKEN_BACK = LetterKind(
    key="cohorts.taken_back",
    label=gettext_noop("Placement taken back, to the fellow"),
    placeholders={"called": UNTRUSTED, "organization": TRUSTED},
    default={
        "en": (
            "Please wait for a new letter about your placement",
            """Dear {called},

A short while ago we wrote to you about your placement.

That letter does not count: we found something that we must put right first.

Your place in the program is safe. We write again as soon as the placements are final.

{organization}""",
        ),
        "es": (
            "Espere una nueva carta sobre su asignación",
            """Hola, {called}:

Hace poco le escribimos sobre su asignación.

Esa carta no cuenta: encontramos algo que debemos corregir antes.

Su lugar en el programa está seguro. Le escribiremos de nuevo en cuanto las asignaciones sean definitivas.

{organization}""",
        ),
    },
)
ADVOCATE_TAKEN_BACK = LetterKind(
    key="cohorts.advocate_taken_back",
    label=gettext_noop("Placement taken back, to the supervisor"),
    placeholders={"called": UNTRUSTED, "organization": TRUSTED},
    default={
        "en": (
            "Please wait for a new letter about your advocates",
            """Dear {called},

A short while ago we wrote to you about an advocate for your office.

That letter does not count: we found something that we must put right first.

We write again as soon as the placements are final. Please do not write to the person before that.

{organization}""",
        ),
        "es": (
            "Espere una nueva carta sobre sus Advocates",
            """Hola, {called}:

Hace poco le escribimos sobre una persona para su oficina.

Esa carta no cuenta: encontramos algo que debemos corregir antes.

Le escribiremos de nuevo en cuanto las asignaciones sean definitivas. Por favor, no escriba antes a esa persona.

{organization}""",
        ),
    },
)
KINDS = (PLACED, NEW_ADVOCATE, TAKEN_BACK, ADVOCATE_TAKEN_BACK)
