"""The letters of selection, with their words in English and Spanish: interview, offer, fair-chance step."""

from fellowship.rules.letters import TRUSTED, UNTRUSTED, LetterKind
from fellowship.rules.texts import gettext_noop

_BASE = {"called": UNTRUSTED, "reference": TRUSTED, "cycle": TRUSTED, "organization": TRUSTED, "link": TRUSTED}

INVITED = LetterKind(
    key="recruitment.interview_invited",
    label=gettext_noop("Invitation to an interview"),
    placeholders=_BASE,
    decision=True,
    default={
        "en": (
            "We would like to talk with you",
            """Dear {called},

The readers finished with your application for {cycle}, and we would like to meet you in an interview.

Choose a time that suits you. Times are shown in your own time zone, and you can move your interview twice:
{link}

If you need captions, an interpreter or anything else to take part well, tell us. The interviewers are not told why.

Your reference is {reference}.

{organization}""",
        ),
        "es": (
            "Nos gustaría hablar con usted",
            """Hola, {called}:

Ya leyeron su solicitud para {cycle} y nos gustaría conocerle en una entrevista.

Elija la hora que le convenga. Las horas aparecen en su zona horaria y puede cambiar la entrevista dos veces:
{link}

Si necesita subtítulos, intérprete u otra cosa para participar bien, díganoslo. No se comunica el motivo a quienes \
le entrevistan.

Su referencia es {reference}.

{organization}""",
        ),
    },
)
BOOKED = LetterKind(
    key="recruitment.interview_booked",
    label=gettext_noop("Interview booked"),
    placeholders={**_BASE, "when": TRUSTED, "minutes": TRUSTED, "place": UNTRUSTED},
    default={
        "en": (
            "Your interview is booked",
            """Dear {called},

Your interview is on {when}. It takes {minutes} minutes.

Where: {place}

You can move it twice, up to 24 hours before:
{link}

{organization}""",
        ),
        "es": (
            "Su entrevista está reservada",
            """Hola, {called}:

Su entrevista es el {when}. Dura {minutes} minutos.

Dónde: {place}

Puede cambiarla dos veces, hasta 24 horas antes:
{link}

{organization}""",
        ),
    },
)
OFFER = LetterKind(
    key="recruitment.offer",
    label=gettext_noop("Conditional offer"),
    placeholders={**_BASE, "office": TRUSTED, "place": TRUSTED, "answer_by": TRUSTED},
    decision=True,
    default={
        "en": (
            "An offer for you",
            """Dear {called},

We offer you a place as Client Advocate at {office}, {place}. The offer is attached, and you can read and answer \
it here:
{link}

You have until {answer_by}. You can accept, turn it down, or ask us anything first.

The offer is conditional. What it depends on is written in it. A record does not cancel it.

{organization}""",
        ),
        "es": (
            "Una oferta para usted",
            """Hola, {called}:

Le ofrecemos una plaza de Client Advocate en {office}, {place}. La oferta va adjunta, y puede leerla y responder aquí:
{link}

Tiene hasta el {answer_by}. Puede aceptarla, rechazarla o preguntarnos antes lo que quiera.

La oferta es condicional. En ella se dice de qué depende. Tener antecedentes no la anula.

{organization}""",
        ),
    },
)
OFFER_REMINDER = LetterKind(
    key="recruitment.offer_reminder",
    label=gettext_noop("Reminder of an open offer"),
    placeholders={**_BASE, "office": TRUSTED, "answer_by": TRUSTED},
    default={
        "en": (
            "Your offer is still open",
            """Dear {called},

Your offer for {office} is open until {answer_by}.

If you need more time, ask before then. The offer stays open while we reply:
{link}

{organization}""",
        ),
        "es": (
            "Su oferta sigue abierta",
            """Hola, {called}:

Su oferta para {office} está abierta hasta el {answer_by}.

Si necesita más tiempo, pídalo antes. La oferta sigue abierta mientras le respondemos:
{link}

{organization}""",
        ),
    },
)
OFFER_EXTENDED = LetterKind(
    key="recruitment.offer_extended",
    label=gettext_noop("More time to answer an offer"),
    placeholders={**_BASE, "office": TRUSTED, "answer_by": TRUSTED},
    default={
        "en": (
            "You have more time to answer",
            """Dear {called},

You now have until {answer_by} to answer your offer for {office}:
{link}

{organization}""",
        ),
        "es": (
            "Tiene más tiempo para responder",
            """Hola, {called}:

Ahora tiene hasta el {answer_by} para responder a su oferta para {office}:
{link}

{organization}""",
        ),
    },
)
OFFER_ANSWERED = LetterKind(
    key="recruitment.offer_question_answered",
    label=gettext_noop("Answer to a question about an offer"),
    placeholders={**_BASE, "question": UNTRUSTED, "answer": UNTRUSTED},
    default={
        "en": (
            "We answered your question",
            """Dear {called},

You asked: {question}

Our answer: {answer}

The offer is here:
{link}

{organization}""",
        ),
        "es": (
            "Respondimos a su pregunta",
            """Hola, {called}:

Usted preguntó: {question}

Nuestra respuesta: {answer}

La oferta está aquí:
{link}

{organization}""",
        ),
    },
)
OFFER_LAPSED = LetterKind(
    key="recruitment.offer_lapsed",
    label=gettext_noop("Offer lapsed"),
    placeholders={**_BASE, "office": TRUSTED},
    default={
        "en": (
            "Your offer has ended",
            """Dear {called},

The time to answer your offer for {office} is over, and the place goes to someone else.

If something kept you from answering, write to us. You can apply again when the next round opens, and this does not \
count against you then.

Your reference is {reference}.

{organization}""",
        ),
        "es": (
            "Su oferta terminó",
            """Hola, {called}:

Terminó el plazo para responder a su oferta para {office}, y la plaza pasa a otra persona.

Si algo le impidió responder, escríbanos. Puede volver a presentarse cuando se abra la próxima convocatoria; esto no \
le perjudicará.

Su referencia es {reference}.

{organization}""",
        ),
    },
)
OFFER_RETRACTED = LetterKind(
    key="recruitment.offer_retracted",
    label=gettext_noop("Offer taken back"),
    placeholders={**_BASE, "office": TRUSTED},
    decision=True,
    default={
        "en": (
            "About your offer",
            """Dear {called},

We took back the offer for {office} that we sent you. You are still in the round, and a person will talk with you \
about what comes next.

Your reference is {reference}.

{organization}""",
        ),
        "es": (
            "Sobre su oferta",
            """Hola, {called}:

Retiramos la oferta para {office} que le habíamos enviado. Usted sigue en la convocatoria, y una persona hablará con \
usted sobre lo que viene ahora.

Su referencia es {reference}.

{organization}""",
        ),
    },
)
DISCLOSURE = LetterKind(
    key="recruitment.fair_chance_disclosure",
    label=gettext_noop("Fair-chance step: what we look at"),
    placeholders=_BASE,
    default={
        "en": (
            "The next step after your offer",
            """Dear {called},

You accepted a conditional offer. What is left is a background check, and it starts only when you agree to it.

Before you decide, read what we look at, what we may not look at, and what happens when:
{link}

A record does not cancel the offer. One fair-chance officer looks at what comes back, and nobody who read your \
application, met you or will work with you sees it.

{organization}""",
        ),
        "es": (
            "El paso que sigue a su oferta",
            """Hola, {called}:

Usted aceptó una oferta condicional. Falta una verificación de antecedentes, que solo empieza si usted la autoriza.

Antes de decidir, lea qué revisamos, qué no podemos revisar y qué pasa en cada momento:
{link}

Tener antecedentes no anula la oferta. Lo que llegue lo ve una sola persona responsable de oportunidad justa; no lo \
ve nadie que haya leído su solicitud, le haya entrevistado o vaya a trabajar con usted.

{organization}""",
        ),
    },
)
CLEARED = LetterKind(
    key="recruitment.fair_chance_cleared",
    label=gettext_noop("Fair-chance step: cleared"),
    placeholders=_BASE,
    default={
        "en": (
            "Your offer stands",
            """Dear {called},

Everything your offer depended on is settled. Your place is yours.

Next, you rank the offices you prefer, and then we match people and offices. We write to you when ranking opens. You \
can see where things stand here:
{link}

{organization}""",
        ),
        "es": (
            "Su oferta queda firme",
            """Hola, {called}:

Todo aquello de lo que dependía su oferta está resuelto. La plaza es suya.

Ahora usted ordena las oficinas que prefiere y después emparejamos personas y oficinas. Le escribiremos cuando se \
abra ese paso. Puede ver en qué punto está aquí:
{link}

{organization}""",
        ),
    },
)
KINDS: tuple[LetterKind, ...] = (
    INVITED,
    BOOKED,
    OFFER,
    OFFER_REMINDER,
    OFFER_EXTENDED,
    OFFER_ANSWERED,
    OFFER_LAPSED,
    OFFER_RETRACTED,
    DISCLOSURE,
    CLEARED,
)
